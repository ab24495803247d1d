import { useLocale, useTranslations } from 'next-intl'
import { ChartTable } from '@/components/charts/chart-table'
import { monthLabel } from '@/components/charts/flow-scale'
import type { BudgetDetail, BudgetPlace } from '@/lib/budgets/queries'
import { budgetsHref, spendingHref } from '@/lib/budgets/search'
import { firstOfMonth } from '@/lib/calendar/months'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'

interface BudgetHistoryProps {
  place: BudgetPlace
  code: string
  name: string
  history: BudgetDetail['history']
}

/** The months of a budget up to the one that is looked at, the latest first; each opens its own page. */
export function BudgetHistory({ place, code, name, history }: BudgetHistoryProps) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { currency } = place
  const thisMonth = firstOfMonth(place.today)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const leftText = (left: string) => {
    const rest = exact(left)
    return rest.isNegative() ? t('historyOver', { amount: text(plain(rest.negated())) }) : text(left)
  }
  const columns = ['historyMonth', 'historyBudget', 'carriedOver', 'historySpent', 'historyLeft'] as const
  return (
    <ChartTable
      caption={t('historyCaption', { name })}
      columns={columns.map((column) => ({ label: t(column), wraps: column === 'historyLeft' }))}
      rows={history.map(({ month, spent, budget }) => ({
        key: month,
        head: monthLabel(month.slice(0, 7), locale, 'shortWithYear'),
        href: budgetsHref({ month, currency }, code),
        note: month === thisMonth ? t('historySoFar') : month > thisMonth ? t('historyPlanned') : null,
        cells: [
          budget?.amount ? text(budget.amount) : null,
          budget && !exact(budget.carried).isZero()
            ? moneyText({ amount: budget.carried, currency }, locale, { sign: 'always' })
            : null,
          { text: text(spent), href: spendingHref({ month, currency }, [code], 'posted') },
          budget ? leftText(budget.left) : null,
        ],
      }))}
    />
  )
}
