import { randomFor } from '../random'
import type { Entry, Purpose } from './entry'
import type { Household } from './household'
import type { AccountPlan, AccountRole } from './institution'
import { banking, income, purchase } from './purposes'
import type { SlotName } from './slots'

/**
 * The books of a login with very many movements. No row is kept: each follows from its number alone, so that a page
 * in the middle of a million costs what the first one does.
 */
export interface VolumeBooks {
  /** How many movements have posted. */
  count: number
  /** The key of the account that row `index` is on, by `index` modulo the length. */
  accounts: readonly string[]
  /** Row `index`, posted at a moment. */
  entryAt(index: number, moment: number): Entry
  /** What has gone out of an account in all rows together, in minor units. */
  outOf(account: string): number
  /** What is pending when an Item is made. */
  pendingFor(createdAt: number): Entry[]
  /** A number in [0, 1) of the row's own: where it stands between its neighbours in time. */
  jitter(index: number): number
}

export const maxVolume = 1_000_000

/** The number of transactions that a username asks for, or null. */
export function volumeOf(username: string): number | null {
  const digits = /^user_volume_([1-9]\d{0,6})$/.exec(username)?.[1]
  const count = Number(digits ?? 0)
  return count >= 1 && count <= maxVolume ? count : null
}

type Kind = 'buy' | 'save' | 'saved' | 'withdraw' | 'withdrawn' | 'bill' | 'paid' | 'pay'
type Place = 'everyday' | 'card' | 'savings'

/**
 * Twenty rows that come again and again. What is bought is paid for within them: the card's bill by the everyday
 * account, everything by the pay. So each account's sum over them is zero, and that over all rows is known at once.
 */
const block: readonly (readonly [Place, Kind])[] = [
  ['everyday', 'buy'],
  ['card', 'buy'],
  ['everyday', 'buy'],
  ['card', 'buy'],
  ['card', 'buy'],
  ['everyday', 'buy'],
  ['card', 'buy'],
  ['everyday', 'buy'],
  ['everyday', 'save'],
  ['savings', 'saved'],
  ['card', 'buy'],
  ['everyday', 'buy'],
  ['card', 'buy'],
  ['everyday', 'buy'],
  ['savings', 'withdraw'],
  ['everyday', 'withdrawn'],
  ['everyday', 'bill'],
  ['card', 'paid'],
  ['everyday', 'buy'],
  ['everyday', 'pay'],
]

const boughtOn = (place: Place) =>
  block.flatMap(([where, kind], residue) => (kind === 'buy' && where === place ? [residue] : []))
const boughtOnCard = boughtOn('card')
const boughtEveryday = boughtOn('everyday')

const shopping: readonly SlotName[] = [
  'groceries',
  'restaurant',
  'coffee',
  'lunch',
  'taxi',
  'marketplace',
  'pharmacy',
  'books',
  'cinema',
  'fuel',
]

