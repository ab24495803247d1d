import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { monthLabel } from '@/components/charts/flow-scale'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { Stat, StatList } from '@/components/ui/stat'
import type { BudgetTotals } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { spendingHref } from '@/lib/budgets/search'
import { addMonths } from '@/lib/calendar/months'
import { formatMoney, moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { Link } from '../ui/link'
import { BudgetFigures } from './budget-figures'

/** All budgets of a month together, each amount once. */
export function Totals({
  place,
  totals,
  counted,
}: {
  place: BudgetPlace
  totals: BudgetTotals
  counted: readonly string[]
}) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { currency, month } = place
  const parts = (amount: string) => formatMoney({ amount, currency }, locale)
  const isOver = exact(totals.left).isNegative()
  const carried = exact(totals.carried).isZero()
    ? null
    : t('budgetedWith', {
        amount: moneyText({ amount: totals.carried, currency }, locale, { sign: 'always' }),
        month: monthLabel(addMonths(month, -1).slice(0, 7), locale),
      })
  const link = (state: 'posted' | 'pending', children: ReactNode) => (
    <Link href={spendingHref(place, counted, state)} className="hover:underline">
      {children}
    </Link>
  )
  return (
    <Card aria-label={t('totals')}>
      <StatList className="mb-4 wide:grid-cols-5">
        <Stat label={t('budgeted')} note={carried ? <span className="figures">{carried}</span> : null}>
          <Amount parts={parts(totals.limit)} size="standing" />
        </Stat>
        <Stat label={t('spent')}>
          {link('posted', <Amount parts={parts(totals.spent)} size="standing" />)}
        </Stat>
        <Stat label={t(isOver ? 'overTotal' : 'left')}>
          <Amount parts={parts(plain(exact(totals.left).abs()))} size="standing" />
        </Stat>
        <Stat label={t('pending')} note={t('pendingNote')}>
          {link('pending', <Amount parts={parts(totals.pending)} size="standing" quiet />)}
        </Stat>
        {place.daysLeft === null ? null : (
          <Stat label={t('daysLeft')} note={t('daysLeftNote')}>
            <span className="font-serif text-21">{place.daysLeft}</span>
          </Stat>
        )}
      </StatList>
      <BudgetFigures name={t('totals')} place={place} line={totals} codes={counted} />
      <p className="mt-3 text-13 text-ink-2">
        {t('postedOnly')}
        {totals.forecast === null ? null : ` ${t('paceHint')}`}
      </p>
    </Card>
  )
}
