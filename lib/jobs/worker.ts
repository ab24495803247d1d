import { meaningOf } from '@/lib/bank/meanings'
import { INTERNAL_RETRY, type Retry, retryFor, retrySeconds, spreadSeconds } from '@/lib/bank/retry'
import { failuresOf, setNextTry } from '@/lib/db/run-upkeep'
import type { ItemKey } from '@/lib/db/sync-store'
import { keepTablesUp } from '@/lib/db/table-upkeep'
import { type SyncContext, type SyncNews, type SyncOutcome, syncItem } from '@/lib/sync/sync-item'
import { workInbox } from './inbox'
import type { FetchedJob, JobQueue, Later } from './queue'

/** Runs at work at once in one process: mostly they wait for the bank. */
const PARALLEL = 4
/** A run that found the Item taken tries again soon after, or as soon as the other run ends in this process. */
const BUSY_SECONDS = 3
/** How long to wait for the rest of a new Item's history, by round; Plaid's webhook is usually quicker. */
const FOLLOW_UP_SECONDS = [3, 5, 10, 30, 120, 600, 3_600] as const
/** With less time left than this no run is begun: it would be cut off in the middle. */
const LEAST_MS = 20_000
/** Between two looks into the inbox: long enough for several webhooks, and too short for a person. */
const INBOX_REST_MS = 100
/** How often jobs are taken back from processes that died, and the tables are looked after. */
const MAINTAIN_MS = 60_000
/** After a sync that wrote more than this, such as a first import, the tables are looked after at once. */
const MANY_ROWS = 100

/**
 * What follows a sync that has stored something: looked up, found out or told from what is there now. It may be run
 * again at any time, and what fails is done by the next sync; a sync itself never fails of it.
 */
export interface Follower {
  name: string
  /** Also after a sync that failed, and after a webhook that has changed how a connection is: then without news. */
  always?: boolean
  run(context: WorkerContext, key: ItemKey, news: SyncNews | null): Promise<void>
}

export interface WorkerContext extends SyncContext {
  queue: JobQueue
  /** In their order. */
  followers?: readonly Follower[]
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
  const workInboxOff = together(context.sleep, async () => {
    for (const key of await workInbox(context)) await follow(context, key, null)
  })

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
        await lookAfterTables(context)
      }
      await workInboxOff()
      if (lanes.size < PARALLEL) openLane(until)
      while (lanes.size > 0) await Promise.race(lanes)
    },
  }
}

/**
 * Has something done once at a time, and not again right after. Who asks meanwhile waits until it has been done once
 * more, together with everybody else who does: of fifty webhooks a second each asks for the whole inbox.
 */
function together(sleep: SyncContext['sleep'], work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  let endedAt = 0
  const once = async () => {
    const restMs = endedAt + INBOX_REST_MS - Date.now()
    if (restMs > 0) await sleep(restMs)
    next = null
    await work().finally(() => {
      endedAt = Date.now()
    })
  }
  return () => {
    next ??= last = last.then(once, once)
    return next
  }
}

/**
 * Runs one job. Whatever follows from how it ended is planned before, or together with, the job's completion: a process
 * that dies in between leaves one job too many, not one too few.
 */
