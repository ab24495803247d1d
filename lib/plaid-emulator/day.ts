/** A UTC day as 'YYYY-MM-DD'. The emulator's banks all keep their books in UTC. */
export type Day = string

export const dayMs = 86_400_000
export const hourMs = 3_600_000

/** The number of whole UTC days since 1970-01-01 at a moment in milliseconds. */
export function dayNumber(ms: number): number {
  return Math.floor(ms / dayMs)
}

const written = new Map<number, Day>()

/** The UTC day of a moment in milliseconds. */
export function dayOf(ms: number): Day {
  const number = dayNumber(ms)
  const known = written.get(number)
  if (known !== undefined) return known
  // Histories name the same few thousand days over and over.
  if (written.size > 5000) written.clear()
  const day = new Date(number * dayMs).toISOString().slice(0, 10)
  written.set(number, day)
  return day
}

/** What a calendar shows for a day number: year, month 1 to 12, day of month, weekday 0 (Sunday) to 6, month's length. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
  readonly weekday: number
  readonly daysInMonth: number
}

const calendar = new Map<number, DateParts>()

/** The calendar's view of a day number. */
export function dateParts(number: number): DateParts {
  const known = calendar.get(number)
  if (known !== undefined) return known
  if (calendar.size > 5000) calendar.clear()
  const parts = computeDateParts(number)
  calendar.set(number, parts)
  return parts
}

function computeDateParts(number: number): DateParts {
  const date = new Date(number * dayMs)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + 1
  return {
    year,
    month,
    dayOfMonth: date.getUTCDate(),
    weekday: date.getUTCDay(),
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  }
}

/** The day number of the first of January of a year. */
export function firstDayOfYear(year: number): number {
  return dayNumber(Date.UTC(year, 0, 1))
}

/** A moment as Plaid writes it: ISO 8601 in UTC with seconds, 'YYYY-MM-DDTHH:mm:ssZ'. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
