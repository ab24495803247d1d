import { randomUUID } from 'node:crypto'
import type * as plaid from 'plaid'
import { noteSent, send, syncUpdatesAvailable, type WebhookBody } from './announcements'
import { reportReady } from './asset-reports'
import type { Context } from './context'
import { dayMs } from './day'
import type { ItemDocument } from './documents'
import { failure } from './errors'
import { itemSeed } from './item-seed'
import {
  accountRevoked,
  authUpdate,
  depositVerified,
  itemError,
  loginRepaired,
  newAccountsAvailable,
  pendingDisconnect,
  permissionRevoked,
  reportFailed,
} from './item-webhooks'
import { changeItem, itemState } from './items'
import { firedProductWebhook } from './product-news'
import type { Product, Wire } from './wire'
import { accountId } from './world/account'

type FireRequest = Wire<plaid.SandboxItemFireWebhookRequest>
type Code = FireRequest['webhook_code']
type Type = NonNullable<FireRequest['webhook_type']>

/** The types that each code can be of; the first is meant where a request names none. */
const typesOf: Record<Code, readonly [Type, ...Type[]]> = {
  DEFAULT_UPDATE: ['TRANSACTIONS', 'AUTH', 'HOLDINGS', 'INVESTMENTS_TRANSACTIONS', 'LIABILITIES'],
  SYNC_UPDATES_AVAILABLE: ['TRANSACTIONS'],
  RECURRING_TRANSACTIONS_UPDATE: ['TRANSACTIONS'],
  NEW_ACCOUNTS_AVAILABLE: ['ITEM'],
  USER_PERMISSION_REVOKED: ['ITEM'],
  USER_ACCOUNT_REVOKED: ['ITEM'],
  PENDING_DISCONNECT: ['ITEM'],
  LOGIN_REPAIRED: ['ITEM'],
  ERROR: ['ITEM', 'ASSETS'],
  SMS_MICRODEPOSITS_VERIFICATION: ['AUTH'],
  AUTHORIZATION_GRANTED: ['AUTH'],
  PRODUCT_READY: ['ASSETS'],
}

const invalidWebhook = (message: string) => failure('SANDBOX_ERROR', 'SANDBOX_WEBHOOK_INVALID', message)

const notEnabled = (product: string) =>
  failure('SANDBOX_ERROR', 'SANDBOX_PRODUCT_NOT_ENABLED', `product ${product} is not enabled for this Item`)

/** The webhook of a type and a code for an Item as it is now. */
function bodyOf(context: Context, item: ItemDocument, now: number, type: Type, code: Code): WebhookBody {
  const { itemId } = item
  const needs = (product: Product) => {
    if (!item.products.includes(product)) throw notEnabled(product)
  }
  const state = itemState(context, item, now)
  const plans = state.world.accounts.filter(({ key }) =>
    state.history.sharedAccounts(state.position).includes(key),
  )
  const idsOf = (kinds: typeof plans) => kinds.map(({ key }) => accountId(itemSeed(item), key))
  const ofProduct = firedProductWebhook(context, item, now, type, code)
  if (ofProduct !== null) return ofProduct
  switch (code) {
    case 'DEFAULT_UPDATE':
      if (type === 'TRANSACTIONS') {
        needs('transactions')
        return {
          webhook_type: type,
          webhook_code: code,
          item_id: itemId,
          error: null,
          new_transactions: 0,
          environment: 'sandbox',
        }
      }
      if (type !== 'AUTH') throw notEnabled(type === 'LIABILITIES' ? 'liabilities' : 'investments')
      needs('auth')
      return authUpdate(itemId, idsOf(plans.filter((plan) => plan.type === 'depository')))
    case 'SYNC_UPDATES_AVAILABLE':
      needs('transactions')
      return syncUpdatesAvailable(itemId, state.phase)
    case 'RECURRING_TRANSACTIONS_UPDATE':
      needs('transactions')
      return {
        webhook_type: 'TRANSACTIONS',
        webhook_code: code,
        item_id: itemId,
        account_ids: idsOf(plans),
        environment: 'sandbox',
      }
    case 'NEW_ACCOUNTS_AVAILABLE':
      return newAccountsAvailable(itemId)
    case 'USER_PERMISSION_REVOKED':
      return permissionRevoked(itemId)
    case 'USER_ACCOUNT_REVOKED': {
      const [id] = idsOf(plans)
      if (id === undefined) throw invalidWebhook('no account of this Item is shared')
      return accountRevoked(itemId, id)
    }
    case 'PENDING_DISCONNECT':
      return pendingDisconnect(itemId, now + 7 * dayMs, 'INSTITUTION_TOKEN_EXPIRATION')
    case 'LOGIN_REPAIRED':
      return loginRepaired(itemId)
    case 'ERROR':
      if (type === 'ASSETS') {
        needs('assets')
        return reportFailed(randomUUID())
      }
      return itemError(itemId, item.error?.code ?? 'ITEM_LOGIN_REQUIRED')
    case 'SMS_MICRODEPOSITS_VERIFICATION': {
      needs('auth')
      const [id] = idsOf(plans.filter((plan) => plan.type === 'depository'))
      if (id === undefined) throw notEnabled('auth')
      return depositVerified(itemId, id)
    }
    case 'AUTHORIZATION_GRANTED':
      // Of a product that no Item of the emulator can have; Plaid does not document its body.
      throw notEnabled('payment_initiation')
    case 'PRODUCT_READY':
      needs('assets')
      return reportReady(randomUUID())
  }
}

/**
 * Fires a webhook for an Item, as a test of its receiver: the Item itself stays as it is. Fails with
 * SANDBOX_PRODUCT_NOT_ENABLED where it lacks the product, and SANDBOX_WEBHOOK_INVALID where it has no address or the
 * code is none of the type's.
 */
export async function fireWebhook(
  context: Context,
  item: ItemDocument,
  request: Pick<FireRequest, 'webhook_type' | 'webhook_code'>,
): Promise<void> {
  const { webhook_code: code, webhook_type: type = typesOf[code][0] } = request
  if (!typesOf[code].includes(type)) throw invalidWebhook(`${type} has no webhook ${code} that can be fired`)
  const now = await context.now()
  const body = bodyOf(context, item, now, type, code)
  if (item.webhook === null) {
    throw invalidWebhook('Webhook for this item is either not set up, or invalid')
  }
  const sent = await changeItem(context, item.itemId, (current) => ({ item: noteSent(current, [body], now) }))
  if (sent !== null) send(context, sent, [body])
}
