'use client'

import { startTransition, useEffect, useState } from 'react'
import { readTransactionSearch, searchQuery, transactionsHref } from '@/lib/transactions/schema'
import type { Opened } from './drawn-transaction'
import { openTransaction } from './opened-action'
import { glanceInList } from './opened-glance'
import { OpenedContent } from './opened-later'
import type { OpenedWords } from './opened-words'
import { showAddress, useShownQuery } from './show-address'

interface Answer {
  /** Of what was asked for. */
  query: string
  opened: Opened | null
  problem: 'NOT_FOUND' | 'unreachable' | null
}

interface OpenedSheetProps {
  /** What the page's address opened when the server drew it. */
  drawn: Opened | null
  locale: string
  words: OpenedWords
}

/**
 * The transaction that the address opens, beside the list. It is there at once with what its row knows; all the rest
 * came with the page, or is asked for by itself.
 */
export function OpenedSheet({ drawn, locale, words }: OpenedSheetProps) {
  const search = readTransactionSearch(useShownQuery())
  const { openId } = search
  const query = searchQuery(search)
  const [answer, setAnswer] = useState<Answer | null>(null)

  // Opened again it is asked for again: meanwhile it may have changed.
  if (answer && answer.query !== query) setAnswer(null)

  const isDrawn = openId !== null && drawn?.glance.transactionId === openId

  const isAsked = openId !== null && !isDrawn && answer === null

  useEffect(() => {
    if (!isAsked) return
    let wanted = true
    const take = (opened: Opened | null, problem: Answer['problem']) => {
      if (wanted) startTransition(() => setAnswer({ query, opened, problem }))
    }
    openTransaction(query).then(
      (result) => (result.ok ? take(result.value, null) : take(null, result.code)),
      () => take(null, 'unreachable'),
    )
    return () => {
      wanted = false
    }
  }, [isAsked, query])

  if (openId === null) return null
  const opened = isDrawn ? drawn : (answer?.opened ?? null)
  const listed = opened ? null : glanceInList(openId, { was: words.was, locale })
  return (
    <OpenedContent
      subject={openId}
      glance={opened?.glance ?? listed?.glance ?? null}
      row={listed?.row ?? null}
      problem={isDrawn ? null : (answer?.problem ?? null)}
      words={words}
      onClose={() => showAddress(transactionsHref(search, { openId: null }))}
      onRetry={() => setAnswer(null)}
    >
      {opened?.rest}
    </OpenedContent>
  )
}
