import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Link } from './link'

interface MonthStep {
  /** Null where there is nothing further on this side. */
  href: Route | null
  /** "Previous month, October 2026" */
  label: string
}

/** A month with the way to the one before and the one after; the address holds which. `label` names the row. */
export function MonthPicker({
  label,
  month,
  previous,
  next,
}: {
  label: string
  /** The month in words, such as "November 2026". */
  month: string
  previous: MonthStep
  next: MonthStep
}) {
  return (
    <nav aria-label={label} className="inline-flex items-center gap-1">
      <Step step={previous}>
        <ChevronLeft aria-hidden="true" className="size-4" strokeWidth={1.75} />
      </Step>
      <span aria-current="date" className="min-w-32 text-center font-medium">
        {month}
      </span>
      <Step step={next}>
        <ChevronRight aria-hidden="true" className="size-4" strokeWidth={1.75} />
      </Step>
    </nav>
  )
}

const STEP = 'grid size-8 place-items-center rounded-control'

function Step({ step: { href, label }, children }: { step: MonthStep; children: ReactNode }) {
  // One that leads nowhere keeps its place, so that the other stays where it was.
  if (href === null)
    return (
      <span aria-hidden="true" className={`${STEP} text-ink-3 opacity-40`}>
        {children}
      </span>
    )
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={label}
      className={`${STEP} touch-target text-ink-2 hover:bg-chip hover:text-ink`}
    >
      {children}
    </Link>
  )
}