/** Well mixed bits of a number. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function plain(name: string, category: Purpose['category'], merchant: string | null = null): Purpose {
  return {
    name,
    merchant,
    category,
    channel: 'online',
    place: null,
    code: null,
    counterparty: merchant === null ? null : { name: merchant, type: 'merchant' },
  }
}

/** What there is to buy: of each kind, at several shops. */
function purchasesOf(seed: string, household: Household | null): Purpose[] {
  if (household === null) {
    return [
      plain('SATHOUSE COFFEE', 'FOOD_AND_DRINK_COFFEE', 'Sathouse Coffee'),
      plain('LIGHTNING LARDER', 'FOOD_AND_DRINK_GROCERIES', 'Lightning Larder'),
      plain('BLOCKSIDE BOOKS', 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS', 'Blockside Books'),
      plain('NODEWORKS HARDWARE', 'GENERAL_MERCHANDISE_ELECTRONICS', 'Nodeworks Hardware'),
    ]
  }
  const random = randomFor(seed, 'volume')
  return shopping.flatMap((slot) =>
    household.shops[slot].flatMap((shop) => [
      purchase(household, slot, shop, random),
      purchase(household, slot, shop, random),
    ]),
  )
}

/** Which account plays a part: the one of that role, or the first that can be paid from. */
function accountFor(accounts: readonly AccountPlan[], place: Place): string {
  const roles: Record<Place, readonly AccountRole[]> = {
    everyday: ['everyday', 'wallet'],
    card: ['card'],
    savings: ['savings', 'vault'],
  }
  const own = accounts.find(({ role }) => roles[place].includes(role))
  const usual = accounts.find(({ role }) => roles.everyday.includes(role))
  return (own ?? usual ?? accounts[0])?.key ?? ''
}

/** The books of a login with `count` posted movements on the given accounts. */
export function volumeBooks(
  count: number,
  seed: string,
  accounts: readonly AccountPlan[],
  household: Household | null,
): VolumeBooks {
  const salt = randomFor(seed, 'salt').between(1, 0x7fffffff)
  const bits = (index: number, use: number) => mix(index ^ Math.imul(salt, use))
  const places: Record<Place, string> = {
    everyday: accountFor(accounts, 'everyday'),
    card: accountFor(accounts, 'card'),
    savings: accountFor(accounts, 'savings'),
  }
  const perResidue = block.map(([place]) => places[place])
  const purchases = purchasesOf(seed, household)
  const unit = household === null ? 6 : 1

  const bought = (index: number) => {
    const share = bits(index, 1) / 0x1_0000_0000
    return Math.round((120 + share * share * 9_000) * unit)
  }
  const saved = (base: number) => (1_000 + (bits(base, 3) % 40) * 100) * unit
  const spent = (base: number, residues: readonly number[]) => {
    let sum = 0
    for (const residue of residues) sum += bought(base + residue)
    return sum
  }
  const minorOf = (index: number): number => {
    const residue = index % block.length
    const base = index - residue
    switch (block[residue]?.[1]) {
      case 'save':
      case 'withdraw':
        return saved(base)
      case 'saved':
      case 'withdrawn':
        return -saved(base)
      case 'bill':
        return spent(base, boughtOnCard)
      case 'paid':
        return -spent(base, boughtOnCard)
      case 'pay':
        return -spent(base, boughtOnCard) - spent(base, boughtEveryday)
      default:
        return bought(index)
    }
  }

  const own = (line: string, category: Purpose['category']) =>
    household === null ? plain(line, category) : banking(household, line, category, 'transfer')
  const fixed: Record<Exclude<Kind, 'buy'>, Purpose> = {
    save: own('TRANSFER TO SAVINGS', 'TRANSFER_OUT_SAVINGS'),
    saved: own('TRANSFER FROM CHECKING', 'TRANSFER_IN_ACCOUNT_TRANSFER'),
    withdraw: own('TRANSFER TO CHECKING', 'TRANSFER_OUT_ACCOUNT_TRANSFER'),
    withdrawn: own('TRANSFER FROM SAVINGS', 'TRANSFER_IN_SAVINGS'),
    bill: own('CARD PAYMENT', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT'),
    paid: own('PAYMENT RECEIVED', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT'),
    pay:
      household === null
        ? plain('INVOICE PAID', 'INCOME_CONTRACTOR')
        : income(
            household,
            household.employer,
            'INCOME_SALARY',
            `${household.employer.toUpperCase()} PAYROLL`,
          ),
  }
  const pick = (index: number) => purchases[bits(index, 5) % purchases.length] ?? fixed.save
  const purposeOf = (index: number) => {
    const kind = block[index % block.length]?.[1] ?? 'buy'
    return kind === 'buy' ? pick(index) : fixed[kind]
  }
  const entry = (
    key: string,
    account: string,
    minor: number,
    purpose: Purpose,
    occurredAt: number,
    settlesAt: number,
  ): Entry => ({
    key,
    account,
    pendingMinor: minor,
    postedMinor: minor,
    occurredAt,
    settlesAt,
    pends: settlesAt > occurredAt,
    fate: 'posts',
    enrichedAt: null,
    timed: false,
    purpose,
  })

  const sums = new Map<string, number>()
  // Whole blocks add nothing: only the rows after the last whole one are left to add up.
  for (let index = count - (count % block.length); index < count; index += 1) {
    const account = perResidue[index % block.length] ?? ''
    sums.set(account, (sums.get(account) ?? 0) + minorOf(index))
  }

  return {
    count,
    accounts: perResidue,
    entryAt: (index, moment) =>
      entry(
        `volume.${index}`,
        perResidue[index % block.length] ?? '',
        minorOf(index),
        purposeOf(index),
        moment,
        moment,
      ),
    outOf: (account) => sums.get(account) ?? 0,
    pendingFor: (createdAt) =>
      Array.from({ length: 4 }, (_, number) =>
        entry(
          `volume.pending.${number}`,
          number % 2 === 0 ? places.everyday : places.card,
          bought(maxVolume + number),
          pick(maxVolume + number),
          createdAt - (number + 1) * 41 * 60_000,
          createdAt + (20 + 13 * number) * 3_600_000,
        ),
      ),
    jitter: (index) => bits(index, 7) / 0x1_0000_0000,
  }
}
