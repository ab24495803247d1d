import type * as plaid from 'plaid'
import { announce, loginRepaired, send } from '../announcements'
import type { Context } from '../context'
import { findDocument } from '../context'
import { dayMs, timestamp } from '../day'
import { accessSchema, type ItemDocument, itemSchema, keys, publicTokenSchema } from '../documents'
import { failure, invalidPublicToken } from '../errors'
import { freshToken, hashToken, hasTokenShape } from '../ids'
import { changeItem, findItem, itemByAccessToken, itemState, toWireItem } from '../items'
import {
  itemRemoveRequest,
  itemRequest,
  itemWebhookUpdateRequest,
  publicTokenExchangeRequest,
} from '../requests'
import { route } from '../route'
import { findInstitution } from '../world/institutions'

const publicTokenMs = 30 * 60_000

/** Mints a public token for an Item and gives the change that stores it. It lives 30 minutes and is good for once. */
export function newPublicToken(item: ItemDocument, now: number) {
  const token = freshToken('public')
  const value = { itemId: item.itemId, clientId: item.clientId, expiresAt: now + publicTokenMs, usedAt: null }
  return { token, change: { key: keys.publicToken(hashToken(token)), value, expected: 0 } }
}

/** After update mode: the same Item, healthy again, with the accounts that are shared now. */
export async function repairItem(context: Context, itemId: string, accounts: string[] | null): Promise<void> {
  const now = await context.now()
  let wasBroken = false
  const item = await changeItem(context, itemId, (current) => {
    wasBroken = current.error !== null
    const institution = findInstitution(current.institutionId)
    const consentDays = institution?.consentDays ?? null
    return {
      item: {
        ...current,
        error: null,
        disconnectsAt: null,
        polledAt: now,
        consentExpiresAt: consentDays === null ? null : now + consentDays * dayMs,
        expiryAnnounced: false,
        events:
          accounts === null ? current.events : [...current.events, { kind: 'accounts', at: now, accounts }],
        ...(wasBroken ? { lastWebhook: { sentAt: now, code: 'LOGIN_REPAIRED' } } : {}),
      },
    }
  })
  if (item === null) return
  if (wasBroken) send(context, item, [loginRepaired(itemId)])
  await announce(context, itemId)
}

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
    const item = await findDocument(context.store, keys.item(itemId), itemSchema)
    if (item === null) throw invalidPublicToken()
    const accessToken = freshToken('access')
    const accessTokenHash = hashToken(accessToken)
    const isOurs = await context.store.write([
      { key, value: { ...stored.value, usedAt: now }, expected: stored.version },
      { key: keys.access(accessTokenHash), value: { itemId, clientId, isRemoved: false }, expected: 0 },
    ])
    // Two exchanges at once: the token is good for one of them.
    if (!isOurs) throw invalidPublicToken()
    await changeItem(context, itemId, (current) => ({ item: { ...current, accessTokenHash } }))
    return { access_token: accessToken, item_id: itemId }
  },
)

const get = route<plaid.ItemGetRequest, plaid.ItemGetResponse>()(
  '/item/get',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    await announce(context, itemId)
    const item = await findItem(context, itemId)
    const state = itemState(
      context,
      item ?? (await itemByAccessToken(context, clientId, access_token)),
      await context.now(),
    )
    const { lastWebhook, lastFailureAt, error, createdAt } = state.item
    const failedAt = error?.since ?? lastFailureAt
    return {
      item: { ...toWireItem(state.item, state.institution), created_at: timestamp(createdAt) },
      status: {
        investments: null,
        transactions:
          state.item.startedAt === null
            ? null
            : {
                last_successful_update: state.phase === 'not-ready' ? null : timestamp(state.position.t),
                last_failed_update: failedAt === null ? null : timestamp(failedAt),
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
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    const key = keys.access(hashToken(access_token))
    const access = await findDocument(context.store, key, accessSchema)
    await changeItem(context, itemId, () => ({
      item: null,
      also: access === null ? [] : [{ key, value: { ...access.value, isRemoved: true } }],
    }))
    return {}
  },
)

const updateWebhook = route<plaid.ItemWebhookUpdateRequest, plaid.ItemWebhookUpdateResponse>()(
  '/item/webhook/update',
  itemWebhookUpdateRequest,
  async (context, { access_token, webhook }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    const address = webhook ?? null
    const now = await context.now()
    const item = await changeItem(context, itemId, (current) => ({
      item: {
        ...current,
        webhook: address,
        lastWebhook:
          address === null ? current.lastWebhook : { sentAt: now, code: 'WEBHOOK_UPDATE_ACKNOWLEDGED' },
      },
    }))
    const changed = item ?? (await itemByAccessToken(context, clientId, access_token))
    if (address !== null) {
      send(context, changed, [
        {
          webhook_type: 'ITEM',
          webhook_code: 'WEBHOOK_UPDATE_ACKNOWLEDGED',
          item_id: itemId,
          new_webhook_url: address,
          error: null,
          environment: 'sandbox',
        },
      ])
    }
    return { item: toWireItem(changed, itemState(context, changed, now).institution) }
  },
)

export const itemRoutes = [exchange, get, remove, updateWebhook]
