import { dayOf, timestamp } from '../day'
import { derivedId } from '../ids'
import type { CategoryVersion, WireTransaction } from '../wire'
import { accountId } from './account'
import { toAmount } from './amount'
import { postedMinor, type ResolvedEntry } from './happenings'
import type { Change, View } from './history'
import type { Institution } from './institution'
import { purposePart } from './render-purpose'
import { noteTemplates, type RowTemplate, rowTemplate } from './row-bytes'

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

/** Rows as `/transactions/sync` shows them; a change after which nothing is there has none. */
export function toWireTransactions(changes: readonly Change[], options: RenderOptions): WireTransaction[] {
  const templates: RowTemplate[] = []
  const rows: WireTransaction[] = []
  for (const { entry, after } of changes) {
    if (after === null) continue
    const row = toWireTransaction(entry, after, options)
    rows.push(row)
    templates.push(rowTemplate(row, entry.entry.purpose, kindOf(entry, after, options)))
  }
  noteTemplates(rows, templates)
  return rows
}

const isKnown = ({ entry }: ResolvedEntry, view: View) =>
  // Before the row is enriched, the aggregator has only the bank's line and a guess.
  view === 'enriched' || view === 'raised' || (view === 'pending' && entry.enrichedAt === null)

/** What a row follows from besides its purpose, its amount, its ids and its times. */
function kindOf(resolved: ResolvedEntry, view: View, options: RenderOptions): string {
  const { isoCurrency, unofficialCurrency } = resolved.entry.currency ?? options.institution
  const kind = [view === 'pending', isKnown(resolved, view), options.includeOriginalDescription]
  return `${kind.join()} ${options.categoryVersion} ${isoCurrency} ${unofficialCurrency}`
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
  const part = purposePart(purpose, isKnown(resolved, view), categoryVersion)
  const occurredOn = dayOf(entry.occurredAt)
  const name = isPending ? (purpose.pendingName ?? purpose.name) : purpose.name
  return {
    account_id: accountId(itemId, entry.account),
    account_owner: null,
    amount: toAmount(isPending ? entry.pendingMinor : postedMinor(resolved, view), decimals),
    authorized_date: occurredOn,
    authorized_datetime: entry.timed ? timestamp(entry.occurredAt) : null,
    category: part.category,
    category_id: part.category_id,
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
    transaction_type: part.transaction_type,
    website: null,
  }
}
