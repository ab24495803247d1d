import { getLocale, getTranslations } from 'next-intl/server'
import { monthLabel } from '@/components/charts/flow-scale'
import { Amount } from '@/components/ui/amount'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { CategoryMark } from '@/components/ui/category-mark'
import { EmptyState } from '@/components/ui/empty-state'
import type { BudgetsOfMonth } from '@/lib/budgets/queries'
import { budgetsHref } from '@/lib/budgets/search'
import type { CategoryBook } from '@/lib/categories/category-book'
import { formatMoney } from '@/lib/money/format'
import { getBudgetWords } from './budget-words'
import { SuggestionForm } from './suggestion-form'

/** How many are ticked at first: as many as one keeps an eye on. */
const SUGGESTED = 12

/** Budgets made of what was spent before, for the person to accept or to leave out. */
export async function Suggestions({ data, book }: { data: BudgetsOfMonth; book: CategoryBook }) {
  const [t, locale] = await Promise.all([getTranslations('budgets'), getLocale()])
  const { place, suggestions } = data
  const { currency, month } = place
  const closeHref = budgetsHref({ month, currency })
  const first = suggestions[0]
  if (!first)
    return (
      <Card>
        <EmptyState
          title={t('suggestTitle')}
          action={
            <ButtonLink variant="secondary" href={closeHref}>
              {t('back')}
            </ButtonLink>
          }
        >
          {t('suggestNone')}
        </EmptyState>
      </Card>
    )
  const words = await getBudgetWords(month, locale)
  const parts = (amount: string) => formatMoney({ amount, currency }, locale)
  const counts = Array.from({ length: suggestions.length + 1 }, (_, count) => count)
  return (
    <Card aria-labelledby="suggestions">
      <CardHeader
        id="suggestions"
        title={t('suggestTitle')}
        description={t('suggestBody', {
          months: first.months,
          month: monthLabel(month.slice(0, 7), locale),
        })}
      />
      <SuggestionForm
        ticked={SUGGESTED}
        currency={currency}
        month={month}
        closeHref={closeHref}
        accept={counts.map((count) => t('suggestAccept', { count }))}
        done={counts.map((count) => t('suggestDone', { count }))}
        words={{
          saving: words.saving,
          undo: words.undo,
          undoFailed: words.undoFailed,
          errors: words.errors,
          legend: t('suggestCount'),
          notNow: t('notNow'),
          more: t('suggestSmaller', { count: suggestions.length - SUGGESTED }),
        }}
        items={suggestions.map(({ code, amount, average }) => ({
          code,
          amount,
          label: (
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <CategoryMark {...book.markOf(code)} size="dot" />
              {book.fullNameOf(code) ?? code}
            </span>
          ),
          trailing: (
            <span className="shrink-0 text-right">
              <Amount parts={parts(amount)} className="block" />
              <span className="figures block text-12 text-ink-2">
                {t('suggestAverage', { average: parts(average).text })}
              </span>
            </span>
          ),
        }))}
      />
    </Card>
  )
}
