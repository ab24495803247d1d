import type { Random } from '../random'
import type { TransactionCode } from '../wire'
import type { Category } from './categories'
import type { Place, Purpose } from './entry'
import type { Household } from './household'
import type { SlotName } from './slots'
import { slots } from './slots'

function code(household: Household, value: TransactionCode): TransactionCode | null {
  return household.region.hasTransactionCodes ? value : null
}

/** Where a shop of this name stands in one of the household's neighbourhoods. */
function placeOf(household: Household, merchant: string, homeIndex: number, isChain: boolean): Place | null {
  const home = household.homes[homeIndex]
  if (home === undefined) return null
  const { city, region, postalCode, lat, lon, streets } = home
  const street = streets[merchant.length % streets.length] ?? ''
  const number = 10 + ((merchant.length * 37 + city.length * 11) % 380)
  return {
    address: household.region.country === 'NL' ? `${street} ${number}` : `${number} ${street}`,
    city,
    region,
    postalCode,
    country: household.region.country,
    lat: Number((lat + (merchant.length % 9) * 0.0007).toFixed(4)),
    lon: Number((lon - (merchant.length % 7) * 0.0009).toFixed(4)),
    storeNumber: isChain ? String(100 + ((merchant.length * 53) % 900)) : null,
  }
}

/** One of the household's shops of a kind: the first ones are their favourites. */
export function chooseShop(household: Household, slot: SlotName, random: Random): string {
  const shops = household.shops[slot]
  return shops[Math.floor(random.next() ** 1.7 * shops.length)] ?? random.pick(shops)
}

/** A purchase at a shop of a kind: mostly round the corner from home, at times elsewhere in the region. */
export function purchase(household: Household, slot: SlotName, merchant: string, random: Random): Purpose {
  const homeIndex = random.chance(0.7) ? 0 : random.between(0, household.homes.length - 1)
  const isChain = random.chance(0.3)
  const key = `${slot}/${merchant}/${homeIndex}/${isChain}`
  const known = household.purchases.get(key)
  if (known !== undefined) return known
  const { category, channel } = slots[slot]
  const place = channel === 'in store' ? placeOf(household, merchant, homeIndex, isChain) : null
  const line = [merchant, place?.storeNumber && `#${place.storeNumber}`, place?.city]
    .filter(Boolean)
    .join(' ')
  const made: Purpose = {
    name: line.toUpperCase(),
    pendingName: `${merchant.toUpperCase()} PENDING`,
    merchant,
    category,
    channel,
    place,
    code: code(household, 'purchase'),
    counterparty: { name: merchant, type: slot === 'marketplace' ? 'marketplace' : 'merchant' },
  }
  household.purchases.set(key, made)
  return made
}

/** What a shop gives back. */
export function refund(household: Household, slot: SlotName, merchant: string): Purpose {
  return {
    name: `${merchant.toUpperCase()} REFUND`,
    merchant,
    category: slots[slot].category,
    channel: 'online',
    place: null,
    code: code(household, 'refund'),
    counterparty: { name: merchant, type: 'merchant' },
  }
}

/** A bill, a subscription or any other payment to somebody known by name. */
export function payment(
  household: Household,
  payee: string,
  category: Category,
  options: { channel?: 'online' | 'other'; code?: TransactionCode; line?: string; checkNumber?: string } = {},
): Purpose {
  return {
    name: options.line ?? payee.toUpperCase(),
    merchant: payee,
    category,
    channel: options.channel ?? 'online',
    place: null,
    code: code(household, options.code ?? 'direct debit'),
    counterparty: { name: payee, type: 'merchant' },
    ...(options.checkNumber === undefined ? {} : { checkNumber: options.checkNumber }),
    payee,
  }
}

/** Money that comes in from an employer or an office. */
export function income(household: Household, payer: string, category: Category, line: string): Purpose {
  return {
    name: line,
    merchant: null,
    category,
    channel: 'other',
    place: null,
    code: code(household, 'transfer'),
    counterparty: { name: payer, type: 'income_source' },
    paymentMethod: 'ACH',
    payer,
  }
}

/** Something between the household's own accounts, or with its bank: transfers, interest, fees. */
export function banking(
  household: Household,
  line: string,
  category: Category,
  bankCode: TransactionCode,
): Purpose {
  const isBanks = category.startsWith('BANK_FEES') || category === 'INCOME_INTEREST_EARNED'
  return {
    name: line,
    merchant: null,
    category,
    channel: 'other',
    place: null,
    code: code(household, bankCode),
    counterparty: isBanks ? { name: household.institution.name, type: 'financial_institution' } : null,
  }
}
