import { finishRemovals } from './account/removal'
import { type Health, WORTH_TRYING } from './bank/health'
import { cleanUpIntents, type LinkContext } from './connections/link'
import { recoverRotations, rotateWanted } from './connections/rotation'
import { resealSecrets } from './connections/rotation-of-keys'
import { foldEntrySums } from './db/entry-sums'
import { beat } from './db/heartbeats'
import { listQuietItems } from './db/items'
import { forgetLinkEvents } from './db/link-events'
import { finishHistoryRuns } from './db/rule-runs'
import { endDeadRuns, forgetRuns, listOverdueItems } from './db/run-upkeep'
import { forgetAttempts } from './db/sign-in-attempts'
import { forgetWebhooks } from './db/webhook-inbox'
import { type TellContext, tellEverybody } from './notifications/tell'

/** Plaid asks a bank one to four times a day; a connection that was quiet for longer may have lost a webhook. */
export const QUIET_MS = 6 * 3_600_000
const DAY_MS = 86_400_000
const ATTEMPTS_KEPT_MS = DAY_MS
const WEBHOOKS_KEPT_MS = 30 * DAY_MS
const RUNS_KEPT_MS = 90 * DAY_MS
const LINK_EVENTS_KEPT_MS = 90 * DAY_MS
/** A planned run that is late by this much is not coming: its job is lost. */
const OVERDUE_MS = 15 * 60_000
/**
 * In these a person is asked for, and may have been at the bank without Link: the webhook that says so can be lost.
 * Looked at once a day, also where the access is said to be gone: keys of another environment say so of every Item,
 * and once they are right again nobody else would find out.
 */
const ASKING: readonly Health[] = ['sign_in', 'unlock', 'unsupported', 'relink']
/** At a time; the rest waits for the next tick. */
const MOST_ITEMS = 500
const MOST_SECRETS = 1_000

/**
 * What happens without anybody asking: ends the runs of dead processes, syncs what nothing was tried with for long and
 * what was planned and did not come, ends forsaken exchanges, tells what the day brings, clears away what is old.
 *
 * @param until milliseconds of real time, by which it is to be done.
 */
export async function tick(
  context: LinkContext & TellContext,
  until = Number.POSITIVE_INFINITY,
): Promise<{ queued: number }> {
  const { db, clock, queue } = context
  const now = clock.now().getTime()
  await queue.maintain()
  await endDeadRuns(db, clock.now())
  // Before all that takes long: what it is had back by lives for half an hour.
  await recoverRotations(context, until)
  const items = [
    ...(await listQuietItems(db, WORTH_TRYING, new Date(now - QUIET_MS), MOST_ITEMS)),
    ...(await listQuietItems(db, ASKING, new Date(now - DAY_MS), MOST_ITEMS)),
    ...(await listOverdueItems(db, new Date(now - OVERDUE_MS), MOST_ITEMS)),
  ]
  await queue.sendSyncs(items.map((item) => ({ ...item, trigger: 'schedule' as const, round: 0 })))
  await forgetAttempts(db, new Date(now - ATTEMPTS_KEPT_MS))
  await forgetWebhooks(db, new Date(now - WEBHOOKS_KEPT_MS))
  await forgetRuns(db, new Date(now - RUNS_KEPT_MS))
  await forgetLinkEvents(db, new Date(now - LINK_EVENTS_KEPT_MS))
  await foldEntrySums(db)
  await finishHistoryRuns(db, clock, until)
  await cleanUpIntents(context, until)
  await finishRemovals(context, until)
  await resealSecrets(context, MOST_SECRETS, until)
  await rotateWanted(context, until)
  await tellEverybody(context, until)
  await beat(db, 'tick', clock.now())
  return { queued: items.length }
}
