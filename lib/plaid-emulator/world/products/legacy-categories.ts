import type * as plaid from 'plaid'
import type { Wire } from '../../wire'

type LegacyCategory = Wire<plaid.Category>
type Group = 'special' | 'place'

/**
 * The categories that transactions had before `personal_finance_category`: two digits for the group, three for what
 * is within it, three for what is within that. Named here are the groups, the branches that are sure, and the leaves
 * that programs of that time looked at; Plaid's own list has some six hundred.
 */
const tree: readonly (readonly [
  prefix: number,
  group: Group,
  name: string,
  branches: Record<string, string>,
])[] = [
  [
    10,
    'special',
    'Bank Fees',
    {
      '001': 'Overdraft',
      '002': 'ATM',
      '003': 'Late Payment',
      '004': 'Fraud Dispute',
      '005': 'Foreign Transaction',
      '006': 'Wire Transfer',
      '007': 'Insufficient Funds',
      '008': 'Cash Advance',
      '009': 'Excess Activity',
    },
  ],
  [11, 'special', 'Cash Advance', {}],
  [
    12,
    'place',
    'Community',
    {
      '001': 'Animal Shelter',
      '002': 'Assisted Living Services',
      '003': 'Cemetery',
      '004': 'Courts',
      '005': 'Day Care and Preschools',
      '006': 'Disabled Persons Services',
      '007': 'Drug and Alcohol Services',
      '008': 'Education',
      '009': 'Government Departments and Agencies',
      '010': 'Government Lobbyists',
      '011': 'Housing Assistance and Shelters',
      '012': 'Law Enforcement',
      '013': 'Libraries',
      '014': 'Military',
      '015': 'Organizations and Associations',
      '016': 'Post Offices',
      '017': 'Public and Social Services',
      '018': 'Religious',
      '019': 'Senior Citizen Services',
    },
  ],
  [
    13,
    'place',
    'Food and Drink',
    {
      '001': 'Bar',
      '002': 'Breweries',
      '003': 'Internet Cafes',
      '004': 'Nightlife',
      '005': 'Restaurants',
      '005032': 'Restaurants/Fast Food',
      '005043': 'Restaurants/Coffee Shop',
    },
  ],
  [14, 'place', 'Healthcare', { '001': 'Healthcare Services', '002': 'Physicians' }],
  [15, 'special', 'Interest', { '001': 'Interest Earned', '002': 'Interest Charged' }],
  [16, 'special', 'Payment', { '001': 'Credit Card', '002': 'Rent', '003': 'Loan' }],
  [17, 'place', 'Recreation', { '001': 'Arts and Entertainment', '018': 'Gyms and Fitness Centers' }],
  [18, 'place', 'Service', { '020': 'Financial', '030': 'Insurance', '068': 'Utilities' }],
  [
    19,
    'place',
    'Shops',
    {
      '013': 'Computers and Electronics',
      '025': 'Food and Beverage Store',
      '047': 'Supermarkets and Groceries',
    },
  ],
  [20, 'special', 'Tax', { '001': 'Refund', '002': 'Payment' }],
  [
    21,
    'special',
    'Transfer',
    {
      '001': 'Internal Account Transfer',
      '002': 'ACH',
      '003': 'Billpay',
      '004': 'Check',
      '005': 'Credit',
      '006': 'Debit',
      '007': 'Deposit',
      '007001': 'Deposit/Check',
      '007002': 'Deposit/ATM',
      '008': 'Keep the Change Savings Program',
      '009': 'Payroll',
      '009001': 'Payroll/Benefits',
      '010': 'Third Party',
      '010001': 'Third Party/Venmo',
      '010002': 'Third Party/Square Cash',
      '010003': 'Third Party/Square',
      '010004': 'Third Party/PayPal',
      '011': 'Wire',
      '012': 'Withdrawal',
      '012001': 'Withdrawal/Check',
      '012002': 'Withdrawal/ATM',
      '013': 'Save As You Go',
    },
  ],
  [
    22,
    'special',
    'Travel',
    {
      '001': 'Airlines and Aviation Services',
      '002': 'Airports',
      '003': 'Boat',
      '004': 'Bus Stations',
      '005': 'Car and Truck Rentals',
      '006': 'Car Service',
      '006001': 'Car Service/Ride Share',
      '007': 'Charter Buses',
      '008': 'Cruises',
      '009': 'Gas Stations',
      '010': 'Heliports',
      '011': 'Limos and Chauffeurs',
      '012': 'Lodging',
      '013': 'Parking',
      '014': 'Public Transportation Services',
      '015': 'Rail',
      '016': 'Taxi',
      '017': 'Tolls and Fees',
      '018': 'Transportation Centers',
    },
  ],
]

/** Every category that is known, each group followed by what is within it. */
export const legacyCategories: LegacyCategory[] = tree.flatMap(([prefix, group, name, branches]) => [
  { category_id: `${prefix}000000`, group, hierarchy: [name] },
  ...Object.entries(branches)
    .sort(([left], [right]) => (left.padEnd(6, '0') < right.padEnd(6, '0') ? -1 : 1))
    .map(([digits, path]) => ({
      category_id: `${prefix}${digits.padEnd(6, '0')}`,
      group,
      hierarchy: [name, ...path.split('/')],
    })),
])
