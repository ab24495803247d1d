'use client'

import { type ReactNode, useState } from 'react'
import { cx } from '../ui/cx'
import { useHydrated } from '../ui/use-hydrated'

export interface FrameWords {
  showTable: string
  showChart: string
}

/** Where the same figures can be had as a file. */
export interface CsvLink {
  href: string
  label: string
}

export interface ChartFrameProps {
  title?: ReactNode
  /** What the chart says in one sentence or figure. */
  summary?: ReactNode
  /** The chart; not drawn while the table stands in its place. */
  children: ReactNode
  /** The same figures as a table. */
  table: ReactNode
  /** Stands before the choice of chart or table, such as what the colours mean. */
  footer?: ReactNode
  words: FrameWords
  csv?: CsvLink
  className?: string
}

const ACTION =
  'touch-target rounded-control py-1 text-ink-2 underline decoration-line underline-offset-4 enabled:hover:text-ink enabled:hover:decoration-ink-3'

/** What every chart has around it: its title, its figures as a table in its place, and as a file. */
export function ChartFrame({
  title,
  summary,
  children,
  table,
  footer,
  words,
  csv,
  className,
}: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false)
  const hydrated = useHydrated()
  return (
    <div className={cx('flex min-w-0 grow flex-col', className)}>
      {title ? <div className="mb-1">{title}</div> : null}
      {summary ? <div className="mb-3 text-13 text-ink-2">{summary}</div> : null}
      {asTable ? table : children}
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-13">
        {footer}
        <span className="ml-auto flex gap-x-5">
          {csv ? (
            <a href={csv.href} download className={cx(ACTION, 'hover:text-ink hover:decoration-ink-3')}>
              {csv.label}
            </a>
          ) : null}
          <button type="button" disabled={!hydrated} onClick={() => setAsTable(!asTable)} className={ACTION}>
            {asTable ? words.showChart : words.showTable}
          </button>
        </span>
      </div>
    </div>
  )
}
