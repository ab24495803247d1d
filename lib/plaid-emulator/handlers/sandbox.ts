import type * as plaid from 'plaid'
import { z } from 'zod'
import { findDocument } from '../context'
import { keys, signingKeySchema } from '../documents'
import { failure, invalidInstitution } from '../errors'
import { fireWebhook } from '../fired-webhook'
import { freshId } from '../ids'
import { refuseWhileUnreachable } from '../institution-health'
import { setItemError, setVerification } from '../item-states'
import { itemByAccessToken, newItem } from '../items'
import { signIn } from '../logins'
import {
  accessToken,
  itemRequest,
  request,
  sandboxFireWebhookRequest,
  sandboxPublicTokenRequest,
  text,
  webhookVerificationKeyRequest,
} from '../requests'
import { route } from '../route'
import { findInstitution } from '../world/institutions'
import { accountsAtFirst } from '../world/world'
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
    await refuseWhileUnreachable(context, institution)
    const login = signIn(options?.override_username || 'user_good', options?.override_password || 'pass_good')
    const now = await context.now()
    const item = newItem({
      itemId: freshId(),
      clientId,
      institution,
      login,
      products: initial_products,
      consented: [],
      accounts: accountsAtFirst(institution, login),
      daysRequested: options?.transactions?.days_requested ?? 90,
      webhook: options?.webhook ?? null,
      now,
    })
    const { token, change } = newPublicToken(item, now)
    await context.store.write([{ key: keys.item(item.itemId), value: item, expected: 0 }, change])
    return { public_token: token }
  },
)

const resetLogin = route<plaid.SandboxItemResetLoginRequest, plaid.SandboxItemResetLoginResponse>()(
  '/sandbox/item/reset_login',
  itemRequest,
  async (context, { access_token }, { clientId }) => {
    const { itemId } = await itemByAccessToken(context, clientId, access_token)
    await setItemError(context, itemId, 'ITEM_LOGIN_REQUIRED')
    return { reset_login: true }
  },
)

const fire = route<plaid.SandboxItemFireWebhookRequest, plaid.SandboxItemFireWebhookResponse>()(
  '/sandbox/item/fire_webhook',
  sandboxFireWebhookRequest,
  async (context, request, { clientId }) => {
    await fireWebhook(context, await itemByAccessToken(context, clientId, request.access_token), request)
    return { webhook_fired: true }
  },
)

const verificationStatusRequest = request({
  ...accessToken,
  account_id: text,
  verification_status: z.enum(['automatically_verified', 'verification_expired']),
})

const setVerificationStatus = route<
  plaid.SandboxItemSetVerificationStatusRequest,
  plaid.SandboxItemSetVerificationStatusResponse
>()(
  '/sandbox/item/set_verification_status',
  verificationStatusRequest,
  async (context, { access_token, account_id, verification_status }, { clientId }) => {
    const item = await itemByAccessToken(context, clientId, access_token)
    await setVerification(context, item.itemId, account_id, verification_status)
    return {}
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

export const sandboxRoutes = [createPublicToken, resetLogin, fire, setVerificationStatus, verificationKey]
