import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import type { RuleChanges } from '@/lib/rules/schema'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { bankRows, meets, outcomesOf, type RuleInForce } from './rule-outcomes'

/** What is shown of a transaction that rules can have a say in. */
export interface RuledFields {
  title: string
  category: string | null
  tags: string[]
  /** null: as its category says. */
  transfer: boolean | null
  excluded: boolean
  reviewed: boolean
}

export interface PreviewedTransaction {
  id: string
  listedOn: CalendarDate
  /** Signed: money in is positive. */
  amount: string
  currency: string
  pending: boolean
  /** Whether it meets the rule's condition: one that does not has lost what the rule said before. */
  matches: boolean
  before: RuledFields
  after: RuledFields
  /** Of the fields that the rule would change, those where what a person wrote stands. */
  kept: (keyof RuleChanges)[]
  /** Those of which an earlier rule says something else. */
  earlier: (keyof RuleChanges)[]
}

export interface RulePreview {
  /** Transactions in sight that meet the condition. */
  matched: number
  /** Those that would be listed otherwise than now. */
  changed: number
  /** The first few: changed ones first, then the newest. */
  rows: PreviewedTransaction[]
}

interface RawPreview {
  id: string
  listedOn: Date
  amount: Prisma.Decimal
  currency: string
  pending: boolean
  matches: boolean
  before: RuledFields
  after: RuledFields
  written: Record<'title' | 'category' | 'transfer' | 'excluded', boolean>
  said: { title: string | null; category: string | null; transfer: boolean | null; excluded: boolean | null }
  matched: bigint
  changed: bigint
}

/**
 * Asks with whole tables against each other: the planner knows nothing of how many rows a condition finds, and would go
 * through one side again for every row of the other.
 */
async function askInOnePass<Row>(db: Database, query: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await db.prisma.$transaction([
    db.prisma.$executeRaw(Prisma.sql`SET LOCAL enable_nestloop = off`),
    db.prisma.$queryRaw<Row[]>(query),
  ])
  return rows
}

/** What would be listed, with what the rules `alias` say. Has to agree with lib/db/entries.ts. */
const listedBy = (alias: string) => {
  const r = Prisma.raw(alias)
  return Prisma.sql`jsonb_build_object(
    'title', COALESCE(e.title, ${r}.title, t.merchant_name, t.name),
    'category', COALESCE(e.category, ${r}.category, t.category_detailed, t.category_primary),
    'tags', COALESCE(e.tags, '{}') || COALESCE(ARRAY(
      SELECT u FROM unnest(${r}.tags) u
      WHERE NOT EXISTS (SELECT FROM unnest(e.tags) k WHERE lowered(k) = lowered(u))), '{}'),
    'transfer', COALESCE(e.transfer, p.transfer, ${r}.transfer),
    'excluded', COALESCE(e.excluded, ${r}.excluded, false),
    'reviewed', e.reviewed_at IS NOT NULL OR COALESCE(${r}.reviewed, false))`
}

/**
 * What the rules would make of a household's transactions with one of them new or changed, without changing anything.
 *
 * @param rules all that would be in force, in their order; the one that is asked about among them.
 */
export async function previewRules(
  db: Database,
  householdId: string,
  rules: readonly RuleInForce[],
  ruleId: string,
  limit: number,
): Promise<RulePreview> {
  const household = Prisma.sql`${householdId}::uuid`
  const rule = rules.find(({ id }) => id === ruleId)
  if (!rule) throw new Error('The rule that is asked about is not among the rules')
  const rows = await askInOnePass<RawPreview>(
    db,
    Prisma.sql`
    WITH asked AS MATERIALIZED (
      SELECT n.*, ${meets(rule.condition)} AS matches
      FROM (${bankRows(householdId, Prisma.sql`transactions t`)}) n),
    n AS MATERIALIZED (
      SELECT * FROM asked WHERE matches OR EXISTS (
        SELECT FROM rule_outcomes o WHERE o.household_id = ${household} AND o.transaction_id = asked.transaction_id
          AND ${ruleId}::uuid = ANY(o.rule_ids))),
    ${outcomesOf(rules)},
    compared AS (
      SELECT n.transaction_id AS id, COALESCE(e.shown_on, t.shown_on) AS listed_on, t.amount, t.currency, t.pending,
        n.matches, ${listedBy('o')} AS before, ${listedBy('w')} AS after,
        jsonb_build_object('title', e.title IS NOT NULL, 'category', e.category IS NOT NULL,
          'transfer', e.transfer IS NOT NULL OR p.transfer IS NOT NULL, 'excluded', e.excluded IS NOT NULL) AS written,
        jsonb_build_object('title', w.title, 'category', w.category, 'transfer', w.transfer,
          'excluded', w.excluded) AS said
      FROM n
      JOIN transactions t ON t.household_id = ${household} AND t.id = n.transaction_id
      LEFT JOIN transaction_edits e ON e.household_id = t.household_id AND e.transaction_id = t.id
      LEFT JOIN rule_outcomes o ON o.household_id = t.household_id AND o.transaction_id = t.id
      LEFT JOIN outcomes w ON w.transaction_id = n.transaction_id
      LEFT JOIN LATERAL (
        SELECT true AS transfer FROM transfer_pairs p
        WHERE p.household_id = t.household_id AND p.state = 'confirmed' AND (p.out_id = t.id OR p.in_id = t.id)
        LIMIT 1) p ON true)
    SELECT id, listed_on AS "listedOn", amount, currency, pending, matches, before, after, written, said,
      count(*) FILTER (WHERE matches) OVER () AS matched,
      count(*) FILTER (WHERE before <> after) OVER () AS changed
    FROM compared ORDER BY before <> after DESC, listed_on DESC, id DESC LIMIT ${limit}`,
  )
  return {
    matched: Number(rows[0]?.matched ?? 0),
    changed: Number(rows[0]?.changed ?? 0),
    rows: rows.map(({ id, listedOn, amount, currency, pending, matches, before, after, written, said }) => {
      const { changes } = rule
      const fields = (['category', 'title', 'transfer', 'excluded'] as const).filter(
        (field) => matches && changes[field] !== undefined && after[field] !== changes[field],
      )
      return {
        id,
        listedOn: fromUtcMidnight(listedOn),
        amount: plain(amount),
        currency,
        pending,
        matches,
        before,
        after,
        kept: fields.filter((field) => written[field]),
        earlier: fields.filter((field) => !written[field] && said[field] !== changes[field]),
      }
    }),
  }
}

