'use client'

import { removeRate } from '@/lib/rates/actions'
import { ActionButton } from '../ui/action-button'

interface RemoveRateProps {
  rate: { base: string; quote: string; day: string }
  words: { action: string; name: string; pending: string; failed: string }
}

/** Takes back a rate that was entered by hand. */
export function RemoveRate({ rate, words }: RemoveRateProps) {
  return (
    <ActionButton
      variant="quiet"
      size="small"
      aria-label={words.name}
      pendingLabel={words.pending}
      run={() => removeRate(rate)}
      failed={words.failed}
    >
      {words.action}
    </ActionButton>
  )
}
