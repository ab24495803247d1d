import type * as plaid from 'plaid'
import type { Context } from './context'
import { dayNumber } from './day'
import type { ItemDocument } from './documents'
import { itemSeed } from './item-seed'
import { type ItemState, itemState, newestPosition } from './items'
import { recurringStreams } from './recurring-streams'
import type { Wire } from './wire'
import { accountId } from './world/account'
import type { Position } from './world/history'

/** What `/transactions/recurring/get` shows of each account in a state, as a text that differs when it does. */
function streamsByAccount({ history, phase }: ItemState, position: Position): Map<string, string> {
  if (phase !== 'historical') return new Map()
  const shown = new Map<string, string>()
  const accounts = new Set(history.sharedAccounts(position))
  const { added } = history.delta(null, position, null)
  for (const stream of recurringStreams(added, accounts, dayNumber(position.t))) {
    const { account, key, isInflow, status, isActive, rows } = stream
    const text = JSON.stringify([key, isInflow, status, isActive, rows.length])
    shown.set(account, [shown.get(account) ?? '', text].sort().join('\n'))
  }
  return shown
}

/** Remembers that somebody has seen the streams of an Item's state: from then on, webhooks tell of changes. */
export function recurringSeen(item: ItemDocument, { t }: Position): ItemDocument {
  return { ...item, productsAnnounced: { ...item.productsAnnounced, recurring_transactions: t } }
}

/**
 * RECURRING_TRANSACTIONS_UPDATE for an Item whose streams have been asked for once and have changed since they were
 * last told of, or null. Cheap while nothing has happened.
 */
export function newsOfRecurring(
  context: Context,
  item: ItemDocument,
  now: number,
): { item: ItemDocument; bodies: Wire<plaid.RecurringTransactionsUpdateWebhook>[] } | null {
  const seenAt = item.productsAnnounced.recurring_transactions
  const newest = newestPosition(context, item, now)
  if (seenAt === undefined || newest.t === seenAt) return null
  // Where nobody listens nothing need be looked up.
  if (item.webhook === null) return { item: recurringSeen(item, newest), bodies: [] }
  const state = itemState(context, item, now)
  const { position } = state
  const before = streamsByAccount(state, {
    t: seenAt,
    e: item.events.filter(({ at }) => at <= seenAt).length,
  })
  const after = streamsByAccount(state, position)
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (account) => before.get(account) !== after.get(account),
  )
  const body = {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'RECURRING_TRANSACTIONS_UPDATE',
    item_id: item.itemId,
    account_ids: changed.map((account) => accountId(itemSeed(item), account)),
    environment: 'sandbox' as const,
  }
  return { item: recurringSeen(item, position), bodies: changed.length > 0 ? [body] : [] }
}
