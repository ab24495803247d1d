import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

/** Something more for those who want it, under a line that opens it. The platform's own: it works before any script. */
export function Disclosure({
  summary,
  open,
  className,
  children,
}: {
  summary: ReactNode
  /** Whether it is open at first. */
  open?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <details open={open} className={cx('group/disclosure', className)}>
      <summary className="touch-target flex min-h-8 list-none items-center gap-1.5 rounded-control text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 transition-transform group-open/disclosure:rotate-90 motion-reduce:transition-none"
          strokeWidth={1.75}
        />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  )
}
