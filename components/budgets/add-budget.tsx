import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import type { BudgetGroup } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import type { CategoryBook } from '@/lib/categories/category-book'
import { BudgetEditor } from './budget-editor'
import { getBudgetWords } from './budget-words'

interface AddBudgetProps {
  place: BudgetPlace
  book: CategoryBook
  /** What has a budget already. */
  taken: readonly BudgetGroup[]
  /** It is all that there is to do here: open at once. */
  isFirst: boolean
}

/** A budget for any category or group of spending that has none. */
export async function AddBudget({ place, book, taken, isFirst }: AddBudgetProps) {
  const [t, locale] = await Promise.all([getTranslations('budgets'), getLocale()])
  const words = await getBudgetWords(place.month, locale)
  const set = new Set(
    taken.flatMap(({ budget, lines }) => [...(budget ? [budget] : []), ...lines].map(({ code }) => code)),
  )
  const choices = book.offered.flatMap((group) => {
    const own = group.categories
      .filter(({ code, kind }) => kind === 'spending' && !set.has(code))
      .map(({ code, name }) => ({ value: code, label: name, otherWords: group.name }))
    const all = { value: group.code, label: t('groupAll', { name: group.name }), otherWords: group.name }
    const offered = [...(group.kind === 'spending' && !set.has(group.code) ? [all] : []), ...own]
    return offered.length > 0 ? [{ label: group.name, choices: offered }] : []
  })
  return (
    <Card aria-label={t('add')}>
      <BudgetEditor
        label={t('add')}
        open={isFirst || undefined}
        category={null}
        choices={choices}
        currency={place.currency}
        month={place.month}
        isPast={place.isPast}
        locale={locale}
        amountText=""
        rollover={false}
        isSet={false}
        words={words}
      />
    </Card>
  )
}
