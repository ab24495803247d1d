import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { FLOWS, type Flow } from '@/lib/finance/category-kinds'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { plain } from '@/lib/money/money'
import { conditionSql, entriesWhere } from './entry-filter'
import { isSummed } from './entry-sums'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** Where a page begins: after this entry of the order. */
export interface EntryKey {
  listedOn: CalendarDate
  id: string
}

/** A transaction, or a part of one, as it is listed and summed. */
export interface StoredEntry extends EntryKey {
  transactionId: string
  accountId: string
  title: string
  /** Money in is positive. */
  amount: string
  currency: string
  pending: boolean
  /** A code of Plaid's or of the household's own; null where nobody says. */
  category: string | null
  categoryGroup: string | null
  flow: Flow
  /** '' without one. */
  note: string
  tags: string[]
  flagged: boolean
  reviewed: boolean
  /** A part of a transaction that was split. */
  part: boolean
  /** What the pending transaction that this one replaced amounted to. */
  replacedAmount: string | null
  replacedCurrency: string | null
}

/** What came in and went out of some entries, in one currency. */
export interface CurrencySum {
  currency: string
  count: number
  /** ≥ 0 */
  moneyIn: string
  /** ≤ 0 */
  moneyOut: string
}

type RawEntry = Omit<StoredEntry, 'amount' | 'replacedAmount' | 'listedOn' | 'flow'> & {
  amount: Prisma.Decimal
  replacedAmount: Prisma.Decimal | null
  listedOn: Date
  flow: string
}

function toFlow(text: string): Flow {
  const flow = FLOWS.find((known) => known === text)
  if (!flow) throw new Error(`No flow is called ${text}`)
  return flow
}

/**
 * A household's entries, newest first, by key: the cost of a page does not grow with its number.
 *
 * @param limit how many at most.
 * @param until the last one to be read, which is among them.
 */
export async function listEntries(
  db: Database,
  householdId: string,
  condition: EntryCondition,
  after: EntryKey | null,
  limit: number,
  until: EntryKey | null = null,
): Promise<StoredEntry[]> {
  const beyond = after
    ? Prisma.sql`AND (n.listed_on, n.id) < (${after.listedOn}::date, ${after.id}::uuid)`
    : Prisma.empty
  const within = until
    ? Prisma.sql`AND (n.listed_on, n.id) >= (${until.listedOn}::date, ${until.id}::uuid)`
    : Prisma.empty
  const rows = await db.prisma.$queryRaw<RawEntry[]>(Prisma.sql`
    SELECT n.id, n.transaction_id AS "transactionId", n.account_id AS "accountId", n.listed_on AS "listedOn", n.title,
      n.amount, n.currency, n.pending, n.category, n.category_group AS "categoryGroup", n.flow, n.note, n.tags, n.flagged,
      n.reviewed, n.part, r.amount AS "replacedAmount", r.currency AS "replacedCurrency"
    FROM (
      SELECT n.* FROM entries n WHERE ${entriesWhere(householdId, condition)} ${beyond} ${within}
      ORDER BY n.listed_on DESC, n.id DESC LIMIT ${limit}) n
    JOIN transactions t ON t.household_id = n.household_id AND t.id = n.transaction_id
    LEFT JOIN transactions r
      ON r.household_id = t.household_id AND r.plaid_transaction_id = t.pending_plaid_transaction_id
    ORDER BY n.listed_on DESC, n.id DESC`)
  return rows.map((row) => ({
    ...row,
    flow: toFlow(row.flow),
    listedOn: fromUtcMidnight(row.listedOn),
    amount: plain(row.amount),
    replacedAmount: row.replacedAmount === null ? null : plain(row.replacedAmount),
  }))
}

/** How many entries there are, and what came in and went out, per currency; the most used currency first. */
export async function sumEntries(
  db: Database,
  householdId: string,
  condition: EntryCondition,
): Promise<CurrencySum[]> {
  const rows = await db.prisma.$queryRaw<
    { currency: string; count: bigint; moneyIn: Prisma.Decimal; moneyOut: Prisma.Decimal }[]
  >(Prisma.sql`
    SELECT n.currency, count(*) AS count,
      COALESCE(sum(n.amount) FILTER (WHERE n.amount > 0), 0) AS "moneyIn",
      COALESCE(sum(n.amount) FILTER (WHERE n.amount < 0), 0) AS "moneyOut"
    FROM entries n
    WHERE ${entriesWhere(householdId, condition)}
    GROUP BY n.currency
    ORDER BY count(*) DESC, n.currency`)
  return rows.map(({ currency, count, moneyIn, moneyOut }) => ({
    currency,
    count: Number(count),
    moneyIn: plain(moneyIn),
    moneyOut: plain(moneyOut),
  }))
}

