import { dayOf, timestamp } from '../day'
import { derivedId } from '../ids'
import type { CategoryVersion, WireTransaction } from '../wire'
import { accountId } from './account'
import { toAmount } from './amount'
import { categoryCodes } from './categories'
import type { ResolvedEntry, View } from './history'
import type { Institution } from './institution'

/** The id of an entry's row: the pending and the posted row are two transactions to Plaid. */
export function transactionId(itemId: string, { entry }: ResolvedEntry, view: View): string {
  return derivedId('transaction', itemId, entry.key, view === 'pending' ? 'pending' : 'posted')
}

const entityIds = new Map<string, string>()

/** The id of a merchant or another party: the same for everybody. There are a few hundred names. */
function entityId(name: string): string {
  const known = entityIds.get(name) ?? derivedId('entity', name)
  entityIds.set(name, known)
  return known
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
  const isPending = view === 'pending'
  // Before the row is enriched, the aggregator has only the bank's line and a guess.
  const isKnown = view === 'enriched' || (isPending && entry.enrichedAt === null)
  const merchant = isKnown ? purpose.merchant : null
  const codes = categoryCodes(
    isKnown || purpose.merchant === null ? purpose.category : 'OTHER_OTHER',
    categoryVersion,
  )
  const occurredOn = dayOf(entry.occurredAt)
  const name = isPending ? (purpose.pendingName ?? purpose.name) : purpose.name
  const party = isKnown ? purpose.counterparty : null
  return {
    account_id: accountId(itemId, entry.account),
    account_owner: null,
    amount: toAmount(isPending ? entry.pendingMinor : entry.postedMinor, institution.decimals),
    authorized_date: occurredOn,
    authorized_datetime: entry.timed ? timestamp(entry.occurredAt) : null,
    category: null,
    category_id: null,
    check_number: purpose.checkNumber ?? null,
    counterparties:
      party === null
        ? []
        : [
            {
              name: party.name,
              type: party.type,
              entity_id: entityId(party.name),
              website: null,
              logo_url: null,
              confidence_level: 'VERY_HIGH',
            },
          ],
    date: isPending ? occurredOn : dayOf(settledAt),
    datetime: entry.timed ? timestamp(isPending ? entry.occurredAt : settledAt) : null,
    iso_currency_code: institution.isoCurrency,
    unofficial_currency_code: institution.unofficialCurrency,
    location: {
      address: purpose.place?.address ?? null,
      city: purpose.place?.city ?? null,
      region: purpose.place?.region ?? null,
      postal_code: purpose.place?.postalCode ?? null,
      country: purpose.place?.country ?? null,
      lat: purpose.place?.lat ?? null,
      lon: purpose.place?.lon ?? null,
      store_number: purpose.place?.storeNumber ?? null,
    },
    logo_url: null,
    merchant_name: merchant,
    merchant_entity_id: merchant === null ? null : entityId(merchant),
    name,
    original_description: options.includeOriginalDescription ? name : null,
    payment_channel: purpose.channel,
    payment_meta: {
      by_order_of: null,
      payee: purpose.payee ?? null,
      payer: purpose.payer ?? null,
      payment_method: purpose.paymentMethod ?? null,
      payment_processor: null,
      ppd_id: null,
      reason: null,
      reference_number: null,
    },
    pending: isPending,
    pending_transaction_id: !isPending && linked ? transactionId(itemId, resolved, 'pending') : null,
    personal_finance_category: {
      ...codes,
      confidence_level: isKnown ? (purpose.merchant === null ? 'HIGH' : 'VERY_HIGH') : 'LOW',
      version: categoryVersion,
    },
    personal_finance_category_icon_url: `https://plaid-category-icons.plaid.com/PFC_${codes.primary}.png`,
    transaction_code: purpose.code,
    transaction_id: transactionId(itemId, resolved, view),
    website: null,
  }
}
