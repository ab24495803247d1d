import type { Route } from 'next'
import { useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'

/** The query of an address that is shown and of which the router knows nothing yet. */
let ahead: string | null = null
const listeners = new Set<() => void>()

function setAhead(query: string | null): void {
  if (query === ahead) return
  ahead = query
  for (const listener of listeners) listener()
}

const forget = () => setAhead(null)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', forget)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('popstate', forget)
    ahead = null
  }
}

const normal = (query: string) => new URLSearchParams(query).toString()

/**
 * Changes what is open without asking the server for the page again: the address is a new one, the page stays, and who
 * shows what is open follows the address.
 */
export function showAddress(href: Route): void {
  window.history.pushState(null, '', href)
  setAhead(normal(window.location.search))
}

/**
 * The query of the address as `showAddress` left it, at once. Next's own follows it when there is time, which on a slow
 * phone is after some tens of milliseconds.
 */
export function useShownQuery(): URLSearchParams {
  const known = useSearchParams().toString()
  const shown = useSyncExternalStore(
    subscribe,
    () => ahead,
    () => null,
  )
  useEffect(() => {
    if (known === normal(window.location.search)) forget()
  }, [known])
  return new URLSearchParams(shown ?? known)
}
