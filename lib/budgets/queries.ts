import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone, daysBetween } from '@/lib/calendar/calendar-date'
import { addMonths, firstOfMonth, lastOfMonth } from '@/lib/calendar/months'
import { getCategoryBook } from '@/lib/categories/queries'
import { type BudgetNews, listBudgetNews as readBudgetNews } from '@/lib/db/budget-news'
import { findFirstEntryDay, listBudgets, listSpendingByDay, type StoredBudget } from '@/lib/db/budgets'
import { sumEntries } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import { type BudgetMonth, termsIn } from '@/lib/finance/budget-months'
import { exact, plain } from '@/lib/money/money'
import { runtime } from '@/lib/runtime'
import {
  type BudgetLine,
  type BudgetView,
  budgetView,
  countsIn,
  monthsOf,
  type SpendingSum,
  type Suggestion,
} from './budget-view'
import { MONTHS_AHEAD } from './limits'
import { inMonths, readBudgetFigures, spendingCondition } from './month-figures'
import type { BudgetSearch } from './search'

/** How far back a currency must have been spent to be offered by itself. */
const RECENT_MONTHS = 12
/** Months of a budget's history, the one that is looked at among them. */
const HISTORY_MONTHS = 12

/** Which month and currency is looked at, and what others there are. */
export interface BudgetPlace {
  /** The first day of the month. */
  month: CalendarDate
  lastDay: CalendarDate
  currency: string
  /** The most used one first. */
  currencies: string[]
  today: CalendarDate
  isPast: boolean
  isFuture: boolean
  /** Days that are left of this month, today among them; null of any other. */
  daysLeft: number | null
  /** Null where there is nothing further on that side. */
  previous: CalendarDate | null
  next: CalendarDate | null
}

interface Inputs {
  db: Database
  householdId: string
  place: BudgetPlace
  budgets: StoredBudget[]
  firstDay: CalendarDate | null
}

/** Who asks is asked once a request, and so are the currencies and what was set. */
const readBasics = cache(async () => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  const recent = { is: 'listed', from: addMonths(firstOfMonth(today), -RECENT_MONTHS), to: null } as const
  const [budgets, sums] = await Promise.all([
    listBudgets(db, householdId),
    sumEntries(db, householdId, { all: [{ is: 'flow', flow: 'spending' }, recent] }),
  ])
  const currencies = [...new Set([...sums, ...budgets].map(({ currency }) => currency))]
  return { db, householdId, today, budgets, currencies }
})

/** Null where nothing was ever spent. */
async function findInputs(search: Pick<BudgetSearch, 'month' | 'currency'>): Promise<Inputs | null> {
  const { db, householdId, today, budgets, currencies } = await readBasics()
  const currency = currencies.find((known) => known === search.currency) ?? currencies[0]
  if (currency === undefined) return null
  const firstDay = await findFirstEntryDay(db, householdId, currency)
  const thisMonth = firstOfMonth(today)
  const starts = budgets.flatMap((one) => (one.currency === currency ? (one.rows[0]?.month ?? []) : []))
  const first = [thisMonth, ...starts, ...(firstDay ? [firstOfMonth(firstDay)] : [])].sort()[0] ?? thisMonth
  const last = addMonths(thisMonth, MONTHS_AHEAD)
  const wanted = search.month ?? thisMonth
  const month = [first, wanted, last].sort()[1] ?? wanted
  const lastDay = lastOfMonth(month)
  return {
    db,
    householdId,
    budgets,
    firstDay,
    place: {
      month,
      lastDay,
      currency,
      currencies,
      today,
      isPast: month < thisMonth,
      isFuture: month > thisMonth,
      daysLeft: month === thisMonth ? daysBetween(today, lastDay) + 1 : null,
      previous: month > first ? addMonths(month, -1) : null,
      next: month < last ? addMonths(month, 1) : null,
    },
  }
}

export interface BudgetsOfMonth extends BudgetView {
  place: BudgetPlace
  /** How many budgets of the month before could be set here, where this month has none. */
  copies: number
  /** The first month of any budget in the currency; null without any. */
  firstBudget: CalendarDate | null
}

