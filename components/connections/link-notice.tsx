'use client'

import { X } from 'lucide-react'
import { fillSlot } from '@/lib/i18n/client-words'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { isCalm, isWorthRetrying, type LinkWords, type NoticeKind } from './link-words'

interface LinkNoticeProps {
  kind: NoticeKind
  name: string
  /** The bank's own sentence, which says more than ours. */
  message?: string | null
  words: LinkWords
  onRetry: () => void
  onDismiss: () => void
}

/** What came of a visit to Link that changed nothing, and what can be done about it. */
export function LinkNotice({ kind, name, message, words, onRetry, onDismiss }: LinkNoticeProps) {
  const { title, body } = words.notices[kind]
  return (
    <Banner
      tone={isCalm(kind) ? 'calm' : 'amber'}
      title={fillSlot(title, name)}
      className="mb-4 animate-rise-in"
      action={
        <span className="flex items-center gap-2">
          {isWorthRetrying(kind) ? (
            <Button onClick={onRetry} className="grow">
              {words.tryAgain}
            </Button>
          ) : null}
          <button
            type="button"
            aria-label={words.dismiss}
            onClick={onDismiss}
            className="touch-target grid size-9 shrink-0 place-items-center rounded-control text-ink-2 hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </span>
      }
    >
      {message ? `${message} ` : null}
      {fillSlot(body, name)}
    </Banner>
  )
}
