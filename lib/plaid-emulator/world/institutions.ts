import type { AccountSubtype, AccountType, CountryCode, Product, WireInstitution } from '../wire'
import type { Region } from './region'
import { canada } from './region-ca'
import { unitedKingdom } from './region-gb'
import { netherlands } from './region-nl'
import { unitedStates } from './region-us'

/** What an account does in its household; the books are kept by role. */
export type AccountRole =
  | 'everyday'
  | 'savings'
  | 'card'
  | 'student-loan'
  | 'car-loan'
  | 'mortgage'
  | 'pension'
  | 'wallet'
  | 'vault'

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
}

/** A pretend bank. */
export interface Institution {
  id: string
  name: string
  url: string | null
  primaryColor: string | null
  countryCodes: readonly CountryCode[]
  products: readonly Product[]
  /** Exactly one of the two is set, as on Plaid's wire. */
  isoCurrency: string | null
  unofficialCurrency: string | null
  /** Digits after the decimal point in amounts. */
  decimals: number
  /** Days that a consent lasts where the law bounds it, else null. */
  consentDays: number | null
  region: Region | null
  accounts: readonly AccountPlan[]
}

const products: readonly Product[] = ['balance', 'transactions']
const europe: readonly CountryCode[] = [
  'NL',
  'BE',
  'DE',
  'FR',
  'ES',
  'IE',
  'IT',
  'AT',
  'FI',
  'PT',
  'LT',
  'LV',
  'EE',
]

