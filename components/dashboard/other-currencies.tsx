import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { CurrencyOverview } from '@/lib/dashboard/queries'
import { isIsoCurrency } from '@/lib/money/exponents'
import { formatMoney } from '@/lib/money/format'
import { Sparkline } from '../charts/sparkline'
import { Amount } from '../ui/amount'
import { Card } from '../ui/card'
import { sparkValues } from './chart-points'
import { currencyPlural } from './currency-words'
import { type View, viewHref } from './view'

/** The currencies that are not in the large chart, each with its own line; a click puts one there. */
export function OtherCurrencies({ currencies, view }: { currencies: CurrencyOverview[]; view: View }) {
  const t = useTranslations('dashboard')
  return (
    <Card aria-labelledby="other-currencies" className="flex flex-col">
      <h2 id="other-currencies" className="text-17">
        {t('others')}
      </h2>
      <div className="flex grow flex-col divide-y divide-line-2">
        {currencies.map((one) => (
          <OneCurrency key={one.currency} one={one} view={view} />
        ))}
      </div>
      <p className="border-t border-line-2 pt-4 text-13 text-ink-2">{t('neverAdded')}</p>
    </Card>
  )
}

function OneCurrency({ one, view }: { one: CurrencyOverview; view: View }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { currency, net, owned, owed, points, accountCount, institutionNames } = one
  const name = currencyPlural(currency, locale)
  const text = (amount: string) => formatMoney({ amount, currency }, locale, { sign: 'never' }).text
  const places = new Intl.ListFormat(locale, { style: 'narrow', type: 'unit' }).format(institutionNames)
  return (
    <section
      aria-label={t('region', { code: currency })}
      className="relative flex grow flex-col py-3 transition-colors hover:bg-line-2/50"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-sans text-14 font-medium tracking-normal">
          <Link
            href={viewHref({ ...view, currency })}
            scroll={false}
            aria-label={t('showLarge', { currency: name })}
            className="after:absolute after:inset-0"
          >
            {name}
          </Link>
        </h3>
        <Amount size="standing" className="ml-auto" parts={formatMoney({ amount: net, currency }, locale)} />
      </div>
      <div className="figures text-13 text-ink-2">
        <p>
          {t('held', { places, count: accountCount })}
          {isIsoCurrency(currency) ? null : `, ${t('unofficial')}`}
        </p>
        {owed === '0' ? null : <p>{t('ownAndOwe', { owned: text(owned), owed: text(owed) })}</p>}
      </div>
      <Sparkline values={sparkValues(points)} className="mt-1.5 h-7 max-h-28 w-full grow" />
    </section>
  )
}
