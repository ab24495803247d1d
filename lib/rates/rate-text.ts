import { dateTimeFormat, numberFormat } from '../i18n/formatters'
/** All digits of an exact rate, as the language writes numbers. */
export function rateText(rate: string, locale: string): string {
  const digits = rate.split('.')[1]?.length ?? 0
  return numberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(rate as Intl.StringNumericLiteral)
}

/** A day with its year: "Nov 20, 2026". */
export function rateDay(day: string, locale: string): string {
  return dateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(`${day}T00:00:00Z`))
}