/** What the list says of all that a filter finds, and of its tabs. */
export interface EntrySummary {
  /** Of what `narrow` leaves; the most used currency first. */
  sums: CurrencySum[]
  /** Rows that `wide` finds, and of these the pending ones and those that nobody has looked at yet. */
  all: number
  pending: number
  unreviewed: number
}

/**
 * Sums what both conditions find, and counts what the wider one finds, in one reading: of the sums that are kept, where
 * they know of everything that is asked for.
 */
export async function summariseEntries(
  db: Database,
  householdId: string,
  wide: EntryCondition,
  narrow: EntryCondition,
): Promise<EntrySummary> {
  const kept = isSummed(wide) && isSummed(narrow)
  const found = entriesWhere(householdId, wide)
  const shown = Prisma.sql`COALESCE(${conditionSql(narrow)}, false)`
  const rows = await db.prisma.$queryRaw<RawSummary[]>(
    kept ? keptSummary(found, shown) : madeSummary(found, shown),
  )
  const total = (key: 'all' | 'pending' | 'unreviewed') =>
    rows.reduce((sum, row) => sum + Number(row[key]), 0)
  return {
    sums: rows.flatMap(({ currency, count, moneyIn, moneyOut }) =>
      count > 0n
        ? [{ currency, count: Number(count), moneyIn: plain(moneyIn), moneyOut: plain(moneyOut) }]
        : [],
    ),
    all: total('all'),
    pending: total('pending'),
    unreviewed: total('unreviewed'),
  }
}

interface RawSummary {
  currency: string
  count: bigint
  moneyIn: Prisma.Decimal
  moneyOut: Prisma.Decimal
  all: bigint
  pending: bigint
  unreviewed: bigint
}

const madeSummary = (found: Prisma.Sql, shown: Prisma.Sql) => Prisma.sql`
  SELECT found.currency, count(*) FILTER (WHERE found.shown) AS count,
    COALESCE(sum(found.amount) FILTER (WHERE found.shown AND found.amount > 0), 0) AS "moneyIn",
    COALESCE(sum(found.amount) FILTER (WHERE found.shown AND found.amount < 0), 0) AS "moneyOut",
    count(*) AS "all", count(*) FILTER (WHERE found.pending) AS pending,
    count(*) FILTER (WHERE NOT found.reviewed) AS unreviewed
  FROM (SELECT n.currency, n.amount, n.pending, n.reviewed, ${shown} AS shown FROM entries n WHERE ${found}) found
  GROUP BY found.currency
  ORDER BY count(*) FILTER (WHERE found.shown) DESC, found.currency`

const keptSummary = (found: Prisma.Sql, shown: Prisma.Sql) => Prisma.sql`
  SELECT found.currency, COALESCE(sum(found.count) FILTER (WHERE found.shown), 0)::bigint AS count,
    COALESCE(sum(found.money_in) FILTER (WHERE found.shown), 0) AS "moneyIn",
    COALESCE(sum(found.money_out) FILTER (WHERE found.shown), 0) AS "moneyOut",
    sum(found.count)::bigint AS "all",
    COALESCE(sum(found.count) FILTER (WHERE found.pending), 0)::bigint AS pending,
    COALESCE(sum(found.count) FILTER (WHERE NOT found.reviewed), 0)::bigint AS unreviewed
  FROM (SELECT n.*, ${shown} AS shown FROM derived.entry_sums n WHERE ${found}) found
  GROUP BY found.currency HAVING sum(found.count) > 0
  ORDER BY count DESC, found.currency`

