import { dateTimeFormat } from '../i18n/formatters'

declare const brand: unique symbol

/** A day, as `YYYY-MM-DD`. It has no time and no zone, and sorts as text. */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' }

const PATTERN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
/** Every month has them. */
const DAYS_OF_ALL_MONTHS = '28'
const DAY_MS = 86_400_000

/** Reads `YYYY-MM-DD`; null when it is not a day that exists. */
export function parseCalendarDate(text: string): CalendarDate | null {
  // There is no year 0: PostgreSQL refuses it.
  if (!PATTERN.test(text) || text.startsWith('0000')) return null
  if (text.slice(8) <= DAYS_OF_ALL_MONTHS) return text as CalendarDate
  const moment = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text) return null
  return text as CalendarDate
}

/** Reads `YYYY-MM-DD`. @throws RangeError when it is not a day that exists. */
export function toCalendarDate(text: string): CalendarDate {
  const day = parseCalendarDate(text)
  if (day === null) throw new RangeError(`Not a day: ${text}`)
  return day
}

/** The day as a database's `date` column wants it: midnight UTC. */
export function toUtcMidnight(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day of a `date` column that was read as midnight UTC. */
export function fromUtcMidnight(moment: Date): CalendarDate {
  return moment.toISOString().slice(0, 10) as CalendarDate
}

/** `count` days later, or earlier when negative. */
export function addDays(day: CalendarDate, count: number): CalendarDate {
  return fromUtcMidnight(new Date(toUtcMidnight(day).getTime() + count * DAY_MS))
}

/** Days from `start` to `end`; negative when `end` is the earlier one. */
export function daysBetween(start: CalendarDate, end: CalendarDate): number {
  return Math.round((toUtcMidnight(end).getTime() - toUtcMidnight(start).getTime()) / DAY_MS)
}

/** The day that a moment falls on in a time zone (IANA name). @throws RangeError for an unknown zone. */
export function dayInZone(moment: Date, timeZone: string): CalendarDate {
  const parts = dateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(moment)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return toCalendarDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`)
}

/** Whether this runtime knows the time zone. */
export function isTimeZone(name: string): boolean {
  try {
    dateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
