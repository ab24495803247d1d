'use client'

import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { refreshConnection } from '@/lib/connections/actions'
import { Button } from '../ui/button'
import { useHydrated } from '../ui/use-hydrated'
import { type ActionWords, sayFailure } from './action-words'
import { useWatch } from './connection-watch'

interface RefreshButtonProps {
  itemId: string
  label: string
  pendingLabel: string
  words: ActionWords
}

/** A sync that is asked for runs within seconds; one that is not over by then goes on without the button. */
const GIVE_UP_MS = 30_000

/** Asks the bank for news; turns until the sync that follows is over. */
export function RefreshButton({ itemId, label, pendingLabel, words }: RefreshButtonProps) {
  const { progress, painted, look } = useWatch()
  const hydrated = useHydrated()
  const now = progress.get(itemId)
  const [asked, setAsked] = useState<{ lastEnd: string | null } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  // A run has ended since it was asked for, and the page shows what it brought: that is the answer.
  const ended = asked !== null && now?.runEndedAt != null && now.runEndedAt !== asked.lastEnd
  const answered = ended && painted.get(itemId)?.lastSyncedAt === now.lastSyncedAt
  const pending = asked !== null && !answered

  async function refresh() {
    const mine = { lastEnd: now?.runEndedAt ?? null }
    setAsked(mine)
    setFailure(null)
    const answer = await refreshConnection({ itemId }).catch(() => null)
    if (!answer?.ok) {
      setAsked(null)
      setFailure(sayFailure(answer?.code, words))
      return
    }
    look()
    setTimeout(() => setAsked((latest) => (latest === mine ? null : latest)), GIVE_UP_MS)
  }

  return (
    <>
      <Button
        variant="secondary"
        size="small"
        disabled={!hydrated}
        className={hydrated ? undefined : 'disabled:opacity-100'}
        pending={pending}
        pendingLabel={pendingLabel}
        icon={<RotateCw aria-hidden="true" className="size-3.5" />}
        onClick={() => void refresh()}
      >
        {label}
      </Button>
      <p role="alert" className="order-last basis-full text-13 text-alarm empty:hidden">
        {failure}
      </p>
    </>
  )
}
