import { fromUtcMidnight } from '@/lib/calendar/calendar-date'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { plain } from '@/lib/money/money'
import type { TransferSide } from '@/lib/transactions/transfers'
import { entriesWhere } from './entry-filter'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** Everything about one transaction; null when the household has none of that id. */
export async function findTransaction(db: Database, householdId: string, id: string) {
  const transaction = await db.prisma.transaction.findUnique({
    where: { householdId_id: { householdId, id } },
    include: {
      edit: true,
      ruleOutcome: true,
      account: { select: { type: true } },
      splits: { orderBy: { position: 'asc' } },
      entries: { select: { id: true, amount: true, flow: true, listedOn: true, title: true } },
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

/** What some rules are called, in their order. One that was deleted has no name any more. */
export async function listRuleNames(
  db: Database,
  householdId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const rules = await db.prisma.rule.findMany({
    where: { householdId, id: { in: [...ids] } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { name: true },
  })
  return rules.map(({ name }) => name)
}

/** A side of a confirmed pair, as seen from the other one. */
export interface OtherSide extends TransferSide {
  outId: string
  inId: string
  /** Both are still of the same amount, or of two currencies. */
  isEven: boolean
}

/** The other side of the transfer that a person confirmed this transaction to be part of, while it is in sight. */
export async function findOtherSide(
  db: Database,
  householdId: string,
  transactionId: string,
): Promise<OtherSide | null> {
  const [row] = await db.prisma.$queryRaw<
    {
      transactionId: string
      accountId: string
      title: string
      amount: Prisma.Decimal
      currency: string
      postedOn: Date
      outId: string
      inId: string
      isEven: boolean
    }[]
  >(Prisma.sql`
    SELECT t.id AS "transactionId", t.account_id AS "accountId", t.amount, t.currency, t.posted_on AS "postedOn",
      COALESCE(e.title, r.title, t.merchant_name, t.name) AS title, p.out_id AS "outId", p.in_id AS "inId",
      t.currency <> own.currency OR t.amount = -own.amount AS "isEven"
    FROM transfer_pairs p
    JOIN transactions own ON own.household_id = p.household_id AND own.id = ${transactionId}::uuid
      AND own.removed_at IS NULL
    JOIN transactions t ON t.household_id = p.household_id AND t.removed_at IS NULL
      AND t.id = CASE WHEN p.out_id = ${transactionId}::uuid THEN p.in_id ELSE p.out_id END
    LEFT JOIN transaction_edits e ON e.household_id = t.household_id AND e.transaction_id = t.id
    LEFT JOIN rule_outcomes r ON r.household_id = t.household_id AND r.transaction_id = t.id
    WHERE p.household_id = ${householdId}::uuid AND p.state = 'confirmed'
      AND (p.out_id = ${transactionId}::uuid OR p.in_id = ${transactionId}::uuid)
    ORDER BY p.at DESC LIMIT 1`)
  if (!row) return null
  const { amount, currency, postedOn, ...rest } = row
  return { ...rest, amount: { amount: plain(amount), currency }, day: fromUtcMidnight(postedOn) }
}

/**
 * How many transactions in sight of one merchant, by what the bank calls it, a person put into one category by hand.
 *
 * @param merchantKey in lower case, without spaces around it.
 */
export async function countAlikeEdits(
  db: Database,
  householdId: string,
  merchantKey: string,
  category: string,
): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM transaction_edits e
    JOIN transactions t ON t.household_id = e.household_id AND t.id = e.transaction_id AND t.removed_at IS NULL
    WHERE e.household_id = ${householdId}::uuid AND e.category = ${category}
      AND lowered(trim(COALESCE(t.merchant_name, t.name))) = ${merchantKey}`)
  return Number(row?.count ?? 0)
}

/** The transactions that stand before and after one in a list. */
export interface Neighbours {
  /** The one above: newer. */
  previousId: string | null
  /** The one below: older. */
  nextId: string | null
}

/**
 * What stands beside a transaction in the list of all that meet a condition, whether or not it does so itself; parts of
 * the same transaction are passed over.
 */
export async function findNeighbours(
  db: Database,
  householdId: string,
  condition: EntryCondition,
  transactionId: string,
): Promise<Neighbours> {
  const household = Prisma.sql`${householdId}::uuid`
  const others = Prisma.sql`n.transaction_id <> ${transactionId}::uuid AND ${entriesWhere(householdId, condition)}`
  const place = (end: Prisma.Sql) => Prisma.sql`
    SELECT c.listed_on, c.id FROM entries c
    WHERE c.household_id = ${household} AND c.transaction_id = ${transactionId}::uuid ORDER BY ${end} LIMIT 1`
  const [row] = await db.prisma.$queryRaw<Neighbours[]>(Prisma.sql`
    SELECT
      (SELECT n.transaction_id FROM entries n, (${place(Prisma.sql`c.listed_on DESC, c.id DESC`)}) own
        WHERE ${others} AND (n.listed_on, n.id) > (own.listed_on, own.id)
        ORDER BY n.listed_on, n.id LIMIT 1) AS "previousId",
      (SELECT n.transaction_id FROM entries n, (${place(Prisma.sql`c.listed_on, c.id`)}) own
        WHERE ${others} AND (n.listed_on, n.id) < (own.listed_on, own.id)
        ORDER BY n.listed_on DESC, n.id DESC LIMIT 1) AS "nextId"`)
  return row ?? { previousId: null, nextId: null }
}
