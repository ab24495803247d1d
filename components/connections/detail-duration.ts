import { numberFormat } from '@/lib/i18n/formatters'

const unit = (locale: string, name: 'millisecond' | 'second' | 'minute' | 'hour' | 'day', digits = 0) =>
  numberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })

/** How long something took, as exactly as one wants to know: "340 ms", "2.7 sec", "12 sec", "3 min", "5 hr", "2 days". */
export function durationText(ms: number, locale: string): string {
  const seconds = Math.max(0, ms) / 1_000
  if (seconds < 0.9995) return unit(locale, 'millisecond').format(seconds * 1_000)
  if (seconds < 9.95) return unit(locale, 'second', 1).format(seconds)
  if (seconds < 99.5) return unit(locale, 'second').format(seconds)
  if (seconds < 5_970) return unit(locale, 'minute').format(seconds / 60)
  if (seconds < 171_000) return unit(locale, 'hour').format(seconds / 3_600)
  return unit(locale, 'day').format(seconds / 86_400)
}
