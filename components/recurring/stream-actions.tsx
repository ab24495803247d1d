'use client'

import { useState, useTransition } from 'react'
import { saveStream } from '@/lib/recurring/actions'
import { Button } from '../ui/button'
import { ErrorText } from '../ui/error-text'
import { showUndoToast } from '../ui/show-undo-toast'
import { useHydrated } from '../ui/use-hydrated'

export interface StreamActionWords {
  confirm: string
  unconfirm: string
  confirmed: string
  dismiss: string
  restore: string
  end: string
  resume: string
  dismissedToast: string
  endedToast: string
  undo: string
  undoFailed: string
  failed: string
}

interface StreamActionsProps {
  streamId: string
  confirmed: boolean
  dismissed: boolean
  ended: boolean
  /** Whether no more payments are expected anyway. */
  over: boolean
  words: StreamActionWords
}

type Change = { confirmed?: boolean; dismissed?: boolean; ended?: boolean }

/** What a person can say of recurring payments: that they are some, that they are none, that they have ended. */
export function StreamActions({ streamId, confirmed, dismissed, ended, over, words }: StreamActionsProps) {
  const hydrated = useHydrated()
  const [isPending, startTransition] = useTransition()
  const [failed, setFailed] = useState(false)

  function say(change: Change, undo?: { message: string; change: Change }) {
    startTransition(async () => {
      setFailed(false)
      const saved = await saveStream({ streamId, ...change }).catch(() => null)
      if (!saved?.ok) {
        setFailed(true)
        return
      }
      if (!undo) return
      await showUndoToast(undo.message, {
        undo: {
          label: words.undo,
          failed: words.undoFailed,
          run: async () => {
            const restored = await saveStream({ streamId, ...undo.change })
            if (!restored.ok) throw new Error(restored.code)
          },
        },
      })
    })
  }

  const common = { size: 'small', disabled: !hydrated || isPending } as const
  return (
    <div className="grid gap-2">
      <div className="grid gap-2 sm:flex sm:flex-wrap sm:items-center">
        {dismissed ? (
          <Button {...common} onClick={() => say({ dismissed: false })}>
            {words.restore}
          </Button>
        ) : (
          <>
            {confirmed ? (
              <span className="flex items-center gap-2 text-13 text-ink-2">
                {words.confirmed}
                <Button {...common} variant="quiet" onClick={() => say({ confirmed: false })}>
                  {words.unconfirm}
                </Button>
              </span>
            ) : (
              <Button {...common} onClick={() => say({ confirmed: true })}>
                {words.confirm}
              </Button>
            )}
            <Button
              {...common}
              variant="secondary"
              onClick={() =>
                say(
                  { dismissed: true, confirmed: false },
                  { message: words.dismissedToast, change: { dismissed: false, confirmed } },
                )
              }
            >
              {words.dismiss}
            </Button>
            {ended ? (
              <Button {...common} variant="secondary" onClick={() => say({ ended: false })}>
                {words.resume}
              </Button>
            ) : over ? null : (
              <Button
                {...common}
                variant="secondary"
                onClick={() => say({ ended: true }, { message: words.endedToast, change: { ended: false } })}
              >
                {words.end}
              </Button>
            )}
          </>
        )}
      </div>
      <ErrorText>{failed ? words.failed : null}</ErrorText>
    </div>
  )
}
