import { type Context, findDocument } from './context'
import { dayMs, timestamp } from './day'
import { accessSchema, type ItemDocument, type ItemErrorCode, itemSchema, keys } from './documents'
import { errorBody, failure, invalidAccessToken, itemErrorBody, itemNotFound, PlaidFailure } from './errors'
import { hashToken, hasTokenShape } from './ids'
import { itemSeed } from './item-seed'
import type { Login } from './logins'
import type { DocumentChange } from './store'
import type { Product, WireAccount, WireItem } from './wire'
import { accountId, toWireAccount } from './world/account'
import type { History, Phase, Position } from './world/history'
import { phaseAt, positionAt } from './world/history'
import type { Institution } from './world/institution'
import { findInstitution } from './world/institutions'
import type { World } from './world/world'

/** An Item together with all that can be said about it now. */
export interface ItemState {
  item: ItemDocument
  institution: Institution
  world: World
  history: History
  position: Position
  phase: Phase
  now: number
}

/** The newest state of an Item's data that has been learned: nothing new is while the bank refuses, or is down. */
export function newestPosition(context: Context, item: ItemDocument, now: number): Position {
  const { error, events, unreachableSince } = item
  if (unreachableSince !== null) {
    const seen = events.filter(({ at }) => at <= unreachableSince)
    return positionAt({ ...item, events: seen }, context.delays, unreachableSince)
  }
  const seenUntil = error?.since ?? now
  return positionAt(item, context.delays, Math.max(seenUntil, events.at(-1)?.at ?? 0))
}

/** What is true of an Item at a time. */
export function itemState(context: Context, item: ItemDocument, now: number): ItemState {
  const institution = findInstitution(item.institutionId)
  if (institution === null) throw itemNotFound()
  const world = context.worldOf(institution, item, item.createdAt)
  const history = context.historyOf(world, { ...item, itemId: itemSeed(item) }, context.delays, now)
  const position = newestPosition(context, item, now)
  return {
    item,
    institution,
    world,
    history,
    position,
    phase: phaseAt(item, context.delays, position.t),
    now,
  }
}

/** A new Item for a login, not yet stored. */
export function newItem(options: {
  itemId: string
  clientId: string
  institution: Institution
  login: Login
  products: readonly Product[]
  consented: readonly Product[]
  accounts: readonly string[]
  daysRequested: number
  webhook: string | null
  now: number
}): ItemDocument {
  const { institution, now, products } = options
  return {
    itemId: options.itemId,
    clientId: options.clientId,
    institutionId: institution.id,
    username: options.login.username,
    firstUsername: null,
    logins: 0,
    custom: options.login.custom,
    createdAt: now,
    startedAt: products.includes('transactions') ? now : null,
    daysRequested: options.daysRequested,
    accounts: [...options.accounts],
    products: [...products],
    consented: [...new Set([...products, ...options.consented])],
    webhook: options.webhook,
    events: [],
    arrived: 0,
    polledAt: now,
    error: null,
    unreachableSince: null,
    repairedAt: null,
    productsSince: Object.fromEntries(products.map((product) => [product, now])),
    productsAnnounced: {},
    disconnectsAt: null,
    verification: {},
    consentExpiresAt: institution.consentDays === null ? null : now + institution.consentDays * dayMs,
    expiryAnnounced: false,
    syncCalled: false,
    announced: { phase: 'not-ready', t: now, e: 0 },
    lastWebhook: null,
    lastFailureAt: null,
    accessTokenHash: null,
    keptTokens: [],
  }
}

/** The Item with this id, or null. */
export async function findItem(context: Context, itemId: string): Promise<ItemDocument | null> {
  return (await findDocument(context.store, keys.item(itemId), itemSchema))?.value ?? null
}

/** Every Item there is. */
export async function listItems(context: Context): Promise<ItemDocument[]> {
  return (await context.store.list(keys.items)).map(({ value }) => itemSchema.parse(value))
}

/**
 * The Item that an access token of this client opens. Fails as Plaid does: INVALID_ACCESS_TOKEN for a token that is
 * malformed, unknown or another client's, ITEM_NOT_FOUND for a removed Item's.
 */
export async function itemByAccessToken(
  context: Context,
  clientId: string,
  token: string,
): Promise<ItemDocument> {
  if (token.startsWith('access-production-')) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCESS_TOKEN',
      'provided access token is for the wrong Plaid environment. expected "sandbox", got "production"',
    )
  }
  if (!hasTokenShape('access', token)) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCESS_TOKEN',
      'provided access token is in an invalid format. expected format: access-<environment>-<identifier>',
    )
  }
  const access = (await findDocument(context.store, keys.access(hashToken(token)), accessSchema))?.value
  if (access === undefined || access.clientId !== clientId) throw invalidAccessToken()
  const item = access.isRemoved ? null : await findItem(context, access.itemId)
  if (item === null) throw itemNotFound()
  return item
}

