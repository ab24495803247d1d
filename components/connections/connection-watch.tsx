'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'
import { CONNECTIONS_STIRRED } from '@/lib/connections/events'
import type { ConnectionProgress } from '@/lib/connections/queries'

/** While a sync is at work: once a second, then slower. Otherwise only to notice what a webhook has set going. */
const FIRST_MS = 1_000
const SLOWEST_MS = 3_000
const QUIET_MS = 5_000
/** How long something that was just set going is waited for at the faster pace. */
const EAGER_MS = 20_000

interface Watch {
  /** What was heard last. */
  progress: ReadonlyMap<string, ConnectionProgress>
  /** What the page shows. */
  painted: ReadonlyMap<string, ConnectionProgress>
  /** Looks at once, and often for a while: something was set going. */
  look: () => void
}

const WatchContext = createContext<Watch>({ progress: new Map(), painted: new Map(), look: () => {} })

export function useWatch(): Watch {
  return useContext(WatchContext)
}

/** What the page shows; when it is another, the page is old. Of the one that it is about, every run. */
function shown(list: readonly ConnectionProgress[], about: string | undefined): string {
  return list
    .map(({ itemId, health, lastSyncedAt, runEndedAt }) =>
      [itemId, health, lastSyncedAt, itemId === about ? runEndedAt : ''].join(' '),
    )
    .join('\n')
}

const byItem = (list: readonly ConnectionProgress[]) => new Map(list.map((one) => [one.itemId, one]))

async function ask(signal: AbortSignal): Promise<ConnectionProgress[] | 'signed_out' | null> {
  try {
    const response = await fetch('/api/connections/progress', { signal, cache: 'no-store' })
    if (response.status === 401) return 'signed_out'
    if (!response.ok) return null
    const { connections }: { connections: ConnectionProgress[] } = await response.json()
    return connections
  } catch {
    // Offline, or the server is starting: the next look is soon.
    return null
  }
}

/**
 * Watches the syncs of the person's connections while the page can be seen, and renews the page when one has brought
 * something, whoever began it.
 *
 * @param initial what the server has just painted.
 * @param about the connection that the page is about: once it is gone, the page leads to the others.
 */
export function ConnectionWatch({
  initial,
  about,
  children,
}: {
  initial: ConnectionProgress[]
  about?: string
  children: ReactNode
}) {
  const router = useRouter()
  const [heard, setHeard] = useState<ConnectionProgress[]>([])
  const painted = useRef('')
  const lookNow = useRef(() => {})
  const signature = shown(initial, about)

  useEffect(() => {
    painted.current = signature
  }, [signature])

  const someBusy = initial.some(({ busy }) => busy)
  useEffect(() => {
    if (someBusy) lookNow.current()
  }, [someBusy])

  useEffect(() => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let delay = QUIET_MS
    let eagerUntil = 0
    let asking = false
    let renewedFor = ''

    function plan(ms: number) {
      clearTimeout(timer)
      timer = setTimeout(() => void turn(), ms)
    }

    async function turn() {
      if (document.hidden || asking) return
      asking = true
      const list = await ask(abort.signal)
      asking = false
      if (abort.signal.aborted || list === 'signed_out') return
      if (list) {
        setHeard(list)
        const now = shown(list, about)
        // Once for each news: should server and watch ever disagree, the page is not renewed for ever.
        if (now !== painted.current && now !== renewedFor) {
          renewedFor = now
          const gone = about !== undefined && !list.some(({ itemId }) => itemId === about)
          if (gone) router.replace('/connections')
          startTransition(() => router.refresh())
        }
      }
      const eager = Date.now() < eagerUntil || (list?.some(({ busy }) => busy) ?? false)
      delay = eager ? Math.min(Math.max(delay * 1.2, FIRST_MS), SLOWEST_MS) : QUIET_MS
      plan(delay)
    }

    function hasten() {
      delay = FIRST_MS / 1.2
      eagerUntil = Date.now() + EAGER_MS
      plan(300)
    }

    function seen() {
      if (!document.hidden) plan(0)
    }

    lookNow.current = hasten
    document.addEventListener('visibilitychange', seen)
    window.addEventListener(CONNECTIONS_STIRRED, hasten)
    plan(QUIET_MS)
    return () => {
      abort.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener(CONNECTIONS_STIRRED, hasten)
    }
  }, [router, about])

  const value: Watch = {
    progress: byItem([...initial, ...heard]),
    painted: byItem(initial),
    look: () => lookNow.current(),
  }
  return <WatchContext value={value}>{children}</WatchContext>
}
