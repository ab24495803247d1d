'use client'

import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { PendingPill } from '@/components/ui/pill'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { fillSlot } from '@/lib/i18n/client-words'
import type { ListRow } from '@/lib/transactions/list-rows'
import { EditMarks } from './edit-marks'
import { EditSteps } from './edit-steps'
import type { Glance } from './opened-glance'
import { OpenedPlace } from './opened-place'
import type { OpenedWords } from './opened-words'

interface OpenedContentProps {
  /** The id of what is open: another one takes its place while the sheet stays. */
  subject: string
  /** Null while nothing is known of it. */
  glance: Glance | null
  /** Holds the place of what is still to come. */
  row: ListRow | null
  problem: 'NOT_FOUND' | 'unreachable' | null
  words: OpenedWords
  onClose: () => void
  onRetry: () => void
  /** All that stands below the top; nothing until it is there. */
  children: ReactNode
}

/** The sheet with the top of a transaction, and below it the rest, or what holds its place. */
export function OpenedContent({
  subject,
  glance,
  row,
  problem,
  words,
  onClose,
  onRetry,
  children,
}: OpenedContentProps) {
  const isFailed = problem === 'unreachable'
  return (
    <Sheet
      title={glance?.title ?? words.one}
      description={glance ? <Place glance={glance} words={words} /> : undefined}
      closeLabel={words.close}
      open
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <div key={subject} className="grid gap-6">
        {glance ? <Top glance={glance} words={words} /> : null}
        {problem ? (
          <Banner
            role="alert"
            title={isFailed ? words.failed : words.gone}
            action={
              isFailed ? (
                <Button size="small" variant="secondary" onClick={onRetry}>
                  {words.retry}
                </Button>
              ) : undefined
            }
          >
            {isFailed ? words.failedBody : null}
          </Banner>
        ) : (
          (children ?? <OpenedPlace row={row} words={words} />)
        )}
      </div>
    </Sheet>
  )
}

function Place({ glance: { day, account, mask }, words }: { glance: Glance; words: OpenedWords }) {
  return (
    <>
      {day} · {account}
      {mask ? (
        <>
          {' '}
          <span aria-hidden="true" className="whitespace-nowrap">
            ••{mask}
          </span>
          <span className="sr-only">{fillSlot(words.maskEnding, mask)}</span>
        </>
      ) : null}
    </>
  )
}

function Top({ glance, words }: { glance: Glance; words: OpenedWords }) {
  const { transactionId, amount, was, pending, removed, flagged, reviewed, previousHref, nextHref } = glance
  return (
    <>
      <div>
        <div className="flex items-start justify-between gap-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            {amount ? (
              <Amount size="large" quiet={pending} parts={amount} />
            ) : (
              <Skeleton className="mt-1 h-11 w-40 animate-breathe" />
            )}
            {pending ? <PendingPill>{words.pending}</PendingPill> : null}
          </div>
          <EditSteps previousHref={previousHref} nextHref={nextHref} words={words.steps} />
        </div>
        {was ? <p className="text-13 text-ink-2">{was}</p> : null}
        {pending ? <p className="text-13 text-ink-2">{words.pendingHint}</p> : null}
      </div>
      {removed ? null : (
        <EditMarks
          transactionId={transactionId}
          flagged={flagged}
          reviewed={reviewed}
          nextHref={nextHref}
          words={words.marks}
        />
      )}
    </>
  )
}
