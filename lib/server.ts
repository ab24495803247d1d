import { watchPeers } from './auth/peer'
import { endDeadRuns } from './db/run-upkeep'
import { EnvError, env } from './env'
import { logger } from './logger'
import { closeRuntime, type Runtime, runtime } from './runtime'
import { tick } from './tick'

/** How often a long-running server looks for jobs whose time has come, and for what nobody asked for. */
const DRAIN_MS = 2_000
const TICK_MS = 15 * 60_000
/** Whoever starts a server waits for its first page, and nobody for what the schedule does. */
const FIRST_TICK_MS = 10_000

/**
 * What a server does before its first request: refuses a configuration that it cannot run with, opens the database,
 * and begins to work off the queue. A serverless function leaves the work to requests and to the scheduled tick.
 */
export async function startServer(): Promise<void> {
  try {
    env()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    process.stderr.write(`\n${error.message}\n\n`)
    process.exit(1)
  }
  watchPeers()
  if (env().serverless) return
  try {
    await takeOver(await runtime())
  } catch (error) {
    process.stderr.write(`\nEvenkeel cannot start: ${error instanceof Error ? error.message : 'unknown'}\n\n`)
    process.exit(1)
  }
  every(DRAIN_MS, async () => (await runtime()).worker.drain())
  const tickOnce = async () => {
    const { context, plaid, worker } = await runtime()
    await tick({ ...context, plaid })
    await worker.drain()
  }
  every(TICK_MS, tickOnce, FIRST_TICK_MS)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void closeRuntime().finally(() => process.exit(0)))
  }
}

/** The embedded database belongs to one process: whatever was at work in it belonged to one that is no more. */
async function takeOver({ db, clock, queue }: Runtime): Promise<void> {
  if (db.kind !== 'embedded') return
  await endDeadRuns(db, clock.now(), true)
  await queue.reclaim()
}

/** Again and again, each time a while after the last has ended; a failure is logged and does not stop the next. */
function every(ms: number, work: () => Promise<void>, firstMs = ms): void {
  const next = (afterMs = ms) => setTimeout(run, afterMs).unref()
  const run = () =>
    void work()
      .catch((error: unknown) =>
        logger.error({ event: 'timer', message: error instanceof Error ? error.message : 'unknown' }),
      )
      .finally(() => next())
  next(firstMs)
}
