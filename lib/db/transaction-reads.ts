import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

export interface TransactionFilter {
  state: 'posted' | 'pending' | 'all'
  accountId: string | null
  /** Found in the name, the merchant, the note or a tag, in whatever case. */
  text: string | null
}

/** Where a page begins: after this row of the order. */
export interface TransactionKey {
  shownOn: CalendarDate
  id: string
}

export interface StoredTransaction {
  id: string
  accountId: string
  shownOn: CalendarDate
  name: string
  merchantName: string | null
  categoryPrimary: string | null
  categoryDetailed: string | null
  amount: string
  currency: string
  pending: boolean
  /** '' without one. */
  note: string
  /** What the person put in the place of the bank's category: a detailed code. */
  ownCategory: string | null
  tags: string[]
  flagged: boolean
  /** What the pending transaction that this one replaced amounted to. */
  replacedAmount: string | null
  replacedCurrency: string | null
}

export interface CurrencySum {
  currency: string
  count: number
  /** ≥ 0 */
  moneyIn: string
  /** ≤ 0 */
  moneyOut: string
}

type RawRow = Omit<StoredTransaction, 'amount' | 'replacedAmount' | 'shownOn'> & {
  amount: Prisma.Decimal
  replacedAmount: Prisma.Decimal | null
  shownOn: Date
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`)

function where(householdId: string, filter: TransactionFilter): Prisma.Sql {
  const conditions = [Prisma.sql`t.household_id = ${householdId}::uuid`, Prisma.sql`t.removed_at IS NULL`]
  if (filter.state !== 'all') conditions.push(Prisma.sql`t.pending = ${filter.state === 'pending'}`)
  if (filter.accountId !== null) conditions.push(Prisma.sql`t.account_id = ${filter.accountId}::uuid`)
  if (filter.text !== null) {
    const pattern = `%${escapeLike(filter.text)}%`
    conditions.push(
      Prisma.sql`(t.name ILIKE ${pattern} OR t.merchant_name ILIKE ${pattern} OR EXISTS (
        SELECT 1 FROM transaction_edits e
        WHERE e.household_id = t.household_id AND e.transaction_id = t.id
          AND (e.note ILIKE ${pattern} OR EXISTS (SELECT 1 FROM unnest(e.tags) AS tag WHERE tag ILIKE ${pattern}))))`,
    )
  }
  return Prisma.join(conditions, ' AND ')
}

/**
 * A household's transactions, newest first, by key: the cost of a page does not grow with its number.
 *
 * @param limit how many rows at most.
 */
export async function listTransactionRows(
  db: Database,
  householdId: string,
  filter: TransactionFilter,
  after: TransactionKey | null,
  limit: number,
): Promise<StoredTransaction[]> {
  const beyond = after
    ? Prisma.sql`AND (t.shown_on, t.id) < (${after.shownOn}::date, ${after.id}::uuid)`
    : Prisma.empty
  const rows = await db.prisma.$queryRaw<RawRow[]>(Prisma.sql`
    SELECT t.id, t.account_id AS "accountId", t.shown_on AS "shownOn", t.name, t.merchant_name AS "merchantName",
      t.category_primary AS "categoryPrimary", t.category_detailed AS "categoryDetailed", t.amount, t.currency, t.pending,
      COALESCE(e.note, '') AS note, e.category AS "ownCategory", COALESCE(e.tags, '{}') AS tags,
      COALESCE(e.flagged, false) AS flagged, r.amount AS "replacedAmount", r.currency AS "replacedCurrency"
    FROM transactions t
    LEFT JOIN transaction_edits e ON e.household_id = t.household_id AND e.transaction_id = t.id
    LEFT JOIN transactions r
      ON r.household_id = t.household_id AND r.plaid_transaction_id = t.pending_plaid_transaction_id
    WHERE ${where(householdId, filter)} ${beyond}
    ORDER BY t.shown_on DESC, t.id DESC
    LIMIT ${limit}`)
  return rows.map((row) => ({
    ...row,
    shownOn: fromUtcMidnight(row.shownOn),
    amount: plain(row.amount),
    replacedAmount: row.replacedAmount === null ? null : plain(row.replacedAmount),
  }))
}

/** How many the filter finds, and what came in and went out, per currency; the most used currency first. */
export async function sumTransactions(
  db: Database,
  householdId: string,
  filter: TransactionFilter,
): Promise<CurrencySum[]> {
  const rows = await db.prisma.$queryRaw<
    { currency: string; count: bigint; moneyIn: Prisma.Decimal; moneyOut: Prisma.Decimal }[]
  >(Prisma.sql`
    SELECT t.currency, count(*) AS count,
      COALESCE(sum(t.amount) FILTER (WHERE t.amount > 0), 0) AS "moneyIn",
      COALESCE(sum(t.amount) FILTER (WHERE t.amount < 0), 0) AS "moneyOut"
    FROM transactions t
    WHERE ${where(householdId, filter)}
    GROUP BY t.currency
    ORDER BY count(*) DESC, t.currency`)
  return rows.map(({ currency, count, moneyIn, moneyOut }) => ({
    currency,
    count: Number(count),
    moneyIn: plain(moneyIn),
    moneyOut: plain(moneyOut),
  }))
}

export async function countPending(db: Database, householdId: string): Promise<number> {
  return db.prisma.transaction.count({ where: { householdId, pending: true, removedAt: null } })
}

/** Everything about one transaction; null when the household has none of that id. */
export async function findTransaction(db: Database, householdId: string, id: string) {
  const transaction = await db.prisma.transaction.findUnique({
    where: { householdId_id: { householdId, id } },
    include: {
      edit: { select: { note: true, category: true, tags: true, flagged: true } },
      account: { select: { id: true, name: true, mask: true, item: { select: { institutionName: true } } } },
    },
  })
  if (!transaction) return null
  const replaced = transaction.pendingPlaidTransactionId
    ? await db.prisma.transaction.findUnique({
        where: {
          householdId_plaidTransactionId: {
            householdId,
            plaidTransactionId: transaction.pendingPlaidTransactionId,
          },
        },
        select: { amount: true, currency: true, shownOn: true, name: true },
      })
    : null
  return { ...transaction, replaced }
}
