import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { monthLabel } from '@/components/charts/flow-scale'
import type { BudgetProblem } from '@/lib/budgets/actions'

/** What the forms say. `{name}` in a sentence stands for the category. */
export interface BudgetWords {
  setOne: string
  change: string
  category: string
  choice: { placeholder: string; search: string; nothing: string; close: string }
  amount: string
  unreadable: string
  amountMissing: string
  categoryMissing: string
  scope: string
  scopeOn: string
  scopeOnly: string
  scopePast: string
  rollover: string
  rolloverHint: string
  save: string
  saving: string
  remove: string
  setDone: string
  removeDone: string
  undo: string
  undoFailed: string
  errors: Record<BudgetProblem | 'unreachable', string>
}

/** The same object for all forms of a page, which is sent to the browser once. @param month YYYY-MM, its first day or so. */
export const getBudgetWords = cache(async (month: string, locale: string): Promise<BudgetWords> => {
  const t = await getTranslations('budgets')
  const label = { month: monthLabel(month.slice(0, 7), locale) }
  return {
    setOne: t('setOne'),
    change: t('change'),
    category: t('category'),
    choice: {
      placeholder: t('categoryPlaceholder'),
      search: t('categorySearch'),
      nothing: t('categoryNothing'),
      close: t('close'),
    },
    amount: t('amount'),
    unreadable: t('unreadable'),
    amountMissing: t('amountMissing'),
    categoryMissing: t('categoryMissing'),
    scope: t('scope'),
    scopeOn: t('scopeOn', label),
    scopeOnly: t('scopeOnly', label),
    scopePast: t('scopePast'),
    rollover: t('rollover'),
    rolloverHint: t('rolloverHint'),
    save: t('save'),
    saving: t('saving'),
    remove: t('remove'),
    setDone: t('setDone', { name: '{name}' }),
    removeDone: t('removeDone', { name: '{name}' }),
    undo: t('undo'),
    undoFailed: t('undoFailed'),
    errors: {
      INVALID: t('errors.INVALID'),
      UNKNOWN_CATEGORY: t('errors.UNKNOWN_CATEGORY'),
      UNKNOWN_CURRENCY: t('errors.UNKNOWN_CURRENCY'),
      NOTHING_THERE: t('errors.NOTHING_THERE'),
      unreachable: t('errors.unreachable'),
    },
  }
})
