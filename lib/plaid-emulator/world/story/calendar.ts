import { type DateParts, dateParts, dayMs } from '../../day'
import type { Books } from '../books'
import type { Day } from '../funds'
import { monthsFrom } from '../products/schedule'

/** A day of a story: `today` is the day number on which its login was first seen, and everything turns on it. */
export interface StoryDay extends Day {
  today: number
}

/** A day of a part of a story in which nobody shops. */
export type CoinDay = Pick<StoryDay, 'books' | 'day' | 'date' | 'random' | 'today'>

/**
 * How many times a monthly payment that is due on a day number has yet to come after the given day: 0 on the day
 * itself, 1 a month earlier, negative later; null between payments. A short month's payment comes on its last day.
 */
export function paymentsUntil(due: number, day: number): number | null {
  const from = dateParts(day)
  const to = dateParts(due)
  const months = (to.year - from.year) * 12 + to.month - from.month
  return monthsFrom(due, 0 - months) === day ? months : null
}

/** What goes each month from the home bank to the wallet, in cents. */
export const monthlyCoinsMinor = 10_000

/** A journey abroad: the day numbers of its first and its last day. */
export interface Journey {
  from: number
  to: number
}

/** The two journeys of a story: one lately, one a year before. */
export function journeysOf(today: number): readonly [lately: Journey, before: Journey] {
  return [
    { from: today - 47, to: today - 36 },
    { from: today - 431, to: today - 424 },
  ]
}

/** The journey that a day is part of, or null. */
export function journeyOn(today: number, day: number): Journey | null {
  return journeysOf(today).find(({ from, to }) => day >= from && day <= to) ?? null
}

/** Does every second Friday fall on this day? */
export const isSecondFriday = (day: number, { weekday }: DateParts) =>
  weekday === 5 && Math.floor(day / 7) % 2 === 0

/** What an account holds, were every movement of the last days settled, at the end of a day number. */
export function settledAtEndOf(books: Books, account: string, day: number): number {
  return books.settledBalance(account, (day + 1) * dayMs - 1)
}
