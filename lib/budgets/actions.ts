'use server'

import { refresh } from 'next/cache'
import { requireUser } from '@/lib/auth/session'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { addMonths, firstOfMonth } from '@/lib/calendar/months'
import { getCategoryBook } from '@/lib/categories/queries'
import {
  changeBudgets,
  findFirstEntryDay,
  listBudgets,
  restoreBudgets as putBack,
  type StoredBudget,
} from '@/lib/db/budgets'
import { termsIn } from '@/lib/finance/budget-months'
import { plaidGroupOf } from '@/lib/finance/category-kinds'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { FIRST_MONTH, MONTHS_AHEAD } from './limits'
import { copyBudgetsInput, removeBudgetInput, restoreBudgetsInput, setBudgetsInput } from './schema'

/** What a person is told of a budget that cannot be set. */
export type BudgetProblem = 'INVALID' | 'UNKNOWN_CATEGORY' | 'UNKNOWN_CURRENCY' | 'NOTHING_THERE'

/** What was there before: `restoreBudgets` takes it. */
export interface BudgetsBefore {
  before: StoredBudget[]
}

/** Sets budgets of a currency from a month on, or for that month alone. */
export async function setBudgets(input: unknown): Promise<Result<BudgetsBefore, BudgetProblem>> {
  const { householdId, timeZone } = await requireUser()
  const read = setBudgetsInput.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { currency, month, scope, budgets } = read.data
  const { db, clock } = await runtime()
  const now = clock.now()
  if (month < FIRST_MONTH || month > addMonths(firstOfMonth(dayInZone(now, timeZone)), MONTHS_AHEAD))
    return fail('INVALID')
  if (!(await areCategories(budgets.map(({ category }) => category)))) return fail('UNKNOWN_CATEGORY')
  if ((await findFirstEntryDay(db, householdId, currency)) === null) return fail('UNKNOWN_CURRENCY')
  const before = await changeBudgets(db, householdId, currency, month, budgets, scope, now)
  refresh()
  return ok({ before })
}

/** Takes a budget away from a month on, or from that month alone; the months before stay as they were. */
export async function removeBudget(input: unknown): Promise<Result<BudgetsBefore, BudgetProblem>> {
  const { householdId } = await requireUser()
  const read = removeBudgetInput.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { category, currency, month, scope } = read.data
  const { db, clock } = await runtime()
  const all = await listBudgets(db, householdId)
  const budget = all.find((one) => one.category === category && one.currency === currency)
  if (!budget || termsIn(budget.rows, month).amount === null) return fail('NOTHING_THERE')
  const none = [{ category, amount: null, rollover: false }]
  const before = await changeBudgets(db, householdId, currency, month, none, scope, clock.now())
  refresh()
  return ok({ before })
}

/** Sets in a month without budgets what held in the month before. */
export async function copyBudgets(input: unknown): Promise<Result<BudgetsBefore, BudgetProblem>> {
  const { householdId } = await requireUser()
  const read = copyBudgetsInput.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { currency, month } = read.data
  const { db, clock } = await runtime()
  const budgets = (await listBudgets(db, householdId)).filter((budget) => budget.currency === currency)
  const copies = budgets.flatMap(({ category, rows }) => {
    const { amount, rollover } = termsIn(rows, addMonths(month, -1))
    return amount === null || termsIn(rows, month).amount !== null ? [] : [{ category, amount, rollover }]
  })
  if (copies.length === 0) return fail('NOTHING_THERE')
  const before = await changeBudgets(db, householdId, currency, month, copies, 'until', clock.now())
  refresh()
  return ok({ before })
}

/** Takes a change back: budgets are again as it found them. */
export async function restoreBudgets(input: unknown): Promise<Result<null, BudgetProblem>> {
  const { householdId } = await requireUser()
  const read = restoreBudgetsInput.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { budgets } = read.data
  if (!(await areCategories(budgets.map(({ category }) => category)))) return fail('UNKNOWN_CATEGORY')
  const { db, clock } = await runtime()
  await putBack(db, householdId, budgets, clock.now())
  refresh()
  return ok(null)
}

/** Categories and groups that the household has, those of an older version of Plaid's too. */
async function areCategories(codes: readonly string[]): Promise<boolean> {
  const book = await getCategoryBook()
  return codes.every((code) => book.find(code) !== null || plaidGroupOf(code) !== null)
}
