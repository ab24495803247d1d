import type { FailureKind } from './failure'

/** How a failed run is tried again: after `firstSeconds`, then each time `factor` times as long, up to `mostSeconds`. */
export interface Retry {
  firstSeconds: number
  factor: number
  mostSeconds: number
  /** After so many failures in a row it is a dead letter, and only the schedule's slow rhythm goes on. */
  tries: number
}

/**
 * By what a failure asks for; null where nothing gets better by itself.
 *
 * Plaid's limits are by the minute, so that `slow_down` soon works. A bank that is down may be so for hours: `wait`
 * grows to an hour. What is not known here is not asked often.
 */
const RETRIES: Readonly<Record<FailureKind, Retry | null>> = {
  sign_in: null,
  unlock: null,
  relink: null,
  unsupported: null,
  operator: null,
  wait: { firstSeconds: 30, factor: 3, mostSeconds: 3_600, tries: 10 },
  slow_down: { firstSeconds: 60, factor: 2, mostSeconds: 900, tries: 8 },
  restart: { firstSeconds: 10, factor: 2, mostSeconds: 300, tries: 8 },
  unknown: { firstSeconds: 120, factor: 4, mostSeconds: 21_600, tries: 6 },
}

/** What goes wrong in Evenkeel itself: a database that is away comes back, a bug does not. */
export const INTERNAL_RETRY: Retry = { firstSeconds: 15, factor: 2, mostSeconds: 900, tries: 6 }

export function retryFor(kind: FailureKind): Retry | null {
  return RETRIES[kind]
}

/**
 * How long to wait before the next try.
 *
 * @param failures how many in a row, this one included: 1 after the first. @returns seconds, or null when it is time to stop.
 */
export function retrySeconds(retry: Retry, failures: number): number | null {
  if (failures >= retry.tries) return null
  return Math.min(retry.firstSeconds * retry.factor ** (failures - 1), retry.mostSeconds)
}

/**
 * A wait of the same length for many Items, spread so that they do not all come back in the same second: up to a fifth
 * longer, and for one Item always by the same share.
 *
 * @returns whole seconds, never fewer than `seconds`.
 */
export function spreadSeconds(seconds: number, itemId: string): number {
  let hash = 0x811c9dc5
  for (const character of itemId) {
    // FNV-1a, in 32 bits.
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return Math.ceil(seconds * (1 + (hash / 0x1_0000_0000) * 0.2))
}
