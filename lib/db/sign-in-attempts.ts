import { newId } from '@/lib/crypto/id'
import type { Database } from './open'

export interface AttemptLimit {
  /** A hash of the account or address; never either of them in clear. */
  key: string
  limit: number
}

/**
 * Counts an attempt before its password is looked at, so that many at once cannot slip past the limit together.
 *
 * @returns the ids of what was counted, to be taken back when the sign-in is good; null when a limit is reached.
 */
export async function countAttempt(
  db: Database,
  limits: readonly AttemptLimit[],
  windowMs: number,
  now: Date,
): Promise<string[] | null> {
  const since = new Date(now.getTime() - windowMs)
  const attempts = limits.map(({ key }) => ({ id: newId(now), key, attemptedAt: now }))
  await db.prisma.signInAttempt.createMany({ data: attempts })
  const counts = await db.prisma.signInAttempt.groupBy({
    by: ['key'],
    where: { key: { in: limits.map(({ key }) => key) }, attemptedAt: { gt: since } },
    _count: true,
  })
  const counted = new Map(counts.map(({ key, _count }) => [key, _count]))
  const over = limits.some(({ key, limit }) => (counted.get(key) ?? 0) > limit)
  if (!over) return attempts.map(({ id }) => id)
  // A refused attempt is not one more: a lock must end although somebody keeps trying.
  await takeBackAttempts(
    db,
    attempts.map(({ id }) => id),
  )
  return null
}

export async function takeBackAttempts(db: Database, ids: readonly string[]): Promise<void> {
  await db.prisma.signInAttempt.deleteMany({ where: { id: { in: [...ids] } } })
}

/** Clears away attempts from before a moment. */
export async function forgetAttempts(db: Database, before: Date): Promise<void> {
  await db.prisma.signInAttempt.deleteMany({ where: { attemptedAt: { lt: before } } })
}

/** Forgets everything that was tried against one account. @param key as in `AttemptLimit`. */
export async function forgetAttemptsOf(db: Database, key: string): Promise<void> {
  await db.prisma.signInAttempt.deleteMany({ where: { key } })
}
