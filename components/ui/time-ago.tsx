'use client'

import { useSyncExternalStore } from 'react'
import { relativeTime } from './relative-time'

const MINUTE_MS = 60_000

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, MINUTE_MS / 2)
  return () => clearInterval(timer)
}

/** Where a demo has let days pass, the root of the page says how far its clock is ahead. */
const nowMs = () => Date.now() + Number(document.documentElement.dataset.clockAhead ?? 0)

interface TimeAgoProps {
  /** The moment, ISO 8601. */
  at: string
  /** The server's moment, ISO 8601: the first text is the same in both places. */
  now: string
  locale: string
  /** The moment in full, shown on hover. */
  title?: string
}

/** An age that stays true while the page is open. */
export function TimeAgo({ at, now, locale, title }: TimeAgoProps) {
  const halfMinute = useSyncExternalStore(
    subscribe,
    () => Math.floor(nowMs() / (MINUTE_MS / 2)),
    () => Math.floor(Date.parse(now) / (MINUTE_MS / 2)),
  )
  const text = relativeTime(new Date(at), new Date(halfMinute * (MINUTE_MS / 2)), locale)
  return (
    <time dateTime={at} title={title}>
      {text}
    </time>
  )
}
