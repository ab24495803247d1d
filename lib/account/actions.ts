'use server'

import { headers } from 'next/headers'
import { DEMO_EMAIL } from '@/lib/auth/demo-access'
import { callerOf } from '@/lib/auth/peer'
import { requireUser } from '@/lib/auth/session'
import { enterThrottle, throttleKey } from '@/lib/auth/throttle'
import { verifyPassword } from '@/lib/crypto/password'
import { forgetAttemptsOf, takeBackAttempts } from '@/lib/db/sign-in-attempts'
import { findPasswordHash, type Person } from '@/lib/db/users'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { removeAccount } from './removal'
import { exportSchema, removalSchema } from './schema'
import { createTicket } from './ticket'

/** How long banks are asked to end their access while the person waits; the schedule goes on with the rest. */
const PATIENCE_MS = 20_000

/** Asks for the password anew; a wrong one counts like one at the sign-in. */
async function proveSelf(
  person: Person,
  password: string,
): Promise<Result<null, 'WRONG_PASSWORD' | 'THROTTLED'>> {
  const { address } = callerOf(await headers(), env())
  const attempt = await enterThrottle(env().signInLimits, person.email, address)
  if (attempt === null) return fail('THROTTLED')
  const { db } = await runtime()
  if (!(await verifyPassword(password, await findPasswordHash(db, person.userId))))
    return fail('WRONG_PASSWORD')
  await takeBackAttempts(db, attempt)
  return ok(null)
}

/** The address of an archive of everything of the person who asks: it can be fetched once, within five minutes. */
export async function prepareExport(
  input: unknown,
): Promise<Result<{ href: string }, 'INVALID' | 'WRONG_PASSWORD' | 'THROTTLED'>> {
  const person = await requireUser()
  const read = exportSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const proof = await proveSelf(person, read.data.password)
  if (!proof.ok) return proof
  const { clock } = await runtime()
  const ticket = await createTicket(person, env().authSecret, clock.now())
  return ok({ href: `/api/export?ticket=${encodeURIComponent(ticket)}` })
}

/**
 * Deletes the account of the person who asks with everything in it, and ends the access to its banks. `waiting`: how
 * many banks could not be told yet. `CONFIRM`: what was typed is not the e-mail. `DEMO`: the demo's person stays.
 */
export async function deleteAccount(
  input: unknown,
): Promise<Result<{ waiting: number }, 'INVALID' | 'CONFIRM' | 'WRONG_PASSWORD' | 'THROTTLED' | 'DEMO'>> {
  const person = await requireUser()
  const read = removalSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  if (person.email === DEMO_EMAIL) return fail('DEMO')
  if (read.data.confirm !== person.email) return fail('CONFIRM')
  const proof = await proveSelf(person, read.data.password)
  if (!proof.ok) return proof
  const { db, plaid, clock, queue } = await runtime()
  const context = { db, plaid, clock, queue, tokenKeys: env().tokenKeys, log: logger }
  const { waiting } = await removeAccount(context, person, Date.now() + PATIENCE_MS)
  await forgetAttemptsOf(db, throttleKey(person.email))
  return ok({ waiting })
}
