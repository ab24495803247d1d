'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { useHydrated } from '@/components/ui/use-hydrated'
import { copyBudgets } from '@/lib/budgets/actions'
import type { BudgetWords } from './budget-words'
import { offerUndo } from './undo-budgets'

interface CopyButtonProps {
  currency: string
  /** The first day of the month that has none. */
  month: string
  label: string
  pendingLabel: string
  done: string
  words: Pick<BudgetWords, 'undo' | 'undoFailed' | 'errors'>
}

/** Sets the budgets of the month before again. */
export function CopyButton({ currency, month, label, pendingLabel, done, words }: CopyButtonProps) {
  const hydrated = useHydrated()
  const [error, setError] = useState<string>()
  const [copying, startCopying] = useTransition()

  function copy() {
    setError(undefined)
    startCopying(async () => {
      const result = await copyBudgets({ currency, month }).catch(() => null)
      if (result?.ok) offerUndo(done, result.value, words)
      else setError(words.errors[result ? result.code : 'unreachable'])
    })
  }

  return (
    <div className="grid justify-items-center gap-2">
      <Button onClick={copy} disabled={!hydrated} pending={copying} pendingLabel={pendingLabel}>
        {label}
      </Button>
      <ErrorText>{error}</ErrorText>
    </div>
  )
}
