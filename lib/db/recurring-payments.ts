import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { FLOWS } from '@/lib/finance/category-kinds'
import type { Payment } from '@/lib/finance/recurring'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { Database } from './open'

/** Payments to one party, or of one amount among them, that can have a rhythm: as many gaps as this are alike. */
const LIKELY_SHARE = 0.5
/** As many payments of one party as a weekly one has in the time that is looked at, and some. */
const MOST_OF_ONE = 150

/** The times between payments that the rhythms of lib/finance/recurring-rhythm allow, in days. */
const BUCKETS = [
  [5, 9],
  [10, 20],
  [24, 38],
  [80, 102],
  [165, 200],
  [340, 390],
] as const

/** What the bank calls the other party, without numbers that change from payment to payment where it has no name. */
const MERCHANT = Prisma.sql`COALESCE(lowered(trim(t.merchant_name)),
  trim(regexp_replace(lowered(t.name), '[0-9#*]+', ' ', 'g')))`

/** Whether half of some gaps are those of one rhythm, and there are `least` of them. */
function likely(gap: 'gap' | 'same_gap', over: Prisma.Sql, least: number): Prisma.Sql {
  const column = Prisma.raw(gap)
  const shares = BUCKETS.map(
    ([
      low,
      high,
    ]) => Prisma.sql`count(*) FILTER (WHERE ${column} BETWEEN ${low}::int AND ${high}::int) OVER ${over}
      >= ${LIKELY_SHARE}::float8 * count(${column}) OVER ${over}`,
  )
  return Prisma.sql`(count(${column}) OVER ${over} >= ${least}::int AND (${Prisma.join(shares, ' OR ')}))`
}

/**
 * The payments among which recurring ones are to be looked for: those whose times between each other are no mere
 * chance, sorted out by the database, for a household may have a hundred thousand others. What is left out of reports
 * and what happens inside a loan's account is not among them.
 *
 * @param accountIds whose payments are looked at. @param from the first day.
 * @param alsoOf transactions whose whole groups are wanted in any case.
 */
export async function listCandidates(
  db: Database,
  householdId: string,
  accountIds: readonly string[],
  from: CalendarDate,
  alsoOf: readonly string[],
): Promise<Payment[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const rows = await db.prisma.$queryRaw<RawPayment[]>(Prisma.sql`
    WITH asked AS (SELECT v::uuid AS id FROM jsonb_array_elements_text(${jsonText(alsoOf)}::jsonb) v),
    named AS (
      SELECT t.id, t.account_id, t.currency, t.amount, t.amount > 0 AS is_in, t.shown_on,
        t.posted_on - t.shown_on AS lag, t.merchant_name IS NOT NULL AS named, t.payment_channel = 'in store' AS in_store,
        ${MERCHANT} AS merchant, t.id IN (SELECT id FROM asked) AS asked
      FROM transactions t
      WHERE t.household_id = ${household} AND t.account_id IN (
          SELECT v::uuid FROM jsonb_array_elements_text(${jsonText(accountIds)}::jsonb) v)
        AND t.removed_at IS NULL AND t.amount <> 0
        AND (t.shown_on >= ${from}::date OR t.id IN (SELECT id FROM asked))),
    -- A number sorts far quicker than the names that it stands for.
    looked AS (
      SELECT k.*, hashtextextended(concat_ws(':', k.account_id, k.currency, k.is_in, k.merchant), 0) AS party FROM named k),
    -- Windows alone, no joins: they cost the same whatever the planner thinks of how many rows there are.
    spaced AS (
      SELECT l.*, l.shown_on - lag(l.shown_on) OVER (PARTITION BY l.party ORDER BY l.shown_on) AS gap,
        l.shown_on - lag(l.shown_on) OVER (PARTITION BY l.party, l.amount ORDER BY l.shown_on) AS same_gap,
        row_number() OVER (PARTITION BY l.party ORDER BY l.shown_on DESC, l.id DESC) AS place
      FROM looked l),
    judged AS (
      SELECT s.*, s.asked OR ${likely('gap', Prisma.sql`one_party`, 1)} OR ${likely('same_gap', Prisma.sql`one_price`, 2)} AS fits
      FROM spaced s WINDOW one_party AS (PARTITION BY s.party), one_price AS (PARTITION BY s.party, s.amount)),
    chosen AS MATERIALIZED (
      SELECT * FROM (
        SELECT j.*, bool_or(j.fits) OVER (PARTITION BY j.party) AS wanted FROM judged j) w
      WHERE w.wanted AND (w.place <= ${MOST_OF_ONE} OR w.asked))
    SELECT c.id, c.account_id AS "accountId", c.merchant, c.named, c.in_store AS "inStore", c.amount, c.currency,
      c.shown_on AS day, c.lag, n.title, n.merchant_key AS "merchantKey", n.category, n.category_group AS "group", n.flow
    FROM chosen c
    JOIN LATERAL (
      SELECT n.title, n.merchant_key, n.category, n.category_group, n.flow FROM entries n
      WHERE n.household_id = ${household} AND n.transaction_id = c.id
      ORDER BY abs(n.amount) DESC, n.id LIMIT 1) n ON true
    WHERE n.flow <> 'excluded'
    ORDER BY c.shown_on, c.id`)
  return rows.map(({ day, amount, flow, ...row }) => ({
    ...row,
    day: fromUtcMidnight(day),
    amount: plain(amount),
    flow: FLOWS.find((known) => known === flow) ?? 'spending',
  }))
}

type RawPayment = Omit<Payment, 'day' | 'amount' | 'flow'> & {
  day: Date
  amount: Prisma.Decimal
  flow: string
}