/** The failure of every call that needs the bank while something is wrong with the Item. */
export function refuseWhileBroken(item: ItemDocument): void {
  if (item.error !== null) throw new PlaidFailure(itemErrorBody(item.error.code, item.error.reason), 400)
}

/** What no new login mends: the bank, or the kind of account, cannot be reached at all. */
const beyondRepair: readonly ItemErrorCode[] = [
  'ITEM_NOT_SUPPORTED',
  'MFA_NOT_SUPPORTED',
  'INSTITUTION_NO_LONGER_SUPPORTED',
]

/** Can update mode put right what is wrong with the Item, if anything is? */
export const isRepairable = ({ error }: ItemDocument) => error === null || !beyondRepair.includes(error.code)

/** The failure of a login in update mode where no login helps. */
export function refuseBeyondRepair(item: ItemDocument): void {
  if (!isRepairable(item)) refuseWhileBroken(item)
}

/**
 * Changes an Item as one atomic step, again if somebody else changed it meanwhile. The change may bring further
 * documents along; null leaves all as it is. Fails with ITEM_NOT_FOUND if the Item is gone.
 */
export async function changeItem(
  context: Context,
  itemId: string,
  change: (item: ItemDocument) => { item: ItemDocument | null; also?: DocumentChange[] } | null,
): Promise<ItemDocument | null> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await findDocument(context.store, keys.item(itemId), itemSchema)
    if (stored === null) throw itemNotFound()
    const result = change(stored.value)
    if (result === null) return stored.value
    const own: DocumentChange = { key: keys.item(itemId), value: result.item, expected: stored.version }
    if (await context.store.write([own, ...(result.also ?? [])])) return result.item
  }
  throw new PlaidFailure(errorBody('API_ERROR', 'INTERNAL_SERVER_ERROR', 'an unexpected error occurred'), 500)
}

/** How much can be made to happen to one Item: each look at it goes through all of that. */
export const maxEvents = 5000

/** An Item to whose data something more has happened; fails where too much has by now. */
export function withEvents(item: ItemDocument, ...events: ItemDocument['events']): ItemDocument {
  if (item.events.length + events.length > maxEvents) {
    throw failure(
      'INVALID_REQUEST',
      'INVALID_FIELD',
      `the emulator keeps ${maxEvents} happenings of an Item, and this one has had as many: link a new one`,
    )
  }
  return { ...item, events: [...item.events, ...events] }
}

/** The accounts that a person shares, with their balances; only the asked-for ones if ids are given. */
export function sharedAccounts(state: ItemState, accountIds?: readonly string[]): WireAccount[] {
  const { history, item, position, world, institution } = state
  const shared = new Set(history.sharedAccounts(position))
  const totals = history.totals(position)
  const accounts = world.accounts
    .filter(({ key }) => shared.has(key))
    .map((plan) => {
      const total = totals.get(plan.key) ?? { current: 0, pending: 0 }
      const account = toWireAccount(itemSeed(item), institution, plan, total, position.t)
      const verification = item.verification[plan.key]
      return verification === undefined ? account : { ...account, verification_status: verification }
    })
  if (accountIds === undefined) return accounts
  const chosen = accounts.filter(({ account_id }) => accountIds.includes(account_id))
  if (chosen.length < new Set(accountIds).size) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCOUNT_ID',
      'one or more of the account IDs requested is invalid or was not found for this Item',
    )
  }
  return chosen
}

/** The key of an Item's shared account with this id; fails with INVALID_ACCOUNT_ID. */
export function accountKeyOf({ world, item, history, position }: ItemState, id: string): string {
  const key = history
    .sharedAccounts(position)
    .find((candidate) => accountId(itemSeed(item), candidate) === id)
  if (key === undefined || !world.accounts.some((account) => account.key === key)) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCOUNT_ID',
      `failed to find requested account ID for requested item`,
    )
  }
  return key
}

/** How the numbers of its accounts came to be known: at once, or by a small deposit; null while nobody wants them. */
function authMethod({ products, verification }: ItemDocument): WireItem['auth_method'] {
  if (!products.includes('auth')) return null
  return Object.keys(verification).length > 0 ? 'AUTOMATED_MICRODEPOSITS' : 'INSTANT_AUTH'
}

/** An Item as most endpoints show it. */
export function toWireItem(item: ItemDocument, institution: Institution): WireItem {
  return {
    item_id: item.itemId,
    institution_id: institution.id,
    institution_name: institution.name,
    webhook: item.webhook,
    auth_method: authMethod(item),
    error: item.error === null ? null : itemErrorBody(item.error.code, item.error.reason),
    available_products: institution.products.filter((product) => !item.products.includes(product)),
    billed_products: item.products.filter((product) => product !== 'balance'),
    products: [...item.products],
    consented_products: [...item.consented],
    consent_expiration_time: item.consentExpiresAt === null ? null : timestamp(item.consentExpiresAt),
    update_type: 'background',
  }
}
