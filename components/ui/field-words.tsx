import type { ReactNode } from 'react'
import { cx } from './cx'

/** What stands below a box. */
export interface FieldSays {
  /** What helps before anything was typed. */
  hint?: ReactNode
  /** What is wrong with what was typed; announced when it appears. */
  error?: ReactNode
}

/** The `aria-describedby` of a box whose `FieldWords` have the same id. */
export function describedBy(id: string, { hint, error }: FieldSays): string | undefined {
  return cx(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`) || undefined
}

export function FieldWords({ id, hint, error }: FieldSays & { id: string }) {
  return (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="text-13 text-ink-2">
          {hint}
        </p>
      ) : null}
      <p id={`${id}-error`} aria-live="polite" className="text-13 text-alarm empty:hidden">
        {error}
      </p>
    </>
  )
}

/** Says that a box opens a list. */
export function FieldArrow({ className }: { className: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      aria-hidden="true"
      className={cx('size-4 text-ink-2', className)}
    >
      <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
    </svg>
  )
}
