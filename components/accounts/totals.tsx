import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { Stat } from '@/components/ui/stat'
import type { CurrencyTotal } from '@/lib/accounts/queries'
import { currencyHeading, currencyPlural } from '@/lib/money/currency-name'
import { formatMoney } from '@/lib/money/format'

/** What one owns, owes and has in each currency. Never one sum across. */
export function Totals({ totals }: { totals: CurrencyTotal[] }) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  if (totals.length === 0) return null
  return (
    <Card aria-label={t('totals')} className="grid gap-4">
      <div className="divide-y divide-line-2">
        {totals.map(({ currency, owned, owed, net, count }) => {
          const parts = (amount: string, sign: 'never' | 'negative' = 'never') =>
            formatMoney({ amount, currency }, locale, { sign })
          return (
            <section
              key={currency}
              aria-label={t('totalsIn', { currency: currencyPlural(currency, locale) })}
              className="grid gap-x-6 gap-y-2 py-4 first:pt-0 last:pb-0 sm:grid-cols-[8rem_minmax(0,1fr)] wide:grid-cols-[10rem_minmax(0,1fr)]"
            >
              <h2 className="font-sans text-14 font-semibold tracking-normal">
                {currencyHeading(currency, locale)}
                <span className="block text-13 font-normal text-ink-2">{t('counted', { count })}</span>
              </h2>
              {/* The figures of one currency stand below those of another. */}
              <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
                <Stat label={t('net')} className="max-sm:col-span-2">
                  <Amount size="standing" parts={parts(net, 'negative')} />
                </Stat>
                <Stat label={t('own')}>
                  <Amount size="standing" parts={parts(owned)} />
                </Stat>
                <Stat label={t('youOwe')}>
                  <Amount size="standing" parts={parts(owed)} />
                </Stat>
              </dl>
            </section>
          )
        })}
      </div>
      <p className="text-13 text-ink-2">{t('neverAdded')}</p>
    </Card>
  )
}
