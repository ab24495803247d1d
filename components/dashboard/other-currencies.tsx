import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { CurrencyWorth } from '@/lib/finance/net-worth'
import { listFormat } from '@/lib/i18n/formatters'
import { currencyHeading, currencyPlural } from '@/lib/money/currency-name'
import { isIsoCurrency } from '@/lib/money/exponents'
import { formatMoney, moneyText } from '@/lib/money/format'
import { Sparkline } from '../charts/sparkline'
import { Amount } from '../ui/amount'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { sparkValues } from './chart-points'
import { FIGURE_LINK } from './link-look'
import { type View, viewHref } from './view'

/** The currencies that are not in the large chart, each with its own line; a click puts one there. */
export function OtherCurrencies({
  currencies,
  view,
  hasHome,
}: {
  currencies: CurrencyWorth[]
  view: View
  /** Whether a home currency is chosen, in which there is a total. */
  hasHome: boolean
}) {
  const t = useTranslations('dashboard')
  return (
    <Card aria-labelledby="other-currencies" className="flex grow flex-col">
      <h2 id="other-currencies" className="text-17 leading-7">
        {t('others')}
      </h2>
      <div className="flex grow flex-col divide-y divide-line-2">
        {currencies.map((one) => (
          <OneCurrency key={one.currency} one={one} view={view} />
        ))}
      </div>
      {hasHome ? null : (
        <p className="border-t border-line-2 pt-4 text-13 text-ink-2">
          {t('neverAdded')}{' '}
          <Link href={'/settings#home-currency' as Route} className={FIGURE_LINK}>
            {t('chooseHome')}
          </Link>
        </p>
      )}
    </Card>
  )
}

function OneCurrency({ one, view }: { one: CurrencyWorth; view: View }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { currency, net, owned, owed, points, accountCount, institutionNames } = one
  const text = (amount: string) => moneyText({ amount, currency }, locale, { sign: 'never' })
  const places = listFormat(locale, { style: 'narrow', type: 'unit' }).format(institutionNames)
  return (
    <section
      aria-label={t('region', { code: currency })}
      className="relative isolate flex grow flex-col py-3.5 after:absolute after:inset-x-[-10px] after:inset-y-0 after:-z-1 after:rounded-control after:transition-colors hover:after:bg-line-2/60"
    >
      <div className="flex items-baseline justify-between gap-x-4">
        <h3 className="truncate font-sans text-14 font-medium tracking-normal">
          <Link
            href={viewHref({ ...view, currency })}
            scroll={false}
            aria-label={t('showLarge', { currency: currencyPlural(currency, locale) })}
            className="after:absolute after:inset-0"
          >
            {currencyHeading(currency, locale)}
          </Link>
        </h3>
        <Amount size="standing" className="shrink-0" parts={formatMoney({ amount: net, currency }, locale)} />
      </div>
      <div data-public className="figures text-13 text-ink-2">
        <p className="flex" title={places}>
          {t.rich('held', {
            places,
            count: accountCount,
            place: (words) => <span className="truncate">{words}</span>,
            rest: (words) => <span className="shrink-0 whitespace-pre">{words}</span>,
          })}
        </p>
        {owed === '0' ? null : (
          <p className="money">
            {t.rich('ownAndOwe', {
              owned: text(owned),
              owed: text(owed),
              part: (words) => <span className="whitespace-nowrap">{words}</span>,
            })}
          </p>
        )}
        {isIsoCurrency(currency) ? null : <p>{t('unofficial')}</p>}
      </div>
      <Sparkline values={sparkValues(points)} className="mt-2 h-7 max-h-20 w-full grow" />
    </section>
  )
}
