import type * as plaid from 'plaid'
import { announceReports } from './asset-reports'
import { type Breath, breath } from './breath'
import type { Context } from './context'
import { dayMs, dayNumber } from './day'
import { type ItemDocument, itemSchema, keys } from './documents'
import { itemSeed } from './item-seed'
import { itemError, pendingExpiration } from './item-webhooks'
import { changeItem, type ItemState, itemState, newestPosition } from './items'
import { dueProducts, newsOfProducts, type ProductWebhookBody } from './product-news'
import { coveredAccounts } from './product-scope'
import { newsOfRecurring } from './recurring-news'
import type { Wire } from './wire'
import { type Position, phaseAt } from './world/history'
import { findInstitution } from './world/institutions'
import { portfolioMinor } from './world/products/portfolio'
import { transactionId } from './world/render'

const environment = 'sandbox'
const expiryNoticeMs = 7 * dayMs
/** How long a login lasts in Plaid's Sandbox. */
const strictLoginMs = 30 * dayMs
/** How many days of a world are told without a pause: a few milliseconds' work. */
const stretchDays = 60

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
  | Wire<plaid.AutomaticallyVerifiedWebhook>
  | Wire<plaid.VerificationExpiredWebhook>
  | Wire<plaid.HostedMMDVerificationWebhook>
  | Wire<plaid.AuthDefaultUpdateWebhook>
  | Wire<plaid.AssetsProductReadyWebhook>
  | Wire<plaid.AssetsErrorWebhook>
  | ProductWebhookBody

/** There is something for `/transactions/sync` to fetch. */
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

/** What has happened to an Item that webhooks have not told about yet, and the Item once they have. */
interface News {
  item: ItemDocument
  bodies: WebhookBody[]
}

/** How many of an Item's transactions were there after the first of the two pulls. */
function initialCount(context: Context, { item, history, phase, position }: ItemState): number {
  if (phase === 'initial' || item.startedAt === null) return history.delta(null, position, null).added.length
  const t = item.startedAt + context.delays.initialMs
  const e = item.events.filter(({ at }) => at <= t).length
  return history.delta(null, { t, e }, null).added.length
}

/** Have an Item's transactions possibly changed since they were last told of? */
function mayHaveNews({ startedAt, announced }: ItemDocument, newest: Position): boolean {
  return startedAt !== null && (announced.t !== newest.t || announced.e !== newest.e)
}

function newsOfTransactions(context: Context, item: ItemDocument, now: number): News | null {
  const { announced } = item
  const newest = newestPosition(context, item, now)
  // Most of the time there is none, and then no history need be told; nor where nobody listens.
  if (!mayHaveNews(item, newest)) return null
  if (item.webhook === null) {
    const phase = phaseAt(item, context.delays, newest.t)
    return { item: { ...item, announced: { phase, ...newest } }, bodies: [] }
  }
  const state = itemState(context, item, now)
  const { phase, position, history } = state
  const { added, modified, removed } = history.delta({ t: announced.t, e: announced.e }, position, null)
  const bodies: WebhookBody[] = []
  if (announced.phase === 'not-ready' && phase !== 'not-ready') {
    bodies.push(transactionsUpdate(item.itemId, 'INITIAL_UPDATE', initialCount(context, state)))
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
        .map(({ entry, before }) => transactionId(itemSeed(item), entry, before)),
      item_id: item.itemId,
      environment,
    })
  }
  if (item.syncCalled && bodies.length > 0) bodies.push(syncUpdatesAvailable(item.itemId, phase))
  return { item: { ...item, announced: { phase, ...position } }, bodies }
}

/** When the bank asks for a new login by itself: its consent ends, it ends the connection, or the Sandbox's month is over. */
function loginEndsAt(context: Context, item: ItemDocument): number {
  const monthEndsAt = context.strict ? (item.repairedAt ?? item.createdAt) + strictLoginMs : null
  const ends = [item.consentExpiresAt, item.disconnectsAt, monthEndsAt]
  return Math.min(...ends.map((end) => end ?? Number.POSITIVE_INFINITY))
}

function newsOfLogin(context: Context, item: ItemDocument, now: number): News | null {
  const { itemId, consentExpiresAt, expiryAnnounced } = item
  const endsAt = loginEndsAt(context, item)
  if (now >= endsAt) {
    // Never before what has been told: data do not go back.
    const since = Math.max(endsAt, item.announced.t)
    const isConsent = endsAt === consentExpiresAt
    const reason =
      isConsent && findInstitution(item.institutionId)?.oauth ? ('OAUTH_CONSENT_EXPIRED' as const) : null
    const error = { code: 'ITEM_LOGIN_REQUIRED', since, reason } as const
    return {
      item: { ...item, error, lastFailureAt: since },
      bodies: [itemError(itemId, error.code, reason)],
    }
  }
  if (consentExpiresAt === null || expiryAnnounced || now < consentExpiresAt - expiryNoticeMs) return null
  return { item: { ...item, expiryAnnounced: true }, bodies: [pendingExpiration(itemId, consentExpiresAt)] }
}

