import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { currencyHeading, currencyPlural } from '@/lib/money/currency-name'
import { formatMoney, moneyText } from '@/lib/money/format'
import { addMoney } from '@/lib/money/money'
import type { ListSummary } from '@/lib/transactions/queries'

/** What came in, went out and is left of everything the filters find: each currency by itself. */
export function CurrencySums({ sums }: { sums: ListSummary['sums'] }) {
  const t = useTranslations('transactions')
  const locale = useLocale()
  if (sums.length === 0) return null

  return (
    <ul
      aria-label={t('sums')}
      className="overflow-hidden rounded-card border border-line bg-card sm:flex sm:flex-wrap"
    >
      {sums.map(({ currency, count, moneyIn, moneyOut }) => {
        const came = { amount: moneyIn, currency }
        const went = { amount: moneyOut, currency }
        return (
          // Each draws its upper and left rule just outside itself: only those between two are seen.
          <li
            key={currency}
            className="-mt-px -ml-px grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 border-t border-l border-line-2 px-4 py-2 sm:block sm:flex-[1_1_15rem] sm:px-[22px] sm:py-4"
          >
            <p className="text-13 text-ink-2">
              {currencyHeading(currency, locale)}, {t('count', { count })}
            </p>
            <p className="figures text-right font-serif text-17 whitespace-nowrap sm:mt-1 sm:text-left sm:text-21">
              <span className="sr-only">{t('net', { currency: currencyPlural(currency, locale) })} </span>
              {moneyText(addMoney(came, went), locale, { sign: 'always' })}
            </p>
            <p className="col-span-2 text-13 text-ink-2">
              <span className="inline-block whitespace-nowrap">
                <Amount parts={formatMoney(came, locale, { sign: 'always', bare: true })} /> {t('moneyIn')}
              </span>
              <span className="inline-block whitespace-nowrap pl-3">
                <Amount parts={formatMoney(went, locale, { bare: true })} /> {t('moneyOut')}
              </span>
            </p>
          </li>
        )
      })}
    </ul>
  )
}
