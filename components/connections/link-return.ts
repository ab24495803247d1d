import type { Purpose } from './link-purpose'

/**
 * Some banks (OAuth) take the whole page to their own site and lead back to `PLAID_REDIRECT_URI`, which is the page
 * of connections, with `oauth_state_id` in its address. Link must then be opened with the token that it left with, so
 * what was under way is kept in this browser for as long: for the tab that left, and beside that for all of them,
 * since a bank's app may come back in a new one. See plaid.com/docs/link/oauth.
 */
const KEY = 'evenkeel:link-visit'
/** No link token lives longer. */
const LIFETIME_MS = 4 * 60 * 60_000

export interface KeptVisit {
  purpose: Purpose
  token: string
  /** How many times it has come back from a bank's own site. */
  leg: number
}

/** What to do with the address that the page was opened with. */
export type Return =
  | { kind: 'none' }
  /** The page was left, or loaded again, while this tab's visit was under way. Said once; the visit can go on still. */
  | { kind: 'left'; purpose: Purpose }
  | { kind: 'resume'; visit: KeptVisit }
  /** A bank led back, but what was kept is too old: its token is no longer good. */
  | { kind: 'expired'; purpose: Purpose }
  /** A bank led back, but no visit began in this browser, or it has been gone on with already. */
  | { kind: 'foreign' }

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** This tab's own, then that of all tabs. Even asking for one is refused where the browser forbids it. */
export const browserStores: readonly (() => Store)[] = [() => sessionStorage, () => localStorage]

/** Storage can be full or forbidden; then only the way back from such a bank is lost. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch {
    return null
  }
}

export function keepVisit(
  { purpose, token, leg }: KeptVisit,
  stores: readonly (() => Store)[],
  nowMs: number,
): void {
  const text = JSON.stringify({ purpose, token, leg, keptMs: nowMs })
  for (const store of stores) attempt(() => store().setItem(KEY, text))
}

/** Forgets this tab's visit; that of another tab, begun since, stays. */
export function forgetVisit(stores: readonly (() => Store)[]): void {
  const [own] = stores.map(read)
  if (own) forgetToken(own.token, stores)
}

function forgetToken(token: string, stores: readonly (() => Store)[]): void {
  for (const store of stores) {
    if (read(store)?.token === token) attempt(() => store().removeItem(KEY))
  }
}

const read = (store: () => Store) => readVisit(attempt(() => store().getItem(KEY)))

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

interface StoredVisit extends KeptVisit {
  keptMs: number
  /** The person has been told that it was left. */
  told: boolean
}

function readVisit(text: string | null): StoredVisit | null {
  const kept: unknown = text === null ? null : attempt(() => JSON.parse(text))
  if (typeof kept !== 'object' || kept === null) return null
  if (!('token' in kept) || typeof kept.token !== 'string') return null
  if (!('keptMs' in kept) || typeof kept.keptMs !== 'number') return null
  if (!('purpose' in kept) || !isPurpose(kept.purpose)) return null
  const leg = 'leg' in kept && typeof kept.leg === 'number' ? kept.leg : 0
  const told = 'told' in kept && kept.told === true
  return { purpose: kept.purpose, token: kept.token, leg, keptMs: kept.keptMs, told }
}

/** What the page's address asks for, if a bank has led back to it. A visit is gone on with once. */
export function takeReturn(search: string, stores: readonly (() => Store)[], nowMs: number): Return {
  const visits = stores.map(read)
  if (!new URLSearchParams(search).has('oauth_state_id')) return takeLeft(visits[0] ?? null, stores, nowMs)
  const kept = visits.find((visit) => visit !== null)
  if (!kept) return { kind: 'foreign' }
  const { purpose, token, leg, keptMs } = kept
  forgetToken(token, stores)
  if (nowMs - keptMs > LIFETIME_MS) return { kind: 'expired', purpose }
  return { kind: 'resume', visit: { purpose, token, leg } }
}

function takeLeft(own: StoredVisit | null, stores: readonly (() => Store)[], nowMs: number): Return {
  if (!own || own.told || nowMs - own.keptMs > LIFETIME_MS) return { kind: 'none' }
  // Kept, because the bank may lead back after all.
  attempt(() => stores[0]?.().setItem(KEY, JSON.stringify({ ...own, told: true })))
  return { kind: 'left', purpose: own.purpose }
}
