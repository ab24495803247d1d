'use client'

import { markAllRead } from '@/lib/notifications/actions'
import { ActionButton } from '../ui/action-button'

/** Notes that all were read. */
export function MarkAllRead({ words }: { words: { action: string; pending: string; failed: string } }) {
  return (
    <ActionButton
      variant="secondary"
      size="small"
      pendingLabel={words.pending}
      run={markAllRead}
      told={({ ok }) => (ok ? null : words.failed)}
      failed={words.failed}
    >
      {words.action}
    </ActionButton>
  )
}
