import { useLocale, useTranslations } from 'next-intl'
import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { dateTimeFormat, numberFormat } from '@/lib/i18n/formatters'
import { currencyPlural } from '@/lib/money/currency-name'
import { type FormatMoneyOptions, formatMoney } from '@/lib/money/format'
import { exactNumber } from './exact-number'

/** How what is held in one currency is written. For components of the server. */
export function useInvestmentWords(currency: string) {
  const t = useTranslations('investments')
  const locale = useLocale()
  const parts = (amount: string, options?: FormatMoneyOptions) =>
    formatMoney({ amount, currency }, locale, options)
  const percent = numberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const day = dateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return {
    t,
    currencyName: currencyPlural(currency, locale),
    parts,
    text: (amount: string, options?: FormatMoneyOptions) => parts(amount, options).text,
    /** A part of 1, with its sign. */
    change: (value: string) => percent.format(Number(value)).replace('-', '−'),
    quantity: (value: string) => exactNumber(value, locale),
    day: (value: CalendarDate) => day.format(new Date(`${value}T00:00:00Z`)),
  }
}
