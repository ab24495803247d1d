'use client'

import { putAwayFirstSteps } from '@/lib/dashboard/actions'
import { ActionButton } from '../ui/action-button'
import { CARD_ACTION } from '../ui/card-link'

/** Puts the first steps away for good. */
export function PutAway({ words }: { words: { action: string; pending: string; failed: string } }) {
  return (
    <ActionButton {...CARD_ACTION} pendingLabel={words.pending} run={putAwayFirstSteps} failed={words.failed}>
      {words.action}
    </ActionButton>
  )
}
