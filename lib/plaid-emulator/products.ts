import { z } from 'zod'
import type { Context } from './context'
import { failure, type PlaidFailure } from './errors'
import { healthyState } from './handlers/accounts'
import { itemSeed } from './item-seed'
import { changeItem, type ItemState, itemState, sharedAccounts } from './items'
import { coveredAccounts, scopes } from './product-scope'
import { accessToken, request, text } from './requests'
import type { Caller } from './route'
import type { Product, WireAccount } from './wire'
import { accountId } from './world/account'
import type { AccountPlan } from './world/institution'

/** A request about a product of some of an Item's accounts. */
export const accountsOfProductRequest = request({
  ...accessToken,
  options: z.strictObject({ account_ids: z.array(text).optional() }).optional(),
})

/** The accounts that a call about a product is about: those asked for, or all; fails with INVALID_ACCOUNT_ID. */
export function chosenAccounts(
  state: ItemState,
  product: Product,
  accountIds: readonly string[] | undefined,
): { plans: AccountPlan[]; accounts: WireAccount[] } {
  const shown = new Map(sharedAccounts(state, accountIds).map((account) => [account.account_id, account]))
  const found = coveredAccounts(state, product).flatMap((plan) => {
    const account = shown.get(accountId(itemSeed(state.item), plan.key))
    return account === undefined ? [] : [{ plan, account }]
  })
  return { plans: found.map(({ plan }) => plan), accounts: found.map(({ account }) => account) }
}

/** The failure of a call whose data are still being fetched. */
export const productNotReady = (): PlaidFailure =>
  failure(
    'ITEM_ERROR',
    'PRODUCT_NOT_READY',
    'the requested product is not yet ready. please provide a webhook or try the request again later',
  )

/** In the United States and Canada a person agrees to each product; elsewhere to the connection as a whole. */
const asksForEachProduct = ({ institution }: ItemState) =>
  institution.countryCodes.every((code) => code === 'US' || code === 'CA')

/** States of proofs of ownership in which the account's numbers may not be used yet. */
const unproven = new Set(['pending_automatic_verification', 'pending_manual_verification'])

/**
 * The Item's state for a call about a product, which is added to the Item when it is first asked for. Fails as Plaid
 * does: with the Item's own error, PRODUCTS_NOT_SUPPORTED where the bank lacks the product,
 * ADDITIONAL_CONSENT_REQUIRED where the person has not agreed to it, NO_AUTH_ACCOUNTS, NO_INVESTMENT_ACCOUNTS or
 * NO_LIABILITY_ACCOUNTS where no shared account is of the kind, and PRODUCT_NOT_READY while ownership is unproven.
 */
export async function productState(
  context: Context,
  caller: Caller,
  accessToken: string,
  product: Product,
): Promise<ItemState> {
  const state = await healthyState(context, caller, accessToken)
  const { item, institution } = state
  if (!institution.products.includes(product)) {
    throw failure(
      'ITEM_ERROR',
      'PRODUCTS_NOT_SUPPORTED',
      `the following products are not supported by this institution: ${JSON.stringify([product])}`,
    )
  }
  if (asksForEachProduct(state) && !item.consented.includes(product)) {
    throw failure(
      'INVALID_INPUT',
      'ADDITIONAL_CONSENT_REQUIRED',
      `client does not have user consent to access the PRODUCT_${product.toUpperCase()} product`,
    )
  }
  const covered = coveredAccounts(state, product)
  const scope = scopes[product]
  if (scope !== undefined && covered.length === 0) {
    throw failure(
      'ITEM_ERROR',
      scope.code,
      `there are no valid ${scope.kind} account(s) associated with this Item`,
    )
  }
  if (product === 'auth' && covered.every(({ key }) => unproven.has(item.verification[key] ?? '')))
    throw productNotReady()
  if (item.products.includes(product)) return state
  const now = await context.now()
  const changed = await changeItem(context, item.itemId, (current) =>
    current.products.includes(product)
      ? null
      : {
          item: {
            ...current,
            products: [...current.products, product],
            consented: [...new Set([...current.consented, product])],
            productsSince: { ...current.productsSince, [product]: now },
          },
        },
  )
  return itemState(context, changed ?? item, now)
}
