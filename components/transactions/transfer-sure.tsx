'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { showUndoToast } from '@/components/ui/show-undo-toast'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type PluralForms, sayCount } from '@/lib/i18n/client-words'
import { confirmSureTransfers, takeBackTransfers } from '@/lib/transactions/transfers-actions'

interface TransferSureProps {
  locale: string
  words: { confirmAll: string; done: PluralForms; undo: string; undoFailed: string; unreachable: string }
}

/** Confirms all suggested transfers of which there is little doubt, together, and takes them back together. */
export function TransferSure({ locale, words }: TransferSureProps) {
  const hydrated = useHydrated()
  const [error, setError] = useState<string>()
  const [confirming, startConfirming] = useTransition()

  function confirm() {
    setError(undefined)
    startConfirming(async () => {
      const result = await confirmSureTransfers().catch(() => null)
      if (!result?.ok) return setError(words.unreachable)
      const { count, at } = result.value
      await showUndoToast(sayCount(words.done, count, locale), {
        undo: {
          label: words.undo,
          failed: words.undoFailed,
          run: async () => {
            if (!(await takeBackTransfers({ at })).ok)
              throw new Error('The transfers could not be taken back')
          },
        },
      })
    })
  }

  return (
    <div className="grid gap-1.5">
      <Button pending={confirming} disabled={!hydrated} onClick={confirm}>
        {words.confirmAll}
      </Button>
      <ErrorText>{error}</ErrorText>
    </div>
  )
}