/** The budgets of a month in one currency, and what was spent without one. Null where nothing was ever spent. */
export async function findBudgetsOfMonth(search: BudgetSearch): Promise<BudgetsOfMonth | null> {
  const [inputs, book] = await Promise.all([findInputs(search), getCategoryBook()])
  if (!inputs) return null
  const { db, householdId, place, budgets, firstDay } = inputs
  const { month, currency, today } = place
  const figures = await readBudgetFigures(db, householdId, { month, currency, today, firstDay, budgets })
  const view = budgetView(figures, book)
  const own = budgets.filter((budget) => budget.currency === currency)
  const before = own.filter(({ rows }) => termsIn(rows, addMonths(month, -1)).amount !== null)
  return {
    ...view,
    place,
    copies: view.totals === null ? before.length : 0,
    firstBudget:
      own.flatMap(({ rows }) => rows.find(({ amount }) => amount !== null)?.month ?? []).sort()[0] ?? null,
  }
}

export interface BudgetDetail {
  place: BudgetPlace
  code: string
  isGroup: boolean
  /** Null where nothing is set in the month. */
  line: BudgetLine | null
  /** The budget of the group that this category counts in, where it has one. */
  groupLine: BudgetLine | null
  /** Of the month, posted, and pending apart; also where nothing is set. */
  spent: string
  pending: string
  /** What was spent up to each day; up to today while the month is running. */
  byDay: { day: CalendarDate; total: string }[]
  /** The latest month first; `limit` null where nothing was set. */
  history: { month: CalendarDate; spent: string; budget: BudgetMonth | null }[]
  /** Of a group: its categories. */
  members: SpendingSum[]
  suggestion: Suggestion | null
}

/** A budget of one category or group in a month, day by day and month by month. */
export async function findBudgetDetail(
  code: string,
  search: Pick<BudgetSearch, 'month' | 'currency'>,
): Promise<BudgetDetail | null> {
  const [inputs, book] = await Promise.all([findInputs(search), getCategoryBook()])
  if (!inputs) return null
  const { db, householdId, place, budgets, firstDay } = inputs
  const { month, lastDay, currency, today } = place
  const since = addMonths(month, 1 - HISTORY_MONTHS)
  const isCategory = { is: 'category', codes: [code] } as const
  const [figures, days] = await Promise.all([
    readBudgetFigures(db, householdId, { month, currency, today, firstDay, budgets, since }),
    listSpendingByDay(db, householdId, {
      all: [spendingCondition(currency, 'posted', inMonths(month, month)), isCategory],
    }),
  ])
  const view = budgetView(figures, book)
  const lines = view.groups.flatMap((group) => [...(group.budget ? [group.budget] : []), ...group.lines])
  const groupCode = book.groupOf(code)
  const isGroup = groupCode === code
  const own = figures.posted.filter((one) => countsIn(code, one))
  const spentIn = (sums: readonly SpendingSum[]) =>
    plain(sums.reduce((total, { spent }) => total.plus(spent), exact('0')))
  const rows = figures.budgets.find(({ category }) => category === code)?.rows ?? []
  const months = monthsOf(code, rows, figures.posted, month)
  const firstKnown = firstDay && firstOfMonth(firstDay) > since ? firstOfMonth(firstDay) : since
  const history: BudgetDetail['history'] = []
  for (let past = month; past >= firstKnown; past = addMonths(past, -1)) {
    const budget = months.find((one) => one.month === past && one.amount !== null) ?? null
    history.push({ month: past, spent: spentIn(own.filter((sum) => sum.month === past)), budget })
  }
  return {
    place,
    code,
    isGroup,
    line: lines.find((line) => line.code === code) ?? null,
    groupLine: isGroup ? null : (lines.find((line) => line.code === groupCode) ?? null),
    spent: spentIn(own.filter((sum) => sum.month === month)),
    pending: spentIn(figures.pending.filter((one) => countsIn(code, one))),
    byDay: place.isFuture ? [] : cumulative(days, month, place.isPast ? lastDay : today),
    history,
    members: isGroup ? own.filter((sum) => sum.month === month) : [],
    suggestion: view.suggestions.find((one) => one.code === code) ?? null,
  }
}

function cumulative(
  days: readonly { day: CalendarDate; spent: string }[],
  first: CalendarDate,
  last: CalendarDate,
): { day: CalendarDate; total: string }[] {
  const spent = new Map(days.map((one) => [one.day, one.spent]))
  const totals: { day: CalendarDate; total: string }[] = []
  let total = exact('0')
  for (let day = first; day <= last; day = addDays(day, 1)) {
    total = total.plus(spent.get(day) ?? '0')
    totals.push({ day, total: plain(total) })
  }
  return totals
}

/** The budgets of this month that were passed, or nearly so, in every currency. */
export async function listBudgetNews(): Promise<BudgetNews[]> {
  const { db, householdId, today } = await readBasics()
  return readBudgetNews(db, householdId, today)
}
