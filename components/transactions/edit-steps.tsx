'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { areShortcutsOn } from '@/components/shell/preferences'
import { isTypedIn } from '@/components/shell/where-keys-go'
import { Link } from '../ui/link'

interface EditStepsProps {
  previousHref: Route | null
  nextHref: Route | null
  words: { steps: string; previous: string; next: string }
}

const STEP =
  'touch-target grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink'

/** To the transaction above and below in the list; also by the keys k and j, as in the list itself. */
export function EditSteps({ previousHref, nextHref, words }: EditStepsProps) {
  const router = useRouter()

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (isTypedIn(event.target) || !areShortcutsOn()) return
      const href = event.key === 'j' ? nextHref : event.key === 'k' ? previousHref : null
      if (!href) return
      event.preventDefault()
      router.push(href, { scroll: false })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [router, previousHref, nextHref])

  if (!previousHref && !nextHref) return null
  return (
    <nav aria-label={words.steps} className="flex gap-1">
      {previousHref ? (
        <Link
          href={previousHref}
          scroll={false}
          aria-label={words.previous}
          aria-keyshortcuts="k"
          className={STEP}
        >
          <ChevronUp aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Link>
      ) : null}
      {nextHref ? (
        <Link href={nextHref} scroll={false} aria-label={words.next} aria-keyshortcuts="j" className={STEP}>
          <ChevronDown aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Link>
      ) : null}
    </nav>
  )
}
