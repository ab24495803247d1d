'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { saveEdit as storeEdit } from '@/lib/db/transaction-edits'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { type EditProblem, readEdit } from './schema'

/**
 * Writes what the person says of a transaction: a note ('' clears it), a category in the place of the bank's (null
 * gives that back), tags, a flag. What is left out stays as it is.
 *
 * @returns the tags as they are stored.
 */
export async function saveEdit(
  input: unknown,
): Promise<Result<{ tags: string[] | null }, EditProblem | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = readEdit(input)
  if (!read.ok) return read
  const { db, clock } = await runtime()
  const { transactionId, ...change } = read.value
  if (!(await storeEdit(db, householdId, transactionId, change, clock.now()))) return fail('NOT_FOUND')
  refresh()
  return ok({ tags: change.tags ?? null })
}
