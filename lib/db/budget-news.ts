import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { firstOfMonth, lastOfMonth } from '@/lib/calendar/months'
import { budgetMonths, termsIn, usedPart } from '@/lib/finance/budget-months'
import { exact, plain } from '@/lib/money/money'
import { listBudgets } from './budgets'
import { sumEntriesBy } from './entry-reads'
import type { Database } from './open'

/** A budget that was passed, or of which nine tenths are spent. */
export interface BudgetNews {
  /** A category's code, or a group's. */
  category: string
  currency: string
  /** The first day of the month. */
  month: CalendarDate
  /** What the month has: the amount that is set, and what was carried. A size, exact. */
  limit: string
  /** Posted. More than `limit`: passed. */
  spent: string
}

const NEARLY = '0.9'

/** The budgets of a household that were passed in the month of a day, or nearly so; the furthest first. */
export async function listBudgetNews(
  db: Database,
  householdId: string,
  today: CalendarDate,
): Promise<BudgetNews[]> {
  const month = firstOfMonth(today)
  const budgets = (await listBudgets(db, householdId)).filter(
    ({ rows }) => termsIn(rows, month).amount !== null,
  )
  if (budgets.length === 0) return []
  const rolling = budgets.flatMap(({ rows }) =>
    rows.some((row) => row.rollover) ? (rows[0]?.month ?? []) : [],
  )
  const sums = await sumEntriesBy(
    db,
    householdId,
    {
      all: [
        { is: 'flow', flow: 'spending' },
        { is: 'state', state: 'posted' },
        { is: 'listed', from: [...rolling, month].sort()[0] ?? month, to: lastOfMonth(month) },
      ],
    },
    ['month', 'category', 'group'],
  )
  const news = budgets.flatMap(({ category, currency, rows }) => {
    const spent = new Map<CalendarDate, string>()
    for (const sum of sums)
      if (sum.month && sum.currency === currency && (sum.category === category || sum.group === category))
        spent.set(sum.month, plain(exact(spent.get(sum.month) ?? '0').minus(sum.net)))
    const own = budgetMonths(rows, spent, month).at(-1)
    if (!own || !exact(own.spent).greaterThan(0)) return []
    const isNews = exact(own.spent).greaterThanOrEqualTo(exact(own.available).times(NEARLY))
    return isNews ? [{ category, currency, month, limit: own.available, spent: own.spent }] : []
  })
  return news.sort((a, b) => usedPart({ ...b, available: b.limit }) - usedPart({ ...a, available: a.limit }))
}