/** The same merchant was put in the same category again and again. */
export interface RuleSuggestion {
  /** What the bank calls the merchant, in lower case. */
  merchantKey: string
  /** As one of its transactions is listed. */
  title: string
  category: string
  /** How often a person did so. */
  times: number
  /** The merchant's transactions in sight. */
  matched: number
  /** Those that a rule would put there. */
  changes: number
}

/** So often that it is no chance. */
const TIMES = 3
const SUGGESTED = 5

/**
 * What a person has done by hand so often that a rule could do it: no rule in force gives that merchant's transactions a
 * category, and the household has not said that it wants none. The most useful first.
 */
export async function suggestRules(
  db: Database,
  householdId: string,
  rules: readonly RuleInForce[],
): Promise<RuleSuggestion[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const conditions = rules
    .filter(({ changes }) => changes.category !== undefined)
    .map(({ condition }) => meets(condition))
  const covered = conditions.length === 0 ? Prisma.sql`false` : Prisma.join(conditions, ' OR ')
  const rows = await db.prisma.$queryRaw<
    (Omit<RuleSuggestion, 'times' | 'matched' | 'changes'> &
      Record<'times' | 'matched' | 'changes', bigint>)[]
  >(Prisma.sql`
    WITH n AS MATERIALIZED (${bankRows(householdId, Prisma.sql`transactions t`)}),
    chosen AS (
      SELECT DISTINCT ON (n.merchant_key) n.merchant_key, e.category, count(*) AS times
      FROM n JOIN transaction_edits e ON e.household_id = ${household} AND e.transaction_id = n.transaction_id
      WHERE e.category IS NOT NULL AND e.category IS DISTINCT FROM n.category AND n.merchant_key <> ''
      GROUP BY n.merchant_key, e.category HAVING count(*) >= ${TIMES}
      ORDER BY n.merchant_key, count(*) DESC, e.category),
    weighed AS (
      SELECT c.merchant_key, c.category, c.times, count(*) AS matched, bool_or(${covered}) AS covered,
        count(*) FILTER (WHERE e.category IS NULL AND n.category IS DISTINCT FROM c.category) AS changes,
        max(n.transaction_id::text) AS latest
      FROM chosen c JOIN n ON n.merchant_key = c.merchant_key
      LEFT JOIN transaction_edits e ON e.household_id = ${household} AND e.transaction_id = n.transaction_id
      GROUP BY c.merchant_key, c.category, c.times)
    SELECT w.merchant_key AS "merchantKey", COALESCE(t.merchant_name, t.name) AS title, w.category, w.times, w.matched,
      w.changes
    FROM weighed w JOIN transactions t ON t.household_id = ${household} AND t.id = w.latest::uuid
    WHERE NOT w.covered AND NOT EXISTS (
      SELECT FROM rule_dismissals d
      WHERE d.household_id = ${household} AND d.merchant_key = w.merchant_key AND d.category = w.category)
    ORDER BY w.times DESC, w.changes DESC, w.merchant_key LIMIT ${SUGGESTED}`)
  return rows.map((row) => ({
    ...row,
    times: Number(row.times),
    matched: Number(row.matched),
    changes: Number(row.changes),
  }))
}

/** Which suggestion: there is one category for a merchant at most, of those that a person chose. */
export type SuggestionKey = Pick<RuleSuggestion, 'merchantKey' | 'category'>

/** Keeps a household from being suggested a rule again, until that is taken back; another category may still be. */
export async function dismissSuggestion(
  db: Database,
  householdId: string,
  { merchantKey, category }: SuggestionKey,
  now: Date,
): Promise<void> {
  const key = { householdId, merchantKey, category }
  await db.prisma.ruleDismissal.createMany({ data: [{ ...key, dismissedAt: now }], skipDuplicates: true })
}

/** Lets a household be suggested again what it had dismissed. */
export async function restoreSuggestion(
  db: Database,
  householdId: string,
  { merchantKey, category }: SuggestionKey,
): Promise<void> {
  await db.prisma.ruleDismissal.deleteMany({ where: { householdId, merchantKey, category } })
}

/**
 * What the bank calls a merchant whose transactions are listed under a key, also where the person gave it another name.
 * Null when nothing is listed under it.
 */
export async function findBankMerchant(
  db: Database,
  householdId: string,
  merchantKey: string,
): Promise<{ key: string; title: string } | null> {
  const [found] = await db.prisma.$queryRaw<{ key: string; title: string }[]>(Prisma.sql`
    SELECT lowered(trim(COALESCE(t.merchant_name, t.name))) AS key, max(COALESCE(t.merchant_name, t.name)) AS title
    FROM entries n JOIN transactions t ON t.household_id = n.household_id AND t.id = n.transaction_id
    WHERE n.household_id = ${householdId}::uuid AND n.merchant_key = ${merchantKey.trim().toLowerCase()}
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`)
  return found ?? null
}
