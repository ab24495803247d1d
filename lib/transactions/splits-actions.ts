'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { isCategory } from '@/lib/db/categories'
import { saveSplit as storeSplit } from '@/lib/db/transaction-splits'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { readSplit, type SplitFailure } from './splits-schema'

/**
 * Splits a transaction into parts that add up to it: the first takes what the others leave. No parts make it whole
 * again.
 */
export async function saveSplit(input: unknown): Promise<Result<null, SplitFailure>> {
  const { householdId } = await requireUser()
  const read = readSplit(input)
  if (!read.ok) return read
  const { db, clock } = await runtime()
  const { transactionId, parts } = read.value
  const categories = [...new Set(parts.flatMap(({ category }) => category ?? []))]
  const known = await Promise.all(categories.map((code) => isCategory(db, householdId, code)))
  if (known.includes(false)) return fail('UNKNOWN_CATEGORY')
  const saved = await storeSplit(db, householdId, transactionId, parts, clock.now())
  if (!saved.ok) return saved
  refresh()
  return ok(null)
}
