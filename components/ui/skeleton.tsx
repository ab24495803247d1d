import type { ReactNode } from 'react'
import { cx } from './cx'

/** A place that something will take. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx('rounded-control bg-chip', className)} />
}

/** Holds the skeletons of one part of a page; `label` is what assistive technology hears meanwhile. */
export function SkeletonGroup({
  label,
  className,
  children,
}: {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <div role="status" className={cx('animate-breathe', className)}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  )
}

/** Rows of a table to come, 40 px each. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="divide-y divide-line-2">
      {Array.from({ length: count }, (_, row) => (
        <div key={`row-${row.toString()}`} className="flex h-10 items-center gap-3">
          <Skeleton className="size-7" />
          <Skeleton className={cx('h-3.5', ['w-40', 'w-28', 'w-48', 'w-32'][row % 4])} />
          <Skeleton className="ml-auto h-3.5 w-16" />
        </div>
      ))}
    </div>
  )
}
