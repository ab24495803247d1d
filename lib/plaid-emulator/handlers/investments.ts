import type * as plaid from 'plaid'
import { z } from 'zod'
import { announce } from '../announcements'
import { invalidField } from '../errors'
import { changeItem, type ItemState, toWireItem } from '../items'
import { accountsOfProductRequest, chosenAccounts, productNotReady, productState } from '../products'
import { accessToken, type Fields, isoDate, itemRequest, request, text } from '../requests'
import { type Answer, type Route, route } from '../route'
import type { WireAccount } from '../wire'
import { holdingsOf, investmentTransactionsOf } from '../world/products/investments'

const transactionsRequest = request({
  ...accessToken,
  start_date: isoDate,
  end_date: isoDate,
  options: z
    .strictObject({
      account_ids: z.array(text).optional(),
      count: z.number().int().min(1).max(500).optional(),
      offset: z.number().int().min(0).optional(),
      async_update: z.boolean().optional(),
    } satisfies Fields<plaid.InvestmentsTransactionsGetRequestOptions>)
    .optional(),
})

type InvestmentAccounts = Answer<plaid.InvestmentsHoldingsGetResponse>['accounts']

/** Nobody at the pretend brokers has borrowed to invest. */
const toInvestmentAccounts = (accounts: readonly WireAccount[]): InvestmentAccounts =>
  accounts.map((account) => ({ ...account, balances: { ...account.balances, margin_loan_amount: null } }))

const getHoldings = route<plaid.InvestmentsHoldingsGetRequest, plaid.InvestmentsHoldingsGetResponse>()(
  '/investments/holdings/get',
  accountsOfProductRequest,
  async (context, { access_token, options }, caller) => {
    const state = await productState(context, caller, access_token, 'investments')
    const { plans, accounts } = chosenAccounts(state, 'investments', options?.account_ids)
    const { rows, securities } = holdingsOf(state, plans)
    return {
      accounts: toInvestmentAccounts(accounts),
      holdings: rows,
      securities,
      item: toWireItem(state.item, state.institution),
      is_investments_fallback_item: false,
    }
  },
)

/** Are two years of investment transactions still being fetched? It takes as long as a history of transactions. */
const isFetching = ({ item, now }: ItemState, historicalMs: number) =>
  now < (item.productsSince.investments ?? item.createdAt) + historicalMs

const getTransactions = route<
  plaid.InvestmentsTransactionsGetRequest,
  plaid.InvestmentsTransactionsGetResponse
>()(
  '/investments/transactions/get',
  transactionsRequest,
  async (context, { access_token, start_date, end_date, options }, caller) => {
    if (start_date > end_date) throw invalidField('start_date must be before or equal to end_date')
    const state = await productState(context, caller, access_token, 'investments')
    // Who does not ask for the asynchronous way waits for the answer, which here takes no time.
    if (options?.async_update === true && isFetching(state, context.delays.historicalMs))
      throw productNotReady()
    const { plans, accounts } = chosenAccounts(state, 'investments', options?.account_ids)
    const { rows, securitiesOf } = investmentTransactionsOf(state, plans, start_date, end_date)
    const offset = options?.offset ?? 0
    const shown = rows.slice(offset, offset + (options?.count ?? 100))
    return {
      accounts: toInvestmentAccounts(accounts),
      investment_transactions: shown,
      securities: securitiesOf(shown),
      total_investment_transactions: rows.length,
      item: toWireItem(state.item, state.institution),
      is_investments_fallback_item: false,
    }
  },
)

const refresh = route<plaid.InvestmentsRefreshRequest, plaid.InvestmentsRefreshResponse>()(
  '/investments/refresh',
  itemRequest,
  async (context, { access_token }, caller) => {
    const { item, now } = await productState(context, caller, access_token, 'investments')
    await changeItem(context, item.itemId, (current) => ({ item: { ...current, polledAt: now } }))
    await announce(context, item.itemId)
    return {}
  },
)

/** Plaid's paths about investments. */
export const investmentsRoutes: Route[] = [getHoldings, getTransactions, refresh]
