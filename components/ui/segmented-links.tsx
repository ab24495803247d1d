import type { Route } from 'next'
import { cx } from './cx'
import { Link } from './link'

export interface SegmentedLink {
  href: Route
  label: string
  current: boolean
  /** Said instead of a short label, e.g. "3 months" for "3M". */
  name?: string
}

/** A row of choices that the address holds, such as 1M 3M 1Y All. `label` names the row. */
export function SegmentedLinks({
  label,
  links,
  className,
}: {
  label: string
  links: SegmentedLink[]
  className?: string
}) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-wrap gap-0.5">
        {links.map((link) => (
          <li key={link.href}>
            <Link
              href={link.href}
              scroll={false}
              replace
              aria-current={link.current ? 'true' : undefined}
              aria-label={link.name}
              className={cx(
                'touch-target flex h-7 items-center rounded-control px-2.5 text-13 transition-colors',
                link.current ? 'bg-chip font-semibold text-ink' : 'text-ink-2 hover:bg-line-2 hover:text-ink',
              )}
            >
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
