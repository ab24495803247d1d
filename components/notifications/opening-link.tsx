'use client'

import type { Route } from 'next'
import type { ReactNode } from 'react'
import { markRead } from '@/lib/notifications/actions'
import { Link } from '../ui/link'

interface OpeningLinkProps {
  id: string
  isUnread: boolean
  href: Route
  className?: string
  children: ReactNode
}

/** Leads to what something is about, and notes that it was read. */
export function OpeningLink({ id, isUnread, href, className, children }: OpeningLinkProps) {
  return (
    <Link
      href={href}
      className={className}
      // Where it leads matters more: what could not be noted stays unread.
      onClick={() => void (isUnread && markRead({ id, read: true }).catch(() => {}))}
    >
      {children}
    </Link>
  )
}
