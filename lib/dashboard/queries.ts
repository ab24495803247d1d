import 'server-only'
import { cache } from 'react'
import { listStoredAccounts } from '@/lib/accounts/stored'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { daysOfMonth, firstDay, lastDay, monthOf, monthsLater } from '@/lib/calendar/months'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { listSnapshots, type StoredAccount, sumPostedByDay } from '@/lib/db/account-reads'
import { type BudgetNews, listBudgetNews } from '@/lib/db/budget-news'
import {
  type CurrencySum,
  listEntries,
  type StoredEntry,
  sumEntries,
  sumEntriesBy,
} from '@/lib/db/entry-reads'
import { findHomeCurrency, listRatesAt } from '@/lib/db/exchange-rates'
import { countPostedAbroad } from '@/lib/db/overview-reads'
import { type ConvertedTotal, convertedTotal } from '@/lib/finance/conversion'
import { type AccountValue, type CurrencyWorth, netWorth, type WorthAccount } from '@/lib/finance/net-worth'
import {
  listRecurringNews,
  listUpcoming,
  type RecurringNews,
  type UpcomingPayment,
} from '@/lib/recurring/queries'
import { runtime } from '@/lib/runtime'
import { conditionOf } from '@/lib/transactions/conditions'
import { type EntryFilter, NO_FILTER } from '@/lib/transactions/schema'
import { type CurrencyFlow, type CurrencySpending, flowsByCurrency, spendingByCurrency } from './flows'
import { COMING_DAYS, type Range } from './schema'

const RANGE_DAYS: Readonly<Record<Exclude<Range, 'all'>, number>> = { '1m': 30, '3m': 91, '1y': 365 }
/** Plaid gives two years at most; older days would all be the same estimate. */
const MOST_DAYS = 730
/** How many months cash flow is drawn for, this one included. */
const MONTHS = 12
const LATEST = 8
const PENDING = 5
/** What was imported long ago is no open work: reviewing is for what is new. */
const REVIEW_DAYS = 30

/** A transaction, or a part of one, as the overview lists it. */
export interface OverviewRow {
  id: string
  transactionId: string
  day: CalendarDate
  title: string
  amount: string
  currency: string
  pending: boolean
  /** Null where nobody has put it anywhere. */
  category: string | null
  accountName: string
}

export interface Overview {
  today: CalendarDate
  /** Each currency by itself, the one with the most accounts first. Never added up. */
  worth: CurrencyWorth[]
  /** By currency: transactions of the days shown that are in another currency than their account's. */
  abroad: ReadonlyMap<string, number>
  /** Month by month, in whatever currencies there is any. */
  flows: CurrencyFlow[]
  spending: CurrencySpending[]
  /** Spending of the same month that has not posted, by currency. */
  pendingSpending: CurrencySum[]
  pending: { sums: CurrencySum[]; rows: OverviewRow[] }
  /** Due in the next days, the earliest first. */
  coming: UpcomingPayment[]
  /** Payments that did not come, and new prices. */
  recurringNews: RecurringNews[]
  /** Budgets of this month that were passed, or nearly so. */
  budgetNews: BudgetNews[]
  /** Posted in the last days, and not looked at yet. */
  unreviewed: { count: number; from: CalendarDate }
  latest: OverviewRow[]
  /** What all is worth in the home currency; null where none is chosen. */
  home: (ConvertedTotal & { currency: string }) | null
  categories: CategoryBook
  connections: Connection[]
}

const filtered = (filter: Partial<EntryFilter>) => conditionOf({ ...NO_FILTER, ...filter })

