'use client'

import words from '@/lib/i18n/messages/en.errors.json'
import { Button, ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Adrift } from './adrift'
import { errorDigest } from './error-digest'

/** What stands in a page's place when it failed. The cause is in the server's log, never in here. */
export function ErrorState({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error)
  return (
    <div role="alert" className="grid min-h-[70dvh] place-content-center">
      <EmptyState
        level={1}
        title={words.pageTitle}
        picture={<Adrift />}
        action={
          <>
            <Button onClick={retry}>{words.retry}</Button>
            <ButtonLink href="/dashboard" variant="secondary">
              {words.home}
            </ButtonLink>
          </>
        }
      >
        {words.pageBody}
        {digest ? (
          <span className="figures mt-2 block text-13 text-ink-2">
            {words.reference.replace('{digest}', digest)}
          </span>
        ) : null}
      </EmptyState>
    </div>
  )
}
