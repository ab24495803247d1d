import { cleanUpIntents, type LinkContext } from './connections/link'
import { listQuietItems } from './db/items'
import { forgetAttempts } from './db/sign-in-attempts'
import { forgetWebhooks } from './db/webhook-inbox'

/** Plaid asks a bank one to four times a day; a connection that was quiet for longer may have lost a webhook. */
const QUIET_MS = 6 * 3_600_000
const ATTEMPTS_KEPT_MS = 86_400_000
const WEBHOOKS_KEPT_MS = 30 * 86_400_000
/** At a time; the rest waits for the next tick. */
const MOST_ITEMS = 500

/** What happens without anybody asking: syncs what has been quiet, ends forsaken exchanges, clears away what is old. */
export async function tick(context: LinkContext): Promise<{ queued: number }> {
  const { db, clock, queue } = context
  const now = clock.now().getTime()
  await queue.maintain()
  await cleanUpIntents(context)
  await forgetAttempts(db, new Date(now - ATTEMPTS_KEPT_MS))
  await forgetWebhooks(db, new Date(now - WEBHOOKS_KEPT_MS))
  const items = await listQuietItems(
    db,
    ['importing', 'healthy', 'expiring', 'waiting', 'unknown'],
    new Date(now - QUIET_MS),
    MOST_ITEMS,
  )
  await queue.sendSyncs(items.map((item) => ({ ...item, trigger: 'schedule' as const, round: 0 })))
  return { queued: items.length }
}
