import type { Health } from '@/lib/bank/health'
import type { BankAccount, BankItem } from '@/lib/bank/reports'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { addFormerAccounts, upsertAccounts } from './account-rows'
import { Prisma } from './generated/client'
import { judgeLogin } from './login-change'
import type { Database } from './open'
import type { TransactionReport } from './transaction-report'
import { isFirstImport, storeTransactions } from './transaction-rows'

/** Which Item, and of whose. */
export interface ItemKey {
  householdId: string
  itemId: string
}

/** What a run must know of its Item, and the fence that only the newest run holds. */
export interface Lease extends ItemKey {
  runId: string
  fence: number
  sealedAccessToken: string
  cursor: string | null
  health: string
  consentExpiresAt: Date | null
  webhookUrl: string | null
  timeZone: string
  startedAt: Date
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
 * Takes the Item for one run and starts the run's entry in the history, in one statement: nobody else gets the Item
 * until the lease ends, and entries that a dead process left open are closed. `busy` while another run holds it, `gone`
 * when there is no such Item.
 *
 * A lease that ends later than one given now could was given by a clock that was ahead: it holds nobody up.
 */
export async function beginRun(
  db: Database,
  key: ItemKey,
  trigger: string,
  now: Date,
): Promise<Lease | 'busy' | 'gone'> {
  const { householdId, itemId } = key
  const runId = newId(now)
  const later = (ms: number) => new Date(now.getTime() + ms)
  const [row] = await db.prisma.$queryRaw<Omit<Lease, keyof ItemKey | 'runId' | 'startedAt'>[]>(Prisma.sql`
    WITH held AS (
      UPDATE items SET fence = fence + 1, last_tried_at = ${now}, lease_until = ${later(LEASE_MS)},
        next_try_at = CASE WHEN next_try_at <= ${now} THEN NULL ELSE next_try_at END
      FROM households h
      WHERE items.household_id = ${householdId}::uuid AND items.id = ${itemId}::uuid
        AND h.id = items.household_id
        AND (lease_until IS NULL OR lease_until < ${now} OR lease_until > ${later(2 * LEASE_MS)})
      RETURNING fence, sealed_access_token AS "sealedAccessToken", cursor, health,
        consent_expires_at AS "consentExpiresAt", webhook_url AS "webhookUrl", h.time_zone AS "timeZone"),
    ended AS (
      UPDATE sync_runs SET phase = 'failed', error_code = 'INTERRUPTED', finished_at = ${now}
      WHERE household_id = ${householdId}::uuid AND item_id = ${itemId}::uuid AND finished_at IS NULL
        AND EXISTS (SELECT FROM held)),
    begun AS (
      INSERT INTO sync_runs (household_id, id, item_id, trigger, phase, plaid_request_ids, started_at)
      SELECT ${householdId}::uuid, ${runId}::uuid, ${itemId}::uuid, ${trigger}, 'fetching', '{}', ${now} FROM held)
    SELECT * FROM held`)
  if (row) return { ...key, ...row, runId, startedAt: now }
  const exists = await db.prisma.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { id: true },
  })
  return exists ? 'busy' : 'gone'
}

