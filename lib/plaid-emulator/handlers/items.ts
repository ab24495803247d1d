import type * as plaid from 'plaid'
import { announce } from '../announcements'
import { type Context, findDocument } from '../context'
import { timestamp } from '../day'
import { accessSchema, type ItemDocument, itemSchema, keys, publicTokenSchema } from '../documents'
import { failure, invalidAccessToken, invalidPublicToken, itemNotFound, type PlaidFailure } from '../errors'
import { freshToken, hashToken, hasTokenShape } from '../ids'
import { removeItem, setWebhook } from '../item-states'
import { changeItem, findItem, itemByAccessToken, itemState, toWireItem } from '../items'
import { keepInstead, keepToken, openKept } from '../kept-tokens'
import {
  itemRemoveRequest,
  itemRequest,
  itemWebhookUpdateRequest,
  publicTokenExchangeRequest,
} from '../requests'
import { route } from '../route'
import type { DocumentChange } from '../store'

const publicTokenMs = 30 * 60_000

/** Mints a public token for an Item and gives the change that stores it. It lives 30 minutes and is good for once. */
export function newPublicToken(item: ItemDocument, now: number, token = freshToken('public')) {
  const value = { itemId: item.itemId, clientId: item.clientId, expiresAt: now + publicTokenMs, usedAt: null }
  return { token, change: { key: keys.publicToken(hashToken(token)), value, expected: 0 } }
}

/**
 * Mints an access token in return for another token, whose document `given` uses up: both happen, and the Item knows
 * the new one, or none of it does. Fails with what `refusal` makes where somebody else was quicker.
 */
async function newAccessToken(
  context: Context,
  { itemId, clientId }: { itemId: string; clientId: string },
  given: DocumentChange & { expected: number },
  refusal: () => PlaidFailure,
): Promise<string> {
  const token = freshToken('access')
  const accessTokenHash = hashToken(token)
  const access = { key: keys.access(accessTokenHash), value: { itemId, clientId, isRemoved: false } }
  for (;;) {
    const item = await findDocument(context.store, keys.item(itemId), itemSchema)
    if (item === null) throw itemNotFound()
    const keptTokens = keepInstead(item.value.keptTokens, token, await context.now())
    const changed = { ...item.value, accessTokenHash, keptTokens }
    const isDone = await context.store.write([
      given,
      { ...access, expected: 0 },
      { key: keys.item(itemId), value: changed, expected: item.version },
    ])
    if (isDone) return token
    // Somebody else has used the token, or only changed the Item.
    if ((await context.store.get(given.key))?.version !== given.expected) throw refusal()
  }
}

/**
 * The access token that the Item has, for a public token that was made of one: using it up makes no other. Null where
 * the public token is Link's, whose exchange gives a new one.
 */
async function currentToken(
  context: Context,
  itemId: string,
  publicToken: string,
  used: DocumentChange & { expected: number },
): Promise<string | null> {
  const publicTokenHash = hashToken(publicToken)
  for (;;) {
    const item = await findDocument(context.store, keys.item(itemId), itemSchema)
    if (item === null) throw invalidPublicToken()
    const kept = item.value.keptTokens.find((one) => one.publicTokenHash === publicTokenHash)
    if (kept === undefined) return null
    const keptTokens = item.value.keptTokens.filter((one) => one !== kept)
    const isDone = await context.store.write([
      used,
      { key: keys.item(itemId), value: { ...item.value, keptTokens }, expected: item.version },
    ])
    if (isDone) return openKept(kept, publicToken)
    if ((await context.store.get(used.key))?.version !== used.expected) throw invalidPublicToken()
  }
}

const createPublicToken = route<plaid.ItemPublicTokenCreateRequest, plaid.ItemPublicTokenCreateResponse>()(
  '/item/public_token/create',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId, accessTokenHash } = await itemByAccessToken(context, clientId, access_token)
    const now = await context.now()
    const public_token = freshToken('public')
    const expiresAt = now + publicTokenMs
    await changeItem(context, itemId, (item) => {
      // Replaced since it was looked up: what asks may be the one that has ended.
      if (item.accessTokenHash !== accessTokenHash) throw invalidAccessToken()
      const living = item.keptTokens.filter((one) => now < one.expiresAt)
      const keptTokens = [...living, keepToken(public_token, access_token, expiresAt)]
      return { item: { ...item, keptTokens }, also: [newPublicToken(item, now, public_token).change] }
    })
    return { public_token, expiration: timestamp(expiresAt) }
  },
)

