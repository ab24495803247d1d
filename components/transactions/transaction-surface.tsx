import type { ReactNode } from 'react'

/**
 * The card of the list. Without padding of its own, so that a row can be lit from edge to edge; clipped rather than
 * scrolled, so that headings within can stay in sight.
 */
export function TransactionSurface({ children }: { children: ReactNode }) {
  return <div className="overflow-clip rounded-card border border-line bg-card">{children}</div>
}
