import { at } from './books'
import type { Category } from './categories'
import { type Day, has, pay } from './funds'
import type { AccountRole } from './institution'
import { banking } from './purposes'

/** How a loan is paid back. */
export interface LoanTerms {
  role: AccountRole
  /** What a usual household pays each month, in minor units. */
  usMinor: number
  /** Interest a year, as a share of what is owed; charged on the last day of each month. */
  rate: number
  /** The day of the month that the payment is made on. */
  dueOn: number
  category: Category
  line: string
}

/** The terms of the loans that the pretend banks give. */
export const loanTerms: readonly LoanTerms[] = [
  {
    role: 'student-loan',
    usMinor: 31_240,
    rate: 0.052,
    dueOn: 12,
    category: 'LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT',
    line: 'STUDENT LOAN PAYMENT',
  },
  {
    role: 'car-loan',
    usMinor: 38_915,
    rate: 0.061,
    dueOn: 10,
    category: 'LOAN_PAYMENTS_CAR_PAYMENT',
    line: 'AUTO LOAN PAYMENT',
  },
  {
    role: 'mortgage',
    usMinor: 154_218,
    rate: 0.041,
    dueOn: 1,
    category: 'LOAN_PAYMENTS_MORTGAGE_PAYMENT',
    line: 'MORTGAGE PAYMENT',
  },
]

/** What a household pays each month for a loan, in minor units, until less is left. */
export const installmentMinor = ({ usMinor }: LoanTerms, level: number) => Math.round((usMinor * level) / 100)

/** Writes down what a day brings to the household's loans: a payment on both sides, and the interest. */
export function repay(context: Day): void {
  const { household, books, day, date } = context
  for (const terms of loanTerms) {
    const { role, rate, dueOn, category, line } = terms
    if (!has(household, role)) continue
    const owed = books.balance(role)
    if (date.dayOfMonth === dueOn && owed > 0) {
      const minor = Math.min(owed, installmentMinor(terms, household.level))
      pay(context, { minor, purpose: banking(household, line, category, 'direct debit') })
      books.add(day, {
        account: role,
        minor: -minor,
        occurredAt: at(day, 6.25),
        purpose: banking(household, 'PAYMENT RECEIVED', category, 'payment'),
      })
    }
    if (date.dayOfMonth === date.daysInMonth && owed > 0) {
      books.add(day, {
        account: role,
        minor: Math.round((owed * rate) / 12),
        occurredAt: at(day, 6.75),
        purpose: banking(household, 'INTEREST CHARGE', 'BANK_FEES_INTEREST_CHARGE', 'interest'),
      })
    }
  }
}
