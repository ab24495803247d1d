import type { EntryCondition, EntryTerm } from '@/lib/finance/entry-condition'
import { Prisma } from './generated/client'

const COMPARE = {
  '=': Prisma.sql`=`,
  '>': Prisma.sql`>`,
  '>=': Prisma.sql`>=`,
  '<': Prisma.sql`<`,
  '<=': Prisma.sql`<=`,
} as const

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`)
/**
 * An array and no subquery, of whose values the planner knows nothing. Of one id it knows that what is found by it comes
 * in the order of an index.
 */
const oneOf = ([first, ...more]: readonly string[]) =>
  first !== undefined && more.length === 0
    ? Prisma.sql`${first}::uuid`
    : Prisma.sql`ANY (${first === undefined ? [] : [first, ...more]}::uuid[])`
/** As the index has it: entries_search_idx. */
const categorised = (codes: readonly string[]) =>
  Prisma.sql`ARRAY[n.category, n.category_group] && ${[...codes]}::text[]`

function termSql(term: EntryTerm): Prisma.Sql {
  switch (term.is) {
    case 'text': {
      const found = Prisma.sql`n.search LIKE ${`%${escapeLike(term.text.toLowerCase())}%`}`
      if (!term.categories?.length) return found
      return Prisma.sql`(${found} OR ${categorised(term.categories)})`
    }
    case 'merchant':
      return Prisma.sql`n.merchant_key = ${term.key.trim().toLowerCase()}`
    case 'titled':
      return Prisma.sql`lowered(n.title) LIKE ${`%${escapeLike(term.text.toLowerCase())}%`}`
    case 'amount':
      return Prisma.sql`abs(n.amount) ${COMPARE[term.compare]} ${term.value}::numeric`
    case 'direction':
      return term.direction === 'in' ? Prisma.sql`n.amount > 0` : Prisma.sql`n.amount < 0`
    case 'state':
      return term.state === 'pending' ? Prisma.sql`n.pending` : Prisma.sql`NOT n.pending`
    case 'account':
      return Prisma.sql`n.account_id = ${oneOf(term.ids)}`
    case 'category':
      return categorised(term.codes)
    case 'uncategorised':
      return Prisma.sql`n.category IS NULL`
    case 'tag':
      return Prisma.sql`EXISTS (SELECT FROM unnest(n.tags) tag WHERE lowered(tag) = lowered(${term.tag}))`
    case 'tagged':
      return Prisma.sql`cardinality(n.tags) > 0`
    case 'noted':
      return Prisma.sql`n.note <> ''`
    case 'currency':
      return Prisma.sql`n.currency = ${term.currency}`
    case 'flow':
      return Prisma.sql`n.flow = ${term.flow}`
    case 'listed': {
      const from = term.from === null ? Prisma.sql`true` : Prisma.sql`n.listed_on >= ${term.from}::date`
      const to = term.to === null ? Prisma.sql`true` : Prisma.sql`n.listed_on <= ${term.to}::date`
      return Prisma.sql`(${from} AND ${to})`
    }
    case 'reviewed':
      return Prisma.sql`n.reviewed`
    case 'flagged':
      return Prisma.sql`n.flagged`
    case 'part':
      return Prisma.sql`n.part`
    case 'transaction':
      return Prisma.sql`n.transaction_id = ${oneOf(term.ids)}`
  }
}

/** A condition as SQL over the row `n` of entries. Everything that a person wrote in it becomes a parameter. */
export function conditionSql(condition: EntryCondition): Prisma.Sql {
  if ('is' in condition) return termSql(condition)
  if ('not' in condition && 'is' in condition.not && condition.not.is === 'reviewed') {
    // As the index of what nobody has looked at has it.
    return Prisma.sql`NOT n.reviewed`
  }
  if ('not' in condition) return Prisma.sql`NOT COALESCE(${conditionSql(condition.not)}, false)`
  const [conditions, joint, nothing] =
    'all' in condition
      ? ([condition.all, ' AND ', Prisma.sql`true`] as const)
      : ([condition.any, ' OR ', Prisma.sql`false`] as const)
  if (conditions.length === 0) return nothing
  return Prisma.sql`(${Prisma.join(conditions.map(conditionSql), joint)})`
}

/**
 * A household's entries that meet a condition, as SQL over the row `n`. Those of hidden accounts are left out, unless
 * the condition names accounts itself.
 */
export function entriesWhere(householdId: string, condition: EntryCondition): Prisma.Sql {
  const seen = namesAccounts(condition)
    ? Prisma.empty
    : Prisma.sql`AND n.account_id <> ALL (ARRAY(
        SELECT hidden.account_id FROM account_edits hidden
        WHERE hidden.household_id = ${householdId}::uuid AND hidden.hidden))`
  return Prisma.sql`n.household_id = ${householdId}::uuid ${seen} AND ${conditionSql(condition)}`
}

function namesAccounts(condition: EntryCondition): boolean {
  if ('is' in condition) return condition.is === 'account' || condition.is === 'transaction'
  if ('not' in condition) return false
  return ('all' in condition ? condition.all : condition.any).some(namesAccounts)
}
