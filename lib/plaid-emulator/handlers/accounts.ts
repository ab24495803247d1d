import type * as plaid from 'plaid'
import { announce } from '../announcements'
import type { Context } from '../context'
import { refuseWhileUnwell } from '../institution-health'
import {
  type ItemState,
  itemByAccessToken,
  itemState,
  refuseWhileBroken,
  sharedAccounts,
  toWireItem,
} from '../items'
import { accountsBalanceGetRequest, accountsGetRequest } from '../requests'
import { type Caller, route } from '../route'

/** The Item's state for a call that needs the bank: fails while a new login is required. */
export async function healthyState(
  context: Context,
  caller: Caller,
  accessToken: string,
): Promise<ItemState> {
  const { itemId } = await itemByAccessToken(context, caller.clientId, accessToken)
  await announce(context, itemId)
  const item = await itemByAccessToken(context, caller.clientId, accessToken)
  refuseWhileBroken(item)
  return itemState(context, item, await context.now())
}

/** The same for a call that asks the bank itself: fails as well while that is degraded, down or unsupported. */
export async function liveState(context: Context, caller: Caller, accessToken: string): Promise<ItemState> {
  const state = await healthyState(context, caller, accessToken)
  await refuseWhileUnwell(context, state.institution)
  return state
}

const get = route<plaid.AccountsGetRequest, plaid.AccountsGetResponse>()(
  '/accounts/get',
  accountsGetRequest,
  async (context, { access_token, options }, caller) => {
    const state = await healthyState(context, caller, access_token)
    return {
      accounts: sharedAccounts(state, options?.account_ids),
      item: toWireItem(state.item, state.institution),
    }
  },
)

const getBalance = route<plaid.AccountsBalanceGetRequest, plaid.AccountsGetResponse>()(
  '/accounts/balance/get',
  accountsBalanceGetRequest,
  async (context, { access_token, options }, caller) => {
    const state = await liveState(context, caller, access_token)
    return {
      accounts: sharedAccounts(state, options?.account_ids),
      item: toWireItem(state.item, state.institution),
    }
  },
)

export const accountRoutes = [get, getBalance]
