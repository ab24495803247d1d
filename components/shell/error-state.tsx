'use client'

import { errorLanguage, errorWords } from '@/lib/i18n/error-words'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { Adrift } from './adrift'
import { errorDigest } from './error-digest'

/** What stands in a page's place when it failed. The cause is in the server's log, never in here. */
export function ErrorState({ error, retry }: { error: unknown; retry: () => void }) {
  const words = errorWords(errorLanguage())
  const digest = errorDigest(error)
  return (
    <div role="alert" className="grid min-h-[70dvh] place-content-center">
      <EmptyState
        level={1}
        title={words.pageTitle}
        picture={<Adrift />}
        action={
          <>
            <button type="button" onClick={retry} className={buttonClass()}>
              {words.retry}
            </button>
            {/* A whole new page: whatever failed here is left behind. */}
            <a href="/dashboard" className={buttonClass({ variant: 'secondary' })}>
              {words.home}
            </a>
          </>
        }
      >
        {words.pageBody}
        {digest ? (
          <span data-public className="figures mt-2 block text-13 text-ink-2">
            {words.reference.replace('{digest}', digest)}
          </span>
        ) : null}
      </EmptyState>
    </div>
  )
}
