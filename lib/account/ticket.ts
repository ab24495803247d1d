import { createHash, hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { newId } from '@/lib/crypto/id'
import type { Database } from '@/lib/db/open'
import { countAttempt } from '@/lib/db/sign-in-attempts'

/** Between the password and the beginning of the download. */
export const TICKET_MINUTES = 5

/** Whose ticket it is; a session of another person or of an older epoch cannot use it. */
export interface TicketHolder {
  userId: string
  sessionEpoch: number
}

const PURPOSE = 'evenkeel-export'

/** A key of its own, so that nothing that is signed elsewhere can be a ticket. */
const keyFrom = (authSecret: string) =>
  new Uint8Array(hkdfSync('sha256', authSecret, new Uint8Array(), PURPOSE, 32))

/** A ticket that opens one download, within five minutes. */
export async function createTicket(holder: TicketHolder, authSecret: string, now: Date): Promise<string> {
  return new SignJWT({ epoch: holder.sessionEpoch })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(PURPOSE)
    .setSubject(holder.userId)
    .setJti(newId(now))
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + TICKET_MINUTES * 60_000))
    .sign(keyFrom(authSecret))
}

/**
 * Uses a ticket up.
 *
 * @returns whether it is this person's, in time, and was not used before. Of two at once neither is let through.
 */
export async function redeemTicket(
  db: Database,
  ticket: string,
  holder: TicketHolder,
  authSecret: string,
  now: Date,
): Promise<boolean> {
  const claims = await jwtVerify(ticket, keyFrom(authSecret), {
    audience: PURPOSE,
    subject: holder.userId,
    algorithms: ['HS256'],
    requiredClaims: ['jti', 'exp'],
    currentDate: now,
  }).then(
    ({ payload }) => payload,
    () => null,
  )
  if (claims === null || claims.epoch !== holder.sessionEpoch) return false
  const key = createHash('sha256').update(`ticket:${claims.jti}`).digest('base64url')
  return (await countAttempt(db, [{ key, limit: 1 }], 2 * TICKET_MINUTES * 60_000, now)) !== null
}
