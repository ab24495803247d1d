import type { Category } from './categories'
import type { Purpose } from './entry'

/** What words in a bank's line say about a movement; the first that fits counts. */
const hints: readonly (readonly [RegExp, Category])[] = [
  [/\b(payroll|salary|wages|direct dep)/, 'INCOME_SALARY'],
  [/\binterest (charge|paid by you)|finance charge/, 'BANK_FEES_INTEREST_CHARGE'],
  [/\b(interest|intrst|dividend)\b/, 'INCOME_INTEREST_EARNED'],
  [/\b(tax refund|irs treas)/, 'INCOME_TAX_REFUND'],
  [/\b(credit c(ar)?rd|autopay|card payment|payment thank you)/, 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT'],
  [/\bmortgage\b/, 'LOAN_PAYMENTS_MORTGAGE_PAYMENT'],
  [/\bstudent loan\b/, 'LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT'],
  [/\b(auto loan|car payment)\b/, 'LOAN_PAYMENTS_CAR_PAYMENT'],
  [/\b(venmo|zelle|cash app|paypal)\b/, 'TRANSFER_OUT_TRANSFER_OUT_FROM_APPS'],
  [/\b(atm|withdrawal)\b/, 'TRANSFER_OUT_WITHDRAWAL'],
  [/\b(transfer|xfer)\b/, 'TRANSFER_OUT_ACCOUNT_TRANSFER'],
  [/\bfee\b/, 'BANK_FEES_OTHER_BANK_FEES'],
  [/\brent\b/, 'RENT_AND_UTILITIES_RENT'],
  [/\b(electric|power|gas bill)/, 'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY'],
  [/\bwater\b/, 'RENT_AND_UTILITIES_WATER'],
  [/\b(internet|cable|broadband)\b/, 'RENT_AND_UTILITIES_INTERNET_AND_CABLE'],
  [/\b(phone|mobile|wireless)\b/, 'RENT_AND_UTILITIES_TELEPHONE'],
  [/\binsurance\b/, 'GENERAL_SERVICES_INSURANCE'],
  [/\b(coffee|cafe|espresso)\b/, 'FOOD_AND_DRINK_COFFEE'],
  [/\b(burger|pizza|taco|fast food)/, 'FOOD_AND_DRINK_FAST_FOOD'],
  [/\b(restaurant|bistro|diner|grill)\b/, 'FOOD_AND_DRINK_RESTAURANT'],
  [/\b(grocer|supermarket|market)/, 'FOOD_AND_DRINK_GROCERIES'],
  [/\b(fuel|gas|petrol)\b/, 'TRANSPORTATION_GAS'],
  [/\b(taxi|uber|lyft|cab)\b/, 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES'],
  [/\bparking\b/, 'TRANSPORTATION_PARKING'],
  [/\b(airline|air lines|flight|airways)/, 'TRAVEL_FLIGHTS'],
  [/\b(hotel|inn|lodging)\b/, 'TRAVEL_LODGING'],
  [/\b(pharmacy|drug)/, 'MEDICAL_PHARMACIES_AND_SUPPLEMENTS'],
  [/\b(gym|fitness)\b/, 'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS'],
  [/\b(book|books)\b/, 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS'],
  [/\b(donation|charity)\b/, 'GOVERNMENT_AND_NON_PROFIT_DONATIONS'],
]

const incoming: Partial<Record<Category, Category>> = {
  TRANSFER_OUT_TRANSFER_OUT_FROM_APPS: 'TRANSFER_IN_TRANSFER_IN_FROM_APPS',
  TRANSFER_OUT_ACCOUNT_TRANSFER: 'TRANSFER_IN_ACCOUNT_TRANSFER',
}

/** What a movement is for, as far as the bank's line alone tells it. `minor` is positive where money goes out. */
export function describedPurpose(description: string, minor: number): Purpose {
  const line = description.toLowerCase()
  const found = hints.find(([words]) => words.test(line))?.[1]
  const usual = minor < 0 ? 'TRANSFER_IN_ACCOUNT_TRANSFER' : 'GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE'
  const category = found === undefined ? usual : minor < 0 ? (incoming[found] ?? found) : found
  return {
    name: description,
    merchant: null,
    category,
    channel: 'other',
    place: null,
    code: null,
    counterparty: null,
  }
}
