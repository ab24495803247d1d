import type * as plaid from 'plaid'
import type { Context } from './context'
import { dayNumber } from './day'
import type { ItemDocument } from './documents'
import { failure } from './errors'
import { type ItemState, itemState, newestPosition } from './items'
import { coveredAccounts } from './product-scope'
import type { Product, Wire } from './wire'
import { holdingsOf, investmentTransactionCount } from './world/products/investments'
import { liabilitiesOf } from './world/products/liabilities'
import { closedDay } from './world/products/market'
import type { Viewed } from './world/products/viewed'

/** The webhooks about holdings, investment transactions and liabilities, typed by the SDK. */
export type ProductWebhookBody =
  | Wire<plaid.HoldingsDefaultUpdateWebhook>
  | Wire<plaid.InvestmentsDefaultUpdateWebhook>
  | Wire<plaid.InvestmentsHistoricalUpdateWebhook>
  | Wire<plaid.LiabilitiesDefaultUpdateWebhook>

const environment = 'sandbox' as const

function holdingsUpdate(itemId: string, isNew: number, updated: number): ProductWebhookBody {
  return {
    webhook_type: 'HOLDINGS',
    webhook_code: 'DEFAULT_UPDATE',
    item_id: itemId,
    error: null,
    new_holdings: isNew,
    updated_holdings: updated,
    environment,
  }
}

function investmentsUpdate(
  itemId: string,
  code: 'DEFAULT_UPDATE' | 'HISTORICAL_UPDATE',
  isNew: number,
): ProductWebhookBody {
  return {
    webhook_type: 'INVESTMENTS_TRANSACTIONS',
    webhook_code: code,
    item_id: itemId,
    error: null,
    new_investments_transactions: isNew,
    cancelled_investments_transactions: 0,
    environment,
  }
}

function liabilitiesUpdate(
  itemId: string,
  accountsWithNew: string[],
  updated: Record<string, string[]>,
): ProductWebhookBody {
  return {
    webhook_type: 'LIABILITIES',
    webhook_code: 'DEFAULT_UPDATE',
    item_id: itemId,
    error: null,
    account_ids_with_new_liabilities: accountsWithNew,
    account_ids_with_updated_liabilities: updated,
    environment,
  }
}

/** The same Item as it was seen at an earlier time. */
const seenAt = (state: ItemState, t: number): Viewed => ({ ...state, position: { ...state.position, t } })

function newsOfInvestments(state: ItemState, announcedAt: number | null): ProductWebhookBody[] {
  const { item } = state
  const plans = coveredAccounts(state, 'investments')
  if (plans.length === 0) return []
  if (announcedAt === null) {
    const count = investmentTransactionCount(state, plans, null)
    return [investmentsUpdate(item.itemId, 'HISTORICAL_UPDATE', count)]
  }
  const before = seenAt(state, announcedAt)
  const rows = investmentTransactionCount(state, plans, announcedAt)
  const known = new Map(
    holdingsOf(before, plans).rows.map((row) => [`${row.account_id}/${row.security_id}`, row]),
  )
  let isNew = 0
  let updated = 0
  for (const row of holdingsOf(state, plans).rows) {
    const old = known.get(`${row.account_id}/${row.security_id}`)
    if (old === undefined) isNew += 1
    else if (old.institution_value !== row.institution_value || old.quantity !== row.quantity) updated += 1
  }
  return [
    ...(isNew + updated > 0 ? [holdingsUpdate(item.itemId, isNew, updated)] : []),
    ...(rows > 0 ? [investmentsUpdate(item.itemId, 'DEFAULT_UPDATE', rows)] : []),
  ]
}

/** What moves by itself every day, and is no news. */
const accruing = new Set(['outstanding_interest_amount', 'principal_balance', 'payoff_amount'])

/** What is said of each account's debt, field by field. */
function debtsOf(viewed: Viewed): Map<string, Map<string, string>> {
  const { credit, mortgage, student, loan } = liabilitiesOf(viewed, coveredAccounts(viewed, 'liabilities'))
  return new Map(
    [...(credit ?? []), ...(mortgage ?? []), ...(student ?? []), ...(loan ?? [])].map((debt) => [
      debt.account_id ?? '',
      new Map(
        Object.entries(debt)
          .filter(([field]) => !accruing.has(field))
          .map(([field, value]) => [field, JSON.stringify(value)]),
      ),
    ]),
  )
}

