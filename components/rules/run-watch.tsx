'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useState } from 'react'
import { numberFormat } from '@/lib/i18n/formatters'
import type { HistoryProgress } from '@/lib/rules/queries'
import { Progress } from '../ui/progress'
import { RUN_SLOTS } from './run-slots'

const EVERY_MS = 1_000

interface RunWatchProps {
  /** What the server has just painted. */
  initial: HistoryProgress | null
  locale: string
  words: {
    title: string
    /** With the characters of `RUN_SLOTS` where the numbers are. */
    detail: string
    leave: string
  }
}

async function ask(signal: AbortSignal): Promise<HistoryProgress | null> {
  try {
    const response = await fetch('/api/rules/progress', { signal, cache: 'no-store' })
    if (!response.ok) return null
    const { run }: { run: HistoryProgress | null } = await response.json()
    return run
  } catch {
    // Offline, or the server is starting: the next look is soon.
    return null
  }
}

/** How far the rules have come with past transactions, while they are at it; then the page is painted anew. */
export function RunWatch({ initial, locale, words }: RunWatchProps) {
  const router = useRouter()
  const [heard, setHeard] = useState<HistoryProgress | null>(null)
  const watched = initial && !initial.finished ? initial.id : null

  useEffect(() => {
    if (watched === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function turn() {
      const run = document.hidden ? null : await ask(abort.signal)
      if (abort.signal.aborted) return
      if (run) setHeard(run)
      if (run?.finished) return startTransition(() => router.refresh())
      timer = setTimeout(() => void turn(), EVERY_MS)
    }
    timer = setTimeout(() => void turn(), EVERY_MS / 2)
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [watched, router])

  if (!initial || initial.finished) return null
  const run = heard?.id === initial.id ? heard : initial
  const number = numberFormat(locale)
  const [done = '', total = '', changed = ''] = RUN_SLOTS
  const detail = words.detail
    .replace(done, number.format(run.done))
    .replace(total, number.format(run.total))
    .replace(changed, number.format(run.changed))
  return (
    <div className="rounded-card border border-line bg-card p-4 sm:px-[22px]">
      <Progress label={words.title} value={run.done} max={Math.max(run.total, 1)} detail={detail} />
      <p className="mt-2 text-13 text-ink-2">{words.leave}</p>
    </div>
  )
}
