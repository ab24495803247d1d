import { europe } from '../europe'
import { bank, card, everyday, type Institution, savings, wallet } from '../institution'
import { noorderkade, portland } from './regions'

/**
 * The banks of one household, whose books fit together: what leaves one arrives at another, and journeys that are
 * booked at one are paid for at the other.
 */
export const storyBanks: readonly Institution[] = [
  bank(
    'ins_900003',
    'Alderbrook Bank',
    'alderbrook',
    '#2f5d50',
    portland,
    [
      everyday('Everyday Checking', 'Alderbrook Everyday Checking', '4417', 418_350),
      savings('Rainy Day Savings', 'Alderbrook High-Yield Savings', '4425', 1_264_000),
      card('Cash Back Card', 'Alderbrook Cash Back Signature Card', '8806', 1_200_000),
      {
        key: 'student-loan',
        role: 'student-loan',
        name: 'Student Loan',
        officialName: 'Alderbrook Graduate Student Loan',
        mask: '2210',
        type: 'loan',
        subtype: 'student',
        openingMinor: 3_126_200,
        limitMinor: null,
      },
      {
        key: 'car-loan',
        role: 'car-loan',
        name: 'Car Loan',
        officialName: 'Alderbrook 72-Month Auto Loan',
        mask: '2238',
        type: 'loan',
        subtype: 'auto',
        openingMinor: 2_284_000,
        limitMinor: null,
      },
    ],
    { story: 'home' },
  ),
  bank(
    'ins_900004',
    'Bramblewick Invest',
    'bramblewick',
    '#5b4a86',
    portland,
    [
      {
        ...everyday('Cash Management', 'Bramblewick Cash Management', '7301', 142_500),
        subtype: 'cash management',
      },
      {
        key: 'invested',
        role: 'invested',
        name: 'Individual Brokerage',
        officialName: 'Bramblewick Individual Brokerage',
        mask: '7316',
        type: 'investment',
        subtype: 'brokerage',
        openingMinor: 2_480_000,
        limitMinor: null,
      },
      {
        key: 'roth',
        role: 'roth',
        name: 'Roth IRA',
        officialName: 'Bramblewick Roth IRA',
        mask: '7324',
        type: 'investment',
        subtype: 'roth',
        openingMinor: 1_735_000,
        limitMinor: null,
      },
    ],
    { story: 'broker' },
  ),
  bank(
    'ins_900005',
    'Noorderkade Bank',
    'noorderkade',
    '#1d5c8a',
    noorderkade,
    [
      everyday('Betaalrekening', 'Noorderkade Betaalrekening', '6092', 184_220),
      savings('Spaarrekening', 'Noorderkade Spaarrekening', '6093', 325_000),
    ],
    { story: 'abroad', countryCodes: europe, consentDays: 180 },
  ),
  wallet(
    'ins_900006',
    'Quillstone Wallet',
    'quillstone',
    '#b06f12',
    [
      {
        name: 'Bitcoin Wallet',
        officialName: 'Quillstone Bitcoin Wallet',
        mask: 'a41c',
        openingMinor: 6_412_940,
      },
      {
        name: 'Bitcoin Vault',
        officialName: 'Quillstone Cold Vault',
        mask: 'e5d0',
        openingMinor: 18_750_000,
      },
    ],
    { story: 'coins' },
  ),
]
