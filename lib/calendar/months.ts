import { addDays, type CalendarDate, toCalendarDate } from './calendar-date'

/** A month, as `YYYY-MM`. It sorts as text. */
export type Month = string

/** The month that a day is in. */
export const monthOf = (day: CalendarDate): Month => day.slice(0, 7)

/** The month that comes `count` months later, or earlier when negative. */
export function monthsLater(month: Month, count: number): Month {
  const place = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(place / 12)).padStart(4, '0')}-${String((place % 12) + 1).padStart(2, '0')}`
}

/** @throws RangeError when there is no such month. */
export const firstDay = (month: Month): CalendarDate => toCalendarDate(`${month}-01`)

/** @throws RangeError when there is no such month, or none after it. */
export const lastDay = (month: Month): CalendarDate => addDays(firstDay(monthsLater(month, 1)), -1)

/** The days of a month, both ends included. @throws RangeError as `lastDay` does. */
export const daysOfMonth = (month: Month): { from: CalendarDate; to: CalendarDate } => ({
  from: firstDay(month),
  to: lastDay(month),
})

/** The first day of the month that a day is in. */
export const firstOfMonth = (day: CalendarDate): CalendarDate => firstDay(monthOf(day))

/** The last day of the month that a day is in. */
export const lastOfMonth = (day: CalendarDate): CalendarDate => lastDay(monthOf(day))

/**
 * The same day `count` months later, or earlier when negative; the last of the month where that has no such day.
 *
 * @throws RangeError when it would be before the first year or after the last that a `CalendarDate` can name.
 */
export function addMonths(day: CalendarDate, count: number): CalendarDate {
  const month = monthsLater(monthOf(day), count)
  const last = lastDay(month)
  const same = `${month}-${day.slice(8)}`
  return same > last ? last : toCalendarDate(same)
}
