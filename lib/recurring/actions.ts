'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { saveRecurringEdit } from '@/lib/db/recurring-edits'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { detectRecurring } from '@/lib/sync/recurring'
import { streamChangeSchema } from './schema'

/** Writes what the person says of recurring payments: their name, that they are some or none, that they have ended. */
export async function saveStream(input: unknown): Promise<Result<null, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = streamChangeSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { streamId, title, ...change } = read.data
  const { db, clock } = await runtime()
  const named = title === undefined ? {} : { title: title === '' ? null : title }
  if (!(await saveRecurringEdit(db, householdId, streamId, { ...change, ...named }, clock.now())))
    return fail('NOT_FOUND')
  refresh()
  return ok(null)
}

/**
 * Looks for recurring payments in all of the person's accounts, those kept by hand too; what Plaid said last stands.
 *
 * Tells whether anything is other than it was.
 */
export async function lookAgain(): Promise<Result<{ changed: boolean }>> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const written = await detectRecurring(db, { householdId, itemId: null }, null, clock.now())
  refresh()
  return ok({ changed: written > 0 })
}
