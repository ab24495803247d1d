import type * as plaid from 'plaid'
import type { Context } from './context'
import { dayMs, timestamp } from './day'
import type { ItemDocument } from './documents'
import { loginRequiredBody } from './errors'
import { changeItem, itemState, listItems } from './items'
import type { Wire } from './wire'
import { positionAt } from './world/history'
import { transactionId } from './world/render'

const environment = 'sandbox'
const expiryNoticeMs = 7 * dayMs

/** The bodies of the webhooks that an Item's life brings about, typed by the SDK. */
export type WebhookBody =
  | Wire<plaid.SyncUpdatesAvailableWebhook>
  | Wire<plaid.InitialUpdateWebhook>
  | Wire<plaid.HistoricalUpdateWebhook>
  | Wire<plaid.DefaultUpdateWebhook>
  | Wire<plaid.TransactionsRemovedWebhook>
  | Wire<plaid.ItemErrorWebhook>
  | Wire<plaid.ItemLoginRepairedWebhook>
  | Wire<plaid.PendingExpirationWebhook>
  | Wire<plaid.WebhookUpdateAcknowledgedWebhook>
  | Wire<plaid.NewAccountsAvailableWebhook>
  | Wire<plaid.PendingDisconnectWebhook>
  | Wire<plaid.UserPermissionRevokedWebhook>
  | Wire<plaid.UserAccountRevokedWebhook>
  | Wire<plaid.RecurringTransactionsUpdateWebhook>

export function syncUpdatesAvailable(
  itemId: string,
  phase: 'not-ready' | 'initial' | 'historical',
): Wire<plaid.SyncUpdatesAvailableWebhook> {
  return {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'SYNC_UPDATES_AVAILABLE',
    item_id: itemId,
    initial_update_complete: phase !== 'not-ready',
    historical_update_complete: phase === 'historical',
    environment,
  }
}

export function itemError(itemId: string): Wire<plaid.ItemErrorWebhook> {
  return {
    webhook_type: 'ITEM',
    webhook_code: 'ERROR',
    item_id: itemId,
    error: { ...loginRequiredBody, status: 400 },
    environment,
  }
}

export function loginRepaired(itemId: string): Wire<plaid.ItemLoginRepairedWebhook> {
  return { webhook_type: 'ITEM', webhook_code: 'LOGIN_REPAIRED', item_id: itemId, environment }
}

function transactionsUpdate(
  itemId: string,
  code: 'INITIAL_UPDATE' | 'HISTORICAL_UPDATE' | 'DEFAULT_UPDATE',
  added: number,
): Wire<plaid.InitialUpdateWebhook> {
  return {
    webhook_type: 'TRANSACTIONS',
    webhook_code: code,
    error: null,
    new_transactions: added,
    item_id: itemId,
    environment,
  }
}

/** Sends webhooks of an Item to where it wants them; to nowhere if it has no address. */
export function send(context: Context, item: ItemDocument, bodies: readonly WebhookBody[]): void {
  if (item.webhook === null) return
  for (const body of bodies) {
    context.deliver({ url: item.webhook, body, itemId: item.itemId, code: body.webhook_code ?? '' })
  }
}

function newsOfTransactions(
  context: Context,
  item: ItemDocument,
  now: number,
): { item: ItemDocument; bodies: WebhookBody[] } | null {
  if (item.startedAt === null || item.error !== null) return null
  const { announced } = item
  const newest = positionAt(item, context.delays, now)
  // Most of the time there is none, and then no history need be told.
  if (announced.t === newest.t && announced.e === newest.e) return null
  const { phase, position, history } = itemState(context, item, now)
  const { added, modified, removed } = history.delta({ t: announced.t, e: announced.e }, position, null)
  const bodies: WebhookBody[] = []
  if (announced.phase === 'not-ready' && phase !== 'not-ready') {
    const recent = now - 30 * dayMs
    const initial = added.slice().filter(({ entry }) => entry.entry.occurredAt >= recent).length
    bodies.push(transactionsUpdate(item.itemId, 'INITIAL_UPDATE', initial))
  }
  if (announced.phase !== 'historical' && phase === 'historical') {
    bodies.push(transactionsUpdate(item.itemId, 'HISTORICAL_UPDATE', added.length))
  }
  if (announced.phase === phase && (added.length > 0 || modified.length > 0)) {
    bodies.push(transactionsUpdate(item.itemId, 'DEFAULT_UPDATE', added.length))
  }
  if (announced.phase === phase && removed.length > 0) {
    bodies.push({
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'TRANSACTIONS_REMOVED',
      error: null,
      removed_transactions: removed
        .slice()
        .map(({ entry, before }) => transactionId(item.itemId, entry, before)),
      item_id: item.itemId,
      environment,
    })
  }
  if (item.syncCalled && bodies.length > 0) bodies.push(syncUpdatesAvailable(item.itemId, phase))
  return { item: { ...item, announced: { phase, ...position } }, bodies }
}

function newsOfConsent(
  item: ItemDocument,
  now: number,
): { item: ItemDocument; bodies: WebhookBody[] } | null {
  const { consentExpiresAt } = item
  if (consentExpiresAt === null || item.error !== null) return null
  if (now >= consentExpiresAt) {
    const error = { code: 'ITEM_LOGIN_REQUIRED' as const, since: consentExpiresAt }
    return { item: { ...item, error }, bodies: [itemError(item.itemId)] }
  }
  if (now < consentExpiresAt - expiryNoticeMs || item.expiryAnnounced) return null
  return {
    item: { ...item, expiryAnnounced: true },
    bodies: [
      {
        webhook_type: 'ITEM',
        webhook_code: 'PENDING_EXPIRATION',
        item_id: item.itemId,
        consent_expiration_time: timestamp(consentExpiresAt),
        environment,
      },
    ],
  }
}

/** Notices what has changed for an Item since its last webhook, remembers that, and sends the webhooks. */
export async function announce(context: Context, itemId: string): Promise<void> {
  const now = await context.now()
  let bodies: WebhookBody[] = []
  const item = await changeItem(context, itemId, (current) => {
    const data = newsOfTransactions(context, current, now)
    const consent = newsOfConsent(data?.item ?? current, now)
    const changed = consent?.item ?? data?.item
    bodies = [...(data?.bodies ?? []), ...(consent?.bodies ?? [])]
    if (changed === undefined) return null
    const code = bodies.at(-1)?.webhook_code
    const isSent = code !== undefined && changed.webhook !== null
    return { item: isSent ? { ...changed, lastWebhook: { sentAt: now, code } } : changed }
  })
  if (item !== null) send(context, item, bodies)
}

/** Notices changes of every Item; one that fails does not keep the others from being told. */
export async function announceAll(context: Context): Promise<void> {
  for (const { itemId } of await listItems(context)) {
    try {
      await announce(context, itemId)
    } catch (error) {
      context.log({
        level: 'error',
        event: 'announce.failed',
        itemId,
        message: error instanceof Error ? error.message : '',
      })
    }
  }
}
