import PgBoss from 'pg-boss'
import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import type { Logger } from '@/lib/logger'
import type { SyncTrigger } from '@/lib/sync/sync-item'

const SYNC = 'sync-item'
const DEAD = 'sync-item-dead'

/** A sync that was asked for; whoever drains the queue runs it. */
export interface SyncJob extends ItemKey {
  trigger: SyncTrigger
  /** How many follow-ups came before it, so that each waits longer than the last. */
  round: number
}

/** A job for later: in how many seconds, and why. Of each connection and cause one waits. */
export interface Later {
  why: 'busy' | 'follow_up' | 'retry'
  seconds: number
}

export interface FetchedJob {
  id: string
  data: SyncJob
}

/** A sync that failed until its tries were used up; one to an Item, until a later run is good or the Item is gone. */
export interface DeadLetter extends ItemKey {
  id: string
  trigger: string
  /** Plaid's error code, or one of our own. */
  cause: string
  /** Runs in a row that had failed. */
  failures: number
  at: Date
}

/** Jobs kept in the database, in pg-boss's own schema: a job that was sent is a promise that survives the process. */
export interface JobQueue {
  /**
   * Asks for a sync. Of those that wait for one Item only one is kept.
   *
   * @param options.tx the transaction that the asking belongs to: no commit, no job.
   */
  sendSync(
    job: Omit<SyncJob, 'round'> & { round?: number },
    options?: { tx?: Prisma.TransactionClient; later?: Later },
  ): Promise<void>
  /** The same for many Items in one statement. */
  sendSyncs(jobs: readonly SyncJob[], tx?: Prisma.TransactionClient): Promise<void>
  fetch(count: number): Promise<FetchedJob[]>
  complete(id: string, tx?: Prisma.TransactionClient): Promise<void>
  /** Tries it again later, a few times, each time after a longer wait; then it is a dead letter. */
  retryLater(id: string, cause: string): Promise<void>
  /**
   * After a run of an Item: what was planned for it by causes that are over is dropped, and what found it busy may
   * run now. `isWell` also clears its dead letter.
   */
  settle(
    itemId: string,
    over: readonly Later['why'][],
    isWell: boolean,
    tx?: Prisma.TransactionClient,
  ): Promise<void>
  /** Puts a job aside whose tries are used up, in place of an older one of the Item. */
  bury(
    job: SyncJob,
    failure: { cause: string; failures: number; at: Date },
    tx: Prisma.TransactionClient,
  ): Promise<void>
  /** The newest first. Across households: for the operator. */
  listDeadLetters(limit: number): Promise<DeadLetter[]>
  /** Has a dead letter's sync run again, at once. @returns false when it is not there, or was replayed already. */
  replay(id: string): Promise<boolean>
  /** Takes back what dead processes held, and clears away what is long done. */
  maintain(): Promise<void>
  /** Takes everything back that was held: for a process that knows itself alone with its database. */
  reclaim(): Promise<void>
  stop(): Promise<void>
}

interface BuriedJob extends SyncJob {
  cause?: string
  failures?: number
  at?: string
}

const withTransaction = (tx: Prisma.TransactionClient | undefined) =>
  tx
    ? {
        db: {
          executeSql: async (text: string, values: unknown[]) => ({
            rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
          }),
        },
      }
    : {}

/** What is to run later must not stand in the way of what is to run now, nor what waits long of what waits a moment. */
const keyOf = (itemId: string, why: Later['why']) => `${itemId}:${why}`

