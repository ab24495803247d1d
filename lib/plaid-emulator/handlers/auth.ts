import type * as plaid from 'plaid'
import { toWireItem } from '../items'
import { accountsOfProductRequest, chosenAccounts, productState } from '../products'
import { type Route, route } from '../route'
import { numbersOf } from '../world/products/numbers'

const get = route<plaid.AuthGetRequest, plaid.AuthGetResponse>()(
  '/auth/get',
  accountsOfProductRequest,
  async (context, { access_token, options }, caller) => {
    const state = await productState(context, caller, access_token, 'auth')
    const { plans, accounts } = chosenAccounts(state, 'auth', options?.account_ids)
    return { accounts, numbers: numbersOf(state, plans), item: toWireItem(state.item, state.institution) }
  },
)

/** Plaid's paths about the account and routing numbers of accounts. */
export const authRoutes: Route[] = [get]
