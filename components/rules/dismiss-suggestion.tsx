'use client'

import { useTransition } from 'react'
import { dismissSuggestion, restoreSuggestion } from '@/lib/rules/actions'
import { Button } from '../ui/button'
import { showToast } from '../ui/show-toast'
import { showUndoToast } from '../ui/show-undo-toast'
import { useHydrated } from '../ui/use-hydrated'

interface DismissSuggestionProps {
  merchantKey: string
  category: string
  words: { label: string; name: string; dismissed: string; undo: string; failed: string }
}

/** Takes a suggestion away for good, and back again for as long as the toast stands. */
export function DismissSuggestion({ merchantKey, category, words }: DismissSuggestionProps) {
  const hydrated = useHydrated()
  const [pending, start] = useTransition()
  const key = { merchantKey, category }
  return (
    <Button
      variant="quiet"
      size="small"
      aria-label={words.name}
      disabled={!hydrated}
      pending={pending}
      onClick={() =>
        start(async () => {
          const done = await dismissSuggestion(key).catch(() => null)
          if (!done?.ok) return showToast(words.failed)
          await showUndoToast(words.dismissed, {
            undo: {
              label: words.undo,
              failed: words.failed,
              run: async () => {
                const back = await restoreSuggestion(key)
                if (!back.ok) throw new Error(back.code)
              },
            },
          })
        })
      }
    >
      {words.label}
    </Button>
  )
}
