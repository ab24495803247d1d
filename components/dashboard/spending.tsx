import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { daysOfMonth } from '@/lib/calendar/months'
import { spentHref } from '@/lib/dashboard/flows'
import type { Overview } from '@/lib/dashboard/queries'
import { currencyPlural } from '@/lib/money/currency-name'
import { moneyText } from '@/lib/money/format'
import { addMoney, exact, plain } from '@/lib/money/money'
import { entriesHref } from '@/lib/transactions/schema'
import { CategoryBars } from '../charts/category-bars'
import { monthLabel } from '../charts/flow-scale'
import { folded } from '../charts/ranking'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { FIGURE_LINK } from './link-look'

/** As many by name as stand beside the cash flow without being longer. */
const BY_NAME = 6

/** On what money was spent this month, beside last month, in one currency. Posted only; what is pending is said apart. */
export function SpendingByCategory({
  overview,
  currency,
}: {
  overview: Overview
  /** The currency that is looked at; null where there is none. */
  currency: string | null
}) {
  const t = useTranslations('dashboard.spending')
  const locale = useLocale()
  const spent = overview.spending.find((one) => one.currency === currency)
  if (!spent || currency === null) return null
  const { month, rows } = spent
  const { categories } = overview
  const size = (amount: string) => plain(exact(amount).negated())
  const text = (amount: string) => moneyText({ amount: size(amount), currency }, locale)
  const sized = rows.map(({ code, amount }) => ({ id: code ?? '', code, amount: size(amount) }))
  const others = folded(sized, BY_NAME).rest.map(({ code }) => code)
  const name = monthLabel(month, locale)
  const before = monthLabel(spent.previousMonth, locale)
  return (
    <Card aria-labelledby="spending" className="flex flex-col">
      <CardHeader id="spending" title={t('title')} className="mb-2" />
      <CategoryBars
        key={currency}
        label={t('chart', { currency: currencyPlural(currency, locale), month: name })}
        currency={currency}
        direction="out"
        limit={BY_NAME}
        previousLabel={before}
        {...(others.length > 0 ? { othersHref: spentHref(currency, month, others) } : {})}
        rows={rows.map(({ code, amount, previous, href }) => ({
          id: code ?? 'none',
          label: categories.nameOf(code) ?? t('uncategorised'),
          amount,
          previous,
          href,
          code,
          ...categories.markOf(code),
        }))}
        summary={
          <>
            {t.rich(spent.partial ? 'soFar' : 'whole', {
              amount: text(spent.total),
              previous: text(spent.previousTotal),
              month: name,
              previousMonth: before,
              total: (words) => <Figure href={spent.totalHref}>{words}</Figure>,
              before: (words) => <Figure href={spent.previousHref}>{words}</Figure>,
            })}{' '}
            <PendingSpending overview={overview} currency={currency} month={month} />
          </>
        }
      />
    </Card>
  )
}

/** What else was spent in the month that may still change. */
function PendingSpending({
  overview: { pendingSpending, today },
  currency,
  month,
}: {
  overview: Overview
  currency: string
  month: string
}) {
  const t = useTranslations('dashboard.spending')
  const locale = useLocale()
  const sum = pendingSpending.find((one) => one.currency === currency)
  if (!sum || !today.startsWith(month)) return null
  const { amount } = addMoney({ amount: sum.moneyIn, currency }, { amount: sum.moneyOut, currency })
  const href = entriesHref({
    state: 'pending',
    flow: 'spending',
    currency,
    ...daysOfMonth(month),
  })
  const shown = moneyText({ amount: plain(exact(amount).negated()), currency }, locale)
  return t.rich('pending', { amount: shown, link: (words) => <Figure href={href}>{words}</Figure> })
}

function Figure({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link href={href} className={`${FIGURE_LINK} figures text-ink`}>
      {children}
    </Link>
  )
}
