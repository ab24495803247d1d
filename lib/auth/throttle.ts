import { createHash } from 'node:crypto'
import { countAttempt } from '@/lib/db/sign-in-attempts'
import type { Env } from '@/lib/env'
import { runtime } from '@/lib/runtime'

const keyOf = (kind: string, value: string) =>
  createHash('sha256').update(`${kind}:${value}`).digest('base64url')

/** What attempts against an account are counted under: a hash of its e-mail. */
export function throttleKey(email: string): string {
  return keyOf('account', email)
}

/**
 * Counts a sign-in or sign-up against the account and the address that it comes from.
 *
 * @returns the attempt, the account's part first, to be taken back when the password was right; null when there were too many.
 */
export async function enterThrottle(
  limits: Env['signInLimits'],
  email: string,
  address: string | null,
): Promise<string[] | null> {
  const { db, clock } = await runtime()
  return countAttempt(
    db,
    [
      { key: throttleKey(email), limit: limits.perAccount },
      ...(address === null ? [] : [{ key: keyOf('address', address), limit: limits.perAddress }]),
    ],
    limits.windowMs,
    clock.now(),
  )
}
