import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { addMonths, firstOfMonth, lastOfMonth, type Month, monthOf } from '@/lib/calendar/months'

/** What a report is of: a calendar period, the twelve months to the end of this one, or any days. */
export const PERIODS = ['month', 'quarter', 'year', '12-months', 'custom'] as const
export type Period = (typeof PERIODS)[number]

/** With what a period is compared: the one right before it, or the same a year earlier. */
export const COMPARISONS = ['previous', 'year-before'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Both days included. */
export interface Range {
  from: CalendarDate
  to: CalendarDate
}

const MONTHS: Readonly<Record<Exclude<Period, 'custom'>, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  '12-months': 12,
}

const monthsFrom = (from: CalendarDate, count: number): Range => ({
  from,
  to: addDays(addMonths(from, count), -1),
})

/** What is asked for in the address. */
export interface PeriodChoice {
  period: Period
  /** Any day of the period; of days of one's own the first. Null: the period that today is in. */
  from: CalendarDate | null
  /** Of days of one's own the last. */
  to: CalendarDate | null
}

/** The days of a period. */
export function rangeOf({ period, from, to }: PeriodChoice, today: CalendarDate): Range {
  const day = from ?? today
  if (period === 'custom') {
    const first = from ?? (to === null || to >= today ? firstOfMonth(today) : firstOfMonth(to))
    const last = to ?? (first > today ? first : today)
    return first <= last ? { from: first, to: last } : { from: last, to: first }
  }
  if (period === '12-months')
    return monthsFrom(from ? firstOfMonth(from) : addMonths(firstOfMonth(today), -11), 12)
  const months = Number(day.slice(5, 7)) - 1
  return monthsFrom(addMonths(firstOfMonth(day), -(months % MONTHS[period])), MONTHS[period])
}

/** The period of the same kind before or after; null for days of one's own. */
export function steppedRange(period: Period, { from }: Range, count: 1 | -1): Range | null {
  if (period === 'custom') return null
  return monthsFrom(addMonths(from, count * MONTHS[period]), MONTHS[period])
}

/** How many whole calendar months a range is; null where it begins or ends within one. */
function wholeMonths({ from, to }: Range): number | null {
  if (!from.endsWith('-01') || to !== lastOfMonth(to)) return null
  const place = (day: CalendarDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return place(to) - place(from) + 1
}

/**
 * With what days a range is compared. One that is not over is compared with as many days of the other: half a month
 * beside a whole one would look like thrift.
 */
export function comparedRange(range: Range, comparison: Comparison, today: CalendarDate): Range {
  const months = wholeMonths(range)
  const length = daysBetween(range.from, range.to)
  const whole =
    comparison === 'year-before'
      ? {
          from: addMonths(range.from, -12),
          to: months === null ? addMonths(range.to, -12) : lastOfMonth(addMonths(range.to, -12)),
        }
      : months === null
        ? { from: addDays(range.from, -length - 1), to: addDays(range.from, -1) }
        : { from: addMonths(range.from, -months), to: addDays(range.from, -1) }
  if (today < range.from || today >= range.to) return whole
  const to = addDays(whole.from, daysBetween(range.from, today))
  return to < whole.to ? { from: whole.from, to } : whole
}

/** Every month that a range touches, oldest first, with the days of it that are in the range. */
export function monthsOf({ from, to }: Range): (Range & { month: Month })[] {
  const months: (Range & { month: Month })[] = []
  for (let first = firstOfMonth(from); first <= to; first = addMonths(first, 1)) {
    const last = lastOfMonth(first)
    months.push({
      month: monthOf(first),
      from: first < from ? from : first,
      to: last > to ? to : last,
    })
  }
  return months
}

/** What calendar period a range is exactly, if it is one. */
export function calendarPeriodOf(range: Range): 'month' | 'quarter' | 'year' | null {
  const months = wholeMonths(range)
  const first = Number(range.from.slice(5, 7)) - 1
  if (months === 1) return 'month'
  if (months === 3 && first % 3 === 0) return 'quarter'
  return months === 12 && first === 0 ? 'year' : null
}
