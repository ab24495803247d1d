import type * as plaid from 'plaid'
import { toWireItem } from '../items'
import { accountsOfProductRequest, chosenAccounts, productState } from '../products'
import { type Route, route } from '../route'
import { ownersOf } from '../world/products/owners'

const get = route<plaid.IdentityGetRequest, plaid.IdentityGetResponse>()(
  '/identity/get',
  accountsOfProductRequest,
  async (context, { access_token, options }, caller) => {
    const state = await productState(context, caller, access_token, 'identity')
    const { plans, accounts } = chosenAccounts(state, 'identity', options?.account_ids)
    return {
      accounts: accounts.map((account, index) => ({
        ...account,
        owners: ownersOf(state, plans[index]?.key ?? ''),
      })),
      item: toWireItem(state.item, state.institution),
    }
  },
)

/** Plaid's paths about who owns accounts. */
export const identityRoutes: Route[] = [get]
