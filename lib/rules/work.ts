import 'server-only'
import { stepHistoryRun } from '@/lib/db/rule-runs'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { runtime } from '@/lib/runtime'

/** How long it goes on after a request was answered, where nothing runs between requests. */
const SERVERLESS_MS = 50_000

const working = new Map<string, Promise<void>>()

/**
 * Takes a household's run over history on until it is through, or the time is up; whoever asks next takes it further.
 * Callers in one process share the work. It never fails: what could not be done is tried again by the next.
 */
export async function workHistory(householdId: string): Promise<void> {
  const running = working.get(householdId) ?? run(householdId)
  working.set(householdId, running)
  await running
}

async function run(householdId: string): Promise<void> {
  const until = env().serverless ? Date.now() + SERVERLESS_MS : Number.POSITIVE_INFINITY
  try {
    const { db, clock } = await runtime()
    while (Date.now() < until && (await stepHistoryRun(db, householdId, clock.now())));
  } catch (error) {
    logger.error({ event: 'rules', message: error instanceof Error ? error.name : 'unknown' })
  } finally {
    working.delete(householdId)
  }
}
