import type * as plaid from 'plaid'
import { announce } from '../announcements'
import { type Cursor, readCursor, writeCursor } from '../cursor'
import { failure } from '../errors'
import { refuseWhileUnwell } from '../institution-health'
import { itemSeed } from '../item-seed'
import { accountKeyOf, changeItem, type ItemState, sharedAccounts, withEvents } from '../items'
import { dynamicUser } from '../logins'
import { itemRequest, transactionsSyncRequest } from '../requests'
import { type Answer, route } from '../route'
import { eachRow } from '../transactions-by-date'
import { transactionsState } from '../transactions-state'
import type { UpdateStatus } from '../wire'
import { accountId } from '../world/account'
import type { Changes, Delta, Phase, Position } from '../world/history'
import { toWireTransactions, transactionId } from '../world/render'

const statuses: Record<Phase, UpdateStatus> = {
  'not-ready': 'NOT_READY',
  initial: 'INITIAL_UPDATE_COMPLETE',
  historical: 'HISTORICAL_UPDATE_COMPLETE',
}

const isEmpty = ({ added, modified, removed }: Delta) =>
  added.length === 0 && modified.length === 0 && removed.length === 0

const isSame = (left: Position, right: Position) => left.t === right.t && left.e === right.e

type SyncOptions = {
  include_original_description?: boolean | null
  personal_finance_category_version?: 'v1' | 'v2'
}

function page(
  state: ItemState,
  accountKey: string | null,
  steps: { from: Position | null; to: Position; offset: number; count: number },
  options: SyncOptions | undefined,
): Answer<plaid.TransactionsSyncResponse> {
  const { item, history, institution } = state
  const { from, to, offset, count } = steps
  const delta = history.delta(from, to, accountKey)
  const part = (rows: Changes, before: number) =>
    rows.slice(Math.max(0, offset - before), Math.max(0, offset + count - before))
  const { added, modified, removed } = delta
  const total = added.length + modified.length + removed.length
  const shownRemoved = part(removed, added.length + modified.length)
  const render = {
    itemId: itemSeed(item),
    institution,
    categoryVersion: options?.personal_finance_category_version ?? ('v2' as const),
    includeOriginalDescription: options?.include_original_description ?? false,
  }
  const shownAdded = toWireTransactions(part(added, 0), render)
  const shownModified = toWireTransactions(part(modified, added.length), render)
  const rowsRemoved = shownRemoved.map(({ entry, before }) => ({
    transaction_id: transactionId(itemSeed(item), entry, before),
    account_id: accountId(itemSeed(item), entry.entry.account),
  }))
  const involved = new Set(
    [...shownAdded, ...shownModified, ...rowsRemoved].map(({ account_id }) => account_id),
  )
  const hasMore = offset + count < total
  const next: Cursor = hasMore ? { from, page: { to, offset: offset + count } } : { from: to, page: null }
  return {
    transactions_update_status: statuses[state.phase],
    accounts: sharedAccounts(state).filter(({ account_id }) => involved.has(account_id)),
    added: shownAdded,
    modified: shownModified,
    removed: rowsRemoved,
    next_cursor: writeCursor(item, accountKey, next),
    has_more: hasMore,
  }
}

const sync = route<plaid.TransactionsSyncRequest, plaid.TransactionsSyncResponse>()(
  '/transactions/sync',
  transactionsSyncRequest,
  async (context, { access_token, cursor, count = 100, options }, caller) => {
    const state = await transactionsState(context, caller, access_token, {
      daysRequested: options?.days_requested,
      isSync: true,
    })
    const { item, history, position } = state
    const accountKey = options?.account_id === undefined ? null : accountKeyOf(state, options.account_id)
    if (state.phase === 'not-ready') {
      return {
        transactions_update_status: 'NOT_READY',
        accounts: [],
        added: [],
        modified: [],
        removed: [],
        next_cursor: '',
        has_more: false,
      }
    }
    if (cursor === 'now') {
      return page(state, accountKey, { from: position, to: position, offset: 0, count }, options)
    }
    const { from, page: begun } =
      cursor === undefined || cursor === ''
        ? { from: null, page: null }
        : readCursor(item, accountKey, cursor)
    if (begun === null) return page(state, accountKey, { from, to: position, offset: 0, count }, options)
    if (!isSame(begun.to, position) && !isEmpty(history.delta(begun.to, position, accountKey))) {
      throw failure(
        'TRANSACTIONS_ERROR',
        'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
        'Underlying transaction data changed since last page was fetched. Please restart pagination from last update.',
      )
    }
    return page(state, accountKey, { from, to: begun.to, offset: begun.offset, count }, options)
  },
)

/** By how much a refresh corrects one transaction of the dynamic user's: one unit of money. */
const correctionOf = (decimals: number) => 10 ** decimals

/** The purchase that the bank corrects at the next refresh: the newest that has posted and was not corrected yet. */
function toCorrect({ history, position }: ItemState): string | null {
  for (const { entry, after } of eachRow(history.delta(null, position, null).added)) {
    if (after === 'enriched' && entry.entry.postedMinor > 0) return entry.entry.key
  }
  return null
}

const refresh = route<plaid.TransactionsRefreshRequest, plaid.TransactionsRefreshResponse>()(
  '/transactions/refresh',
  itemRequest,
  async (context, { access_token }, caller) => {
    const state = await transactionsState(context, caller, access_token)
    const { item, institution, now } = state
    await refuseWhileUnwell(context, institution)
    const entry = item.username === dynamicUser ? toCorrect(state) : null
    await changeItem(context, item.itemId, (current) => {
      if (current.username !== dynamicUser) return { item: { ...current, polledAt: now } }
      const count = 3 + (current.arrived % 3)
      const isCorrected = current.events.some((event) => event.kind === 'raise' && event.entry === entry)
      const correction = { kind: 'raise' as const, at: now, minor: correctionOf(institution.decimals) }
      return {
        item: {
          ...withEvents(
            current,
            { kind: 'post', at: now },
            ...(entry === null || isCorrected ? [] : [{ ...correction, entry }]),
            { kind: 'arrive', at: now, first: current.arrived, count },
          ),
          polledAt: now,
          arrived: current.arrived + count,
        },
      }
    })
    await announce(context, item.itemId)
    return {}
  },
)

export const transactionRoutes = [sync, refresh]
