import type { Prisma as Types } from './generated/client'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { bankColumnsAsJson } from './transaction-columns'

/** What became of a stored transaction. `replaced`: the posted one that names it has come. */
export type EventKind = 'changed' | 'removed' | 'restored' | 'replaced'

const KINDS: readonly EventKind[] = ['changed', 'restored', 'replaced', 'removed']

export interface StoredEvent {
  kind: EventKind
  /** Columns that were given another value, with what stood in them before. JSON values; an amount is text. */
  before: Readonly<Record<string, unknown>>
  at: Date
}

/** A transaction with all that became of it, oldest first. */
export interface StoredHistory {
  id: string
  createdAt: Date
  removedAt: Date | null
  /** What the bank says now, by column. JSON values; an amount is text. */
  values: Readonly<Record<string, unknown>>
  events: StoredEvent[]
}

/** No bank replaces a pending transaction more often. */
const MAX_STEPS = 8

function beforeOf(changes: Types.JsonValue): Record<string, unknown> {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) return {}
  return Object.fromEntries(
    Object.entries(changes).flatMap(([column, pair]) => (Array.isArray(pair) ? [[column, pair[0]]] : [])),
  )
}

/**
 * The history of a transaction, after that of the pending one it replaced, and so on back to the first. Empty when
 * the household has no such transaction.
 */
export async function listHistory(
  db: Database,
  householdId: string,
  transactionId: string,
): Promise<StoredHistory[]> {
  const rows = await db.prisma.$queryRaw<Omit<StoredHistory, 'events'>[]>(Prisma.sql`
    WITH RECURSIVE line (id, pending_id, steps) AS (
      SELECT id, pending_plaid_transaction_id, 0 FROM transactions
      WHERE household_id = ${householdId}::uuid AND id = ${transactionId}::uuid
      UNION ALL
      SELECT t.id, t.pending_plaid_transaction_id, line.steps + 1 FROM line
      JOIN transactions t ON t.household_id = ${householdId}::uuid AND t.plaid_transaction_id = line.pending_id
      WHERE line.steps < ${MAX_STEPS} AND t.id <> ${transactionId}::uuid)
    SELECT t.id, t.created_at AS "createdAt", t.removed_at AS "removedAt", ${Prisma.raw(bankColumnsAsJson)} AS values
    FROM line JOIN transactions t ON t.household_id = ${householdId}::uuid AND t.id = line.id
    ORDER BY line.steps DESC`)
  if (rows.length === 0) return []
  const events = await db.prisma.transactionEvent.findMany({
    where: { householdId, transactionId: { in: rows.map(({ id }) => id) } },
    orderBy: { at: 'asc' },
    select: { transactionId: true, kind: true, changes: true, at: true },
  })
  return rows.map((row) => ({
    ...row,
    events: events
      .filter((event) => event.transactionId === row.id)
      .flatMap(({ kind, changes, at }) => {
        const known = KINDS.find((candidate) => candidate === kind)
        return known ? [{ kind: known, before: beforeOf(changes), at }] : []
      })
      // Within one delta a transaction is brought up to date before it goes out of sight.
      .sort((a, b) => a.at.getTime() - b.at.getTime() || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
  }))
}

/** The posted transaction in sight that replaced a pending one; null while there is none. */
export async function findSuccessor(
  db: Database,
  householdId: string,
  plaidTransactionId: string | null,
): Promise<{ id: string } | null> {
  if (plaidTransactionId === null) return null
  return db.prisma.transaction.findFirst({
    where: { householdId, pendingPlaidTransactionId: plaidTransactionId, removedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  })
}
