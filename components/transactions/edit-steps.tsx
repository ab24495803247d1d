'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Route } from 'next'
import { type ReactNode, useEffect } from 'react'
import { areShortcutsOn } from '@/components/shell/preferences'
import { isTypedIn } from '@/components/shell/where-keys-go'
import { Link } from '../ui/link'
import { showAddress } from './show-address'

interface EditStepsProps {
  previousHref: Route | null
  nextHref: Route | null
  words: { steps: string; previous: string; next: string }
}

/** To the transaction above and below in the list; also by the keys k and j, as in the list itself. */
export function EditSteps({ previousHref, nextHref, words }: EditStepsProps) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (isTypedIn(event.target) || !areShortcutsOn()) return
      const href = event.key === 'j' ? nextHref : event.key === 'k' ? previousHref : null
      if (!href) return
      event.preventDefault()
      showAddress(href)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [previousHref, nextHref])

  if (!previousHref && !nextHref) return null
  return (
    <nav aria-label={words.steps} className="flex gap-1">
      {previousHref ? (
        <Step href={previousHref} label={words.previous} keys="k">
          <ChevronUp aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Step>
      ) : null}
      {nextHref ? (
        <Step href={nextHref} label={words.next} keys="j">
          <ChevronDown aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Step>
      ) : null}
    </nav>
  )
}

function Step({
  href,
  label,
  keys,
  children,
}: {
  href: Route
  label: string
  keys: string
  children: ReactNode
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={label}
      aria-keyshortcuts={keys}
      className="touch-target grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
      onNavigate={(event) => {
        event.preventDefault()
        showAddress(href)
      }}
    >
      {children}
    </Link>
  )
}