const everyday = (name: string, officialName: string, mask: string, openingMinor: number): AccountPlan => ({
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
const savings = (name: string, officialName: string, mask: string, openingMinor: number): AccountPlan => ({
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
const card = (name: string, officialName: string, mask: string, limitMinor: number): AccountPlan => ({
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

function bank(
  id: string,
  name: string,
  slug: string,
  primaryColor: string,
  region: Region,
  accounts: readonly AccountPlan[],
  options: { countryCodes?: readonly CountryCode[]; consentDays?: number } = {},
): Institution {
  const own: CountryCode[] = region.country === 'CA' ? ['CA'] : region.country === 'GB' ? ['GB'] : ['US']
  return {
    id,
    name,
    url: `https://${slug}.example`,
    primaryColor,
    countryCodes: options.countryCodes ?? own,
    products,
    isoCurrency: region.currency,
    unofficialCurrency: null,
    decimals: 2,
    consentDays: options.consentDays ?? null,
    region,
    accounts,
  }
}

/**
 * The pretend banks, the popular ones first. Ids and names up to `ins_9000xx` are those of Plaid's Sandbox; the
 * others are the emulator's own, for currencies that the Sandbox lacks.
 */
export const institutions: readonly Institution[] = [
  bank('ins_109508', 'First Platypus Bank', 'first-platypus', '#1f5f6b', unitedStates, [
    everyday('Plaid Checking', 'Plaid Gold Standard 0% Interest Checking', '0000', 312_047),
    savings('Plaid Saving', 'Plaid Silver Standard 0.1% Interest Saving', '1111', 684_210),
    card('Plaid Credit Card', 'Plaid Diamond 12.5% APR Interest Credit Card', '3333', 900_000),
    {
      key: 'pension',
      role: 'pension',
      name: 'Plaid 401k',
      officialName: 'Plaid Retirement Plan',
      mask: '6666',
      type: 'investment',
      subtype: '401k',
      openingMinor: 2_363_198,
      limitMinor: null,
    },
    {
      key: 'student-loan',
      role: 'student-loan',
      name: 'Plaid Student Loan',
      officialName: 'Plaid Graduate Student Loan',
      mask: '7777',
      type: 'loan',
      subtype: 'student',
      openingMinor: 3_126_200,
      limitMinor: null,
    },
  ]),
  bank('ins_109511', 'Tartan Bank', 'tartan-bank', '#7a2436', unitedStates, [
    everyday('Tartan Checking', 'Tartan Everyday Checking', '4021', 284_533),
    savings('Tartan Reserve', 'Tartan High-Yield Savings', '4088', 921_875),
    card('Tartan Rewards Card', 'Tartan Rewards Signature Card', '7350', 1_200_000),
    {
      key: 'mortgage',
      role: 'mortgage',
      name: 'Tartan Mortgage',
      officialName: 'Tartan 30-Year Fixed Mortgage',
      mask: '8812',
      type: 'loan',
      subtype: 'mortgage',
      openingMinor: 24_318_450,
      limitMinor: null,
    },
  ]),
  bank('ins_109509', 'First Gingham Credit Union', 'first-gingham', '#3b5b8c', unitedStates, [
    everyday('Gingham Share Draft', 'First Gingham Share Draft Checking', '2204', 241_906),
    savings('Gingham Share Savings', 'First Gingham Prime Share Savings', '2205', 538_142),
    {
      key: 'car-loan',
      role: 'car-loan',
      name: 'Gingham Auto Loan',
      officialName: 'First Gingham 72-Month Auto Loan',
      mask: '9107',
      type: 'loan',
      subtype: 'auto',
      openingMinor: 2_284_000,
      limitMinor: null,
    },
  ]),
  bank('ins_109510', 'Tattersall Federal Credit Union', 'tattersall', '#5a6b2f', unitedStates, [
    everyday('Tattersall Checking', 'Tattersall Free Checking', '5510', 262_480),
    {
      ...savings('Tattersall Money Market', 'Tattersall Tiered Money Market', '5574', 812_367),
      subtype: 'money market',
    },
    card('Tattersall Card', 'Tattersall Platinum Card', '5599', 750_000),
  ]),
  bank('ins_43', 'Tartan-Dominion Bank of Canada', 'tartan-dominion', '#8c2f39', canada, [
    everyday('Chequing', 'Tartan-Dominion Everyday Chequing', '1640', 351_220),
    savings('High Interest Savings', 'Tartan-Dominion High Interest Savings', '1655', 742_905),
    card('Cash Back Card', 'Tartan-Dominion Cash Back Credit Card', '6071', 800_000),
  ]),
  bank(
    'ins_116834',
    'Flexible Platypus Open Banking',
    'flexible-platypus',
    '#2c4f8f',
    unitedKingdom,
    [
      everyday('Current Account', 'Flexible Platypus Current Account', '3018', 218_644),
      savings('Easy Saver', 'Flexible Platypus Easy Access Saver', '3042', 516_730),
      card('Credit Card', 'Flexible Platypus Purchase Card', '9226', 450_000),
    ],
    { consentDays: 90 },
  ),
  bank(
    'ins_117650',
    'Royal Bank of Plaid',
    'royal-bank-of-plaid',
    '#4b3f72',
    unitedKingdom,
    [
      everyday('Royal Current', 'Royal Bank of Plaid Select Account', '7713', 246_015),
      savings('Royal Saver', 'Royal Bank of Plaid Instant Saver', '7720', 603_388),
    ],
    { consentDays: 90 },
  ),
  bank(
    'ins_900001',
    'Kanaalbank',
    'kanaalbank',
    '#b4632b',
    netherlands,
    [
      everyday('Betaalrekening', 'Kanaalbank Betaalrekening', '2870', 274_118),
      savings('Spaarrekening', 'Kanaalbank Vrij Sparen', '2871', 655_930),
      card('Creditcard', 'Kanaalbank Creditcard', '0419', 350_000),
    ],
    { countryCodes: europe, consentDays: 180 },
  ),
  {
    id: 'ins_900002',
    name: 'Northlight Bitcoin Wallet',
    url: 'https://northlight.example',
    primaryColor: '#c4841d',
    countryCodes: ['US', 'CA', 'GB', ...europe],
    products,
    isoCurrency: null,
    unofficialCurrency: 'BTC',
    decimals: 8,
    consentDays: null,
    region: null,
    accounts: [
      {
        key: 'wallet',
        role: 'wallet',
        name: 'Spending Wallet',
        officialName: 'Northlight Spending Wallet',
        mask: '7f3a',
        type: 'depository',
        subtype: 'cash management',
        openingMinor: 4_218_306,
        limitMinor: null,
      },
      {
        key: 'vault',
        role: 'vault',
        name: 'Cold Vault',
        officialName: 'Northlight Cold Vault',
        mask: 'c09e',
        type: 'depository',
        subtype: 'savings',
        openingMinor: 31_540_277,
        limitMinor: null,
      },
    ],
  },
]

const byId = new Map(institutions.map((institution) => [institution.id, institution]))

/** The institution with this id, or null. */
export function findInstitution(id: string): Institution | null {
  return byId.get(id) ?? null
}

/** An institution as Plaid shows it. */
export function toWireInstitution(institution: Institution, withMetadata: boolean): WireInstitution {
  const { id, name, countryCodes, url, primaryColor } = institution
  const shown: WireInstitution = {
    institution_id: id,
    name,
    products: [...institution.products],
    country_codes: [...countryCodes],
    routing_numbers: [],
    dtc_numbers: [],
    oauth: false,
  }
  return withMetadata ? { ...shown, url, primary_color: primaryColor, logo: null } : shown
}