const exchange = route<plaid.ItemPublicTokenExchangeRequest, plaid.ItemPublicTokenExchangeResponse>()(
  '/item/public_token/exchange',
  publicTokenExchangeRequest,
  async (context, { public_token }, { clientId }) => {
    if (!hasTokenShape('public', public_token)) {
      throw failure(
        'INVALID_INPUT',
        'INVALID_PUBLIC_TOKEN',
        'provided public token is in an invalid format. expected format: public-<environment>-<identifier>',
      )
    }
    const key = keys.publicToken(hashToken(public_token))
    const stored = await findDocument(context.store, key, publicTokenSchema)
    if (stored === null || stored.value.clientId !== clientId || stored.value.usedAt !== null)
      throw invalidPublicToken()
    const now = await context.now()
    if (now >= stored.value.expiresAt) {
      throw failure(
        'INVALID_INPUT',
        'INVALID_PUBLIC_TOKEN',
        'provided public token is expired. Public tokens expire 30 minutes after creation at which point they can no longer be exchanged',
      )
    }
    const { itemId } = stored.value
    if ((await findItem(context, itemId)) === null) throw invalidPublicToken()
    // Two exchanges at once: the token is good for one of them.
    const used = { key, value: { ...stored.value, usedAt: now }, expected: stored.version }
    const current = await currentToken(context, itemId, public_token, used)
    if (current !== null) return { access_token: current, item_id: itemId }
    const access_token = await newAccessToken(context, { itemId, clientId }, used, invalidPublicToken)
    return { access_token, item_id: itemId }
  },
)

const get = route<plaid.ItemGetRequest, plaid.ItemGetResponse>()(
  '/item/get',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    await announce(context, itemId)
    const item = await itemByAccessToken(context, clientId, access_token)
    const { institution, phase, position } = itemState(context, item, await context.now())
    const { lastWebhook, lastFailureAt, error, createdAt, startedAt, products } = item
    const failedAt = error?.since ?? lastFailureAt
    const last_failed_update = failedAt === null ? null : timestamp(failedAt)
    const last_successful_update = timestamp(position.t)
    return {
      item: { ...toWireItem(item, institution), created_at: timestamp(createdAt) },
      status: {
        investments: products.includes('investments') ? { last_successful_update, last_failed_update } : null,
        transactions:
          startedAt === null
            ? null
            : {
                last_successful_update: phase === 'not-ready' ? null : last_successful_update,
                last_failed_update,
              },
        last_webhook:
          lastWebhook === null
            ? null
            : { sent_at: timestamp(lastWebhook.sentAt), code_sent: lastWebhook.code },
      },
    }
  },
)

const remove = route<plaid.ItemRemoveRequest, plaid.ItemRemoveResponse>()(
  '/item/remove',
  itemRemoveRequest,
  async (context, { access_token }, { clientId }) => {
    const item = await itemByAccessToken(context, clientId, access_token)
    await removeItem(context, item, hashToken(access_token))
    return {}
  },
)

const invalidate = route<plaid.ItemAccessTokenInvalidateRequest, plaid.ItemAccessTokenInvalidateResponse>()(
  '/item/access_token/invalidate',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    const oldKey = keys.access(hashToken(access_token))
    const old = await findDocument(context.store, oldKey, accessSchema)
    if (old === null) throw invalidAccessToken()
    // Two at once: the token is good for one of them.
    const given = { key: oldKey, value: null, expected: old.version }
    const owner = { itemId, clientId }
    return { new_access_token: await newAccessToken(context, owner, given, invalidAccessToken) }
  },
)

const updateWebhook = route<plaid.ItemWebhookUpdateRequest, plaid.ItemWebhookUpdateResponse>()(
  '/item/webhook/update',
  itemWebhookUpdateRequest,
  async (context, { access_token, webhook }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    const item = await setWebhook(context, itemId, webhook ?? null)
    return { item: toWireItem(item, itemState(context, item, await context.now()).institution) }
  },
)

export const itemRoutes = [createPublicToken, exchange, get, remove, invalidate, updateWebhook]