function newsOfLiabilities(state: ItemState, announcedAt: number | null): ProductWebhookBody[] {
  const known = announcedAt === null ? new Map() : debtsOf(seenAt(state, announcedAt))
  const accountsWithNew: string[] = []
  const updated: Record<string, string[]> = {}
  for (const [account, fields] of debtsOf(state)) {
    const old: Map<string, string> | undefined = known.get(account)
    if (old === undefined) {
      accountsWithNew.push(account)
      continue
    }
    const changed = [...fields].filter(([field, value]) => old.get(field) !== value).map(([field]) => field)
    if (changed.length > 0) updated[account] = changed
  }
  const isNews = accountsWithNew.length > 0 || Object.keys(updated).length > 0
  return isNews ? [liabilitiesUpdate(state.item.itemId, accountsWithNew, updated)] : []
}

/** The products whose news are told, how they are found, and the day by which two moments are compared. */
const watched = [
  { product: 'investments', news: newsOfInvestments, dayAt: closedDay },
  { product: 'liabilities', news: newsOfLiabilities, dayAt: dayNumber },
] as const

/** The watched products of an Item that may have brought something since they were last told of. */
export function dueProducts(context: Context, item: ItemDocument, now: number) {
  const { t } = newestPosition(context, item, now)
  return watched.filter(({ product, dayAt }) => {
    const since = item.productsSince[product]
    if (since === undefined || now < since + context.delays.historicalMs) return false
    const announcedAt = item.productsAnnounced[product]
    return announcedAt === undefined || dayAt(t) > dayAt(announcedAt)
  })
}

/**
 * What is new in the products of an Item since it was last told, or null. The first data come as long after a product
 * was added as a whole history of transactions does; then banks and brokers bring something once a day at most.
 */
export function newsOfProducts(
  context: Context,
  item: ItemDocument,
  now: number,
): { item: ItemDocument; bodies: ProductWebhookBody[] } | null {
  const due = dueProducts(context, item, now)
  if (due.length === 0) return null
  const { t } = newestPosition(context, item, now)
  const told = Object.fromEntries(due.map(({ product }) => [product, t]))
  const toldItem = { ...item, productsAnnounced: { ...item.productsAnnounced, ...told } }
  // Where nobody listens nothing need be looked up.
  if (item.webhook === null) return { item: toldItem, bodies: [] }
  const state = itemState(context, item, now)
  return {
    item: toldItem,
    bodies: due.flatMap(({ product, news }) => news(state, item.productsAnnounced[product] ?? null)),
  }
}

const productOf: Record<string, Product> = {
  HOLDINGS: 'investments',
  INVESTMENTS_TRANSACTIONS: 'investments',
  LIABILITIES: 'liabilities',
}

/**
 * The webhook of a product that somebody wants fired, or null where the type and code are none of these. Fails with
 * SANDBOX_PRODUCT_NOT_ENABLED where the Item lacks the product.
 */
export function firedProductWebhook(
  context: Context,
  item: ItemDocument,
  now: number,
  type: string,
  code: string,
): ProductWebhookBody | null {
  const product = productOf[type]
  if (product === undefined || code !== 'DEFAULT_UPDATE') return null
  if (!item.products.includes(product)) {
    throw failure(
      'SANDBOX_ERROR',
      'SANDBOX_PRODUCT_NOT_ENABLED',
      `product ${product} is not enabled for this Item`,
    )
  }
  const state = itemState(context, item, now)
  if (type === 'INVESTMENTS_TRANSACTIONS') return investmentsUpdate(item.itemId, code, 0)
  if (type === 'HOLDINGS') {
    const { rows } = holdingsOf(state, coveredAccounts(state, product))
    return holdingsUpdate(item.itemId, 0, rows.length)
  }
  return liabilitiesUpdate(item.itemId, [], {
    ...Object.fromEntries([...debtsOf(state).keys()].map((account) => [account, ['last_payment_amount']])),
  })
}
