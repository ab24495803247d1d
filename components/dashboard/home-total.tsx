import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { Overview } from '@/lib/dashboard/queries'
import { type DatedRate, isOldRate } from '@/lib/finance/conversion'
import { listFormat } from '@/lib/i18n/formatters'
import { currencyHeading, currencyPlural } from '@/lib/money/currency-name'
import { formatMoney, moneyText } from '@/lib/money/format'
import { rateDay, rateText } from '@/lib/rates/rate-text'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { Pill } from '../ui/pill'
import { FIGURE_LINK } from './link-look'

/** Whether there is a home currency, and anything that is not in it. */
export function hasHomeTotal({ home, worth }: Overview): boolean {
  return home !== null && worth.some(({ currency }) => currency !== home.currency)
}

/** Everything in the home currency, with each rate that it rests on and its day; what has no rate is said. */
export function HomeTotal({ overview: { home, today } }: { overview: Overview }) {
  const t = useTranslations('dashboard.home')
  const locale = useLocale()
  if (!home) return null
  const name = currencyHeading(home.currency, locale)
  const left = listFormat(locale, { type: 'conjunction' }).format(
    home.missing.map(({ currency }) => currency),
  )
  return (
    <Card aria-labelledby="home-total">
      <CardHeader id="home-total" title={t('title')} className="mb-2" />
      {home.total ? (
        <>
          <p className="text-13 text-ink-2">
            {home.missing.length > 0 ? t('inWithout', { currency: name, left }) : t('in', { currency: name })}
          </p>
          <p className="mt-0.5">
            <Amount size="standing" parts={formatMoney(home.total, locale)} />
          </p>
        </>
      ) : (
        <p className="text-ink-2">{t('none', { currency: currencyPlural(home.currency, locale) })}</p>
      )}
      {home.rates.length > 0 ? (
        <ul data-public aria-label={t('rates')} className="figures mt-3 grid gap-1 text-13 text-ink-2">
          {home.rates.map((rate) => (
            <Rate key={`${rate.base} ${rate.quote}`} rate={rate} isOld={isOldRate(rate, today)} />
          ))}
        </ul>
      ) : null}
      {home.missing.map((money) => (
        <p key={money.currency} className="mt-3 text-13 text-amber">
          {t.rich('missing', {
            currency: money.currency,
            amount: moneyText(money, locale),
            m: (words) => <span className="figures money">{words}</span>,
          })}{' '}
          <Link
            href={`/settings/rates?base=${encodeURIComponent(money.currency)}` as Route}
            className="touch-target font-semibold underline underline-offset-4"
          >
            {t('enter')}
          </Link>
        </p>
      ))}
      <p className="mt-3 text-13">
        <Link href={'/settings/rates' as Route} className={`${FIGURE_LINK} text-ink-2`}>
          {t('manage')}
        </Link>
      </p>
    </Card>
  )
}

/** "1 EUR = 1.0842 USD, 20 Nov 2026, ECB" */
function Rate({ rate: { base, quote, day, rate, source }, isOld }: { rate: DatedRate; isOld: boolean }) {
  const t = useTranslations('dashboard.home')
  const locale = useLocale()
  return (
    <li>
      <span className="whitespace-nowrap">{t('rate', { base, quote, rate: rateText(rate, locale) })}</span>
      {', '}
      <span className="whitespace-nowrap">{rateDay(day, locale)}</span>
      {', '}
      {t(`source.${source}`)}
      {isOld ? (
        <>
          {' '}
          <Pill tone="amber">{t('old')}</Pill>
        </>
      ) : null}
    </li>
  )
}
