import { daysBetween, toCalendarDate } from '@/lib/calendar/calendar-date'
import { usualDigits } from '@/lib/money/exponents'
import { exact, plain } from '@/lib/money/money'

/** What was spent up to the end of a day: a size, exact. */
export interface SpentByDay {
  /** YYYY-MM-DD. */
  day: string
  total: string
}

export interface Pace {
  /** Both in parts of the width and of the height, from the left and from the top. */
  line: { x: number; y: number }[]
  limitY: number
  zeroY: number
  today: { x: number; y: number } | null
  /** What an even pace would have spent by the last day that is known, in the currency's usual digits or those of the limit. */
  even: string
  /** Spent less an even pace: negative is under it. */
  ahead: string
}

/** The limit, the even way to it, and what was spent so far, from the first day of a period to its last. */
export function paceOf(
  limit: string,
  from: string,
  to: string,
  spent: readonly SpentByDay[],
  currency: string,
): Pace {
  const start = toCalendarDate(from)
  const days = daysBetween(start, toCalendarDate(to)) + 1
  const x = (day: string) => (daysBetween(start, toCalendarDate(day)) + 1) / days
  const last = spent.at(-1)
  const values = spent.map(({ total }) => Number(total))
  const most = Math.max(Number(limit), 0, ...values)
  const least = Math.min(0, ...values)
  const span = most - least || 1
  // Room above the limit for its name.
  const top = most + span * 0.16
  const y = (value: number) => (top - value) / (top - least)
  const line = spent.map(({ day, total }) => ({ x: x(day), y: y(Number(total)) }))
  const passed = last ? daysBetween(start, toCalendarDate(last.day)) + 1 : 0
  const digits = Math.max(usualDigits(currency), exact(limit).decimalPlaces())
  const even = exact(limit).times(passed).dividedBy(days).toDecimalPlaces(digits)
  return {
    line: [{ x: 0, y: y(0) }, ...line],
    limitY: y(Number(limit)),
    zeroY: y(0),
    today: line.at(-1) ?? null,
    even: plain(even),
    ahead: plain(exact(last?.total ?? '0').minus(even)),
  }
}
