import type { Health } from '@/lib/bank/health'
import type { BankAccount, BankItem, BankTransaction } from '@/lib/bank/reports'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { addFormerAccounts, upsertAccounts } from './account-rows'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { carryOver, hideTransactions, upsertTransactions } from './transaction-rows'

/** Which Item, and of whose. */
export interface ItemKey {
  householdId: string
  itemId: string
}

/** What a run must know of its Item, and the fence that only the newest run holds. */
export interface Lease extends ItemKey {
  fence: number
  sealedAccessToken: string
  cursor: string | null
  health: string
  webhookUrl: string | null
  timeZone: string
}

/** A run lost its lease to a newer one, or the Item was removed under it; what it read is thrown away. */
export class LeaseLost extends Error {
  constructor() {
    super('Another run has taken this connection over')
    this.name = 'LeaseLost'
  }
}

/** As long as a database call, or a wait between two, may take before a run counts as dead. */
export const LEASE_MS = 3 * 60_000
/** Storing 100,000 rows in the embedded database takes some tens of seconds. */
const STORE_TIMEOUT_MS = 150_000

/**
 * Takes the Item for one run: nobody else gets it until the lease ends. `busy` while another run holds it, `gone`
 * when there is no such Item.
 */
export async function takeLease(db: Database, key: ItemKey, now: Date): Promise<Lease | 'busy' | 'gone'> {
  const [row] = await db.prisma.$queryRaw<Omit<Lease, keyof ItemKey>[]>(Prisma.sql`
    UPDATE items SET fence = fence + 1, last_tried_at = ${now}, lease_until = ${new Date(now.getTime() + LEASE_MS)}
    FROM households h
    WHERE items.household_id = ${key.householdId}::uuid AND items.id = ${key.itemId}::uuid
      AND h.id = items.household_id AND (lease_until IS NULL OR lease_until < ${now})
    RETURNING fence, sealed_access_token AS "sealedAccessToken", cursor, health, webhook_url AS "webhookUrl",
      h.time_zone AS "timeZone"`)
  if (row) return { ...key, ...row }
  const exists = await db.prisma.item.findUnique({
    where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
    select: { id: true },
  })
  return exists ? 'busy' : 'gone'
}

/** Starts the run's entry in the history, and closes those that a dead process left open. */
export async function startRun(db: Database, lease: Lease, trigger: string, now: Date): Promise<string> {
  const { householdId, itemId } = lease
  const id = newId(now)
  await db.prisma.syncRun.updateMany({
    where: { householdId, itemId, finishedAt: null },
    data: { phase: 'failed', errorCode: 'INTERRUPTED', finishedAt: now },
  })
  await db.prisma.syncRun.create({
    data: { householdId, id, itemId, trigger, phase: 'fetching', startedAt: now },
  })
  return id
}

/** Says how far a run has come, for the person who watches, and holds the lease a little longer. @throws LeaseLost */
export async function recordProgress(
  db: Database,
  lease: Lease,
  runId: string,
  progress: {
    phase: 'fetching' | 'waiting' | 'storing'
    pages: number
    rowsFetched: number
    restarts: number
  },
  now: Date,
): Promise<void> {
  const held = await db.prisma.$executeRaw(Prisma.sql`
    WITH held AS (
      UPDATE items SET lease_until = ${new Date(now.getTime() + LEASE_MS)}
      WHERE household_id = ${lease.householdId}::uuid AND id = ${lease.itemId}::uuid AND fence = ${lease.fence}
      RETURNING household_id)
    UPDATE sync_runs SET phase = ${progress.phase}, pages = ${progress.pages}, rows_fetched = ${progress.rowsFetched},
      restarts = ${progress.restarts}
    WHERE household_id IN (SELECT household_id FROM held) AND id = ${runId}::uuid`)
  if (held === 0) throw new LeaseLost()
}

/** A whole delta: what the bank added, modified and removed since the stored cursor, and its accounts now. */
export interface Delta {
  accounts: readonly BankAccount[]
  /** Accounts that the bank shares no more, and that some transaction still names. */
  formerAccounts: readonly BankAccount[]
  /** Added and modified, each transaction once. */
  changed: readonly BankTransaction[]
  removed: readonly string[]
  cursor: string | null
  historyStatus: string
  webhookUrl: string | null
  consentExpiresAt: Date | null
  bankUpdatedAt: Date | null
  productStatus: BankItem['productStatus']
  health: Health
  /** Plaid's code, where the Item is in error although its stored data could be read. */
  errorCode: string | null
  counts: {
    pages: number
    rowsFetched: number
    added: number
    modified: number
    removed: number
    restarts: number
  }
  requestIds: readonly string[]
}

