import type { Purpose } from './link-purpose'

/**
 * Some banks (OAuth) take the whole page to their own site and lead back to `PLAID_REDIRECT_URI`, which is the page
 * of connections, with `oauth_state_id` in its address. Link must then be opened with the token that it left with, so
 * what was under way is kept in this browser for as long. It is kept across tabs: a bank's app may come back in a new one.
 * See plaid.com/docs/link/oauth.
 */
const KEY = 'evenkeel:link-visit'
/** No link token lives longer. */
const LIFETIME_MS = 4 * 60 * 60_000

export interface KeptVisit {
  purpose: Purpose
  token: string
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Even asking for it is refused where the browser forbids it. */
export const browserStore = (): Store => localStorage

/** Storage can be full or forbidden; then only the way back from such a bank is lost. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch {
    return null
  }
}

export function keepVisit({ purpose, token }: KeptVisit, store: () => Store, nowMs: number): void {
  attempt(() => store().setItem(KEY, JSON.stringify({ purpose, token, keptMs: nowMs })))
}

export function forgetVisit(store: () => Store): void {
  attempt(() => store().removeItem(KEY))
}

function isPurpose(value: unknown): value is Purpose {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  if (value.kind === 'connect') return true
  return (
    value.kind === 'reconnect' &&
    'itemId' in value &&
    typeof value.itemId === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  )
}

/** The visit that a bank has just led back from, if the address says that one has. It is given once. */
export function takeVisit(search: string, store: () => Store, nowMs: number): KeptVisit | null {
  if (!new URLSearchParams(search).has('oauth_state_id')) return null
  const text = attempt(() => store().getItem(KEY))
  forgetVisit(store)
  const kept: unknown = text === null ? null : attempt(() => JSON.parse(text))
  if (typeof kept !== 'object' || kept === null) return null
  if (!('token' in kept) || typeof kept.token !== 'string') return null
  if (!('keptMs' in kept) || typeof kept.keptMs !== 'number' || nowMs - kept.keptMs > LIFETIME_MS) return null
  if (!('purpose' in kept) || !isPurpose(kept.purpose)) return null
  return { purpose: kept.purpose, token: kept.token }
}
