'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { newId } from '@/lib/crypto/id'
import {
  type CategoryUse,
  countOwnCategories,
  findCategoryUse,
  createCategory as storeCategory,
  saveCategory as storeChange,
  removeCategory as storeRemoval,
} from '@/lib/db/categories'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { isOwnCode, OWN_PREFIX } from './category-book'
import { OWN_CATEGORIES_MAX } from './limits'
import { getCategoryBook } from './queries'
import { categoryChange, categoryCode, categoryRemoval, newCategory, readInput } from './schema'

export type CategoryProblem = 'INVALID' | 'NOT_FOUND' | 'TOO_MANY' | 'UNKNOWN_GROUP' | 'UNKNOWN_CATEGORY'

const isGroup = async (code: string) => {
  const found = (await getCategoryBook()).find(code)
  return found !== null && 'categories' in found
}

/** Makes a category, or a group, of the household's own. */
export async function createCategory(input: unknown): Promise<Result<{ code: string }, CategoryProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(newCategory, input)
  if (!read.ok) return read
  const { groupCode, icon, colour, ...rest } = read.value
  if (groupCode !== null && !(await isGroup(groupCode))) return fail('UNKNOWN_GROUP')
  const { db, clock } = await runtime()
  if ((await countOwnCategories(db, householdId)) >= OWN_CATEGORIES_MAX) return fail('TOO_MANY')
  const now = clock.now()
  const code = `${OWN_PREFIX}${newId(now)}`
  await storeCategory(db, householdId, code, { ...rest, icon, colour, groupCode }, now)
  refresh()
  return ok({ code })
}

/**
 * Changes how a category is called, how it looks, where it belongs, what it says, whether it is offered.
 *
 * @returns how many listed transactions count elsewhere now.
 */
export async function saveCategory(input: unknown): Promise<Result<{ relisted: number }, CategoryProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(categoryChange, input)
  if (!read.ok) return read
  const { code, ...change } = read.value
  const book = await getCategoryBook()
  const found = book.find(code)
  // One of Plaid's that is no longer to be chosen can be renamed as well; what belongs nowhere is nobody's.
  if (isOwnCode(code) ? found === null : book.groupOf(code) === null) return fail('NOT_FOUND')
  const isWide = found !== null && 'categories' in found
  if (change.groupCode !== undefined) {
    if (isWide || (change.groupCode === null && isOwnCode(code))) return fail('INVALID')
    if (change.groupCode !== null && !(await isGroup(change.groupCode))) return fail('UNKNOWN_GROUP')
  }
  // An own one has no other name than the person's, and an own group nobody else to say what it is.
  if (isOwnCode(code) && (change.name === null || (isWide && change.kind === null))) return fail('INVALID')
  const { db, clock } = await runtime()
  const relisted = await storeChange(db, householdId, code, change, clock.now())
  if (relisted === null) return fail('NOT_FOUND')
  refresh()
  return ok({ relisted })
}

/** What hangs on an own category, to be said before it is deleted. */
export async function countUse(input: unknown): Promise<Result<CategoryUse, CategoryProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(categoryCode, input)
  if (!read.ok) return read
  if ((await getCategoryBook()).find(read.value)?.own !== true) return fail('NOT_FOUND')
  const { db } = await runtime()
  return ok(await findCategoryUse(db, householdId, read.value))
}

/**
 * Deletes an own category: what was put in it gets another one (`into`), or what the bank says (null). Of an own group
 * `into` is the group that gets its categories.
 *
 * @returns how many listed transactions changed.
 */
export async function removeCategory(input: unknown): Promise<Result<{ relisted: number }, CategoryProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(categoryRemoval, input)
  if (!read.ok) return read
  const { code, into } = read.value
  const book = await getCategoryBook()
  const found = book.find(code)
  if (!found?.own) return fail('NOT_FOUND')
  const target = into === null ? null : book.find(into)
  const isWide = 'categories' in found
  if (into !== null && (into === code || target === null || 'categories' in target !== isWide))
    return fail(isWide ? 'UNKNOWN_GROUP' : 'UNKNOWN_CATEGORY')
  const { db, clock } = await runtime()
  const relisted = await storeRemoval(db, householdId, code, into, clock.now())
  if (relisted === null) return fail('NOT_FOUND')
  refresh()
  return ok({ relisted })
}
