import type { DateParts } from '../day'
import type { Random } from '../random'
import { at, type Books, type Draft } from './books'
import type { Category } from './categories'
import { type Household, monthlyPayMinor } from './household'
import type { AccountRole } from './institution'
import { banking } from './purposes'

/** The day that is being written down. */
export interface Day {
  household: Household
  books: Books
  day: number
  date: DateParts
  random: Random
}

/** Does the household have an account of this role? */
export const has = (household: Household, role: AccountRole) =>
  household.institution.accounts.some((account) => account.role === role)

/** Moves money between two accounts of the household: one row in each. */
export function transfer(
  { household, books, day }: Day,
  from: { account: string; line: string; category: Category },
  to: { account: string; line: string; category: Category },
  minor: number,
  hour: number,
): void {
  const occurredAt = at(day, hour)
  books.add(day, {
    account: from.account,
    minor,
    occurredAt,
    purpose: banking(household, from.line, from.category, 'transfer'),
  })
  books.add(day, {
    account: to.account,
    minor: -minor,
    occurredAt,
    purpose: banking(household, to.line, to.category, 'transfer'),
  })
}

/** Keeps the everyday account from running dry: what is about to be paid is first fetched from the savings. */
export function ensureFunds(context: Day, minor: number): void {
  const { household, books, date } = context
  const month = monthlyPayMinor(household, date.year)
  if (books.balance('everyday') - minor > month * 0.08) return
  const wanted = Math.ceil((month * 0.3 + minor - books.balance('everyday')) / 5000) * 5000
  const amount = Math.min(wanted, Math.max(0, books.balance('savings') - 10_000))
  if (amount <= 0) return
  transfer(
    context,
    { account: 'savings', line: 'TRANSFER TO CHECKING', category: 'TRANSFER_OUT_ACCOUNT_TRANSFER' },
    { account: 'everyday', line: 'TRANSFER FROM SAVINGS', category: 'TRANSFER_IN_SAVINGS' },
    amount,
    5.5,
  )
}

/** Pays something out of the everyday account. */
export function pay(context: Day, draft: Omit<Draft, 'account' | 'occurredAt'>, hour = 6.25): void {
  ensureFunds(context, draft.minor)
  context.books.add(context.day, { ...draft, account: 'everyday', occurredAt: at(context.day, hour) })
}