async function workJob(context: WorkerContext, job: FetchedJob): Promise<void> {
  const { queue, log } = context
  const { itemId } = job.data
  let outcome: SyncOutcome
  try {
    outcome = await syncItem(context, job.data, job.data.trigger)
  } catch (error) {
    const message = error instanceof Error ? error.name : 'unknown'
    log.error({ event: 'job', jobId: job.id, itemId, message })
    const failures = await failuresOf(context.db, job.data)
    // Not even the failure could be written: then the queue itself counts the tries.
    if (failures === 0) return queue.retryLater(job.id, 'INTERNAL')
    return planRetry(context, job, { code: 'INTERNAL', retry: INTERNAL_RETRY, leastSeconds: 0 })
  }
  if (outcome.kind === 'done' || outcome.kind === 'incomplete') {
    if (outcome.written > MANY_ROWS) await lookAfterTables(context)
    await follow(context, job.data, { written: outcome.written, trigger: job.data.trigger })
  }
  if (outcome.kind === 'failed') await follow(context, job.data, null)
  switch (outcome.kind) {
    case 'failed': {
      const { failure } = outcome
      const meaning = meaningOf(failure.code, failure.type)
      const retry = meaning.known || failure.type !== null ? meaning.retry : retryFor(failure.kind)
      const leastSeconds = failure.retryAfterSeconds ?? 0
      return planRetry(context, job, { code: failure.code, retry, leastSeconds })
    }
    case 'busy':
    case 'overtaken':
      await queue.sendSync(job.data, { later: { why: 'busy', seconds: BUSY_SECONDS } })
      return queue.complete(job.id)
    case 'incomplete': {
      const { round } = job.data
      const seconds = FOLLOW_UP_SECONDS[Math.min(round, FOLLOW_UP_SECONDS.length - 1)] ?? 3_600
      return plan(context, job, { why: 'follow_up', seconds }, true)
    }
    case 'done':
      await queue.settle(itemId, ['retry', 'follow_up'], true)
      return queue.complete(job.id)
    case 'gone':
      return queue.complete(job.id)
  }
}

/** Nothing depends on it but how long questions take. */
async function lookAfterTables({ db, log }: WorkerContext): Promise<void> {
  await keepTablesUp(db).catch((error: unknown) =>
    log.warn({ event: 'table_upkeep', message: error instanceof Error ? error.name : 'unknown' }),
  )
}

/** @param news what was stored; null: nothing was, and only those run that always do. */
async function follow(context: WorkerContext, key: ItemKey, news: SyncNews | null): Promise<void> {
  for (const { name, run, always } of context.followers ?? []) {
    if (news === null && !always) continue
    try {
      await run(context, key, news)
    } catch (error) {
      const message = error instanceof Error ? error.name : 'unknown'
      context.log.error({ event: 'follower', name, itemId: key.itemId, message })
    }
  }
}

/** Plans the next run of an Item in place of what was planned before, notes when it is, and completes the job. */
async function plan(
  { db, clock, queue }: WorkerContext,
  job: FetchedJob,
  later: Later,
  isWell: boolean,
): Promise<void> {
  const { householdId, itemId, round } = job.data
  await db.prisma.$transaction(async (tx) => {
    const at = new Date(clock.now().getTime() + later.seconds * 1_000)
    if ((await setNextTry(tx, job.data, at)) !== null) {
      await queue.settle(itemId, ['retry', 'follow_up'], isWell, tx)
      const next =
        later.why === 'follow_up'
          ? { householdId, itemId, trigger: 'follow_up' as const, round: round + 1 }
          : { householdId, itemId, trigger: 'retry' as const, round }
      await queue.sendSync(next, { tx, later })
    }
    await queue.complete(job.id, tx)
  })
}

/**
 * Plans how a failed run is tried again: by what failed, and after how many failures in a row. Where nothing gets
 * better by itself nothing is planned; where the tries are used up a dead letter is left.
 */
async function planRetry(
  context: WorkerContext,
  job: FetchedJob,
  failed: { code: string; retry: Retry | null; leastSeconds: number },
): Promise<void> {
  const { db, clock, queue, log } = context
  const { itemId } = job.data
  const failures = (await failuresOf(db, job.data)) ?? 1
  const seconds = failed.retry && retrySeconds(failed.retry, Math.max(failures, 1))
  if (seconds !== null) {
    const pause = spreadSeconds(Math.max(seconds, failed.leastSeconds), itemId)
    return plan(context, job, { why: 'retry', seconds: pause }, false)
  }
  await db.prisma.$transaction(async (tx) => {
    const exists = (await setNextTry(tx, job.data, null)) !== null
    await queue.settle(itemId, ['retry', 'follow_up'], false, tx)
    if (exists && failed.retry) {
      await queue.bury(job.data, { cause: failed.code, failures, at: clock.now() }, tx)
      log.error({ event: 'dead_letter', itemId, code: failed.code, failures })
    }
    await queue.complete(job.id, tx)
  })
}
