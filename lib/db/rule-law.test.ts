import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BankTransaction } from '@/lib/bank/reports'
import { newId } from '@/lib/crypto/id'
import { exact } from '@/lib/money/money'
import type { RuleChanges, RuleDraft, RuleTerm } from '@/lib/rules/schema'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import type { Database } from './open'
import { stepHistoryRun } from './rule-runs'
import { editRules, type RuleEdit } from './rules'
import { testDatabase } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const household = () => world.key.householdId
const edit = async (change: RuleEdit) => {
  await editRules(db, household(), change, { history: true, most: 10, now: world.now })
  while (await stepHistoryRun(db, household(), world.now));
}

function compared({ amount }: BankTransaction, how: '=' | '>' | '>=' | '<' | '<=', value: string): boolean {
  const order = exact(amount).abs().cmp(value)
  return { '=': order === 0, '>': order > 0, '>=': order >= 0, '<': order < 0, '<=': order <= 0 }[how]
}

/** What rules say, worked out another way: one transaction and one rule after the other. */
function expected(transactions: readonly (BankTransaction & { id: string })[], rules: readonly RuleDraft[]) {
  const holds = (term: RuleTerm, of: BankTransaction): boolean => {
    if ('not' in term) return !holds(term.not, of)
    if ('all' in term) return term.all.every(({ compare, value }) => compared(of, compare, value))
    const title = of.merchantName ?? of.name
    switch (term.is) {
      case 'text':
        return [of.merchantName, of.name, of.originalDescription].some((one) =>
          one?.toLowerCase().includes(term.text.toLowerCase()),
        )
      case 'merchant':
        return title.trim().toLowerCase() === term.key.toLowerCase()
      case 'amount':
        return compared(of, term.compare, term.value)
      case 'direction':
        return exact(of.amount).isPositive() === (term.direction === 'in')
      case 'state':
        return of.pending === (term.state === 'pending')
      case 'currency':
        return of.currency === term.currency
      case 'category':
        return [of.categoryDetailed ?? of.categoryPrimary, of.categoryPrimary].some(
          (one) => one !== null && term.codes.includes(one),
        )
      case 'uncategorised':
        return (of.categoryDetailed ?? of.categoryPrimary) === null
      case 'account':
        return false
    }
  }
  return transactions.flatMap((of) => {
    const hits = rules.filter(({ condition }) =>
      'all' in condition
        ? condition.all.every((term) => holds(term, of))
        : condition.any.some((term) => holds(term, of)),
    )
    if (hits.length === 0) return []
    const first = <Field extends keyof RuleChanges>(field: Field) =>
      hits.find(({ changes }) => changes[field] !== undefined)?.changes[field] ?? null
    return [
      {
        transactionId: of.id,
        category: first('category'),
        title: first('title'),
        tags: [...new Set(hits.flatMap(({ changes }) => changes.tags ?? []))],
        transfer: first('transfer'),
        excluded: first('excluded'),
        reviewed: first('reviewed') ?? false,
      },
    ]
  })
}

