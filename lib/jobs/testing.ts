import type { Database } from '@/lib/db/open'
import { storeWebhook } from '@/lib/db/webhook-inbox'
import { type SyncWorld, syncWorld } from '@/lib/sync/testing'
import type { JobQueue } from './queue'
import { createWorker, type Worker, type WorkerContext } from './worker'

/** A household with one connection, and a worker that runs its jobs. */
export interface JobWorld extends SyncWorld {
  worker: Worker
  jobContext: WorkerContext
  /** The connection's jobs in a state: created (waiting), active, completed … */
  jobs(state: string): Promise<{ data: Record<string, unknown>; singleton_key: string; start_after: Date }[]>
  /** Lets the time of every planned job come. */
  makeDue(): Promise<void>
  webhook(type: string, code: string, more?: object): Promise<void>
}

let deliveries = 0

/** Jobs run by real time: pg-boss asks the database's clock. */
export async function jobWorld(db: Database, queue: JobQueue): Promise<JobWorld> {
  await db.executeSql("DELETE FROM pgboss.job WHERE state < 'completed'")
  await db.executeSql('DELETE FROM webhook_inbox')
  const world = await syncWorld(db, new Date())
  const jobContext: WorkerContext = { ...world.context, queue }
  const ofItem = `data->>'itemId' = '${world.key.itemId}'`
  return Object.assign(world, {
    jobContext,
    worker: createWorker(jobContext),
    async jobs(state: string) {
      const { rows } = await db.executeSql(
        `SELECT * FROM pgboss.job WHERE name = 'sync-item' AND state = '${state}' AND ${ofItem}`,
      )
      return rows as Awaited<ReturnType<JobWorld['jobs']>>
    },
    async makeDue() {
      await db.executeSql(`UPDATE pgboss.job SET start_after = now() WHERE state = 'created' AND ${ofItem}`)
    },
    async webhook(type: string, code: string, more: object = {}) {
      deliveries += 1
      const body = { webhook_type: type, webhook_code: code, ...more }
      const { plaidItemId } = world
      const delivery = { deliveryKey: `d-${world.key.itemId}-${deliveries}`, type, code, plaidItemId, body }
      await storeWebhook(db, delivery, world.now)
    },
  })
}
