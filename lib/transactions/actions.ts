'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { saveNote as storeNote } from '@/lib/db/transaction-reads'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { saveNoteSchema } from './schema'

/** Writes the person's note on a transaction; an empty one clears it. */
export async function saveNote(input: unknown): Promise<Result<{ note: string }, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = saveNoteSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const { transactionId, note } = read.data
  if (!(await storeNote(db, householdId, transactionId, note, clock.now()))) return fail('NOT_FOUND')
  refresh()
  return ok({ note })
}
