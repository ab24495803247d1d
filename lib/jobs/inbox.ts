import { z } from 'zod'
import { meaningOf } from '@/lib/bank/meanings'
import { webhookMeaning } from '@/lib/bank/webhook-meanings'
import { revokeAccount } from '@/lib/db/account-rows'
import type { Prisma } from '@/lib/db/generated/client'
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

/** Outcomes by which a connection is otherwise than before, and no sync is coming. */
const CHANGES: ReadonlySet<string> = new Set(['expiring', 'relink', 'account_closed', 'new_accounts'])

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
 *
 * @returns the Items of which something else has changed, each once.
 */
export async function workInbox(context: WorkerContext): Promise<ItemKey[]> {
  const { db, clock, log } = context
  const changed = new Map<string, ItemKey>()
  for (;;) {
    const webhooks = await listUnhandledWebhooks(db, clock.now(), BATCH)
    const worked: Worked[] = []
    for (const webhook of webhooks) {
      const handled = await handleOne(context, webhook)
      if (handled) worked.push({ ...webhook, ...handled })
    }
    if (worked.length > 0) await conclude(context, worked)
    for (const { type, code, outcome, again, item } of worked) {
      if (item && CHANGES.has(outcome)) changed.set(item.itemId, item)
      log.info({ event: 'webhook', type, code, outcome, ...(again ? { again: again.at } : {}) })
    }
    if (webhooks.length < BATCH) return [...changed.values()]
  }
}

/**
 * Says what became of webhooks and asks for the syncs that they ask for, both or neither. A process that dies before it
 * leaves them to the next; what another has said already, or `onlyOnce` here, asks for nothing more.
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

/** @returns null for one that another process has handled meanwhile. */
async function handleOne(context: WorkerContext, webhook: StoredWebhook): Promise<Handled | null> {
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

/**
 * Changes what a webhook changes, says what became of it, and asks for the sync, all or nothing and under the webhook's
 * lock. Once, because another process may have the same webhook in hand: the state that it tells of must not come back
 * after the sync that it asked for has found another.
 */
async function onlyOnce(
  { db, clock, queue }: WorkerContext,
  { id }: StoredWebhook,
  item: ItemKey,
  handled: Handled,
  change: (tx: Prisma.TransactionClient, now: Date) => Promise<void>,
): Promise<Handled | null> {
  return db.prisma.$transaction(async (tx) => {
    if (!(await holdUnhandled(tx, [id])).has(id)) return null
    const now = clock.now()
    await change(tx, now)
    if (handled.sync) await queue.sendSync({ ...item, trigger: 'webhook' }, { tx })
    await markHandled(tx, [id], handled.outcome, now)
    return handled
  })
}

/** What each of Plaid's webhooks leads to. Those of products that are not read here are stored, and counted. */
async function handle(
  context: WorkerContext,
  webhook: StoredWebhook,
  item: ItemKey,
): Promise<Handled | null> {
  const { type, code, body } = webhook
  const said = details.parse(body)
  const once = (handled: Handled, change: (tx: Prisma.TransactionClient, now: Date) => Promise<void>) =>
    onlyOnce(context, webhook, item, handled, change)
  switch (webhookMeaning(type, code).effect) {
    case 'sync':
    case 'refetch':
      return { outcome: 'sync', sync: true }
    case 'repaired': {
      const state = { health: 'healthy', errorCode: null, consentExpiresAt: null } as const
      return once({ outcome: 'sync', sync: true }, (tx, now) => setItemHealth(tx, item, state, now))
    }
    case 'item_error': {
      if (!said.error) return { outcome: 'malformed' }
      const { error_code: errorCode, error_type: errorType } = said.error
      const { health } = meaningOf(errorCode, errorType)
      // It may come late, after the login was mended: the bank itself has the last word.
      return once({ outcome: health, sync: true }, (tx, now) =>
        setItemHealth(tx, item, { health, errorCode, errorType }, now),
      )
    }
    case 'expiring': {
      const consentExpiresAt = said.consent_expiration_time ?? said.disconnect_time ?? null
      const state = { health: 'expiring', errorCode: null, consentExpiresAt } as const
      return once({ outcome: 'expiring' }, (tx, now) => setItemHealth(tx, item, state, now))
    }
    case 'revoked': {
      const state = { health: 'relink', errorCode: code } as const
      return once({ outcome: 'relink' }, (tx, now) => setItemHealth(tx, item, state, now))
    }
    case 'account_revoked': {
      const { account_id: plaidAccountId } = said
      if (!plaidAccountId) return { outcome: 'malformed' }
      return once({ outcome: 'account_closed' }, (tx, now) => revokeAccount(tx, item, plaidAccountId, now))
    }
    case 'new_accounts':
      return once({ outcome: 'new_accounts' }, (tx) => markNewAccounts(tx, item, true))
    case 'noted':
    case 'unknown':
      return { outcome: 'stored' }
  }
}
