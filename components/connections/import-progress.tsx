'use client'

import { type PluralForms, sayCount } from '@/lib/i18n/client-words'
import { Progress } from '../ui/progress'
import { useWatch } from './connection-watch'

interface ImportProgressProps {
  itemId: string
  locale: string
  words: {
    /** "Importing Tartan Bank" */
    name: string
    fetching: string
    waiting: string
    leave: string
    rows: PluralForms
    storing: PluralForms
  }
}

/** How far the first import of a connection has come, in words and numbers; nothing once it is through. */
export function ImportProgress({ itemId, locale, words }: ImportProgressProps) {
  const progress = useWatch().progress.get(itemId)
  if (!progress?.busy) return null
  const { phase, rowsFetched } = progress

  let detail = words.fetching
  if (rowsFetched > 0) {
    const storing = phase === 'storing' || phase === 'done'
    detail = sayCount(storing ? words.storing : words.rows, rowsFetched, locale)
  } else if (phase === 'waiting') detail = words.waiting

  return (
    <div>
      <Progress label={words.name} detail={detail} />
      <p className="mt-2 text-13 text-ink-2">{words.leave}</p>
      <p aria-live="polite" className="sr-only">
        {words.name}: {detail}
      </p>
    </div>
  )
}
