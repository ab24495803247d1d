import type { Context } from './context'
import type { ItemDocument } from './documents'
import { changeItem, type ItemState, itemState, sharedAccounts } from './items'
import { productNotReady, productState } from './products'
import type { Caller } from './route'
import type { WireAccount } from './wire'
import type { Phase } from './world/history'

/** How a call uses an Item's transactions. */
export interface TransactionsUse {
  /** The days of history to ask for, if this call is the one that begins Transactions. */
  daysRequested?: number | undefined
  /** Is it a call of `/transactions/sync`, which lets SYNC_UPDATES_AVAILABLE be sent from then on? */
  isSync?: boolean
}

/** Transactions begin now for an Item that has not had them. */
function begun(item: ItemDocument, now: number, daysRequested: number | undefined): ItemDocument {
  return {
    ...item,
    startedAt: now,
    daysRequested: daysRequested ?? item.daysRequested,
    announced: { phase: 'not-ready', t: now, e: item.events.length },
  }
}

/**
 * The Item's state for a call about its transactions, which begin with the first such call where Link did not ask for
 * them. Fails as every product's calls do.
 */
export async function transactionsState(
  context: Context,
  caller: Caller,
  accessToken: string,
  { daysRequested, isSync = false }: TransactionsUse = {},
): Promise<ItemState> {
  const state = await productState(context, caller, accessToken, 'transactions')
  const { item, now } = state
  if (item.startedAt !== null && (item.syncCalled || !isSync)) return state
  const changed = await changeItem(context, item.itemId, (current) => ({
    item: {
      ...(current.startedAt === null ? begun(current, now, daysRequested) : current),
      syncCalled: current.syncCalled || isSync,
    },
  }))
  return itemState(context, changed ?? item, now)
}

/** Fails with PRODUCT_NOT_READY until an Item's transactions have come as far as a call needs. */
export function refuseUntil(phase: Exclude<Phase, 'not-ready'>, state: ItemState): void {
  if (state.phase !== 'historical' && state.phase !== phase) throw productNotReady()
}

/** The accounts of a list of ids, or all that are shared where there is none; fails with INVALID_ACCOUNT_ID. */
export function chosenAccounts(
  state: ItemState,
  accountIds: readonly string[] | null | undefined,
): WireAccount[] {
  return sharedAccounts(state, accountIds?.length ? accountIds : undefined)
}
