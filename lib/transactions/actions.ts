'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { isCategory } from '@/lib/db/categories'
import { changeTransactions as storeChange, undoBatch } from '@/lib/db/edit-batches'
import { countTransactions, listTransactionIds } from '@/lib/db/entry-reads'
import {
  createSavedFilter,
  raiseSavedFilter,
  removeSavedFilter,
  renameSavedFilter,
} from '@/lib/db/saved-filters'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { BULK_CHUNK, BULK_MAX } from './bulk-limits'
import { type BulkProblem, readBulk } from './bulk-schema'
import { findCondition } from './queries'
import { filterIdSchema, newFilterSchema, renameFilterSchema } from './saved-filters-schema'
import { readTransactionSearch } from './schema'

/** What one step of a change has done. */
export interface BulkStep {
  /** By which it is undone. */
  batchId: string
  count: number
  /** Split ones that kept the categories of their parts. */
  split: number
  /** How many there are in all; null in the steps after the first. */
  total: number | null
  /** After which the next step begins; null: this was the last. */
  nextId: string | null
}

/**
 * Changes some transactions by their ids, or the next step of all that a filter finds. The browser takes step after
 * step, so that progress is seen and nobody else waits.
 */
export async function changeTransactions(
  input: unknown,
): Promise<Result<BulkStep, BulkProblem | 'TOO_MANY' | 'NOT_FOUND'>> {
  const { householdId, userId } = await requireUser()
  const read = readBulk(input)
  if (!read.ok) return read
  const { target, change } = read.value
  const { db, clock } = await runtime()
  if (change.category && !(await isCategory(db, householdId, change.category)))
    return fail('UNKNOWN_CATEGORY')

  let ids: string[]
  let total: number | null = null
  let nextId: string | null = null
  if ('ids' in target) {
    ids = target.ids
  } else {
    const condition = await findCondition(readTransactionSearch(new URLSearchParams(target.query)))
    if (target.afterId === null) {
      total = await countTransactions(db, householdId, condition)
      if (total > BULK_MAX) return fail('TOO_MANY')
    }
    ids = await listTransactionIds(db, householdId, condition, target.afterId, BULK_CHUNK + 1)
    if (ids.length > BULK_CHUNK) {
      ids = ids.slice(0, BULK_CHUNK)
      nextId = ids.at(-1) ?? null
    }
  }
  const done = await storeChange(db, householdId, userId, ids, change, clock.now())
  if ('ids' in target && done.count + done.split === 0) return fail('NOT_FOUND')
  if (nextId === null) refresh()
  return ok({ ...done, total, nextId })
}

const undoSchema = z.strictObject({ batchId: z.uuid(), more: z.boolean() })

/** Undoes one step of a change. `more`: other steps follow, and the page need not be made anew yet. */
export async function undoChange(
  input: unknown,
): Promise<Result<{ count: number }, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = undoSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const count = await undoBatch(db, householdId, read.data.batchId, clock.now())
  if (count === null) return fail('NOT_FOUND')
  if (!read.data.more) refresh()
  return ok({ count })
}

/** Keeps a filter by a name. */
export async function saveFilter(input: unknown): Promise<Result<{ id: string }, 'INVALID' | 'TOO_MANY'>> {
  const { householdId } = await requireUser()
  const read = newFilterSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const id = await createSavedFilter(db, householdId, read.data, clock.now())
  if (id === null) return fail('TOO_MANY')
  refresh()
  return ok({ id })
}

export async function renameFilter(input: unknown): Promise<Result<null, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = renameFilterSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  const { id, name } = read.data
  return answer(await renameSavedFilter(db, householdId, id, name))
}

export async function deleteFilter(input: unknown): Promise<Result<null, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = filterIdSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  return answer(await removeSavedFilter(db, householdId, read.data.id))
}

/** Moves a kept filter before the one above it. */
export async function raiseFilter(input: unknown): Promise<Result<null, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = filterIdSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  return answer(await raiseSavedFilter(db, householdId, read.data.id))
}

function answer(found: boolean): Result<null, 'NOT_FOUND'> {
  if (!found) return fail('NOT_FOUND')
  refresh()
  return ok(null)
}
