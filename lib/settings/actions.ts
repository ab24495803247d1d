'use server'

import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { personName, timeZone } from '@/lib/auth/schema'
import { requireUser } from '@/lib/auth/session'
import { updateProfile as storeProfile } from '@/lib/db/users'
import { PREFERENCE_MAX_AGE_SECONDS, TIME_ZONE_COOKIE } from '@/lib/i18n/cookies'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'

const profileSchema = z.object({ name: personName, timeZone })

/** Changes what the person is called, and the time zone that decides which day a moment falls on. */
export async function updateProfile(input: unknown): Promise<Result<null, 'INVALID'>> {
  const person = await requireUser()
  const read = profileSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  await storeProfile(db, person, read.data)
  // What is written on pages goes by this browser's cookie.
  ;(await cookies()).set(TIME_ZONE_COOKIE, read.data.timeZone, {
    path: '/',
    sameSite: 'lax',
    maxAge: PREFERENCE_MAX_AGE_SECONDS,
  })
  refresh()
  return ok(null)
}
