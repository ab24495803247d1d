import { addDays, type CalendarDate } from '@/lib/calendar/calendar-date'
import { daysOfMonth, firstDay, lastDay, monthOf, monthsLater } from '@/lib/calendar/months'
import { listSnapshots, sumPostedByDay } from '@/lib/db/account-reads'
import { listBudgetNews } from '@/lib/db/budget-news'
import { listEntries, sumEntries, sumEntriesBy } from '@/lib/db/entry-reads'
import { findHomeCurrency, listRatesAt } from '@/lib/db/exchange-rates'
import type { Database } from '@/lib/db/open'
import { countPostedAbroad } from '@/lib/db/overview-reads'
import { conditionOf } from '@/lib/transactions/conditions'
import { type EntryFilter, NO_FILTER } from '@/lib/transactions/schema'

/** How many months cash flow is drawn for, this one included. */
export const MONTHS = 12
const LATEST = 8
const PENDING = 5
/** What was imported long ago is no open work: reviewing is for what is new. */
const REVIEW_DAYS = 30

/** The first day that is looked at for what nobody has looked at yet. */
export const reviewedFrom = (today: CalendarDate): CalendarDate => addDays(today, -REVIEW_DAYS)

const filtered = (filter: Partial<EntryFilter>) => conditionOf({ ...NO_FILTER, ...filter })

/**
 * What the overview alone asks of the database, all at once.
 *
 * @param earliest the first day of the range that it shows.
 */
export async function readOverview(
  db: Database,
  householdId: string,
  { today, earliest }: { today: CalendarDate; earliest: CalendarDate },
) {
  const month = monthOf(today)
  const posted = (from: CalendarDate) => ({ state: 'posted', from, to: lastDay(month) }) as const
  const [
    snapshots,
    postedByDay,
    postedAbroad,
    flowSums,
    spentSums,
    pendingSpending,
    pendingSums,
    pendingRows,
    budgetNews,
    unreviewed,
    latest,
    homeCurrency,
    rates,
  ] = await Promise.all([
    listSnapshots(db, householdId, earliest),
    sumPostedByDay(db, householdId, earliest),
    countPostedAbroad(db, householdId, earliest),
    sumEntriesBy(db, householdId, filtered(posted(firstDay(monthsLater(month, 1 - MONTHS)))), [
      'month',
      'flow',
    ]),
    sumEntriesBy(
      db,
      householdId,
      filtered({ ...posted(firstDay(monthsLater(month, -2))), flow: 'spending' }),
      ['month', 'group', 'category'],
    ),
    sumEntries(db, householdId, filtered({ state: 'pending', flow: 'spending', ...daysOfMonth(month) })),
    sumEntries(db, householdId, filtered({ state: 'pending' })),
    listEntries(db, householdId, filtered({ state: 'pending' }), null, PENDING),
    listBudgetNews(db, householdId, today),
    sumEntries(db, householdId, filtered({ state: 'posted', review: 'open', from: reviewedFrom(today) })),
    listEntries(db, householdId, filtered({}), null, LATEST),
    findHomeCurrency(db, householdId),
    listRatesAt(db, householdId, today),
  ])
  return {
    snapshots,
    postedByDay,
    postedAbroad,
    flowSums,
    spentSums,
    pendingSpending,
    pendingSums,
    pendingRows,
    budgetNews,
    unreviewed,
    latest,
    homeCurrency,
    rates,
  }
}
