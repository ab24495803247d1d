import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHeader } from '@/components/ui/card'
import type { BudgetGroup } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import type { CategoryBook } from '@/lib/categories/category-book'
import { moneyText } from '@/lib/money/format'
import { exact } from '@/lib/money/money'
import { BudgetRow } from './budget-row'

/** The budgets of one group, that of the group itself first. */
export function GroupCard({
  place,
  group,
  book,
}: {
  place: BudgetPlace
  group: BudgetGroup
  book: CategoryBook
}) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { code, budget, lines, planned } = group
  const name = book.nameOf(code) ?? code
  const text = (amount: string) => moneyText({ amount, currency: place.currency }, locale)
  const isPlannedOver = budget !== null && exact(planned).greaterThan(budget.available)
  const id = `budgets-${code}`
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={name}
        className="mb-1"
        description={budget && lines.length > 0 ? t('groupCovers', { name }) : undefined}
      />
      <ul className="divide-y divide-line-2">
        {budget ? <BudgetRow place={place} line={budget} name={t('groupAll', { name })} book={book} /> : null}
        {lines.map((line) => (
          <BudgetRow
            key={line.code}
            place={place}
            line={line}
            name={book.nameOf(line.code, code) ?? line.code}
            book={book}
          />
        ))}
      </ul>
      {isPlannedOver ? (
        <p className="figures text-13 text-ink-2">
          {t('groupPlanned', { name, planned: text(planned), limit: text(budget.available) })}
        </p>
      ) : null}
    </Card>
  )
}
