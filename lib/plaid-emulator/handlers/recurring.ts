import type * as plaid from 'plaid'
import { z } from 'zod'
import { dayMs, dayNumber, dayOf, timestamp } from '../day'
import { derivedId } from '../ids'
import { itemSeed } from '../item-seed'
import { changeItem, type ItemState } from '../items'
import { recurringSeen } from '../recurring-news'
import { type RecurringStream, recurringStreams } from '../recurring-streams'
import { accessToken, type Fields, request, text } from '../requests'
import { route } from '../route'
import { chosenAccounts, refuseUntil, transactionsState } from '../transactions-state'
import type { CategoryVersion, Wire } from '../wire'
import { accountId } from '../world/account'
import { toAmount } from '../world/amount'
import { toWireTransaction, transactionId } from '../world/render'

export const transactionsRecurringGetRequest = request({
  ...accessToken,
  account_ids: z.array(text).nullish(),
  options: z
    .strictObject({
      include_personal_finance_category: z.boolean().nullish(),
      personal_finance_category_version: z.enum(['v1', 'v2']).nullish(),
    } satisfies Fields<plaid.TransactionsRecurringGetRequestOptions>)
    .nullish(),
})

/** A stream as Plaid shows it. Its id follows from the Item, the account and what its payments have in common. */
function toWireStream(
  { item, institution }: ItemState,
  stream: RecurringStream,
  categoryVersion: CategoryVersion,
): Wire<plaid.TransactionStream> | null {
  const { itemId } = item
  const { last, nextDay } = stream
  const { isoCurrency, unofficialCurrency, decimals } = last.entry.entry.currency ?? institution
  if (last.after === null) return null
  const newest = toWireTransaction(last.entry, last.after, {
    itemId,
    institution,
    categoryVersion,
    includeOriginalDescription: false,
  })
  const amountOf = (minor: number): Wire<plaid.TransactionStreamAmount> => ({
    amount: toAmount(minor, decimals),
    iso_currency_code: isoCurrency,
    unofficial_currency_code: unofficialCurrency,
  })
  return {
    account_id: newest.account_id,
    stream_id: derivedId('stream', itemId, stream.account, stream.isInflow ? 'in' : 'out', stream.key),
    category: newest.category ?? null,
    category_id: newest.category_id ?? null,
    description: newest.name,
    merchant_name: newest.merchant_name ?? null,
    first_date: dayOf(stream.firstDay * dayMs),
    last_date: dayOf(stream.lastDay * dayMs),
    predicted_next_date: nextDay === null ? null : dayOf(nextDay * dayMs),
    frequency: stream.frequency,
    transaction_ids: stream.rows.map(({ entry, after }) => transactionId(itemId, entry, after)),
    average_amount: amountOf(stream.averageMinor),
    last_amount: amountOf(stream.lastMinor),
    is_active: stream.isActive,
    status: stream.status,
    personal_finance_category: newest.personal_finance_category ?? null,
    is_user_modified: false,
  }
}

const get = route<plaid.TransactionsRecurringGetRequest, plaid.TransactionsRecurringGetResponse>()(
  '/transactions/recurring/get',
  transactionsRecurringGetRequest,
  async (context, { access_token, account_ids, options }, caller) => {
    const state = await transactionsState(context, caller, access_token)
    refuseUntil('historical', state)
    const { item, history, position, world } = state
    if (item.productsAnnounced.recurring_transactions === undefined) {
      await changeItem(context, item.itemId, (current) => ({ item: recurringSeen(current, position) }))
    }
    const ids = new Set(chosenAccounts(state, account_ids).map(({ account_id }) => account_id))
    const wanted = world.accounts.flatMap(({ key }) => (ids.has(accountId(itemSeed(item), key)) ? [key] : []))
    const version = options?.personal_finance_category_version ?? 'v2'
    const streams = recurringStreams(
      history.delta(null, position, null).added,
      new Set(wanted),
      dayNumber(position.t),
    )
    const shown = (isInflow: boolean) =>
      streams.flatMap((stream) => {
        const wire = stream.isInflow === isInflow ? toWireStream(state, stream, version) : null
        return wire === null ? [] : [wire]
      })
    return {
      inflow_streams: shown(true),
      outflow_streams: shown(false),
      updated_datetime: timestamp(position.t),
      personal_finance_category_version: version,
    }
  },
)

export const recurringRoutes = [get]
