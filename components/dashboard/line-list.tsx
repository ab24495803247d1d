import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Link } from '../ui/link'

/** A short list of what leads on, one line to each. */
export function LineList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line-2">
      {children}
    </ul>
  )
}

/** Whose, when and where at the left, how much at the right; all of it can be pressed. */
export function LineItem({
  href,
  title,
  detail,
  mark,
  amount,
}: {
  href: Route
  title: string
  /** In the second ink under the title; what is empty is left out. */
  detail: readonly string[]
  mark?: ReactNode
  amount: ReactNode
}) {
  return (
    <li className="relative flex min-h-11 items-center gap-3 py-1.5 hover:bg-line-2/60 has-[a:focus-visible]:bg-line-2/60">
      {mark}
      <div className="min-w-0 grow">
        <p className="truncate">
          <Link href={href} className="after:absolute after:inset-0">
            {title}
          </Link>
        </p>
        <p className="truncate text-13 text-ink-2">{detail.filter(Boolean).join(' · ')}</p>
      </div>
      <span className="shrink-0 text-right">{amount}</span>
    </li>
  )
}
