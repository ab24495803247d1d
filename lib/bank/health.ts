import type { FailureKind } from './failure'

/**
 * How a connection is:
 * - `importing`: connected, its first history is still arriving
 * - `healthy`: the last sync was good
 * - `expiring`: works still, and the bank has said when it will stop
 * - `sign_in`, `unlock`, `relink`: the person is asked for (see `FailureKind`)
 * - `unsupported`: the bank or product cannot be had any more
 * - `waiting`: the bank or Plaid cannot answer now; tried again by itself
 * - `operator`: this installation's own configuration is at fault
 * - `unknown`: a code without a meaning here; tried again by itself
 */
export type Health =
  | 'importing'
  | 'healthy'
  | 'expiring'
  | 'sign_in'
  | 'unlock'
  | 'relink'
  | 'unsupported'
  | 'waiting'
  | 'operator'
  | 'unknown'

const AFTER_FAILURE: Readonly<Record<FailureKind, Health>> = {
  sign_in: 'sign_in',
  unlock: 'unlock',
  relink: 'relink',
  unsupported: 'unsupported',
  wait: 'waiting',
  slow_down: 'waiting',
  restart: 'waiting',
  operator: 'operator',
  unknown: 'unknown',
}

const HEALTHS: ReadonlySet<string> = new Set<Health>([
  'importing',
  'healthy',
  'expiring',
  'sign_in',
  'unlock',
  'relink',
  'unsupported',
  'waiting',
  'operator',
  'unknown',
])

export function healthAfter(failure: FailureKind): Health {
  return AFTER_FAILURE[failure]
}

/** Reads what the database holds; a value of a newer version is `unknown`. */
export function toHealth(stored: string): Health {
  return HEALTHS.has(stored) ? (stored as Health) : 'unknown'
}

/** Link's update mode mends these: same Item, same accounts, nothing exchanged. */
export function canReconnect(health: Health): boolean {
  return health === 'sign_in' || health === 'unlock' || health === 'expiring'
}

/** Whether only a person can get it going again, or keep it from stopping. */
export function needsPerson(health: Health): boolean {
  return canReconnect(health) || health === 'relink' || health === 'unsupported'
}

/**
 * In these a sync may work without anybody having done something at the bank. An operator's mistake is among them:
 * it is mended elsewhere, and nobody tells the connections.
 */
export const WORTH_TRYING: readonly Health[] = [
  'importing',
  'healthy',
  'expiring',
  'waiting',
  'operator',
  'unknown',
]
