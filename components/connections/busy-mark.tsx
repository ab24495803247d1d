'use client'

import type { ReactNode } from 'react'
import { Spinner } from '../ui/spinner'
import { useWatch } from './connection-watch'

/** Says that a sync is at work on a connection; otherwise what stands there (the age of its data). */
export function BusyMark({
  itemId,
  label,
  children,
}: {
  itemId: string
  label: string
  children: ReactNode
}) {
  if (!useWatch().progress.get(itemId)?.busy) return children
  return (
    <span className="inline-flex items-center gap-1.5">
      <Spinner />
      {label}
    </span>
  )
}
