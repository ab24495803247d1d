import { useLocale, useTranslations } from 'next-intl'
import type { Overview } from '@/lib/dashboard/queries'
import { currencyPlural } from '@/lib/money/currency-name'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { FlowBars } from '../charts/flow-bars'
import { monthLabel } from '../charts/flow-scale'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { SegmentedLinks } from '../ui/segmented-links'
import { inOrderOfWorth } from './currency-order'
import { FIGURE_LINK } from './link-look'
import { type View, viewHref } from './view'

/** Money in and spending of the last twelve months in one currency; each bar opens its rows. */
export function CashFlow({
  overview: { flows, worth },
  view,
  currency,
}: {
  overview: Overview
  view: View
  /** The currency that is looked at; null where there is none. */
  currency: string | null
}) {
  const t = useTranslations('dashboard.flow')
  const locale = useLocale()
  if (flows.length === 0 || currency === null) return null
  const flow = flows.find((one) => one.currency === currency)
  const name = currencyPlural(currency, locale)
  const now = flow?.months.at(-1)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  return (
    <Card aria-labelledby="cash-flow" className="flex flex-col">
      <CardHeader
        id="cash-flow"
        title={t('title')}
        className="mb-2"
        actions={
          flows.length > 1 || !flow ? (
            <SegmentedLinks
              label={t('currency')}
              links={inOrderOfWorth(flows, worth).map((one) => ({
                href: viewHref({ ...view, currency: one.currency }),
                label: one.currency,
                current: one === flow,
              }))}
            />
          ) : null
        }
      />
      {flow && now ? (
        <FlowBars
          key={currency}
          label={t('chart', { currency: name })}
          currency={currency}
          months={flow.months}
          summary={t.rich('soFar', {
            month: monthLabel(now.month, locale),
            income: text(now.income),
            spending: text(plain(exact(now.spending).negated())),
            in: (words) => (
              <Link href={now.incomeHref} className={`${FIGURE_LINK} figures text-ink`}>
                {words}
              </Link>
            ),
            out: (words) => (
              <Link href={now.spendingHref} className={`${FIGURE_LINK} figures text-ink`}>
                {words}
              </Link>
            ),
          })}
        />
      ) : (
        <p className="text-ink-2">{t('none', { currency: name })}</p>
      )}
    </Card>
  )
}
