import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import { addDays } from '@/lib/calendar/calendar-date'
import type { Overview } from '@/lib/dashboard/queries'
import { RANGES } from '@/lib/dashboard/schema'
import type { CurrencyWorth } from '@/lib/finance/net-worth'
import { currencyHeading, currencyPlural } from '@/lib/money/currency-name'
import { formatMoney, moneyText } from '@/lib/money/format'
import { entriesHref } from '@/lib/transactions/schema'
import { NetWorthChart } from '../charts/net-worth-chart'
import { dayLabel } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { SegmentedLinks } from '../ui/segmented-links'
import { netChange } from './chart-points'
import { HomeTotal, hasHomeTotal } from './home-total'
import { FIGURE_LINK } from './link-look'
import { OtherCurrencies } from './other-currencies'
import { type View, viewHref } from './view'

/** What one owns and owes in each currency: one of them large, the others beside it. Never one sum across. */
export function Balances({ overview, view }: { overview: Overview; view: View }) {
  const { worth, connections, home } = overview
  const large = worth.find(({ currency }) => currency === view.currency) ?? worth[0]
  if (!large) return <NoBalances importing={connections.some(({ busy }) => busy)} />
  const others = worth.filter((one) => one !== large)
  const withHome = hasHomeTotal(overview)
  return (
    <div
      className={
        others.length > 0 || withHome ? 'grid gap-4 wide:grid-cols-[minmax(0,1fr)_20rem]' : 'contents'
      }
    >
      <LargeBalances large={large} overview={overview} view={view} />
      {others.length > 0 || withHome ? (
        <div className="flex min-w-0 flex-col gap-4">
          {withHome ? <HomeTotal overview={overview} /> : null}
          {others.length > 0 ? (
            <OtherCurrencies currencies={others} view={view} hasHome={home !== null} />
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function LargeBalances({ large, overview, view }: { large: CurrencyWorth; overview: Overview; view: View }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { worth, abroad } = overview
  const { currency, net, points } = large
  const leftOut = points.some(({ estimated }) => estimated) ? (abroad.get(currency) ?? 0) : 0
  return (
    <Card aria-labelledby="balances" className="flex flex-col">
      <CardHeader
        id="balances"
        title={t('balances')}
        className="mb-2"
        actions={
          <SegmentedLinks
            label={t('range')}
            links={RANGES.map((range) => ({
              href: viewHref({ ...view, range }),
              label: t(`rangeShort.${range}`),
              name: t(`rangeName.${range}`),
              current: range === view.range,
            }))}
          />
        }
      />
      <section aria-label={t('region', { code: currency })} className="flex grow flex-col">
        <div className="mb-4 flex items-start justify-between gap-4">
          <div className="min-w-0">
            <p className="text-13 text-ink-2">
              {t('netOf', { currency: currencyHeading(currency, locale) })}
            </p>
            <p className="mt-0.5">
              <Link href={'/accounts' as Route} className="rounded-control hover:opacity-80">
                <Amount size="large" parts={formatMoney({ amount: net, currency }, locale)} />
              </Link>
            </p>
            <Change of={large} />
          </div>
          {worth.length > 1 ? (
            <SegmentedLinks
              label={t('currency')}
              className="shrink-0 max-sm:hidden"
              links={worth.map((one) => ({
                href: viewHref({ ...view, currency: one === worth[0] ? null : one.currency }),
                label: one.currency,
                current: one === large,
              }))}
            />
          ) : null}
        </div>
        <NetWorthChart
          key={`${currency} ${view.range}`}
          label={t('chart', { currency: currencyPlural(currency, locale) })}
          currency={currency}
          points={points}
        />
        {leftOut > 0 ? <p className="mt-2 text-12 text-ink-2">{t('abroad', { count: leftOut })}</p> : null}
      </section>
    </Card>
  )
}

/** "+$1,204.10 since Aug 22", over the span that the chart shows; it leads to what has posted since. */
function Change({ of: { points, currency } }: { of: CurrencyWorth }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const found = netChange(points, currency)
  if (!found) return null
  const { change, since, estimated } = found
  const today = points.at(-1)?.day ?? since
  const day = dayLabel(since, locale, since.slice(0, 4) !== today.slice(0, 4))
  if (change.amount === '0')
    return <p className="text-13 text-ink-2">{t(estimated ? 'noChangeEstimated' : 'noChange', { day })}</p>
  const amount = moneyText(change, locale, { sign: 'always' })
  return (
    <p className="figures text-13 text-ink-2">
      <Link
        href={entriesHref({ state: 'posted', currency, from: addDays(since, 1), to: today })}
        className={FIGURE_LINK}
      >
        {t(estimated ? 'changeEstimated' : 'change', { amount, day })}
      </Link>
    </p>
  )
}

/** Connections without a balance: still importing, or stopped before the first. */
function NoBalances({ importing }: { importing: boolean }) {
  const t = useTranslations('dashboard')
  return (
    <Card aria-label={t('balances')}>
      <EmptyState title={t(importing ? 'importingTitle' : 'noBalancesTitle')}>
        {t(importing ? 'importingBody' : 'noBalancesBody')}
      </EmptyState>
    </Card>
  )
}
