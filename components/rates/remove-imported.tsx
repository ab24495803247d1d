'use client'

import { removeImportedRates } from '@/lib/rates/actions'
import { ActionButton } from '../ui/action-button'

/** Takes back every rate that a file brought; the file brings them back. */
export function RemoveImported({ words }: { words: { action: string; pending: string; failed: string } }) {
  return (
    <ActionButton
      variant="secondary"
      size="small"
      pendingLabel={words.pending}
      run={removeImportedRates}
      failed={words.failed}
    >
      {words.action}
    </ActionButton>
  )
}
