'use client'

import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Link } from '../ui/link'

/** A link of the navigation that knows when one is there: `aria-current`, and `data-current` for its looks. */
export function NavLink({
  href,
  className,
  children,
}: {
  href: Route
  className: string
  children: ReactNode
}) {
  const pathname = usePathname()
  const current = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      data-current={current || undefined}
      className={className}
    >
      {children}
    </Link>
  )
}
