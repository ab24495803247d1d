import type { ReactNode } from 'react'

/** What is wrong with the whole of a form, read out when it appears. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children ? (
        <p className="rounded-control bg-alarm-soft px-3 py-2 text-13 text-ink">{children}</p>
      ) : null}
    </div>
  )
}
