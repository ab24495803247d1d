import { type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { dateTimeFormat } from '@/lib/i18n/formatters'

/** A day in full, such as "Nov 20, 2026". */
export function dayText(day: CalendarDate, locale: string): string {
  return dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(toUtcMidnight(day))
}
