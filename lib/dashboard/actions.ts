'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { endFirstSteps } from '@/lib/db/overview-reads'
import { ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'

/** Puts the first steps away for good. */
export async function putAwayFirstSteps(): Promise<Result<null>> {
  const person = await requireUser()
  const { db, clock } = await runtime()
  await endFirstSteps(db, person, clock.now())
  refresh()
  return ok(null)
}
