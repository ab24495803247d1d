'use client'

import { Check, RotateCcw } from 'lucide-react'
import { markRead } from '@/lib/notifications/actions'
import { ActionButton } from '../ui/action-button'

interface ReadButtonProps {
  id: string
  isUnread: boolean
  words: { label: string; name: string; failed: string }
}

/** Notes that one was read, or that it was not. */
export function ReadButton({ id, isUnread, words }: ReadButtonProps) {
  const Icon = isUnread ? Check : RotateCcw
  return (
    <ActionButton
      variant="quiet"
      size="small"
      title={words.label}
      aria-label={words.name}
      icon={<Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />}
      run={() => markRead({ id, read: isUnread })}
      told={({ ok }) => (ok ? null : words.failed)}
      failed={words.failed}
    >
      <span className="max-sm:sr-only">{words.label}</span>
    </ActionButton>
  )
}
