import type { AccountSubtype, AccountType, CountryCode, Product } from '../wire'
import { europe } from './europe'
import type { Region } from './region'

/** What an account does in its household; the books are kept by role. */
export type AccountRole =
  | 'everyday'
  | 'savings'
  | 'card'
  | 'student-loan'
  | 'car-loan'
  | 'mortgage'
  | 'pension'
  | 'ira'
  | 'brokerage'
  | 'invested'
  | 'roth'
  | 'wallet'
  | 'vault'
  /** Nothing that the books know of: it moves only by what is written for it. */
  | 'other'

/** What amounts are in: exactly one of the two codes is set, as on Plaid's wire. */
export interface Currency {
  isoCurrency: string | null
  unofficialCurrency: string | null
  /** Digits after the decimal point in amounts. */
  decimals: number
}

/** An account that a pretend bank keeps for every login. Amounts in minor units of its currency. */
export interface AccountPlan {
  /** Unique within the institution, and part of the account's id. */
  key: string
  role: AccountRole
  name: string
  officialName: string
  /** The mask that `user_good` sees; other logins get their own. */
  mask: string
  type: AccountType
  subtype: AccountSubtype
  /** The balance that the books open with, before the household's own variation. */
  openingMinor: number
  limitMinor: number | null
  /** Where it is not the institution's. */
  currency?: Currency
  /** What is said to be available, whatever the balance is; where it is set, it does not follow from the balance. */
  available?: { minor: number | null }
}

/** Which part of one household's life a bank tells; see `story/`. */
export type StoryPart = 'home' | 'broker' | 'abroad' | 'coins'

export const institutionHealths = ['HEALTHY', 'DEGRADED', 'DOWN', 'UNSUPPORTED'] as const
/** How a bank is doing: answering, answering badly, not answering, or no longer to be reached at all. */
export type InstitutionHealth = (typeof institutionHealths)[number]

/** A pretend bank. */
export interface Institution extends Currency {
  id: string
  name: string
  url: string | null
  primaryColor: string | null
  countryCodes: readonly CountryCode[]
  products: readonly Product[]
  /** Days that a consent lasts where the law bounds it, else null. */
  consentDays: number | null
  region: Region | null
  accounts: readonly AccountPlan[]
  /** Accounts that nobody has at first, and that can be opened later. */
  toOpen: readonly AccountPlan[]
  /** Does one sign in on the bank's own page? */
  oauth: boolean
  /** How it is doing until somebody changes that. */
  health: InstitutionHealth
  /** Set where the bank tells its part of a life that several banks tell together. */
  story?: StoryPart
}

const basic: readonly Product[] = ['assets', 'auth', 'balance', 'identity', 'transactions']

/** What a bank can be asked for follows from the accounts that it keeps. */
function productsOf(accounts: readonly AccountPlan[]): Product[] {
  return [
    ...basic,
    ...(accounts.some(({ type }) => type === 'investment') ? (['investments'] as const) : []),
    ...(accounts.some(({ type }) => type === 'credit' || type === 'loan') ? (['liabilities'] as const) : []),
  ]
}
/** An account for the days. */
export const everyday = (
  name: string,
  officialName: string,
  mask: string,
  openingMinor: number,
): AccountPlan => ({
  key: 'everyday',
  role: 'everyday',
  name,
  officialName,
  mask,
  type: 'depository',
  subtype: 'checking',
  openingMinor,
  limitMinor: null,
})
/** An account to save in. */
export const savings = (
  name: string,
  officialName: string,
  mask: string,
  openingMinor: number,
): AccountPlan => ({
  key: 'savings',
  role: 'savings',
  name,
  officialName,
  mask,
  type: 'depository',
  subtype: 'savings',
  openingMinor,
  limitMinor: null,
})
/** A credit card. */
export const card = (name: string, officialName: string, mask: string, limitMinor: number): AccountPlan => ({
  key: 'card',
  role: 'card',
  name,
  officialName,
  mask,
  type: 'credit',
  subtype: 'credit card',
  openingMinor: 74_318,
  limitMinor,
})

/** A bank of a region, with what it offers. */
export function bank(
  id: string,
  name: string,
  slug: string,
  primaryColor: string,
  region: Region,
  accounts: readonly AccountPlan[],
  options: {
    countryCodes?: readonly CountryCode[]
    consentDays?: number
    oauth?: boolean
    health?: InstitutionHealth
    story?: StoryPart
  } = {},
): Institution {
  const own: CountryCode[] = region.country === 'CA' ? ['CA'] : region.country === 'GB' ? ['GB'] : ['US']
  return {
    id,
    name,
    url: `https://${slug}.example`,
    primaryColor,
    countryCodes: options.countryCodes ?? own,
    products: productsOf(accounts),
    isoCurrency: region.currency,
    unofficialCurrency: null,
    decimals: 2,
    consentDays: options.consentDays ?? null,
    region,
    accounts,
    toOpen: [
      {
        ...savings('Holiday Savings', `${name} Holiday Savings`, '4545', 0),
        key: 'holiday',
      },
    ],
    oauth: options.oauth ?? false,
    health: options.health ?? 'HEALTHY',
    ...(options.story === undefined ? {} : { story: options.story }),
  }
}

type PursePlan = Pick<AccountPlan, 'name' | 'officialName' | 'mask' | 'openingMinor'>

/** A wallet of bitcoin: of no country, and with no bank behind it. One account is to spend from, one to keep. */
export function wallet(
  id: string,
  name: string,
  slug: string,
  primaryColor: string,
  [spending, kept]: readonly [PursePlan, PursePlan],
  options: { story?: StoryPart } = {},
): Institution {
  return {
    id,
    name,
    url: `https://${slug}.example`,
    primaryColor,
    countryCodes: ['US', 'CA', 'GB', ...europe],
    products: ['balance', 'transactions'],
    isoCurrency: null,
    unofficialCurrency: 'BTC',
    decimals: 8,
    consentDays: null,
    region: null,
    accounts: [
      {
        ...spending,
        key: 'wallet',
        role: 'wallet',
        type: 'depository',
        subtype: 'cash management',
        limitMinor: null,
      },
      { ...kept, key: 'vault', role: 'vault', type: 'depository', subtype: 'savings', limitMinor: null },
    ],
    toOpen: [],
    oauth: false,
    health: 'HEALTHY',
    ...options,
  }
}
