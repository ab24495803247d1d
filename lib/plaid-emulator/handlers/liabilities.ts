import type * as plaid from 'plaid'
import { sharedAccounts, toWireItem } from '../items'
import { accountsOfProductRequest, chosenAccounts, productState } from '../products'
import { type Route, route } from '../route'
import { liabilitiesOf } from '../world/products/liabilities'

const get = route<plaid.LiabilitiesGetRequest, plaid.LiabilitiesGetResponse>()(
  '/liabilities/get',
  accountsOfProductRequest,
  async (context, { access_token, options }, caller) => {
    const state = await productState(context, caller, access_token, 'liabilities')
    const { plans } = chosenAccounts(state, 'liabilities', options?.account_ids)
    return {
      accounts: sharedAccounts(state, options?.account_ids),
      item: toWireItem(state.item, state.institution),
      liabilities: liabilitiesOf(state, plans),
    }
  },
)

/** Plaid's paths about what is owed. */
export const liabilitiesRoutes: Route[] = [get]
