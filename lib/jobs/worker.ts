import { workInbox } from '@/lib/jobs/inbox'
import { type SyncContext, type SyncOutcome, syncItem } from '@/lib/sync/sync-item'
import type { FetchedJob, JobQueue } from './queue'

/** Runs at work at once in one process: mostly they wait for the bank. */
const PARALLEL = 4
/** A run that found the Item taken tries again soon after. */
const BUSY_SECONDS = 3
/** How long to wait for the rest of a new Item's history, by round; Plaid's webhook is usually quicker. */
const FOLLOW_UP_SECONDS = [3, 5, 10, 30, 120, 600, 3_600] as const
/** With less time left than this no run is begun: it would be cut off in the middle. */
const LEAST_MS = 20_000
/** How often jobs are taken back from processes that died. */
const MAINTAIN_MS = 60_000

export interface WorkerContext extends SyncContext {
  queue: JobQueue
}

export interface Worker {
  /**
   * Works off the webhook inbox and then the queue, until both are empty or `until` (milliseconds of real time) comes
   * near; what is left stays queued. Callers at the same time share the process's lanes: a slow bank holds up its own
   * lane and nobody else's work.
   */
  drain(until?: number): Promise<void>
}

/** One worker to a process, shared by the timer, the routes and the actions. */
export function createWorker(context: WorkerContext): Worker {
  const lanes = new Set<Promise<void>>()
  let maintained = 0

  /** Takes one job after the other until there is none. */
  async function lane(until: number): Promise<void> {
    while (Date.now() + LEAST_MS < until) {
      const [job] = await context.queue.fetch(1)
      if (!job) return
      // Where there was one there may be more.
      if (lanes.size < PARALLEL) openLane(until)
      await workJob(context, job)
    }
  }

  function openLane(until: number): void {
    const opened: Promise<void> = lane(until)
      .catch((error: unknown) =>
        context.log.error({ event: 'worker', message: error instanceof Error ? error.name : 'unknown' }),
      )
      .finally(() => lanes.delete(opened))
    lanes.add(opened)
  }

  return {
    async drain(until = Number.POSITIVE_INFINITY) {
      if (Date.now() - maintained > MAINTAIN_MS) {
        maintained = Date.now()
        await context.queue.maintain()
      }
      await workInbox(context)
      if (lanes.size < PARALLEL) openLane(until)
      while (lanes.size > 0) await Promise.race(lanes)
    },
  }
}

async function workJob(context: WorkerContext, job: FetchedJob): Promise<void> {
  const { queue, log } = context
  let outcome: SyncOutcome
  try {
    outcome = await syncItem(context, job.data, job.data.trigger)
  } catch (error) {
    const message = error instanceof Error ? error.name : 'unknown'
    log.error({ event: 'job', jobId: job.id, itemId: job.data.itemId, message })
    await queue.retryLater(job.id, 'INTERNAL')
    return
  }
  if (outcome.kind === 'failed' && outcome.failure.retryable) {
    await queue.retryLater(job.id, outcome.failure.code)
    return
  }
  // The successor first: a process that dies in between leaves one job too many, not one too few.
  if (outcome.kind === 'busy' || outcome.kind === 'overtaken') {
    await queue.sendSync(job.data, { later: { why: 'busy', seconds: BUSY_SECONDS } })
  } else if (outcome.kind === 'incomplete') {
    const { round } = job.data
    const seconds = FOLLOW_UP_SECONDS[Math.min(round, FOLLOW_UP_SECONDS.length - 1)] ?? 3_600
    const next = { ...job.data, trigger: 'follow_up' as const, round: round + 1 }
    await queue.sendSync(next, { later: { why: 'follow_up', seconds } })
  }
  await queue.complete(job.id)
}
