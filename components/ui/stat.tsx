import type { ReactNode } from 'react'
import { cx } from './cx'

/** A figure that stands alone under its name, with a line on it below. Several of them make a `StatList`. */
export function Stat({
  label,
  note,
  className,
  children,
}: {
  label: ReactNode
  /** Since when, compared to what, of what. */
  note?: ReactNode
  className?: string
  /** An `Amount size="standing"`, or words. */
  children: ReactNode
}) {
  return (
    <div className={cx('min-w-0', className)}>
      <dt className="text-13 text-ink-2">{label}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
      {note ? <dd className="text-13 text-ink-2">{note}</dd> : null}
    </div>
  )
}

/** Stats side by side in even columns, those of one list under those of another: two on a phone, more with room. */
export function StatList({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl
      className={cx(
        'grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(9rem,14.5rem))] sm:gap-x-8',
        className,
      )}
    >
      {children}
    </dl>
  )
}