/** Says how far a run has come, for the person who watches, and holds the lease a little longer. @throws LeaseLost */
export async function recordProgress(
  db: Database,
  lease: Lease,
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
    WHERE household_id IN (SELECT household_id FROM held) AND id = ${lease.runId}::uuid`)
  if (held === 0) throw new LeaseLost()
}

/** A whole delta: what the bank added, modified and removed since the stored cursor, and its accounts now. */
export interface Delta {
  accounts: readonly BankAccount[]
  /** Accounts that the bank shares no more, and that some transaction still names. */
  formerAccounts: readonly BankAccount[]
  /** Added and modified, each transaction once. */
  changed: readonly TransactionReport[]
  removed: readonly string[]
  cursor: string | null
  historyStatus: string
  webhookUrl: string | null
  consentExpiresAt: Date | null
  bankUpdatedAt: Date | null
  productStatus: BankItem['productStatus']
  products: BankItem['products']
  health: Health
  /** Plaid's error, where the Item is in error although its stored data could be read. */
  error: { code: string; type: string; requestId: string } | null
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
export async function storeDelta(db: Database, lease: Lease, delta: Delta, now: Date): Promise<number> {
  const { householdId, itemId, runId } = lease
  return db.prisma.$transaction(
    async (tx) => {
      const [held] = await tx.$queryRaw<{ fence: number }[]>(Prisma.sql`
        SELECT fence FROM items WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid FOR UPDATE`)
      if (held?.fence !== lease.fence) throw new LeaseLost()
      const today = dayInZone(now, lease.timeZone)
      await judgeLogin(tx, lease, delta.accounts, now)
      await addFormerAccounts(tx, householdId, itemId, delta.formerAccounts, now)
      const isFirst = await isFirstImport(tx, householdId, itemId)
      const shared = await upsertAccounts(tx, householdId, itemId, delta.accounts, today, now)
      const written = await storeTransactions(tx, householdId, delta, shared.accountIds, {
        now,
        runId,
        isFirst,
        reopened: shared.reopened,
      })
      await tx.item.update({
        where: { householdId_id: { householdId, id: itemId } },
        data: {
          cursor: delta.cursor,
          historyStatus: delta.historyStatus,
          webhookUrl: delta.webhookUrl,
          bankUpdatedAt: delta.bankUpdatedAt,
          productStatus: { ...delta.productStatus },
          products: [...delta.products],
          lastSyncedAt: now,
          leaseUntil: null,
          failures: 0,
          nextTryAt: null,
          ...(delta.consentExpiresAt === null ? {} : { consentExpiresAt: delta.consentExpiresAt }),
        },
      })
      // What a webhook said while the run was at work is newer than what the run knew; the sync that it asked for judges.
      await tx.item.updateMany({
        where: { householdId, id: itemId, health: lease.health },
        data: {
          health: delta.health,
          errorCode: delta.error?.code ?? null,
          errorType: delta.error?.type ?? null,
          errorRequestId: delta.error?.requestId ?? null,
          ...(delta.health === lease.health ? {} : { healthChangedAt: now }),
          // A date that only a webhook told stands until Plaid gives another or the consent is renewed.
          ...(delta.consentExpiresAt === null && delta.health !== 'expiring'
            ? { consentExpiresAt: null }
            : {}),
        },
      })
      await tx.syncRun.update({
        where: { householdId_id: { householdId, id: runId } },
        data: {
          ...delta.counts,
          written,
          phase: 'done',
          plaidRequestIds: [...delta.requestIds],
          finishedAt: now,
        },
      })
      return written
    },
    { timeout: STORE_TIMEOUT_MS, maxWait: 30_000 },
  )
}

/** Why a run failed, and what it had done until then. */
export interface RunFailure {
  code: string
  type: string | null
  requestId: string | null
  /** Of every call of the run. */
  requestIds: readonly string[]
  counts: Pick<Delta['counts'], 'pages' | 'rowsFetched' | 'restarts'>
  health: Health
  /** States that this failure says nothing about: an Item in one of them stays in it, with the cause that it has. */
  leaves: readonly Health[]
}

/**
 * Ends a run that failed, in one statement: its cause in the history, the Item in the state that follows from it, the
 * lease given back, and one more failure counted.
 *
 * @returns how many runs in a row have failed now, or null when a newer run has taken the Item over: then only the
 * history is written.
 */
export async function failRun(
  db: Database,
  lease: Lease,
  failure: RunFailure,
  now: Date,
): Promise<number | null> {
  const { householdId, itemId, runId, fence } = lease
  const { code, type, requestId, counts, health } = failure
  const stays = Prisma.sql`(health = ANY(${[...failure.leaves]}::text[])
    OR (cardinality(${[...failure.leaves]}::text[]) > 0 AND health = 'expiring' AND consent_expires_at IS NULL))`
  const [held] = await db.prisma.$queryRaw<{ failures: number }[]>(Prisma.sql`
    WITH held AS (
      UPDATE items SET lease_until = NULL, failures = failures + 1,
        error_code = CASE WHEN ${stays} THEN error_code ELSE ${code} END,
        error_type = CASE WHEN ${stays} THEN error_type ELSE ${type} END,
        error_request_id = CASE WHEN ${stays} THEN error_request_id ELSE ${requestId} END,
        health_changed_at = CASE WHEN ${stays} OR health = ${health} THEN health_changed_at ELSE ${now} END,
        health = CASE WHEN ${stays} THEN health ELSE ${health} END
      WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid AND fence = ${fence}
      RETURNING failures),
    ended AS (
      UPDATE sync_runs SET phase = 'failed', error_code = ${code}, error_type = ${type}, pages = ${counts.pages},
        rows_fetched = ${counts.rowsFetched}, restarts = ${counts.restarts},
        plaid_request_ids = ${[...failure.requestIds]}::text[], finished_at = ${now}
      WHERE household_id = ${householdId}::uuid AND id = ${runId}::uuid AND finished_at IS NULL)
    SELECT failures FROM held`)
  return held?.failures ?? null
}
