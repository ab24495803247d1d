import { useLocale, useTranslations } from 'next-intl'
import { numberFormat } from '@/lib/i18n/formatters'
import { currencyPlural } from '@/lib/money/currency-name'
import { type FormatMoneyOptions, formatMoney, type MoneyParts } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import type { Range } from '@/lib/reports/period'
import type { ReportFlow } from '@/lib/reports/report'
import { periodLabel } from './period-label'

/** How a report of one currency is written. For components of the server. */
export function useReportWords(currency: string) {
  const t = useTranslations('reports')
  const locale = useLocale()
  const parts = (amount: string, options?: FormatMoneyOptions): MoneyParts =>
    formatMoney({ amount, currency }, locale, options)
  const percent = (options: Intl.NumberFormatOptions) =>
    numberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      ...options,
    })
  return {
    t,
    locale,
    currencyName: currencyPlural(currency, locale),
    period: (range: Range) => periodLabel(range, locale, (number, year) => t('quarter', { number, year })),
    parts,
    text: (amount: string, options?: FormatMoneyOptions) => parts(amount, options).text,
    /** A share of a whole, as a part of 1. */
    share: (value: string) => percent({}).format(Number(value)),
    /** How much more or less, as a part of 1, with its sign. */
    change: (value: string) => percent({ signDisplay: 'exceptZero' }).format(Number(value)).replace('-', '−'),
  }
}

/** An amount as the size that is told of its direction: what was spent is positive, what came in as well. */
export function sizeOf(amount: string, flow: ReportFlow): string {
  return flow === 'spending' ? plain(exact(amount).negated()) : amount
}