/** The transactions of which a condition finds an entry, in the order of their ids. */
export async function listTransactionIds(
  db: Database,
  householdId: string,
  condition: EntryCondition,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const beyond = afterId ? Prisma.sql`AND n.transaction_id > ${afterId}::uuid` : Prisma.empty
  const rows = await db.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT DISTINCT n.transaction_id AS id FROM entries n
    WHERE ${entriesWhere(householdId, condition)} ${beyond}
    ORDER BY n.transaction_id LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

/** How many transactions a condition finds; the parts of one count once. */
export async function countTransactions(
  db: Database,
  householdId: string,
  condition: EntryCondition,
): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(DISTINCT n.transaction_id) AS count FROM entries n
    WHERE ${entriesWhere(householdId, condition)}`)
  return Number(row?.count ?? 0)
}

/** By what entries can be summed. */
export type SumKey = 'month' | 'category' | 'group' | 'merchant' | 'account' | 'flow'

/** Entries that have the asked-for keys in common, in one currency; keys that were not asked for are null. */
export interface EntrySum {
  currency: string
  /** The first day of the month. */
  month: CalendarDate | null
  /** A code; null also where nobody says. */
  category: string | null
  group: string | null
  /** What the merchant is known by, and one of its titles. */
  merchant: { key: string; title: string } | null
  accountId: string | null
  flow: Flow | null
  count: number
  /** Signed: what came in less what went out. */
  net: string
}

/** Each under its name in `RawSum`. */
const SUM_COLUMNS: Readonly<Record<SumKey, Prisma.Sql>> = {
  month: Prisma.sql`date_trunc('month', n.listed_on::timestamp)::date AS month`,
  category: Prisma.sql`n.category`,
  group: Prisma.sql`n.category_group AS "group"`,
  merchant: Prisma.sql`n.merchant_key AS "merchantKey"`,
  account: Prisma.sql`n.account_id AS "accountId"`,
  flow: Prisma.sql`n.flow`,
}

/** A row has what was asked for. */
interface RawSum {
  currency: string
  month?: Date
  category?: string | null
  group?: string | null
  merchantKey?: string
  merchantTitle?: string
  accountId?: string
  flow?: string
  count: bigint
  net: Prisma.Decimal
}

/**
 * Sums entries by some of their keys, always by currency too: the one place from which reports, budgets and charts take
 * their numbers, so that they agree with the list. Ordered by month, then by the largest amount.
 */
export async function sumEntriesBy(
  db: Database,
  householdId: string,
  condition: EntryCondition,
  keys: readonly SumKey[],
): Promise<EntrySum[]> {
  const wants = (key: SumKey, sql: Prisma.Sql) => (keys.includes(key) ? [sql] : [])
  const columns = [Prisma.sql`n.currency`, ...keys.map((key) => SUM_COLUMNS[key])]
  const more = [
    ...wants('merchant', Prisma.sql`max(n.title) AS "merchantTitle"`),
    Prisma.sql`count(*) AS count, sum(n.amount) AS net`,
  ]
  const order = [
    ...wants('month', Prisma.sql`month`),
    Prisma.sql`abs(sum(n.amount)) DESC, n.currency`,
    ...wants('category', Prisma.sql`category`),
    ...wants('merchant', Prisma.sql`"merchantKey"`),
  ]
  const rows = await db.prisma.$queryRaw<RawSum[]>(Prisma.sql`
    SELECT ${Prisma.join([...columns, ...more])}
    FROM entries n WHERE ${entriesWhere(householdId, condition)}
    GROUP BY ${Prisma.raw(columns.map((_, index) => index + 1).join(', '))}
    ORDER BY ${Prisma.join(order)}`)
  return rows.map(
    ({ currency, month, category, group, merchantKey, merchantTitle, accountId, flow, count, net }) => ({
      currency,
      month: month ? fromUtcMidnight(month) : null,
      category: category ?? null,
      group: group ?? null,
      merchant: merchantKey === undefined ? null : { key: merchantKey, title: merchantTitle ?? merchantKey },
      accountId: accountId ?? null,
      flow: flow === undefined ? null : toFlow(flow),
      count: Number(count),
      net: plain(net),
    }),
  )
}

/** How many pending transactions are listed. */
export async function countPending(db: Database, householdId: string): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(DISTINCT n.transaction_id) AS count FROM entries n
    WHERE ${entriesWhere(householdId, { is: 'state', state: 'pending' })}`)
  return Number(row?.count ?? 0)
}
