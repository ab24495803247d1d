import type * as plaid from 'plaid'
import {
  announce,
  itemError,
  loginRepaired,
  send,
  syncUpdatesAvailable,
  type WebhookBody,
} from '../announcements'
import { type Context, findDocument } from '../context'
import { dayMs, timestamp } from '../day'
import { type ItemDocument, keys, signingKeySchema } from '../documents'
import { errorBody, failure, invalidInstitution } from '../errors'
import { freshId } from '../ids'
import { changeItem, itemByAccessToken, itemState, newItem } from '../items'
import { signIn } from '../logins'
import {
  itemRequest,
  sandboxFireWebhookRequest,
  sandboxPublicTokenRequest,
  webhookVerificationKeyRequest,
} from '../requests'
import { route } from '../route'
import type { Wire } from '../wire'
import { accountId } from '../world/account'
import { findInstitution } from '../world/institutions'
import { newPublicToken } from './items'

const createPublicToken = route<
  plaid.SandboxPublicTokenCreateRequest,
  plaid.SandboxPublicTokenCreateResponse
>()(
  '/sandbox/public_token/create',
  sandboxPublicTokenRequest,
  async (context, { institution_id, initial_products, options }, { clientId }) => {
    const institution = findInstitution(institution_id)
    if (institution === null) throw invalidInstitution()
    const unsupported = initial_products.filter((product) => !institution.products.includes(product))
    if (unsupported.length > 0) {
      throw failure(
        'INVALID_INPUT',
        'INVALID_PRODUCT',
        `the following products are not supported by this institution: ${JSON.stringify(unsupported)}`,
      )
    }
    const login = signIn(options?.override_username || 'user_good', options?.override_password || 'pass_good')
    const now = await context.now()
    const item = newItem({
      itemId: freshId(),
      clientId,
      institution,
      login,
      products: initial_products,
      consented: [],
      accounts: institution.accounts.map(({ key }) => key),
      daysRequested: options?.transactions?.days_requested ?? 90,
      webhook: options?.webhook ?? null,
      now,
    })
    const { token, change } = newPublicToken(item, now)
    await context.store.write([{ key: keys.item(item.itemId), value: item, expected: 0 }, change])
    return { public_token: token }
  },
)

/** Makes an Item's bank ask for a new login, and tells its webhook, once. */
export async function requireLogin(context: Context, itemId: string): Promise<void> {
  await announce(context, itemId)
  const now = await context.now()
  let isNew = false
  const item = await changeItem(context, itemId, (current) => {
    isNew = current.error === null
    const lastWebhook = current.webhook === null ? current.lastWebhook : { sentAt: now, code: 'ERROR' }
    const error = { code: 'ITEM_LOGIN_REQUIRED' as const, since: now }
    return isNew ? { item: { ...current, error, lastFailureAt: now, lastWebhook } } : null
  })
  if (item !== null && isNew) send(context, item, [itemError(itemId)])
}

const resetLogin = route<plaid.SandboxItemResetLoginRequest, plaid.SandboxItemResetLoginResponse>()(
  '/sandbox/item/reset_login',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    await requireLogin(context, itemId)
    return { reset_login: true }
  },
)

type FireRequest = Wire<plaid.SandboxItemFireWebhookRequest>

const notEnabled = (product: string) =>
  failure('SANDBOX_ERROR', 'SANDBOX_PRODUCT_NOT_ENABLED', `product ${product} is not enabled for this Item`)

