import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'
import {
  type BudgetRow,
  type BudgetScope,
  type BudgetTerms,
  changedBudget,
} from '@/lib/finance/budget-months'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { plain } from '@/lib/money/money'
import { entriesWhere } from './entry-filter'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** All that was ever set for a category, or a group, in one currency. */
export interface StoredBudget {
  category: string
  currency: string
  /** In the order of their months. */
  rows: BudgetRow[]
}

interface RawBudget {
  category: string
  currency: string
  month: Date
  amount: Prisma.Decimal | null
  rollover: boolean
}

function toBudgets(rows: readonly RawBudget[]): StoredBudget[] {
  const budgets = new Map<string, StoredBudget>()
  for (const { category, currency, month, amount, rollover } of rows) {
    const key = `${currency} ${category}`
    const budget = budgets.get(key) ?? { category, currency, rows: [] }
    budgets.set(key, budget)
    budget.rows.push({
      month: fromUtcMidnight(month),
      amount: amount === null ? null : plain(amount),
      rollover,
    })
  }
  return [...budgets.values()]
}

const COLUMNS = { category: true, currency: true, month: true, amount: true, rollover: true } as const
const BY_MONTH = [{ currency: 'asc' }, { category: 'asc' }, { month: 'asc' }] as const

/** A household's budgets, those of the past and of later months too. */
export async function listBudgets(db: Database, householdId: string): Promise<StoredBudget[]> {
  return toBudgets(
    await db.prisma.budget.findMany({ where: { householdId }, select: COLUMNS, orderBy: [...BY_MONTH] }),
  )
}

/** A change of one budget that begins in a month. */
export interface BudgetChange extends BudgetTerms {
  category: string
}

/**
 * Sets budgets of one currency from a month on, or for that month alone; an amount of null takes one away. No earlier
 * month changes.
 *
 * @returns the rows of each before, so that it can be taken back.
 */
export async function changeBudgets(
  db: Database,
  householdId: string,
  currency: string,
  month: CalendarDate,
  changes: readonly BudgetChange[],
  scope: BudgetScope,
  now: Date,
): Promise<StoredBudget[]> {
  const categories = changes.map(({ category }) => category)
  return db.prisma.$transaction(async (tx) => {
    const before = await lockBudgets(tx, householdId, currency, categories)
    await replaceRows(
      tx,
      householdId,
      before.map(({ category, rows }, index) => {
        const { amount = null, rollover = false } = changes[index] ?? {}
        return { category, currency, rows: changedBudget(rows, month, { amount, rollover }, scope) }
      }),
      now,
    )
    return before
  })
}

/** Gives budgets back the rows that they had. */
export async function restoreBudgets(
  db: Database,
  householdId: string,
  budgets: readonly StoredBudget[],
  now: Date,
): Promise<void> {
  await db.prisma.$transaction((tx) => replaceRows(tx, householdId, budgets, now))
}

/** What is stored of these categories, in their order, for nobody else to change meanwhile. */
async function lockBudgets(
  tx: Prisma.TransactionClient,
  householdId: string,
  currency: string,
  categories: readonly string[],
): Promise<StoredBudget[]> {
  await lockHousehold(tx, householdId)
  const rows = await tx.budget.findMany({
    where: { householdId, currency, category: { in: [...categories] } },
    select: COLUMNS,
    orderBy: [...BY_MONTH],
  })
  const stored = new Map(toBudgets(rows).map((budget) => [budget.category, budget]))
  return categories.map((category) => stored.get(category) ?? { category, currency, rows: [] })
}

async function lockHousehold(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM households WHERE id = ${householdId}::uuid FOR UPDATE`)
}

async function replaceRows(
  tx: Prisma.TransactionClient,
  householdId: string,
  budgets: readonly StoredBudget[],
  now: Date,
): Promise<void> {
  await lockHousehold(tx, householdId)
  await tx.budget.deleteMany({
    where: { householdId, OR: budgets.map(({ category, currency }) => ({ category, currency })) },
  })
  await tx.budget.createMany({
    data: budgets.flatMap(({ category, currency, rows }) =>
      rows.map(({ month, amount, rollover }) => ({
        householdId,
        category,
        currency,
        month: toUtcMidnight(month),
        amount,
        rollover,
        updatedAt: now,
      })),
    ),
  })
}

/** What was spent on a day: a size; less than zero where more came back. */
export interface DaySpending {
  day: CalendarDate
  spent: string
}

/** Sums what a condition finds by day, the earliest first. For one currency: the condition must name it. */
export async function listSpendingByDay(
  db: Database,
  householdId: string,
  condition: EntryCondition,
): Promise<DaySpending[]> {
  const rows = await db.prisma.$queryRaw<{ day: Date; net: Prisma.Decimal }[]>(Prisma.sql`
    SELECT n.listed_on AS day, sum(n.amount) AS net FROM entries n
    WHERE ${entriesWhere(householdId, condition)} GROUP BY n.listed_on ORDER BY n.listed_on`)
  return rows.map(({ day, net }) => ({ day: fromUtcMidnight(day), spent: plain(net.negated()) }))
}

/** The day of the first entry in a currency; null where there is none. */
export async function findFirstEntryDay(
  db: Database,
  householdId: string,
  currency: string,
): Promise<CalendarDate | null> {
  const [row] = await db.prisma.$queryRaw<{ day: Date }[]>(Prisma.sql`
    SELECT n.listed_on AS day FROM entries n
    WHERE ${entriesWhere(householdId, { is: 'currency', currency })} ORDER BY n.listed_on LIMIT 1`)
  return row ? fromUtcMidnight(row.day) : null
}
