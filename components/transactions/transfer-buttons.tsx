'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { showUndoToast } from '@/components/ui/show-undo-toast'
import { judgeTransfer } from '@/lib/transactions/transfers-actions'

export interface TransferWords {
  confirm: string
  reject: string
  unpair: string
  confirmed: string
  rejected: string
  unpaired: string
  undo: string
  undoFailed: string
  errors: Record<'NOT_FOUND' | 'NO_PAIR' | 'PAIRED_OTHERWISE' | 'INVALID' | 'unreachable', string>
}

type Verdict = 'confirmed' | 'rejected' | 'open'

interface TransferButtonsProps {
  outId: string
  inId: string
  /** Whether the pair was confirmed before: then it can only be parted. */
  isConfirmed: boolean
  /** Both sides in words, for those who hear one button after the other. */
  name: string
  words: TransferWords
}

/** Answers whether two transactions are one transfer. What was answered goes from the page, so the way back is a toast. */
export function TransferButtons({ outId, inId, isConfirmed, name, words }: TransferButtonsProps) {
  const [error, setError] = useState<string>()
  const [answering, startAnswering] = useTransition()
  const [given, setGiven] = useState<Verdict>()

  function answer(verdict: Verdict, said: string, back: Verdict) {
    setError(undefined)
    setGiven(verdict)
    startAnswering(async () => {
      const result = await judgeTransfer({ outId, inId, verdict }).catch(() => null)
      if (!result?.ok) return setError(result ? words.errors[result.code] : words.errors.unreachable)
      await showUndoToast(said, {
        undo: {
          label: words.undo,
          failed: words.undoFailed,
          run: async () => {
            const undone = await judgeTransfer({ outId, inId, verdict: back })
            if (!undone.ok) throw new Error(undone.code)
          },
        },
      })
    })
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap gap-2">
        {isConfirmed ? (
          <Button
            variant="quiet"
            size="small"
            pending={answering}
            aria-label={`${words.unpair}: ${name}`}
            onClick={() => answer('rejected', words.unpaired, 'confirmed')}
          >
            {words.unpair}
          </Button>
        ) : (
          <>
            <Button
              variant="secondary"
              size="small"
              pending={answering && given === 'confirmed'}
              disabled={answering}
              aria-label={`${words.confirm}: ${name}`}
              onClick={() => answer('confirmed', words.confirmed, 'open')}
            >
              {words.confirm}
            </Button>
            <Button
              variant="quiet"
              size="small"
              pending={answering && given === 'rejected'}
              disabled={answering}
              aria-label={`${words.reject}: ${name}`}
              onClick={() => answer('rejected', words.rejected, 'open')}
            >
              {words.reject}
            </Button>
          </>
        )}
      </div>
      <ErrorText>{error}</ErrorText>
    </div>
  )
}
