import { relativeTimeFormat } from '@/lib/i18n/formatters'

const STEPS: [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [3_570, 'minute', 60],
  [84_600, 'hour', 3_600],
  [2_592_000, 'day', 86_400],
  [31_536_000, 'month', 2_592_000],
  [Number.POSITIVE_INFINITY, 'year', 31_536_000],
]

/**
 * How long before `now` (or after it) a moment is, in words: "3 minutes ago", "in 2 days".
 * Within half a minute it is the locale's word for now.
 */
export function relativeTime(moment: Date, now: Date, locale: string): string {
  const seconds = (moment.getTime() - now.getTime()) / 1_000
  const format = relativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(seconds) < 30) return format.format(0, 'second')
  for (const [limit, unit, size] of STEPS) {
    if (Math.abs(seconds) < limit) {
      const count = Math.max(1, Math.round(Math.abs(seconds) / size)) * Math.sign(seconds)
      // "yesterday" and "last month" speak of the calendar; what is said here is an age.
      return relativeTimeFormat(locale, { numeric: 'always' }).format(count, unit)
    }
  }
  return format.format(0, 'second')
}
