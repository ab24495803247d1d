import 'server-only'
import { cache } from 'react'
import { listStoredAccounts } from '@/lib/accounts/stored'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { monthOf, monthsLater } from '@/lib/calendar/months'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { type Connection, listConnections } from '@/lib/connections/queries'
import type { StoredAccount } from '@/lib/db/account-reads'
import type { BudgetNews } from '@/lib/db/budget-news'
import type { CurrencySum, StoredEntry } from '@/lib/db/entry-reads'
import { type ConvertedTotal, convertedTotal } from '@/lib/finance/conversion'
import { type AccountValue, type CurrencyWorth, netWorth, type WorthAccount } from '@/lib/finance/net-worth'
import {
  listRecurringNews,
  listUpcoming,
  type RecurringNews,
  type UpcomingPayment,
} from '@/lib/recurring/queries'
import { runtime } from '@/lib/runtime'
import { type CurrencyFlow, type CurrencySpending, flowsByCurrency, spendingByCurrency } from './flows'
import { MONTHS, readOverview, reviewedFrom } from './reads'
import { COMING_DAYS, type Range } from './schema'

const RANGE_DAYS: Readonly<Record<Exclude<Range, 'all'>, number>> = { '1m': 30, '3m': 91, '1y': 365 }
/** Plaid gives two years at most; older days would all be the same estimate. */
const MOST_DAYS = 730

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

/** Everything that the overview shows, over a range that ends today. Asked once per request. */
export const getOverview = cache(async (range: Range): Promise<Overview> => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  const earliest = addDays(today, range === 'all' ? -MOST_DAYS : -RANGE_DAYS[range])
  const firstMonth = monthsLater(monthOf(today), 1 - MONTHS)
  const [accounts, connections, found, coming, recurringNews, categories] = await Promise.all([
    listStoredAccounts(),
    listConnections(),
    readOverview(db, householdId, { today, earliest }),
    listUpcoming(COMING_DAYS),
    listRecurringNews(),
    getCategoryBook(),
  ])
  const { snapshots, postedByDay } = found

  const known = accounts.map((account) => toWorthAccount(account, timeZone))
  const from = range === 'all' ? startOfAll(known, [...snapshots, ...postedByDay], earliest, today) : earliest
  const worth = netWorth(known, { snapshots, posted: postedByDay }, { from, today })
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return {
    today,
    worth,
    abroad: abroadByCurrency(known, found.postedAbroad),
    flows: flowsByCurrency(found.flowSums, { from: firstMonth, today }),
    spending: spendingByCurrency(found.spentSums, today),
    pendingSpending: found.pendingSpending,
    pending: { sums: found.pendingSums, rows: found.pendingRows.map((row) => toRow(row, names)) },
    coming,
    recurringNews,
    budgetNews: found.budgetNews,
    unreviewed: {
      count: found.unreviewed.reduce((sum, { count }) => sum + count, 0),
      from: reviewedFrom(today),
    },
    latest: found.latest.map((row) => toRow(row, names)),
    home: found.homeCurrency === null ? null : homeTotal(worth, found.homeCurrency, found.rates, today),
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
