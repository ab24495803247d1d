import { useLocale, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { type CurrencyOverview, getOverview } from '@/lib/dashboard/queries'
import { RANGES } from '@/lib/dashboard/schema'
import { formatMoney } from '@/lib/money/format'
import { WaterlineChart, type WaterlineWords } from '../charts/waterline-chart'
import { dayLabel, estimate, needsYear, type WaterlinePoint } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { SegmentedLinks } from '../ui/segmented-links'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'
import { chartPoints, netChange } from './chart-points'
import { currencyPlural } from './currency-words'
import { OtherCurrencies } from './other-currencies'
import { type View, viewHref } from './view'

/** What one owns and owes in each currency: one of them large, the others beside it. Never one sum across. */
export async function Balances({ view }: { view: View }) {
  const { currencies, connections } = await getOverview(view.range)
  const large = currencies.find(({ currency }) => currency === view.currency) ?? currencies[0]
  if (!large) return <NoBalances importing={connections.some(({ busy }) => busy)} />
  const others = currencies.filter((one) => one !== large)
  return (
    <div className={others.length > 0 ? 'grid gap-4 wide:grid-cols-[minmax(0,1fr)_20rem]' : ''}>
      <LargeBalances large={large} currencies={currencies} view={view} />
      {others.length > 0 ? <OtherCurrencies currencies={others} view={view} /> : null}
    </div>
  )
}

function LargeBalances({
  large,
  currencies,
  view,
}: {
  large: CurrencyOverview
  currencies: CurrencyOverview[]
  view: View
}) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { currency, net } = large
  const points = chartPoints(large.points, currency, locale)
  const words = useChartWords(points)
  const name = currencyPlural(currency, locale)
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
            <p className="text-13 text-ink-2">{t('netOf', { currency: name })}</p>
            <p className="mt-0.5">
              <Amount size="large" parts={formatMoney({ amount: net, currency }, locale)} />
            </p>
            <Change of={large} />
          </div>
          {currencies.length > 1 ? (
            <SegmentedLinks
              label={t('currency')}
              className="shrink-0 max-sm:hidden"
              links={currencies.map((one) => ({
                href: viewHref({ ...view, currency: one === currencies[0] ? null : one.currency }),
                label: one.currency,
                current: one === large,
              }))}
            />
          ) : null}
        </div>
        <WaterlineChart
          key={`${currency} ${view.range}`}
          points={points}
          label={t('chart', { currency: name })}
          locale={locale}
          words={words}
        />
      </section>
    </Card>
  )
}

/** "+$1,204.10 since Aug 22", over the span that the chart shows. */
function Change({ of: { points, currency } }: { of: CurrencyOverview }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const found = netChange(points, currency)
  if (!found) return null
  const { change, since, estimated } = found
  const today = points.at(-1)?.day ?? since
  const day = dayLabel(since, locale, since.slice(0, 4) !== today.slice(0, 4))
  if (change.amount === '0')
    return <p className="text-13 text-ink-2">{t(estimated ? 'noChangeEstimated' : 'noChange', { day })}</p>
  const amount = formatMoney(change, locale, { sign: 'always' }).text
  return (
    <p className="figures text-13 text-ink-2">
      {t(estimated ? 'changeEstimated' : 'change', { amount, day })}
    </p>
  )
}

function useChartWords(points: WaterlinePoint[]): WaterlineWords {
  const t = useTranslations('charts')
  const locale = useLocale()
  const estimated = estimate(points)
  const day = estimated?.before && dayLabel(estimated.before, locale, needsYear(points))
  return {
    waterline: t('waterline'),
    own: t('own'),
    owe: t('owe'),
    net: t('net'),
    estimated: t('estimated'),
    estimatedBefore: estimated ? (day ? t('estimatedBefore', { day }) : t('estimated')) : '',
    day: t('day'),
    showTable: t('showTable'),
    showChart: t('showChart'),
    keyboard: t('keyboard'),
  }
}

/** Connections without a balance: still importing, or stopped before the first. */
async function NoBalances({ importing }: { importing: boolean }) {
  const t = await getTranslations('dashboard')
  return (
    <Card aria-label={t('balances')}>
      <EmptyState title={t(importing ? 'importingTitle' : 'noBalancesTitle')}>
        {t(importing ? 'importingBody' : 'noBalancesBody')}
      </EmptyState>
    </Card>
  )
}

export function BalancesSkeleton({ label }: { label: string }) {
  return (
    <Card>
      <SkeletonGroup label={label}>
        <div className="flex justify-between">
          <Skeleton className="h-6 w-44" />
          <Skeleton className="h-7 w-40 max-sm:hidden" />
        </div>
        <Skeleton className="mt-4 h-4 w-60" />
        <Skeleton className="mt-2 h-10 w-52" />
        <Skeleton className="mt-12 h-52 sm:h-60" />
        <Skeleton className="mt-9 h-4 w-64" />
      </SkeletonGroup>
    </Card>
  )
}
