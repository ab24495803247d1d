/**
 * Why an account is no longer heard of:
 * - `not_shared`: the bank does not list it among those shared; the person may have deselected it
 * - `revoked`: the person ended the access to this one account at the bank
 * - `moved`: its history goes on in an account of a newer connection
 */
export type ClosedBecause = 'not_shared' | 'revoked' | 'moved'

const REASONS: ReadonlySet<string> = new Set<ClosedBecause>(['not_shared', 'revoked', 'moved'])

/** Reads what the database holds; what is not known, or was stored before reasons were, is null. */
export function toClosedBecause(stored: string | null): ClosedBecause | null {
  return stored !== null && REASONS.has(stored) ? (stored as ClosedBecause) : null
}
