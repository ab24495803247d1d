import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { addMonths, firstOfMonth, lastOfMonth } from '@/lib/calendar/months'
import type { StoredBudget } from '@/lib/db/budgets'
import { type EntrySum, sumEntriesBy } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { exact, plain } from '@/lib/money/money'
import type { BudgetFigures, SpendingSum } from './budget-view'

/** Whole months that an average and a forecast are made of. */
const EARLIER_MONTHS = 3

/** Spending in one currency, as the list asks for it: no transfers, nothing that was excluded. */
export function spendingCondition(
  currency: string,
  state: 'posted' | 'pending',
  days: EntryCondition,
): EntryCondition {
  return {
    all: [{ is: 'currency', currency }, { is: 'flow', flow: 'spending' }, { is: 'state', state }, days],
  }
}

export const inMonths = (first: CalendarDate, last: CalendarDate): EntryCondition => ({
  is: 'listed',
  from: first,
  to: lastOfMonth(last),
})

/** @param month of all of them, where they were not summed by it. */
export function toSpending(sums: readonly EntrySum[], month: CalendarDate): SpendingSum[] {
  return sums.map((sum) => ({
    month: sum.month ?? month,
    category: sum.category,
    group: sum.group,
    spent: plain(exact(sum.net).negated()),
  }))
}

/** The whole months before one of which everything is known, the latest first. */
export function knownMonths(month: CalendarDate, firstDay: CalendarDate | null): CalendarDate[] {
  const earlier = Array.from({ length: EARLIER_MONTHS }, (_, index) => addMonths(month, -1 - index))
  return earlier.filter((one) => firstDay !== null && firstDay <= one)
}

interface MonthQuestion {
  /** The first day of the month. */
  month: CalendarDate
  currency: string
  today: CalendarDate
  /** The day of the first entry in the currency. */
  firstDay: CalendarDate | null
  budgets: readonly StoredBudget[]
  /** The first month that is wanted besides those that the budgets need. */
  since?: CalendarDate
}

/** Reads what the budgets of a month follow from. */
export async function readBudgetFigures(
  db: Database,
  householdId: string,
  { month, currency, today, firstDay, budgets: all, since }: MonthQuestion,
): Promise<BudgetFigures> {
  const budgets = all.filter((budget) => budget.currency === currency)
  const thisMonth = firstOfMonth(today)
  const earlierMonths = knownMonths(month < thisMonth ? month : thisMonth, firstDay)
  const rolling = budgets.flatMap(({ rows }) =>
    rows.some((row) => row.rollover) ? (rows[0]?.month ?? []) : [],
  )
  const first = [...rolling, ...earlierMonths, ...(since ? [since] : []), month].sort()[0] ?? month
  const isRunning = month === thisMonth
  const rests = isRunning ? restsOf(earlierMonths, today) : []
  const keys = ['category', 'group'] as const
  const [posted, pending, restOfEarlier] = await Promise.all([
    sumEntriesBy(db, householdId, spendingCondition(currency, 'posted', inMonths(first, month)), [
      'month',
      ...keys,
    ]),
    sumEntriesBy(db, householdId, spendingCondition(currency, 'pending', inMonths(month, month)), keys),
    rests.length === 0
      ? []
      : sumEntriesBy(db, householdId, spendingCondition(currency, 'posted', { any: rests }), keys),
  ])
  return {
    month,
    currency,
    budgets,
    posted: toSpending(posted, month),
    pending: toSpending(pending, month),
    earlierMonths,
    running: isRunning
      ? {
          daysBegun: daysBetween(month, today) + 1,
          days: daysBetween(month, lastOfMonth(month)) + 1,
          restOfEarlier: toSpending(restOfEarlier, month),
        }
      : null,
  }
}

/** The days of earlier months that come after today's. */
function restsOf(months: readonly CalendarDate[], today: CalendarDate): EntryCondition[] {
  const begun = daysBetween(firstOfMonth(today), today) + 1
  return months.flatMap((month) => {
    const from = addDays(month, begun)
    const to = lastOfMonth(month)
    return from > to ? [] : [{ is: 'listed', from, to } as const]
  })
}
