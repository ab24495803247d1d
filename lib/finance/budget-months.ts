import type { CalendarDate } from '../calendar/calendar-date'
import { addMonths } from '../calendar/months'
import { exact, plain } from '../money/money'

/** What may be spent in a month. */
export interface BudgetTerms {
  /** A size, exact; null: there is no budget. */
  amount: string | null
  /** What is left of a month, or was too much, moves on to the next one that has it too. */
  rollover: boolean
}

/** Terms that hold from a month on, until those of a later one. */
export interface BudgetRow extends BudgetTerms {
  /** The first day of the month. */
  month: CalendarDate
}

/** One month of a budget. Everything is a size, exact: what was spent is positive. */
export interface BudgetMonth extends BudgetRow {
  /** What the month before left over; negative: what it spent too much. */
  carried: string
  /** The amount and what was carried. */
  available: string
  /** Less than zero where more came back than was spent. */
  spent: string
  /** Less than zero: over. */
  left: string
}

export const NO_BUDGET: BudgetTerms = { amount: null, rollover: false }

/** The terms that hold in a month. @param rows of one budget, in the order of their months. */
export function termsIn(rows: readonly BudgetRow[], month: CalendarDate): BudgetTerms {
  const row = rows.findLast((one) => one.month <= month)
  return row ? { amount: row.amount, rollover: row.rollover } : NO_BUDGET
}

/**
 * A budget month by month, from its first one. What a month leaves moves on where that month and the next both roll
 * over: the month in which it was switched on begins with nothing but its own.
 *
 * @param rows of one budget, in the order of their months.
 * @param spent what was spent, by the first day of the month; nothing where a month is missing.
 * @param until the last month that is wanted.
 */
export function budgetMonths(
  rows: readonly BudgetRow[],
  spent: ReadonlyMap<CalendarDate, string>,
  until: CalendarDate,
): BudgetMonth[] {
  const months: BudgetMonth[] = []
  const first = rows[0]?.month
  if (first === undefined) return months
  let moving = '0'
  for (let month = first; month <= until; month = addMonths(month, 1)) {
    const terms = termsIn(rows, month)
    const rolls = terms.amount !== null && terms.rollover
    const carried = rolls ? moving : '0'
    const available = exact(terms.amount ?? '0').plus(carried)
    const gone = spent.get(month) ?? '0'
    const left = terms.amount === null ? exact('0') : available.minus(gone)
    months.push({
      month,
      ...terms,
      carried,
      available: plain(available),
      spent: plain(gone),
      left: plain(left),
    })
    moving = rolls ? plain(left) : '0'
  }
  return months
}

/** Which part of what a month has is spent: to sort by, never to be shown. */
export function usedPart({ spent, available }: Pick<BudgetMonth, 'spent' | 'available'>): number {
  if (exact(available).greaterThan(0)) return exact(spent).dividedBy(available).toNumber()
  return exact(spent).greaterThan(0) ? Number.MAX_VALUE : 0
}

/** Whether terms hold for one month alone, from it on whatever was set for later, or until what was set for later. */
export type BudgetScope = 'only' | 'on' | 'until'

/**
 * The rows of a budget after a change, which begins in a month. After `only` everything goes on as it was. No month
 * before it changes.
 */
export function changedBudget(
  rows: readonly BudgetRow[],
  month: CalendarDate,
  terms: BudgetTerms,
  scope: BudgetScope,
): BudgetRow[] {
  const next = addMonths(month, 1)
  const after: Record<BudgetScope, BudgetRow[]> = {
    on: [],
    until: rows.filter((row) => row.month > month),
    only: [{ month: next, ...termsIn(rows, next) }, ...rows.filter((row) => row.month > next)],
  }
  return withoutRepeats([
    ...rows.filter((row) => row.month < month),
    { month, ...(terms.amount === null ? NO_BUDGET : terms) },
    ...after[scope],
  ])
}

/** Leaves out what says nothing new. */
function withoutRepeats(rows: readonly BudgetRow[]): BudgetRow[] {
  const kept: BudgetRow[] = []
  for (const row of rows) {
    const before = kept.at(-1) ?? NO_BUDGET
    if (row.amount !== before.amount || row.rollover !== before.rollover) kept.push(row)
  }
  return kept
}
