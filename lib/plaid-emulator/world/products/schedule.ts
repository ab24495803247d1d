import { type Day, dateParts, dayMs, dayNumber, dayOf } from '../../day'

/** A day number as 'YYYY-MM-DD'. */
export const dayText = (day: number): Day => dayOf(day * dayMs)

/** The day number of a day of a month; months may be below 1 and above 12, and a short month ends early. */
export function dayIn(year: number, month: number, dayOfMonth: number): number {
  const lengths = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return dayNumber(Date.UTC(year, month - 1, Math.min(dayOfMonth, lengths)))
}

/** The last day number up to the given one that falls on a day of the month. */
export function lastOn(day: number, dayOfMonth: number): number {
  const { year, month } = dateParts(day)
  const here = dayIn(year, month, dayOfMonth)
  return here <= day ? here : dayIn(year, month - 1, dayOfMonth)
}

/** The first day number after the given one that falls on a day of the month. */
export function nextOn(day: number, dayOfMonth: number): number {
  const { year, month } = dateParts(day)
  const here = dayIn(year, month, dayOfMonth)
  return here > day ? here : dayIn(year, month + 1, dayOfMonth)
}

/** The day number some months later, or earlier if negative. */
export function monthsFrom(day: number, months: number): number {
  const { year, month, dayOfMonth } = dateParts(day)
  return dayIn(year, month + months, dayOfMonth)
}

/** How many more payments a loan takes, at a rate a year; null where they do not even cover the interest. */
export function paymentsLeft(owedMinor: number, paymentMinor: number, rate: number): number | null {
  if (owedMinor <= 0) return 0
  if (rate === 0) return paymentMinor > 0 ? Math.ceil(owedMinor / paymentMinor) : null
  const monthly = rate / 12
  const covered = 1 - (owedMinor * monthly) / paymentMinor
  return covered <= 0 ? null : Math.ceil(-Math.log(covered) / Math.log(1 + monthly))
}

/** What was owed some payments ago, if each was the same. */
export function owedBefore(owedMinor: number, paymentMinor: number, rate: number, payments: number): number {
  const monthly = rate / 12
  if (monthly === 0) return owedMinor + paymentMinor * payments
  const shrink = (1 + monthly) ** -payments
  return Math.round(owedMinor * shrink + (paymentMinor * (1 - shrink)) / monthly)
}
