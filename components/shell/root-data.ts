import { useSyncExternalStore } from 'react'
import { PREFERENCE_MAX_AGE_SECONDS } from '@/lib/i18n/cookies'

/** What the root element says about how the person wants every page to be. */
export type RootData = 'theme' | 'private' | 'shortcuts'

const listeners = new Set<() => void>()

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

/** What the root element says now, and again when it changes; while the server paints, what it has said itself. */
export function useRootData(name: RootData, fromServer: string | undefined): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset[name],
    () => fromServer,
  )
}

/** Changes the page at once, and keeps the cookie by which the server starts the next one so. */
export function keepRootData(name: RootData, value: string | undefined, cookie: string, kept: string): void {
  if (value === undefined) delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = value
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${cookie}=${kept}; path=/; max-age=${PREFERENCE_MAX_AGE_SECONDS}; samesite=lax`
  for (const changed of listeners) changed()
}
