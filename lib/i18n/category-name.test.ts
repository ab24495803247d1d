import { describe, expect, it } from 'vitest'
import { categoryName } from './category-name'
import messages from './messages/en.json'

const words = messages.categories

/** Plaid's personal finance category taxonomy, version 2: each primary code with the ends of its detailed ones. */
const TAXONOMY = {
  INCOME:
    'CHILD_SUPPORT CONTRACTOR DIVIDENDS GIG_ECONOMY INTEREST_EARNED LONG_TERM_DISABILITY MILITARY RENTAL RETIREMENT_PENSION SALARY TAX_REFUND UNEMPLOYMENT OTHER',
  LOAN_DISBURSEMENTS: 'AUTO CASH_ADVANCES EWA MORTGAGE PERSONAL STUDENT OTHER_DISBURSEMENT',
  LOAN_PAYMENTS:
    'BNPL CAR_PAYMENT CASH_ADVANCES CREDIT_CARD_PAYMENT EWA MORTGAGE_PAYMENT PERSONAL_LOAN_PAYMENT STUDENT_LOAN_PAYMENT OTHER_PAYMENT',
  TRANSFER_IN:
    'ACCOUNT_TRANSFER DEPOSIT INVESTMENT_AND_RETIREMENT_FUNDS SAVINGS TRANSFER_IN_FROM_APPS WIRE OTHER_TRANSFER_IN',
  TRANSFER_OUT:
    'ACCOUNT_TRANSFER CRYPTO INVESTMENT_AND_RETIREMENT_FUNDS SAVINGS TRANSFER_OUT_FROM_APPS WIRE WITHDRAWAL OTHER_TRANSFER_OUT',
  BANK_FEES:
    'ATM_FEES INSUFFICIENT_FUNDS INTEREST_CHARGE FOREIGN_TRANSACTION_FEES OVERDRAFT_FEES LATE_FEES CASH_ADVANCE OTHER_BANK_FEES',
  ENTERTAINMENT:
    'CASINOS_AND_GAMBLING MUSIC_AND_AUDIO SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS TV_AND_MOVIES VIDEO_GAMES OTHER_ENTERTAINMENT',
  FOOD_AND_DRINK:
    'BEER_WINE_AND_LIQUOR COFFEE FAST_FOOD GROCERIES RESTAURANT VENDING_MACHINES OTHER_FOOD_AND_DRINK',
  GENERAL_MERCHANDISE:
    'BOOKSTORES_AND_NEWSSTANDS CLOTHING_AND_ACCESSORIES CONVENIENCE_STORES DEPARTMENT_STORES DISCOUNT_STORES ELECTRONICS GIFTS_AND_NOVELTIES OFFICE_SUPPLIES ONLINE_MARKETPLACES PET_SUPPLIES SPORTING_GOODS SUPERSTORES TOBACCO_AND_VAPE OTHER_GENERAL_MERCHANDISE',
  HOME_IMPROVEMENT: 'FURNITURE HARDWARE REPAIR_AND_MAINTENANCE SECURITY OTHER_HOME_IMPROVEMENT',
  MEDICAL:
    'DENTAL_CARE EYE_CARE NURSING_CARE PHARMACIES_AND_SUPPLEMENTS PRIMARY_CARE VETERINARY_SERVICES OTHER_MEDICAL',
  PERSONAL_CARE: 'GYMS_AND_FITNESS_CENTERS HAIR_AND_BEAUTY LAUNDRY_AND_DRY_CLEANING OTHER_PERSONAL_CARE',
  GENERAL_SERVICES:
    'ACCOUNTING_AND_FINANCIAL_PLANNING AUTOMOTIVE CHILDCARE CONSULTING_AND_LEGAL EDUCATION INSURANCE POSTAGE_AND_SHIPPING STORAGE OTHER_GENERAL_SERVICES',
  GOVERNMENT_AND_NON_PROFIT:
    'DONATIONS GOVERNMENT_DEPARTMENTS_AND_AGENCIES TAX_PAYMENT OTHER_GOVERNMENT_AND_NON_PROFIT',
  TRANSPORTATION:
    'BIKES_AND_SCOOTERS GAS PARKING PUBLIC_TRANSIT TAXIS_AND_RIDE_SHARES TOLLS OTHER_TRANSPORTATION',
  TRAVEL: 'FLIGHTS LODGING RENTAL_CARS OTHER_TRAVEL',
  RENT_AND_UTILITIES:
    'GAS_AND_ELECTRICITY INTERNET_AND_CABLE RENT SEWAGE_AND_WASTE_MANAGEMENT TELEPHONE WATER OTHER_UTILITIES',
  OTHER: 'OTHER',
}

const CODES = Object.entries(TAXONOMY).flatMap(([primary, ends]) =>
  ends.split(' ').map((end) => ({ primary, detailed: `${primary}_${end}` })),
)

/** Items that were linked before version 2 still send these. */
const ONLY_IN_VERSION_1 = [
  'INCOME_WAGES',
  'INCOME_OTHER_INCOME',
  'TRANSFER_IN_CASH_ADVANCES_AND_LOANS',
] as const

describe('the name of a category', () => {
  it('has words of its own for each of the 127 codes of the taxonomy, and for its 18 primaries', () => {
    expect(CODES).toHaveLength(127)
    expect(Object.keys(words.primary).sort()).toEqual(Object.keys(TAXONOMY).sort())
    expect(Object.keys(words.detailed).sort()).toEqual(
      [...CODES.map(({ detailed }) => detailed), ...ONLY_IN_VERSION_1].sort(),
    )
  })

  it('reads as words, never as a code', () => {
    for (const { primary, detailed } of CODES) {
      expect(categoryName(primary, detailed, words)).toMatch(/^[A-Z][A-Za-z ,-]+$/)
      expect(categoryName(primary, detailed, words)).not.toMatch(/_|^[A-Z]{4,}/)
    }
  })

  it('is unlike the name of every other code of the same primary', () => {
    const names = CODES.map(({ primary, detailed }) => `${primary} ${categoryName(primary, detailed, words)}`)
    expect(new Set(names).size).toBe(CODES.length)
  })

  it('falls back to the primary for a detailed code it does not know, then to the code written out', () => {
    expect(categoryName('FOOD_AND_DRINK', 'FOOD_AND_DRINK_SPACE_FOOD', words)).toBe('Food and drink')
    expect(categoryName('FOOD_AND_DRINK', null, words)).toBe('Food and drink')
    expect(categoryName('SPACE', 'SPACE_ROCKET_FUEL', words)).toBe('Space rocket fuel')
    expect(categoryName('SPACE', null, words)).toBe('Space')
    expect(categoryName('constructor', 'toString', words)).toBe('Tostring')
    expect(categoryName(null, null, words)).toBeNull()
  })
})
