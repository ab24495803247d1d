import type { FailureKind } from './failure'
import { failureKind } from './failure-kinds'
import { type Health, healthAfter } from './health'
import { type Retry, retryFor } from './retry'

/** Who can get a connection going again. */
export type Actor = 'nobody' | 'person' | 'operator'

/**
 * What that one does: `reconnect` signs in again in Link's update mode, `choose_accounts` the same with the choice of
 * accounts, `unlock` something at the bank first and then `reconnect`, `connect_again` makes a new connection that
 * takes the old one's place, `connect_other` chooses another bank or account, `wait` nothing, `tell_operator` tells
 * whoever runs this installation.
 */
export type Action =
  | 'wait'
  | 'reconnect'
  | 'choose_accounts'
  | 'unlock'
  | 'connect_again'
  | 'connect_other'
  | 'tell_operator'

/** What follows from an error code of Plaid's. */
export interface Meaning {
  kind: FailureKind
  health: Health
  actor: Actor
  action: Action
  /** How a run that failed with it is tried again; null: not by itself. */
  retry: Retry | null
  /** Whether the code is in the table; one that is not goes by its type. */
  known: boolean
}

const FOLLOWS: Readonly<Record<FailureKind, { actor: Actor; action: Action }>> = {
  sign_in: { actor: 'person', action: 'reconnect' },
  unlock: { actor: 'person', action: 'unlock' },
  relink: { actor: 'person', action: 'connect_again' },
  unsupported: { actor: 'person', action: 'connect_other' },
  operator: { actor: 'operator', action: 'tell_operator' },
  wait: { actor: 'nobody', action: 'wait' },
  slow_down: { actor: 'nobody', action: 'wait' },
  restart: { actor: 'nobody', action: 'wait' },
  unknown: { actor: 'nobody', action: 'wait' },
}

/** What an error of Plaid's means here; a code that is not known goes by its type. */
export function meaningOf(errorCode: string, errorType: string | null): Meaning {
  const kind = failureKind(errorCode, errorType)
  return {
    kind,
    health: healthAfter(kind),
    ...FOLLOWS[kind],
    retry: retryFor(kind),
    known: kind !== 'unknown',
  }
}
