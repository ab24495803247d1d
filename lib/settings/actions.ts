'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { personName, timeZone } from '@/lib/auth/schema'
import { requireUser } from '@/lib/auth/session'
import { updateProfile as storeProfile } from '@/lib/db/users'
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
  refresh()
  return ok(null)
}
