/**
 * What a failure asks for:
 * - `sign_in`: the person signs in again, in Link's update mode
 * - `unlock`: the person does something at the bank first, then signs in again
 * - `relink`: the access is gone for good; the person connects anew
 * - `unsupported`: this login or product cannot be had
 * - `wait`: the bank or Plaid cannot answer now; trying later is all there is to do
 * - `slow_down`: too many calls; later
 * - `restart`: what was being read changed under way; read again from the first cursor
 * - `operator`: keys, fields or access of this installation are wrong; no person can mend it from a page
 * - `unknown`: a code that is not in the table; shown as it is, tried again later
 */
export type FailureKind =
  | 'sign_in'
  | 'unlock'
  | 'relink'
  | 'unsupported'
  | 'wait'
  | 'slow_down'
  | 'restart'
  | 'operator'
  | 'unknown'

/** A call to the bank that failed, with nothing of the request in it: that held a secret. */
export class BankFailure extends Error {
  /** Plaid's error type; null where Plaid gave none. */
  readonly type: string | null
  readonly retryAfterSeconds: number | null

  constructor(
    readonly kind: FailureKind,
    /** Plaid's error code; `NETWORK` when no answer came. */
    readonly code: string,
    /** Plaid's id of the call, where there was an answer. */
    readonly requestId: string | null,
    /** What else the answer said: Plaid's type of the error, and in how many seconds it may be asked again. */
    more: { type?: string | null; retryAfterSeconds?: number | null } = {},
  ) {
    super(`${code}${requestId ? ` (request ${requestId})` : ''}`)
    this.name = 'BankFailure'
    this.type = more.type ?? null
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }

  /**
   * By name: a server's bundles each have a copy of this class, and a failure thrown in one is caught in another.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'BankFailure'
  }

  /** Whether the same call may work later with nobody doing anything. */
  get retryable(): boolean {
    return (
      this.kind === 'wait' || this.kind === 'slow_down' || this.kind === 'restart' || this.kind === 'unknown'
    )
  }
}
