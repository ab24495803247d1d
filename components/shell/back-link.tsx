import { ChevronLeft } from 'lucide-react'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Link } from '../ui/link'

/** Above the title of a page that belongs to another: the way up to that one. */
export function BackLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="touch-target mb-1 inline-flex items-center gap-1 text-13 text-ink-2 hover:text-ink"
    >
      <ChevronLeft aria-hidden="true" className="-ml-1 size-3.5" strokeWidth={1.75} />
      {children}
    </Link>
  )
}
