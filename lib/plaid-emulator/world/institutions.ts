import type { WireInstitution } from '../wire'
import { europe } from './europe'
import { bank, card, everyday, type Institution, savings, wallet } from './institution'
import { routingNumbersOf } from './products/numbers'
import { canada } from './region-ca'
import { unitedKingdom } from './region-gb'
import { netherlands } from './region-nl'
import { unitedStates } from './region-us'
import { storyBanks } from './story/banks'

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
    {
      key: 'ira',
      role: 'ira',
      name: 'Plaid IRA',
      officialName: 'Plaid Individual Retirement Account',
      mask: '5555',
      type: 'investment',
      subtype: 'ira',
      openingMinor: 1_284_500,
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
  bank(
    'ins_127287',
    'Platypus OAuth Bank',
    'platypus-oauth',
    '#24524a',
    unitedStates,
    [
      everyday('Plaid Checking', 'Platypus OAuth Everyday Checking', '0000', 298_455),
      savings('Plaid Saving', 'Platypus OAuth Online Saving', '1111', 571_902),
      card('Plaid Credit Card', 'Platypus OAuth Travel Card', '3333', 850_000),
    ],
    { oauth: true },
  ),
  bank(
    'ins_132241',
    'First Platypus OAuth App2App Bank',
    'platypus-app2app',
    '#2f4a6d',
    unitedStates,
    [
      everyday('App Checking', 'App2App Everyday Checking', '6120', 187_330),
      savings('App Saving', 'App2App Goal Saving', '6121', 402_716),
    ],
    { oauth: true },
  ),
  bank('ins_130016', 'First Platypus Balance Bank', 'platypus-balance', '#54606b', unitedStates, [
    everyday('Balance Checking', 'First Platypus Balance Checking', '0130', 154_020),
  ]),
  bank('ins_109512', 'Houndstooth Bank', 'houndstooth', '#3d3d45', unitedStates, [
    everyday('Houndstooth Checking', 'Houndstooth Classic Checking', '9512', 226_714),
    savings('Houndstooth Saving', 'Houndstooth Classic Saving', '9513', 318_990),
    {
      key: 'brokerage',
      role: 'brokerage',
      name: 'Houndstooth Brokerage',
      officialName: 'Houndstooth Self-Directed Brokerage',
      mask: '9577',
      type: 'investment',
      subtype: 'brokerage',
      openingMinor: 1_840_000,
      limitMinor: null,
    },
  ]),
  bank('ins_135858', 'Windowpane Bank', 'windowpane', '#6b5b3f', unitedStates, [
    everyday('Windowpane Checking', 'Windowpane Simple Checking', '5858', 203_118),
  ]),
  bank(
    'ins_132363',
    'Unhealthy Platypus Bank - Degraded',
    'platypus-degraded',
    '#8a6d1f',
    unitedStates,
    [everyday('Degraded Checking', 'Degraded Everyday Checking', '2363', 143_221)],
    { health: 'DEGRADED' },
  ),
  bank(
    'ins_132361',
    'Unhealthy Platypus Bank - Down',
    'platypus-down',
    '#7d3a2f',
    unitedStates,
    [everyday('Down Checking', 'Down Everyday Checking', '2361', 132_905)],
    { health: 'DOWN' },
  ),
  bank(
    'ins_133402',
    'Unsupported Platypus Bank',
    'platypus-unsupported',
    '#5e5e5e',
    unitedStates,
    [everyday('Unsupported Checking', 'Unsupported Everyday Checking', '3402', 121_466)],
    { health: 'UNSUPPORTED' },
  ),
  wallet('ins_900002', 'Northlight Bitcoin Wallet', 'northlight', '#c4841d', [
    {
      name: 'Spending Wallet',
      officialName: 'Northlight Spending Wallet',
      mask: '7f3a',
      openingMinor: 4_218_306,
    },
    { name: 'Cold Vault', officialName: 'Northlight Cold Vault', mask: 'c09e', openingMinor: 31_540_277 },
  ]),
  ...storyBanks,
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
    routing_numbers: routingNumbersOf(institution),
    dtc_numbers: [],
    oauth: institution.oauth,
  }
  return withMetadata ? { ...shown, url, primary_color: primaryColor, logo: null } : shown
}
