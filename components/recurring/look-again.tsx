'use client'

import { RefreshCw } from 'lucide-react'
import { lookAgain } from '@/lib/recurring/actions'
import { ActionButton } from '../ui/action-button'

/** Looks for recurring payments anew, for what was written by hand or imported since the last time. */
export function LookAgain({
  words,
}: {
  words: { look: string; looking: string; changed: string; same: string; failed: string }
}) {
  return (
    <ActionButton
      variant="secondary"
      size="small"
      icon={<RefreshCw aria-hidden="true" className="size-4" strokeWidth={1.75} />}
      pendingLabel={words.looking}
      run={lookAgain}
      told={(looked) => (!looked.ok ? words.failed : looked.value.changed ? words.changed : words.same)}
      failed={words.failed}
    >
      {words.look}
    </ActionButton>
  )
}
