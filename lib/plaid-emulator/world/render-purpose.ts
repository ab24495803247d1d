import { derivedId } from '../ids'
import type { CategoryVersion, WireTransaction } from '../wire'
import { categoryCodes } from './categories'
import type { Purpose } from './entry'
import { legacyFields } from './legacy-category'

/** What all rows of a purpose have alike. */
type PurposePart = Pick<
  WireTransaction,
  | 'category'
  | 'category_id'
  | 'counterparties'
  | 'location'
  | 'merchant_name'
  | 'merchant_entity_id'
  | 'payment_meta'
  | 'personal_finance_category'
  | 'personal_finance_category_icon_url'
  | 'transaction_type'
>

const entityIds = new Map<string, string>()

/** The id of a merchant or another party: the same for everybody. There are a few hundred names. */
function entityId(name: string): string {
  const known = entityIds.get(name) ?? derivedId('entity', name)
  entityIds.set(name, known)
  return known
}

function toPart(purpose: Purpose, isKnown: boolean, version: CategoryVersion): PurposePart {
  const merchant = isKnown ? purpose.merchant : null
  const party = isKnown ? purpose.counterparty : null
  const category = isKnown || purpose.merchant === null ? purpose.category : 'OTHER_OTHER'
  const codes = categoryCodes(category, version)
  const { place } = purpose
  return {
    ...legacyFields(category, purpose.channel),
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
    location: {
      address: place?.address ?? null,
      city: place?.city ?? null,
      region: place?.region ?? null,
      postal_code: place?.postalCode ?? null,
      country: place?.country ?? null,
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      store_number: place?.storeNumber ?? null,
    },
    merchant_name: merchant,
    merchant_entity_id: merchant === null ? null : entityId(merchant),
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
    personal_finance_category: {
      ...codes,
      confidence_level: isKnown ? (purpose.merchant === null ? 'HIGH' : 'VERY_HIGH') : 'LOW',
      version,
    },
    personal_finance_category_icon_url: `https://plaid-category-icons.plaid.com/PFC_${codes.primary}.png`,
  }
}

const parts = new WeakMap<Purpose, Map<string, PurposePart>>()

/**
 * What a purpose contributes to its rows, made once for each purpose and never to be changed. `isKnown` is false while
 * the aggregator has only the bank's line and a guess.
 */
export function purposePart(purpose: Purpose, isKnown: boolean, version: CategoryVersion): PurposePart {
  const ofPurpose = parts.get(purpose) ?? new Map<string, PurposePart>()
  const key = isKnown ? version : `guessed ${version}`
  const known = ofPurpose.get(key)
  if (known !== undefined) return known
  const made = toPart(purpose, isKnown, version)
  parts.set(purpose, ofPurpose.set(key, made))
  return made
}
