import PgBoss from 'pg-boss'
import type { Prisma } from '@/lib/db/generated/client'
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
  why: 'busy' | 'follow_up'
  seconds: number
}

export interface FetchedJob {
  id: string
  data: SyncJob
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
  sendSyncs(jobs: readonly SyncJob[]): Promise<void>
  fetch(count: number): Promise<FetchedJob[]>
  complete(id: string): Promise<void>
  /** Tries it again later, a few times, each time after a longer wait; then it is a dead letter. */
  retryLater(id: string, cause: string): Promise<void>
  /** Takes back what dead processes held, and clears away what is long done. */
  maintain(): Promise<void>
  stop(): Promise<void>
}

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
    retryLimit: 6,
    retryDelay: 30,
    retryBackoff: true,
    // A little longer than the lease on the Item: then another run may take it.
    expireInMinutes: 4,
    deadLetter: DEAD,
  })
  return {
    async sendSync({ householdId, itemId, trigger, round = 0 }, { tx, later } = {}) {
      // What is to run later must not stand in the way of what is to run now, nor what waits long of what waits a moment.
      const singletonKey = later ? `${itemId}:${later.why}` : itemId
      await boss.send(SYNC, { householdId, itemId, trigger, round } satisfies SyncJob, {
        singletonKey,
        ...(later ? { startAfter: later.seconds } : {}),
        ...(tx
          ? {
              db: {
                executeSql: async (text: string, values: unknown[]) => ({
                  rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
                }),
              },
            }
          : {}),
      })
    },
    async sendSyncs(jobs) {
      if (jobs.length === 0) return
      // pg-boss's bulk insert gives an existing job of the key the way, as `send` does.
      await boss.insert(jobs.map((data) => ({ name: SYNC, data, singletonKey: data.itemId })))
    },
    async fetch(count) {
      const jobs = await boss.fetch<SyncJob>(SYNC, { batchSize: count })
      return jobs.map(({ id, data }) => ({ id, data }))
    },
    complete: (id) => boss.complete(SYNC, id),
    retryLater: (id, cause) => boss.fail(SYNC, id, { cause }),
    maintain: () => boss.maintain(),
    stop: () => boss.stop({ graceful: false, close: false }),
  }
}