/** Everything that the overview shows, over a range that ends today. Asked once per request. */
export const getOverview = cache(async (range: Range): Promise<Overview> => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  const month = monthOf(today)
  const earliest = addDays(today, range === 'all' ? -MOST_DAYS : -RANGE_DAYS[range])
  const firstMonth = monthsLater(month, 1 - MONTHS)
  const reviewedFrom = addDays(today, -REVIEW_DAYS)
  const posted = (from: CalendarDate) => ({ state: 'posted', from, to: lastDay(month) }) as const
  const [
    accounts,
    connections,
    snapshots,
    postedByDay,
    postedAbroad,
    flowSums,
    spentSums,
    pendingSpending,
    pendingSums,
    pendingRows,
    coming,
    recurringNews,
    budgetNews,
    unreviewed,
    latest,
    homeCurrency,
    rates,
    categories,
  ] = await Promise.all([
    listStoredAccounts(),
    listConnections(),
    listSnapshots(db, householdId, earliest),
    sumPostedByDay(db, householdId, earliest),
    countPostedAbroad(db, householdId, earliest),
    sumEntriesBy(db, householdId, filtered(posted(firstDay(firstMonth))), ['month', 'flow']),
    sumEntriesBy(
      db,
      householdId,
      filtered({ ...posted(firstDay(monthsLater(month, -2))), flow: 'spending' }),
      ['month', 'group', 'category'],
    ),
    sumEntries(db, householdId, filtered({ state: 'pending', flow: 'spending', ...daysOfMonth(month) })),
    sumEntries(db, householdId, filtered({ state: 'pending' })),
    listEntries(db, householdId, filtered({ state: 'pending' }), null, PENDING),
    listUpcoming(COMING_DAYS),
    listRecurringNews(),
    listBudgetNews(db, householdId, today),
    sumEntries(db, householdId, filtered({ state: 'posted', review: 'open', from: reviewedFrom })),
    listEntries(db, householdId, filtered({}), null, LATEST),
    findHomeCurrency(db, householdId),
    listRatesAt(db, householdId, today),
    getCategoryBook(),
  ])

  const known = accounts.map((account) => toWorthAccount(account, timeZone))
  const from = range === 'all' ? startOfAll(known, [...snapshots, ...postedByDay], earliest, today) : earliest
  const worth = netWorth(known, { snapshots, posted: postedByDay }, { from, today })
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return {
    today,
    worth,
    abroad: abroadByCurrency(known, postedAbroad),
    flows: flowsByCurrency(flowSums, { from: firstMonth, today }),
    spending: spendingByCurrency(spentSums, today),
    pendingSpending,
    pending: { sums: pendingSums, rows: pendingRows.map((row) => toRow(row, names)) },
    coming,
    recurringNews,
    budgetNews,
    unreviewed: { count: unreviewed.reduce((sum, { count }) => sum + count, 0), from: reviewedFrom },
    latest: latest.map((row) => toRow(row, names)),
    home: homeCurrency === null ? null : homeTotal(worth, homeCurrency, rates, today),
    categories,
    connections,
  }
})

function toWorthAccount(account: StoredAccount, timeZone: string): WorthAccount {
  const { id, currency, balance, institutionName, hidden, closedAt } = account
  // The day on which it went is the first without it.
  const closedOn = closedAt && addDays(dayInZone(closedAt, timeZone), -1)
  return { id, currency, balance, institutionName, hidden, closedOn }
}

function toRow(entry: StoredEntry, accountNames: ReadonlyMap<string, string>): OverviewRow {
  const { id, transactionId, listedOn, title, amount, currency, pending, category, accountId } = entry
  return {
    id,
    transactionId,
    day: listedOn,
    title,
    amount,
    currency,
    pending,
    category,
    accountName: accountNames.get(accountId) ?? '',
  }
}

/** The first day of which anything is known of what is shown; a month ago where nothing is. */
function startOfAll(
  accounts: readonly WorthAccount[],
  values: readonly AccountValue[],
  earliest: CalendarDate,
  today: CalendarDate,
): CalendarDate {
  const shown = new Set(accounts.flatMap(({ id, hidden }) => (hidden ? [] : id)))
  let first = addDays(today, -RANGE_DAYS['1m'])
  for (const { accountId, day } of values) if (day < first && shown.has(accountId)) first = day
  return first < earliest ? earliest : first
}

function abroadByCurrency(
  accounts: readonly WorthAccount[],
  counts: readonly { accountId: string; count: number }[],
): Map<string, number> {
  const shown = new Map(
    accounts.flatMap(({ id, currency, hidden }) => (hidden ? [] : [[id, currency] as const])),
  )
  const sums = new Map<string, number>()
  for (const { accountId, count } of counts) {
    const currency = shown.get(accountId)
    if (currency !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + count)
  }
  return sums
}

function homeTotal(
  worth: readonly CurrencyWorth[],
  currency: string,
  rates: Parameters<typeof convertedTotal>[2],
  today: CalendarDate,
) {
  const amounts = worth.map((one) => ({ amount: one.net, currency: one.currency }))
  return { currency, ...convertedTotal(amounts, currency, rates, today) }
}
