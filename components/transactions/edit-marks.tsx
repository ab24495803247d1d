'use client'

import { Check, Flag } from 'lucide-react'
import type { Route } from 'next'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { type EditErrors, useSaving } from './edit-saving'
import { EditStatus, type StatusWords } from './edit-status'
import { showAddress } from './show-address'

interface EditMarksProps {
  transactionId: string
  flagged: boolean
  reviewed: boolean
  /** The next one of the list, opened; null at its end. */
  nextHref: Route | null
  words: StatusWords & { errors: EditErrors; flag: string; reviewed: string; reviewedAndNext: string }
}

/** What a person marks a transaction with: looked at, and to come back to. */
export function EditMarks({ transactionId, nextHref, words, ...stored }: EditMarksProps) {
  const { save, stateOf } = useSaving(transactionId, words.errors)
  const [flagged, setFlagged] = useState(stored.flagged)
  const [reviewed, setReviewed] = useState(stored.reviewed)

  function saveReviewed(next: boolean, then?: () => void) {
    setReviewed(next)
    save('reviewed', {
      change: { reviewed: next },
      undo: { reviewed: !next },
      takeBack: () => setReviewed(!next),
      then,
    })
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="secondary"
          size="small"
          aria-pressed={reviewed}
          icon={
            <Check aria-hidden="true" className={cx('size-3.5', reviewed && 'text-in')} strokeWidth={2.25} />
          }
          onClick={() => saveReviewed(!reviewed)}
        >
          {words.reviewed}
        </Button>
        <Button
          variant="secondary"
          size="small"
          aria-pressed={flagged}
          icon={
            <Flag
              aria-hidden="true"
              className={cx('size-3.5', flagged && 'fill-current text-amber')}
              strokeWidth={1.75}
            />
          }
          onClick={() => {
            setFlagged(!flagged)
            save('flag', {
              change: { flagged: !flagged },
              undo: { flagged },
              takeBack: () => setFlagged(flagged),
            })
          }}
        >
          {words.flag}
        </Button>
        {!reviewed && nextHref ? (
          <Button size="small" onClick={() => saveReviewed(true, () => showAddress(nextHref))}>
            {words.reviewedAndNext}
          </Button>
        ) : null}
      </div>
      <EditStatus part={stateOf('reviewed')} words={words} withError />
      <EditStatus part={stateOf('flag')} words={words} withError />
    </div>
  )
}