/**
 * Stores a delta and its cursor together, or neither.
 *
 * @returns how many transaction rows were written. @throws LeaseLost when another run has taken the Item over.
 */
export async function storeDelta(
  db: Database,
  lease: Lease,
  runId: string,
  delta: Delta,
  now: Date,
): Promise<number> {
  const { householdId, itemId } = lease
  return db.prisma.$transaction(
    async (tx) => {
      const [held] = await tx.$queryRaw<{ fence: number }[]>(Prisma.sql`
        SELECT fence FROM items WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid FOR UPDATE`)
      if (held?.fence !== lease.fence) throw new LeaseLost()
      const today = dayInZone(now, lease.timeZone)
      await addFormerAccounts(tx, householdId, itemId, delta.formerAccounts, now)
      const accountIds = await upsertAccounts(tx, householdId, itemId, delta.accounts, today, now)
      const written =
        (await upsertTransactions(tx, householdId, delta.changed, accountIds, now)) +
        (await hideTransactions(tx, householdId, delta.removed, now))
      const replacing = delta.changed.filter((transaction) => transaction.pendingPlaidTransactionId !== null)
      await carryOver(
        tx,
        householdId,
        replacing.map(({ plaidTransactionId }) => plaidTransactionId),
        now,
      )
      await tx.item.update({
        where: { householdId_id: { householdId, id: itemId } },
        data: {
          cursor: delta.cursor,
          historyStatus: delta.historyStatus,
          webhookUrl: delta.webhookUrl,
          bankUpdatedAt: delta.bankUpdatedAt,
          productStatus: { ...delta.productStatus },
          lastSyncedAt: now,
          leaseUntil: null,
          // A date that only a webhook told stands until Plaid gives another or the consent is renewed.
          ...(delta.consentExpiresAt === null && delta.health === 'expiring'
            ? {}
            : { consentExpiresAt: delta.consentExpiresAt }),
        },
      })
      // What a webhook said while the run was at work is newer than what the run knew; the sync that it asked for judges.
      await tx.item.updateMany({
        where: { householdId, id: itemId, health: lease.health },
        data: {
          health: delta.health,
          errorCode: delta.errorCode,
          ...(delta.health === lease.health ? {} : { healthChangedAt: now }),
        },
      })
      await tx.syncRun.update({
        where: { householdId_id: { householdId, id: runId } },
        data: { ...delta.counts, phase: 'done', plaidRequestIds: [...delta.requestIds], finishedAt: now },
      })
      return written
    },
    { timeout: STORE_TIMEOUT_MS, maxWait: 30_000 },
  )
}

/** Ends a run that failed: its cause in the history, the Item in the state that follows from it, the lease given back. */
export async function failRun(
  db: Database,
  lease: Lease,
  runId: string,
  failure: {
    code: string
    requestIds: readonly string[]
    health: Health | null
    counts: Partial<Delta['counts']>
  },
  now: Date,
): Promise<void> {
  const { householdId, itemId, fence } = lease
  const changes = failure.health !== null && failure.health !== lease.health
  await db.prisma.$transaction([
    db.prisma.syncRun.updateMany({
      where: { householdId, id: runId },
      data: {
        ...failure.counts,
        phase: 'failed',
        errorCode: failure.code,
        plaidRequestIds: [...failure.requestIds],
        finishedAt: now,
      },
    }),
    db.prisma.item.updateMany({
      where: { householdId, id: itemId, fence },
      data: {
        leaseUntil: null,
        ...(failure.health === null ? {} : { errorCode: failure.code, health: failure.health }),
        ...(changes ? { healthChangedAt: now } : {}),
      },
    }),
  ])
}

/** Clears away the history of runs that ended before a moment. Across households: for the schedule. */
export async function forgetRuns(db: Database, finishedBefore: Date): Promise<void> {
  await db.prisma.syncRun.deleteMany({ where: { finishedAt: { lt: finishedBefore } } })
}
