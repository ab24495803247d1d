'use client'

import { connectSampleBanks } from '@/lib/demo/sample-actions'
import { ActionButton } from '../ui/action-button'

interface SampleButtonProps {
  words: { action: string; pending: string; failed: string; unreachable: string }
}

/** Connects the pretend banks of the demo's household to one's own. */
export function SampleButton({ words }: SampleButtonProps) {
  return (
    <ActionButton
      variant="secondary"
      pendingLabel={words.pending}
      run={connectSampleBanks}
      told={({ ok }) => (ok ? null : words.failed)}
      failed={words.unreachable}
    >
      {words.action}
    </ActionButton>
  )
}
