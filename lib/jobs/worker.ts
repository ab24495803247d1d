import { workInbox } from '@/lib/jobs/inbox'
import { type SyncContext, type SyncOutcome, syncItem } from '@/lib/sync/sync-item'
import type { FetchedJob, JobQueue } from './queue'

/** Runs at work at once in one process: mostly they wait for the bank. */
const PARALLEL = 4
/** A run that found the Item taken tries again soon after. */
const BUSY_SECONDS = 3
/** How long to wait for the rest of a new Item's history, by round; Plaid's webhook is usually quicker. */
const FOLLOW_UP_SECONDS = [3, 5, 10, 30, 120, 600, 3_600] as const

export interface WorkerContext extends SyncContext {
  queue: JobQueue
}

export interface Worker {
  /**
   * Works off the webhook inbox and the queue until both are empty or `until` (milliseconds of real time) has come;
   * what is left stays queued. Calls while it runs join the run.
   */
  drain(until?: number): Promise<void>
}

/** One worker to a process, shared by the timer, the routes and the actions. */
export function createWorker(context: WorkerContext): Worker {
  let running: Promise<void> | null = null
  let again = false

  async function drainOnce(until: number): Promise<void> {
    await workInbox(context)
    const lanes = Array.from({ length: PARALLEL }, async () => {
      while (Date.now() < until) {
        const [job] = await context.queue.fetch(1)
        if (!job) return
        await workJob(context, job)
      }
    })
    await Promise.all(lanes)
  }

  return {
    drain(until = Number.POSITIVE_INFINITY) {
      if (running) {
        // Something was sent while a drain was finding the queue empty: look once more.
        again = true
        return running
      }
      running = (async () => {
        do {
          again = false
          await drainOnce(until)
        } while (again && Date.now() < until)
      })().finally(() => {
        running = null
      })
      return running
    },
  }
}

async function workJob(context: WorkerContext, job: FetchedJob): Promise<void> {
  const { queue, log } = context
  let outcome: SyncOutcome
  try {
    outcome = await syncItem(context, job.data, job.data.trigger)
  } catch (error) {
    log.error({
      event: 'job',
      jobId: job.id,
      itemId: job.data.itemId,
      message: error instanceof Error ? error.name : 'unknown',
    })
    await queue.retryLater(job.id, 'INTERNAL')
    return
  }
  if (outcome.kind === 'failed' && outcome.failure.retryable) {
    await queue.retryLater(job.id, outcome.failure.code)
    return
  }
  await queue.complete(job.id)
  if (outcome.kind === 'busy' || outcome.kind === 'overtaken') {
    await queue.sendSync(job.data, { afterSeconds: BUSY_SECONDS })
  } else if (outcome.kind === 'incomplete') {
    const { round } = job.data
    const afterSeconds = FOLLOW_UP_SECONDS[Math.min(round, FOLLOW_UP_SECONDS.length - 1)] ?? 3_600
    await queue.sendSync({ ...job.data, trigger: 'follow_up', round: round + 1 }, { afterSeconds })
  }
}
