import type { ReactNode } from 'react'
import { cx } from './cx'

interface EmptyStateProps {
  title: string
  /** One sentence: why there is nothing here, and what brings something. */
  children: ReactNode
  /** One action, or two equal ones. */
  action?: ReactNode
  /** A small drawing above the words. */
  picture?: ReactNode
  level?: 1 | 2 | 3
  className?: string
}

/** Nothing here, said so that one knows what to do next. */
export function EmptyState({ title, children, action, picture, level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div
      className={cx(
        'grid grid-cols-[minmax(0,1fr)] justify-items-center gap-2 py-10 text-center sm:px-4 sm:py-14',
        className,
      )}
    >
      {picture ? <div className="mb-3">{picture}</div> : null}
      <Heading className="text-21">{title}</Heading>
      <p className="max-w-prose text-ink-2">{children}</p>
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
