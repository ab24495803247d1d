import { addDays, type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { dateTimeFormat } from '@/lib/i18n/formatters'

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
  return dateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(toUtcMidnight(day))
}
