'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { isCategory } from '@/lib/db/categories'
import { saveEdit as storeEdit } from '@/lib/db/transaction-edits'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { type EditProblem, readEdit } from './edit-schema'

/**
 * Writes what the person says of a transaction: a note ('' clears it), tags, a flag, whether it was reviewed; and in
 * the place of what the bank and rules say a category, a name, a day, whether it is a transfer and whether it is left
 * out of reports (null gives theirs back). What is left out stays as it is.
 *
 * @returns the tags as they are stored.
 */
export async function saveEdit(
  input: unknown,
): Promise<Result<{ tags: string[] | null }, EditProblem | 'NOT_FOUND'>> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const read = readEdit(input, dayInZone(clock.now(), timeZone))
  if (!read.ok) return read
  const { transactionId, ...change } = read.value
  if (change.category && !(await isCategory(db, householdId, change.category)))
    return fail('UNKNOWN_CATEGORY')
  if (!(await storeEdit(db, householdId, transactionId, change, clock.now()))) return fail('NOT_FOUND')
  refresh()
  return ok({ tags: change.tags ?? null })
}
