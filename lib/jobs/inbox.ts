import { z } from 'zod'
import { meaningOf } from '@/lib/bank/meanings'
import { webhookMeaning } from '@/lib/bank/webhook-meanings'
import { revokeAccount } from '@/lib/db/account-rows'
import { markNewAccounts, setItemHealth } from '@/lib/db/items'
import type { ItemKey } from '@/lib/db/sync-store'
import {
  holdUnhandled,
  listUnhandledWebhooks,
  markHandled,
  putOff,
  STUCK,
  type StoredWebhook,
} from '@/lib/db/webhook-inbox'
import type { WorkerContext } from './worker'

const details = z.looseObject({
  error: z.looseObject({ error_code: z.string(), error_type: z.string() }).nullish().catch(null),
  consent_expiration_time: z.coerce.date().nullish().catch(null),
  disconnect_time: z.coerce.date().nullish().catch(null),
  account_id: z.string().nullish().catch(null),
})

const BATCH = 100
/** A webhook may be here before the Item that it speaks of is stored. */
const UNKNOWN_KEPT_MS = 10 * 60_000
const UNKNOWN_AGAIN_MS = 15_000
/** After so many tries that failed a webhook is stuck, and waits for the operator. */
const MOST_ATTEMPTS = 8
const FIRST_PAUSE_MS = 15_000

/** What becomes of a webhook: handled, or looked at again later. */
interface Handled {
  outcome: string
  /** Whether a sync is to ask the bank itself. */
  sync?: boolean
  /** Not done yet: when to look at it again, and whether this counts as a try. */
  again?: { at: Date; failed: boolean }
}

type Worked = StoredWebhook & Handled

/**
 * Works off the stored webhooks, oldest first. One that fails is tried again later, and one that makes no sense is
 * marked so; neither stops the others. Many that ask for a sync of one Item ask for one.
 */
export async function workInbox(context: WorkerContext): Promise<void> {
  const { db, clock, log } = context
  for (;;) {
    const webhooks = await listUnhandledWebhooks(db, clock.now(), BATCH)
    const worked: Worked[] = []
    for (const webhook of webhooks) worked.push({ ...webhook, ...(await handleOne(context, webhook)) })
    if (worked.length > 0) await conclude(context, worked)
    for (const { type, code, outcome, again } of worked) {
      log.info({ event: 'webhook', type, code, outcome, ...(again ? { again: again.at } : {}) })
    }
    if (webhooks.length < BATCH) return
  }
}

/**
 * Says what became of webhooks and asks for the syncs that they ask for, both or neither. A process that dies before it
 * leaves them to the next, and handling one twice is harmless; what another has said already asks for nothing more.
 */
async function conclude({ db, clock, queue }: WorkerContext, worked: readonly Worked[]): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const ids = worked.map(({ id }) => id)
    const held = await holdUnhandled(tx, ids)
    const ours = worked.filter(({ id }) => held.has(id))
    const asking = new Map(
      ours.flatMap(({ sync, item }) => (sync && item ? [[item.itemId, item] as const] : [])),
    )
    const jobs = [...asking.values()].map((item) => ({ ...item, trigger: 'webhook' as const, round: 0 }))
    await queue.sendSyncs(jobs, tx)
    for (const { ids: alikeIds, outcome, again } of alike(ours)) {
      if (again) await putOff(tx, alikeIds, again.at, again.failed)
      else await markHandled(tx, alikeIds, outcome, clock.now())
    }
  })
}

/** Those that end alike, together: a burst of webhooks is marked by one statement. */
function alike(worked: readonly Worked[]) {
  const groups = new Map<string, Handled & { ids: string[] }>()
  for (const { id, outcome, again } of worked) {
    const name = `${outcome} ${again?.at.getTime()} ${again?.failed}`
    const group = groups.get(name) ?? { outcome, ...(again ? { again } : {}), ids: [] }
    group.ids.push(id)
    groups.set(name, group)
  }
  return groups.values()
}

async function handleOne(context: WorkerContext, webhook: StoredWebhook): Promise<Handled> {
  const { clock, log } = context
  const nowMs = clock.now().getTime()
  const { item, plaidItemId, receivedAt } = webhook
  // Some speak of no Item at all.
  if (plaidItemId === null) return { outcome: 'stored' }
  if (!item) {
    if (nowMs - receivedAt.getTime() >= UNKNOWN_KEPT_MS) return { outcome: 'unknown_item' }
    return { outcome: 'waiting', again: { at: new Date(nowMs + UNKNOWN_AGAIN_MS), failed: false } }
  }
  try {
    return await handle(context, webhook, item)
  } catch (error) {
    const attempts = webhook.attempts + 1
    const message = error instanceof Error ? error.name : 'unknown'
    log.error({ event: 'webhook', webhookId: webhook.id, attempts, message })
    if (attempts >= MOST_ATTEMPTS) return { outcome: STUCK }
    return {
      outcome: 'waiting',
      again: { at: new Date(nowMs + FIRST_PAUSE_MS * 2 ** attempts), failed: true },
    }
  }
}

/** What each of Plaid's webhooks leads to. Those of products that are not read here are stored, and counted. */
async function handle(
  { db, clock }: WorkerContext,
  { type, code, body }: StoredWebhook,
  item: ItemKey,
): Promise<Handled> {
  const now = clock.now()
  const said = details.parse(body)
  switch (webhookMeaning(type, code).effect) {
    case 'sync':
    case 'refetch':
      return { outcome: 'sync', sync: true }
    case 'repaired':
      await setItemHealth(
        db.prisma,
        item,
        { health: 'healthy', errorCode: null, consentExpiresAt: null },
        now,
      )
      return { outcome: 'sync', sync: true }
    case 'item_error': {
      if (!said.error) return { outcome: 'malformed' }
      const { error_code: errorCode, error_type: errorType } = said.error
      const { health } = meaningOf(errorCode, errorType)
      await setItemHealth(db.prisma, item, { health, errorCode, errorType }, now)
      // It may come late, after the login was mended: the bank itself has the last word.
      return { outcome: health, sync: true }
    }
    case 'expiring': {
      const consentExpiresAt = said.consent_expiration_time ?? said.disconnect_time ?? null
      await setItemHealth(db.prisma, item, { health: 'expiring', errorCode: null, consentExpiresAt }, now)
      return { outcome: 'expiring' }
    }
    case 'revoked':
      await setItemHealth(db.prisma, item, { health: 'relink', errorCode: code }, now)
      return { outcome: 'relink' }
    case 'account_revoked':
      if (!said.account_id) return { outcome: 'malformed' }
      await revokeAccount(db.prisma, item, said.account_id, now)
      return { outcome: 'account_closed' }
    case 'new_accounts':
      await markNewAccounts(db.prisma, item, true)
      return { outcome: 'new_accounts' }
    case 'noted':
    case 'unknown':
      return { outcome: 'stored' }
  }
}
