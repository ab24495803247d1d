import { WORTH_TRYING } from './bank/health'
import { cleanUpIntents, type LinkContext } from './connections/link'
import { listQuietItems } from './db/items'
import { forgetAttempts } from './db/sign-in-attempts'
import { forgetRuns } from './db/sync-store'
import { forgetWebhooks } from './db/webhook-inbox'

/** Plaid asks a bank one to four times a day; a connection that was quiet for longer may have lost a webhook. */
const QUIET_MS = 6 * 3_600_000
const DAY_MS = 86_400_000
const ATTEMPTS_KEPT_MS = DAY_MS
const WEBHOOKS_KEPT_MS = 30 * DAY_MS
const RUNS_KEPT_MS = 90 * DAY_MS
/** At a time; the rest waits for the next tick. */
const MOST_ITEMS = 500

/**
 * What happens without anybody asking: syncs what nothing was tried with for long, ends forsaken exchanges, clears
 * away what is old.
 *
 * @param until milliseconds of real time, by which it is to be done.
 */
export async function tick(
  context: LinkContext,
  until = Number.POSITIVE_INFINITY,
): Promise<{ queued: number }> {
  const { db, clock, queue } = context
  const now = clock.now().getTime()
  await queue.maintain()
  const items = await listQuietItems(db, WORTH_TRYING, new Date(now - QUIET_MS), MOST_ITEMS)
  await queue.sendSyncs(items.map((item) => ({ ...item, trigger: 'schedule' as const, round: 0 })))
  await forgetAttempts(db, new Date(now - ATTEMPTS_KEPT_MS))
  await forgetWebhooks(db, new Date(now - WEBHOOKS_KEPT_MS))
  await forgetRuns(db, new Date(now - RUNS_KEPT_MS))
  await cleanUpIntents(context, until)
  return { queued: items.length }
}
