import { addDays, type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'

/** A day in full, such as "Nov 20, 2026". */
export function dayText(day: CalendarDate, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(toUtcMidnight(day))
}

/**
 * A day as the heading of what happened on it: "Today", "Yesterday", "Wed, Nov 18", and with its year where that is
 * another than today's.
 */
export function dayHeading(
  day: CalendarDate,
  today: CalendarDate,
  words: { today: string; yesterday: string },
  locale: string,
): string {
  if (day === today) return words.today
  if (day === addDays(today, -1)) return words.yesterday
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(toUtcMidnight(day))
}

/** Rows that are sorted by day, as one group per day in the same order. */
export function groupByDay<Row extends { shownOn: CalendarDate }>(
  rows: readonly Row[],
): { day: CalendarDate; rows: Row[] }[] {
  const groups: { day: CalendarDate; rows: Row[] }[] = []
  for (const row of rows) {
    const group = groups.at(-1)
    if (group?.day === row.shownOn) group.rows.push(row)
    else groups.push({ day: row.shownOn, rows: [row] })
  }
  return groups
}
