import { dateTimeFormat } from '@/lib/i18n/formatters'
import { calendarPeriodOf, type Range } from '@/lib/reports/period'

/**
 * What the days of a range are called: "November 2026", "2026", else its first and last day.
 *
 * @param quarter writes a quarter of a year.
 */
export function periodLabel(
  range: Range,
  locale: string,
  quarter: (number: string, year: string) => string,
): string {
  const moment = (day: string) => new Date(`${day}T00:00:00Z`)
  const write = (options: Intl.DateTimeFormatOptions) =>
    dateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const period = calendarPeriodOf(range)
  if (period === 'month') return write({ month: 'long', year: 'numeric' }).format(moment(range.from))
  if (period === 'year') return write({ year: 'numeric' }).format(moment(range.from))
  if (period === 'quarter') {
    const number = Math.floor((Number(range.from.slice(5, 7)) - 1) / 3) + 1
    return quarter(String(number), range.from.slice(0, 4))
  }
  return write({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    moment(range.from),
    moment(range.to),
  )
}
