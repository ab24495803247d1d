'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { undoImport as takeBack, type UndoneImport } from '@/lib/db/imports'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { undoSchema } from './schema'

/** Takes an import back, with or without the rows on which somebody has written since. */
export async function undoImport(input: unknown): Promise<Result<UndoneImport, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId, timeZone } = await requireUser()
  const read = undoSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const now = clock.now()
  const undone = await takeBack(db, householdId, read.data, { now, today: dayInZone(now, timeZone) })
  if (undone === null) return fail('NOT_FOUND')
  refresh()
  return ok(undone)
}