/** The webhook that somebody wants fired, if this Item can have it. */
function firedBody(context: Context, item: ItemDocument, now: number, request: FireRequest): WebhookBody {
  const { webhook_code, webhook_type = webhook_code === 'DEFAULT_UPDATE' ? 'TRANSACTIONS' : undefined } =
    request
  const common = { item_id: item.itemId, environment: 'sandbox' as const }
  const needsTransactions = () => {
    if (item.startedAt === null) throw notEnabled('transactions')
  }
  const state = itemState(context, item, now)
  const accountIds = state.history.sharedAccounts(state.position).map((key) => accountId(item.itemId, key))
  switch (webhook_code) {
    case 'DEFAULT_UPDATE':
      if (webhook_type !== 'TRANSACTIONS') throw notEnabled((webhook_type ?? '').toLowerCase())
      needsTransactions()
      return { ...common, webhook_type, webhook_code, error: null, new_transactions: 0 }
    case 'SYNC_UPDATES_AVAILABLE':
      needsTransactions()
      return syncUpdatesAvailable(item.itemId, state.phase)
    case 'RECURRING_TRANSACTIONS_UPDATE':
      needsTransactions()
      return { ...common, webhook_type: 'TRANSACTIONS', webhook_code, account_ids: accountIds }
    case 'ERROR':
      return itemError(item.itemId)
    case 'LOGIN_REPAIRED':
      return loginRepaired(item.itemId)
    case 'NEW_ACCOUNTS_AVAILABLE':
      return { ...common, webhook_type: 'ITEM', webhook_code, error: null }
    case 'PENDING_DISCONNECT': {
      const warning: Wire<plaid.PendingDisconnectWebhook> = {
        ...common,
        webhook_type: 'ITEM',
        webhook_code,
        reason: 'INSTITUTION_TOKEN_EXPIRATION',
        disconnect_time: timestamp(now + 7 * dayMs),
      }
      return warning
    }
    case 'USER_PERMISSION_REVOKED':
      return {
        ...common,
        webhook_type: 'ITEM',
        webhook_code,
        error: {
          ...errorBody(
            'ITEM_ERROR',
            'USER_PERMISSION_REVOKED',
            'the holder of this account has revoked their permission for your application to access it',
          ),
          status: 400,
        },
      }
    case 'USER_ACCOUNT_REVOKED':
      return { ...common, webhook_type: 'ITEM', webhook_code, account_id: accountIds[0] ?? '' }
    case 'AUTHORIZATION_GRANTED':
    case 'SMS_MICRODEPOSITS_VERIFICATION':
      throw notEnabled('auth')
    case 'PRODUCT_READY':
      throw notEnabled((webhook_type ?? 'assets').toLowerCase())
  }
}

const fireWebhook = route<plaid.SandboxItemFireWebhookRequest, plaid.SandboxItemFireWebhookResponse>()(
  '/sandbox/item/fire_webhook',
  sandboxFireWebhookRequest,
  async (context, request, { clientId }) => {
    const item = await itemByAccessToken(context, clientId, request.access_token)
    const now = await context.now()
    const body = firedBody(context, item, now, request)
    if (item.webhook === null) {
      throw failure(
        'SANDBOX_ERROR',
        'SANDBOX_WEBHOOK_INVALID',
        'Webhook for this item is either not set up, or invalid',
      )
    }
    await changeItem(context, item.itemId, (current) => ({
      item: { ...current, lastWebhook: { sentAt: now, code: request.webhook_code } },
    }))
    send(context, item, [body])
    return { webhook_fired: true }
  },
)

const verificationKey = route<
  plaid.WebhookVerificationKeyGetRequest,
  plaid.WebhookVerificationKeyGetResponse
>()('/webhook_verification_key/get', webhookVerificationKeyRequest, async (context, { key_id }) => {
  const stored = await findDocument(context.store, keys.signingKey(key_id), signingKeySchema)
  if (stored === null) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_WEBHOOK_VERIFICATION_KEY_ID',
      'invalid key_id provided. note that key_ids are specific to Plaid environments, and verification requests must be made to the same environment that the webhook was sent from',
    )
  }
  const { kid, x, y, createdAt, expiredAt } = stored.value
  return {
    key: {
      alg: 'ES256',
      crv: 'P-256',
      kid,
      kty: 'EC',
      use: 'sig',
      x,
      y,
      created_at: createdAt,
      expired_at: expiredAt,
    },
  }
})

export const sandboxRoutes = [createPublicToken, resetLogin, fireWebhook, verificationKey]
