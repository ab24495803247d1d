/**
 * Why an account is no longer heard of:
 * - `not_shared`: the bank does not list it among those shared; the person may have deselected it
 * - `revoked`: the person ended the access to this one account at the bank
 */
export type ClosedBecause = 'not_shared' | 'revoked'

const REASONS: ReadonlySet<string> = new Set<ClosedBecause>(['not_shared', 'revoked'])

/** Reads what the database holds; what is not known, or was stored before reasons were, is null. */
export function toClosedBecause(stored: string | null): ClosedBecause | null {
  return stored !== null && REASONS.has(stored) ? (stored as ClosedBecause) : null
}
