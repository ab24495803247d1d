import { dayOf, timestamp } from '../day'
import { derivedId } from '../ids'
import type { CategoryVersion, WireTransaction } from '../wire'
import { accountId } from './account'
import { toAmount } from './amount'
import { postedMinor, type ResolvedEntry } from './happenings'
import type { View } from './history'
import type { Institution } from './institution'
import { purposePart } from './render-purpose'

/** The id of an entry's row: the pending and the posted row are two transactions to Plaid. */
export function transactionId(itemId: string, { entry }: ResolvedEntry, view: View): string {
  return derivedId('transaction', itemId, entry.key, view === 'pending' ? 'pending' : 'posted')
}

export interface RenderOptions {
  itemId: string
  institution: Institution
  categoryVersion: CategoryVersion
  includeOriginalDescription: boolean
}

/** A row as `/transactions/sync` shows it. */
export function toWireTransaction(
  resolved: ResolvedEntry,
  view: Exclude<View, null>,
  options: RenderOptions,
): WireTransaction {
  const { entry, settledAt, linked } = resolved
  const { purpose } = entry
  const { institution, itemId, categoryVersion } = options
  const { isoCurrency, unofficialCurrency, decimals } = entry.currency ?? institution
  const isPending = view === 'pending'
  // Before the row is enriched, the aggregator has only the bank's line and a guess.
  const isKnown = view === 'enriched' || view === 'raised' || (isPending && entry.enrichedAt === null)
  const part = purposePart(purpose, isKnown, categoryVersion)
  const occurredOn = dayOf(entry.occurredAt)
  const name = isPending ? (purpose.pendingName ?? purpose.name) : purpose.name
  return {
    account_id: accountId(itemId, entry.account),
    account_owner: null,
    amount: toAmount(isPending ? entry.pendingMinor : postedMinor(resolved, view), decimals),
    authorized_date: occurredOn,
    authorized_datetime: entry.timed ? timestamp(entry.occurredAt) : null,
    category: null,
    category_id: null,
    check_number: purpose.checkNumber ?? null,
    counterparties: part.counterparties,
    date: isPending ? occurredOn : dayOf(settledAt),
    datetime: entry.timed ? timestamp(isPending ? entry.occurredAt : settledAt) : null,
    iso_currency_code: isoCurrency,
    unofficial_currency_code: unofficialCurrency,
    location: part.location,
    logo_url: null,
    merchant_name: part.merchant_name,
    merchant_entity_id: part.merchant_entity_id,
    name,
    ...(options.includeOriginalDescription ? { original_description: name } : {}),
    payment_channel: purpose.channel,
    payment_meta: part.payment_meta,
    pending: isPending,
    pending_transaction_id: !isPending && linked ? transactionId(itemId, resolved, 'pending') : null,
    personal_finance_category: part.personal_finance_category,
    personal_finance_category_icon_url: part.personal_finance_category_icon_url,
    transaction_code: purpose.code,
    transaction_id: transactionId(itemId, resolved, view),
    website: null,
  }
}