describe('what rules say', () => {
  it('follows from the rules and the transactions alone, however one came to have them', async () => {
    const term = fc.oneof(
      fc.record({ is: fc.constant('text' as const), text: fc.constantFrom('market', 'ELSE', '%', 'a_b') }),
      fc.constantFrom<RuleTerm[]>(
        { is: 'merchant', key: 'harvest market' } as const,
        { not: { is: 'text', text: 'market' } } as const,
        { is: 'direction', direction: 'in' } as const,
        { is: 'state', state: 'pending' } as const,
        { is: 'currency', currency: 'EUR' } as const,
        { is: 'category', codes: ['FOOD_AND_DRINK'] } as const,
        { is: 'uncategorised' } as const,
      ),
      fc.record({
        is: fc.constant('amount' as const),
        compare: fc.constantFrom('=' as const, '>' as const, '<' as const),
        value: fc.constantFrom('10', '54.3', '1000'),
      }),
      fc.constant<RuleTerm>({
        all: [
          { is: 'amount' as const, compare: '>=' as const, value: '10' },
          { is: 'amount' as const, compare: '<=' as const, value: '60' },
        ],
      }),
    )
    const terms = fc.array(term, { minLength: 1, maxLength: 3 })
    const changes = fc
      .record(
        {
          category: fc.constantFrom('TRAVEL_LODGING', 'INCOME_SALARY'),
          title: fc.constantFrom('A', 'B'),
          tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
          transfer: fc.boolean(),
          excluded: fc.boolean(),
          reviewed: fc.constant(true as const),
        },
        { requiredKeys: [] },
      )
      .filter((one) => Object.keys(one).length > 0)
    const draft: fc.Arbitrary<RuleDraft> = fc.record({
      name: fc.constant(''),
      condition: fc.oneof(fc.record({ all: terms }), fc.record({ any: terms })),
      changes,
    })
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), draft }) },
      fc.record({ do: fc.constant('change' as const), which: fc.nat(9), draft }),
      fc.record({
        do: fc.constant('move' as const),
        which: fc.nat(9),
        by: fc.constantFrom(-1 as const, 1 as const),
      }),
      fc.record({ do: fc.constant('enable' as const), which: fc.nat(9), enabled: fc.boolean() }),
      fc.record({ do: fc.constant('remove' as const), which: fc.nat(9) }),
      fc.record({
        do: fc.constant('sync' as const),
        which: fc.nat(5),
        amount: fc.constantFrom('-5', '10', '-54.3', '2000'),
      }),
    )
    const bought = fc.record({
      amount: fc.constantFrom('-54.3', '10', '-1000.01', '-10'),
      merchantName: fc.constantFrom('Harvest Market', ' harvest market', 'Elsewhere', null),
      currency: fc.constantFrom('USD', 'EUR'),
      pending: fc.boolean(),
      category: fc.constantFrom(null, 'FOOD_AND_DRINK'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(bought, { minLength: 1, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (list, steps) => {
          world = await syncWorld(db)
          const stored = list.map(({ category, ...one }, index) =>
            purchase(`t${index}`, {
              ...one,
              categoryPrimary: category,
              categoryDetailed: category && `${category}_GROCERIES`,
            }),
          )
          world.bank.add(...stored)
          await syncAMinuteLater(world)
          let rules: (RuleDraft & { id: string; enabled: boolean })[] = []
          for (const one of steps) {
            if (one.do === 'sync') {
              const at = one.which % stored.length
              const old = stored[at]
              if (!old) continue
              stored[at] = { ...old, amount: one.amount }
              world.bank.modify({ ...old, amount: one.amount })
              await syncAMinuteLater(world)
              continue
            }
            if (one.do === 'create') {
              const id = newId(world.now)
              await edit({ do: 'create', id, draft: one.draft })
              rules.push({ ...one.draft, id, enabled: true })
              continue
            }
            const at = rules.length === 0 ? -1 : one.which % rules.length
            const rule = rules[at]
            if (!rule) continue
            await edit({ ...one, id: rule.id })
            if (one.do === 'change') rules[at] = { ...rule, ...one.draft }
            if (one.do === 'enable') rules[at] = { ...rule, enabled: one.enabled }
            if (one.do === 'remove' || one.do === 'move') rules = rules.filter(({ id }) => id !== rule.id)
            if (one.do === 'move') rules.splice(Math.min(Math.max(at + one.by, 0), rules.length), 0, rule)
          }
          const known = await Promise.all(
            stored.map(async (one) => ({ ...one, id: await idOf(world, one.plaidTransactionId) })),
          )
          const found = await db.prisma.ruleOutcome.findMany({
            where: { householdId: household() },
            omit: { householdId: true, updatedAt: true, ruleIds: true },
          })
          const byId = (a: { transactionId: string }, b: { transactionId: string }) =>
            a.transactionId < b.transactionId ? -1 : 1
          expect(found.sort(byId)).toEqual(
            expected(
              known,
              rules.filter(({ enabled }) => enabled),
            ).sort(byId),
          )
          expect(await db.prisma.transactionEdit.count({ where: { householdId: household() } })).toBe(0)
        },
      ),
      { numRuns: 20 },
    )
  }, 90_000)
})
