'use client'

import { applyRulesToHistory } from '@/lib/rules/actions'
import { ActionButton } from '../ui/action-button'

/** Takes all rules to past transactions, where that was not wanted when they were changed. */
export function ApplyAllButton({ words }: { words: { label: string; pending: string; failed: string } }) {
  return (
    <ActionButton
      variant="secondary"
      size="small"
      pendingLabel={words.pending}
      run={applyRulesToHistory}
      failed={words.failed}
    >
      {words.label}
    </ActionButton>
  )
}