/** Everything new about an Item, or null; nothing is, while something is wrong with it. */
function newsOf(context: Context, item: ItemDocument, now: number): News | null {
  if (item.error !== null) return null
  const login = newsOfLogin(context, item, now)
  // Where the login has ended, what was learned until then is told all the same.
  const data = newsOfTransactions(context, login?.item ?? item, now)
  const upToData = data?.item ?? login?.item ?? item
  const products = newsOfProducts(context, upToData, now)
  const upToProducts = products?.item ?? upToData
  const recurring = newsOfRecurring(context, upToProducts, now)
  if (login === null && data === null && products === null && recurring === null) return null
  const bodies = [data, recurring, products, login].flatMap((news): WebhookBody[] => news?.bodies ?? [])
  return { item: noteSent(recurring?.item ?? upToProducts, bodies, now), bodies }
}

/** Remembers the last of some webhooks, if the Item has an address that they are sent to. */
export function noteSent(item: ItemDocument, bodies: readonly WebhookBody[], now: number): ItemDocument {
  const code = bodies.at(-1)?.webhook_code
  const isSent = code !== undefined && item.webhook !== null
  return isSent ? { ...item, lastWebhook: { sentAt: now, code } } : item
}

/** Notices what has changed for an Item since its last webhook, remembers that, and sends the webhooks. */
export async function announce(context: Context, itemId: string): Promise<void> {
  const now = await context.now()
  await tell(context, itemId, (current) => newsOf(context, current, now))
}

async function tell(
  context: Context,
  itemId: string,
  newsNow: (current: ItemDocument) => News | null,
): Promise<void> {
  let bodies: WebhookBody[] = []
  const item = await changeItem(context, itemId, (current) => {
    const news = newsNow(current)
    bodies = news?.bodies ?? []
    return news === null ? null : { item: news.item }
  })
  if (item !== null) send(context, item, bodies)
}

/**
 * Tells the world of an Item ahead, some weeks at a time, where its news will want it: no single step of a round takes
 * long then.
 */
async function tellAhead(context: Context, item: ItemDocument, now: number, breathe: Breath): Promise<void> {
  const institution = findInstitution(item.institutionId)
  const isDue =
    mayHaveNews(item, newestPosition(context, item, now)) || dueProducts(context, item, now).length > 0
  if (institution === null || item.error !== null || item.webhook === null || !isDue) return
  const world = context.worldOf(institution, item, item.createdAt)
  for (const today = dayNumber(now); world.toldUntil <= today; ) {
    world.tellUntil(Math.min(today, world.toldUntil + stretchDays))
    await breathe()
  }
  const state = itemState(context, item, now)
  await breathe()
  for (const plan of coveredAccounts(state, 'investments')) {
    portfolioMinor(institution.id, plan, state.position.t)
    await breathe()
  }
}

/** Items of one login stand together, so that its world is told once for all of them. */
const byWorld = (left: ItemDocument, right: ItemDocument) =>
  left.institutionId.localeCompare(right.institutionId) || left.username.localeCompare(right.username)

/**
 * Notices changes of every Item; one that fails does not keep the others from being told. Calls are answered all the
 * while. What happens to an Item nobody listens to is remembered when somebody asks for it. A round that nobody waits
 * for need not be hurried, and ends early where `isOver` says so.
 */
export async function announceAll(
  context: Context,
  { isHurried = true, isOver = () => false }: { isHurried?: boolean; isOver?: () => boolean } = {},
): Promise<void> {
  await announceReports(context)
  const breathe = breath({ isHurried })
  const now = await context.now()
  const items: ItemDocument[] = []
  for (const { value } of await context.store.list(keys.items)) {
    items.push(itemSchema.parse(value))
    await breathe()
  }
  for (const item of items.sort(byWorld)) {
    if (isOver()) return
    await breathe()
    try {
      if (item.webhook === null && newsOfLogin(context, item, now) === null) continue
      await tellAhead(context, item, now, breathe)
      // An Item with nothing new costs neither a read nor a write.
      const news = newsOf(context, item, now)
      await breathe()
      if (news === null) continue
      const seen = JSON.stringify(item)
      await tell(context, item.itemId, (current) =>
        JSON.stringify(current) === seen ? news : newsOf(context, current, now),
      )
    } catch (error) {
      context.log({
        level: 'error',
        event: 'announce.failed',
        itemId: item.itemId,
        message: error instanceof Error ? error.message : '',
      })
    }
  }
}
