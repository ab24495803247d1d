import { Prisma } from './generated/client'
import type { Database } from './open'
import { type ItemKey, LEASE_MS } from './sync-store'

/**
 * Notes when an Item's next run is planned; null: none is. Locks the Item's row until the transaction ends, so that
 * plans for one Item are made one after the other.
 *
 * @returns how many of its runs in a row have failed, or null when there is no such Item any more.
 */
export async function setNextTry(
  tx: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  at: Date | null,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ failures: number }[]>(Prisma.sql`
    UPDATE items SET next_try_at = ${at}::timestamptz
    WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid
    RETURNING failures`)
  return row?.failures ?? null
}

/** How many of an Item's runs in a row have failed; null when there is no such Item. */
export async function failuresOf(db: Database, { householdId, itemId }: ItemKey): Promise<number | null> {
  const item = await db.prisma.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { failures: true },
  })
  return item?.failures ?? null
}

/**
 * Ends the runs of processes that died: their entries in the history are closed, and the fence moves on, so that one
 * that was only slow can store nothing any more. Across households: for the schedule.
 *
 * @param everyone whether leases that have not ended count as well: where no other process can be at work.
 * @returns how many entries were closed.
 */
export async function endDeadRuns(db: Database, now: Date, everyone = false): Promise<number> {
  const longest = new Date(now.getTime() + 2 * LEASE_MS)
  return db.prisma.$executeRaw(Prisma.sql`
    WITH dead AS (
      UPDATE items SET fence = fence + 1, lease_until = NULL
      WHERE lease_until IS NOT NULL AND (${everyone} OR lease_until < ${now} OR lease_until > ${longest})
      RETURNING household_id, id)
    UPDATE sync_runs r SET phase = 'failed', error_code = 'INTERRUPTED', finished_at = ${now}
    WHERE r.finished_at IS NULL AND (
      (r.household_id, r.item_id) IN (SELECT household_id, id FROM dead)
      OR EXISTS (
        SELECT FROM items i
        WHERE i.household_id = r.household_id AND i.id = r.item_id AND i.lease_until IS NULL))`)
}

/**
 * Items whose planned run should have begun before a moment: its job is lost. Those that a run is at work on are not
 * among them. Across households: for the schedule.
 */
export async function listOverdueItems(db: Database, before: Date, limit: number): Promise<ItemKey[]> {
  const items = await db.prisma.item.findMany({
    where: { nextTryAt: { lt: before }, leaseUntil: null },
    select: { householdId: true, id: true },
    orderBy: { nextTryAt: 'asc' },
    take: limit,
  })
  return items.map(({ householdId, id }) => ({ householdId, itemId: id }))
}

/** Clears away the history of runs that ended before a moment. Across households: for the schedule. */
export async function forgetRuns(db: Database, finishedBefore: Date): Promise<void> {
  await db.prisma.syncRun.deleteMany({ where: { finishedAt: { lt: finishedBefore } } })
}
