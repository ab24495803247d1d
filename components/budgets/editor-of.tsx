import { getLocale, getTranslations } from 'next-intl/server'
import { monthLabel } from '@/components/charts/flow-scale'
import type { BudgetLine, Suggestion } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { moneyText } from '@/lib/money/format'
import { BudgetEditor } from './budget-editor'
import { getBudgetWords } from './budget-words'

interface EditorOfProps {
  place: BudgetPlace
  code: string
  name: string
  /** What is set in the month; null: nothing yet. */
  line: BudgetLine | null
  suggestion?: Suggestion | null
  open?: boolean
}

/** The form that sets, changes or removes one budget, under its line. */
export async function EditorOf({ place, code, name, line, suggestion = null, open }: EditorOfProps) {
  const [t, locale] = await Promise.all([getTranslations('budgets'), getLocale()])
  const words = await getBudgetWords(place.month, locale)
  const { currency, month } = place
  const bare = (amount: string) => moneyText({ amount, currency }, locale, { bare: true })
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const label = line ? words.change : words.setOne
  const amount = line?.limit ?? suggestion?.amount
  return (
    <BudgetEditor
      label={label}
      name={t('editName', { action: label, name })}
      open={open}
      category={{ code, name }}
      currency={currency}
      month={month}
      isPast={place.isPast}
      locale={locale}
      amountText={amount ? bare(amount) : ''}
      amountHint={
        suggestion
          ? t(suggestion.amount === suggestion.average ? 'averageExact' : 'average', {
              months: suggestion.months,
              average: text(suggestion.average),
              amount: text(suggestion.amount),
            })
          : undefined
      }
      rollover={line?.rollover ?? false}
      isSet={line !== null}
      changesLater={
        line?.changesIn
          ? t('changesLater', {
              month: monthLabel(line.changesIn.slice(0, 7), locale),
              current: monthLabel(month.slice(0, 7), locale),
            })
          : undefined
      }
      words={words}
    />
  )
}