/** Makes pg-boss's schema where it is missing. Its own timers stay off: the tick and the drain do that work. */
export async function openQueue(db: Database, log: Logger): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => db.executeSql(text, values) },
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 7,
  })
  boss.on('error', (error) => log.error({ event: 'queue', message: error.message }))
  await boss.start()
  await boss.createQueue(DEAD, { name: DEAD, policy: 'standard', retentionDays: 90 })
  await boss.createQueue(SYNC, {
    name: SYNC,
    // One waiting job to a key and any number at work: the lease on the Item sees to one run at a time.
    policy: 'short',
    // For jobs whose process died at work; how a failed run is tried again is planned by what failed.
    retryLimit: 6,
    retryDelay: 30,
    retryBackoff: true,
    // A little longer than the lease on the Item: then another run may take it.
    expireInMinutes: 4,
    deadLetter: DEAD,
  })

  const sendSync: JobQueue['sendSync'] = async (job, { tx, later } = {}) => {
    const { householdId, itemId, trigger, round = 0 } = job
    await boss.send(SYNC, { householdId, itemId, trigger, round } satisfies SyncJob, {
      singletonKey: later ? keyOf(itemId, later.why) : itemId,
      ...(later ? { startAfter: later.seconds } : {}),
      ...withTransaction(tx),
    })
  }

  return {
    sendSync,
    async sendSyncs(jobs, tx) {
      if (jobs.length === 0) return
      // pg-boss's bulk insert gives an existing job of the key the way, as `send` does.
      await boss.insert(
        jobs.map((data) => ({ name: SYNC, data, singletonKey: data.itemId })),
        withTransaction(tx),
      )
    },
    async fetch(count) {
      const jobs = await boss.fetch<SyncJob>(SYNC, { batchSize: count })
      return jobs.map(({ id, data }) => ({ id, data }))
    },
    complete: async (id, tx) => void (await boss.complete(SYNC, id, {}, withTransaction(tx))),
    retryLater: async (id, cause) => void (await boss.fail(SYNC, id, { cause })),
    async settle(itemId, over, isWell, tx) {
      const keys = over.map((why) => keyOf(itemId, why))
      await (tx ?? db.prisma).$executeRaw(Prisma.sql`
        WITH dropped AS (
          DELETE FROM pgboss.job
          WHERE name = ${SYNC} AND state = 'created' AND policy = 'short'
            AND COALESCE(singleton_key, '') = ANY(${keys}::text[])),
        cleared AS (
          DELETE FROM pgboss.job
          WHERE name = ${DEAD} AND ${isWell} AND data->>'itemId' = ${itemId})
        UPDATE pgboss.job SET start_after = now()
        WHERE name = ${SYNC} AND state = 'created' AND policy = 'short'
          AND COALESCE(singleton_key, '') = ${keyOf(itemId, 'busy')} AND start_after > now()`)
    },
    async bury({ householdId, itemId, trigger, round }, { cause, failures, at }, tx) {
      await tx.$executeRaw(Prisma.sql`
        DELETE FROM pgboss.job WHERE name = ${DEAD} AND data->>'itemId' = ${itemId}`)
      const buried: BuriedJob = {
        householdId,
        itemId,
        trigger,
        round,
        cause,
        failures,
        at: at.toISOString(),
      }
      await boss.send(DEAD, buried, withTransaction(tx))
    },
    async listDeadLetters(limit) {
      const rows = await db.prisma.$queryRaw<{ id: string; data: BuriedJob; createdAt: Date }[]>(Prisma.sql`
        SELECT id, data, created_on AS "createdAt" FROM pgboss.job
        WHERE name = ${DEAD} AND state = 'created' AND EXISTS (
          SELECT FROM items i
          WHERE i.household_id::text = data->>'householdId' AND i.id::text = data->>'itemId')
        ORDER BY created_on DESC, id LIMIT ${limit}`)
      return rows.map(({ id, data, createdAt }) => ({
        id,
        householdId: data.householdId,
        itemId: data.itemId,
        trigger: data.trigger,
        // pg-boss buries a job by itself when the processes that worked on it died again and again.
        cause: data.cause ?? 'INTERRUPTED',
        failures: data.failures ?? 0,
        at: data.at === undefined ? createdAt : new Date(data.at),
      }))
    },
    replay: (id) =>
      db.prisma.$transaction(async (tx) => {
        const [dead] = await tx.$queryRaw<{ data: BuriedJob }[]>(Prisma.sql`
          DELETE FROM pgboss.job WHERE name = ${DEAD} AND id::text = ${id} AND state = 'created' RETURNING data`)
        if (!dead) return false
        const { householdId, itemId } = dead.data
        await sendSync({ householdId, itemId, trigger: 'replay' }, { tx })
        return true
      }),
    maintain: () => boss.maintain(),
    async reclaim() {
      await db.prisma.$executeRaw(Prisma.sql`
        UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE name = ${SYNC} AND state = 'active'`)
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  }
}
