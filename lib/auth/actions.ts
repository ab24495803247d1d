'use server'

import { headers } from 'next/headers'
import { hashPassword, verifyPassword } from '@/lib/crypto/password'
import { takeBackAttempts } from '@/lib/db/sign-in-attempts'
import { createUser, endSessions, findPasswordHash, replacePassword } from '@/lib/db/users'
import { env } from '@/lib/env'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { DEMO_EMAIL } from './demo-access'
import { callerOf } from './peer'
import { changePasswordSchema, signUpSchema } from './schema'
import { renewSession, requireUser } from './session'
import { enterThrottle } from './throttle'

/** Makes an account with a household of its own. Signing in is the browser's next step. */
export async function signUp(
  input: unknown,
): Promise<Result<{ email: string }, 'INVALID' | 'EMAIL_TAKEN' | 'THROTTLED'>> {
  const read = signUpSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { email, password, name, timeZone } = read.data
  // The demo's person is made by the demo alone.
  if (email === DEMO_EMAIL) return fail('EMAIL_TAKEN')
  const { address } = callerOf(await headers(), env())
  const attempt = await enterThrottle(env().signInLimits, email, address)
  if (attempt === null) return fail('THROTTLED')
  const { db, clock } = await runtime()
  const user = { email, name, timeZone, passwordHash: await hashPassword(password) }
  const created = await createUser(db, user, clock.now())
  if (!created) return fail('EMAIL_TAKEN')
  // Against the address it stays counted: a household costs more to make than a wrong guess to refuse.
  const [ofAccount] = attempt
  if (ofAccount !== undefined) await takeBackAttempts(db, [ofAccount])
  return ok({ email })
}

/** Sets a new password; every other session ends, this one stays. */
export async function changePassword(
  input: unknown,
): Promise<Result<null, 'INVALID' | 'WRONG_PASSWORD' | 'THROTTLED'>> {
  const person = await requireUser()
  const read = changePasswordSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { address } = callerOf(await headers(), env())
  const attempt = await enterThrottle(env().signInLimits, person.email, address)
  if (attempt === null) return fail('THROTTLED')
  const { db } = await runtime()
  if (!(await verifyPassword(read.data.current, await findPasswordHash(db, person.userId))))
    return fail('WRONG_PASSWORD')
  await takeBackAttempts(db, attempt)
  const epoch = await replacePassword(db, person.userId, await hashPassword(read.data.next))
  await renewSession(person.userId, epoch)
  return ok(null)
}

/** Ends every session of the person who asks, on every device, this one too. */
export async function signOutEverywhere(): Promise<Result<null>> {
  const person = await requireUser()
  const { db } = await runtime()
  await endSessions(db, person.userId)
  return ok(null)
}
