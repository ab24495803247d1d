import type * as plaid from 'plaid'
import { z } from 'zod'
import { dayMs, dayNumber } from '../day'
import { invalidField } from '../errors'
import { itemSeed } from '../item-seed'
import { toWireItem } from '../items'
import { accessToken, days, type Fields, isoDate, request, text } from '../requests'
import { route } from '../route'
import { transactionsByDate } from '../transactions-by-date'
import { chosenAccounts, refuseUntil, transactionsState } from '../transactions-state'
import { accountId } from '../world/account'
import { toWireTransactions } from '../world/render'

export const transactionsGetRequest = request({
  ...accessToken,
  start_date: isoDate,
  end_date: isoDate,
  options: z
    .strictObject({
      account_ids: z.array(text).nullish(),
      count: z.number().int().min(1).max(500).nullish(),
      offset: z.number().int().min(0).nullish(),
      include_original_description: z.boolean().nullish(),
      include_personal_finance_category_beta: z.boolean().nullish(),
      include_personal_finance_category: z.boolean().nullish(),
      include_logo_and_counterparty_beta: z.boolean().nullish(),
      personal_finance_category_version: z.enum(['v1', 'v2']).nullish(),
      days_requested: days.nullish(),
    } satisfies Fields<plaid.TransactionsGetRequestOptions>)
    .nullish(),
})

const dayNumberOf = (day: string) => dayNumber(Date.parse(day) + dayMs / 2)

const get = route<plaid.TransactionsGetRequest, plaid.TransactionsGetResponse>()(
  '/transactions/get',
  transactionsGetRequest,
  async (context, { access_token, start_date, end_date, options }, caller) => {
    if (end_date < start_date) throw invalidField('start_date must not be after end_date')
    const state = await transactionsState(context, caller, access_token, {
      daysRequested: options?.days_requested ?? undefined,
    })
    refuseUntil('initial', state)
    const { item, history, institution, position } = state
    const accounts = chosenAccounts(state, options?.account_ids)
    const ids = new Set(accounts.map(({ account_id }) => account_id))
    const wanted = options?.account_ids?.length
      ? new Set(
          state.world.accounts.flatMap(({ key }) => (ids.has(accountId(itemSeed(item), key)) ? [key] : [])),
        )
      : null
    const found = transactionsByDate(history.delta(null, position, null).added).find(
      dayNumberOf(start_date),
      dayNumberOf(end_date),
      wanted,
    )
    const offset = options?.offset ?? 0
    const render = {
      itemId: itemSeed(item),
      institution,
      categoryVersion: options?.personal_finance_category_version ?? ('v2' as const),
      includeOriginalDescription: options?.include_original_description ?? false,
    }
    return {
      accounts,
      transactions: toWireTransactions(found.slice(offset, offset + (options?.count ?? 100)), render),
      total_transactions: found.length,
      item: toWireItem(item, institution),
    }
  },
)

export const transactionsGetRoutes = [get]
