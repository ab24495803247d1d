import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone, daysBetween } from '@/lib/calendar/calendar-date'
import { type Connection, listConnections } from '@/lib/connections/queries'
import {
  type AccountDay,
  firstPostedDay,
  listAccounts,
  listSnapshots,
  type StoredAccount,
  sumPostedByDay,
} from '@/lib/db/account-reads'
import {
  type AccountHistory,
  type BalancePoint,
  balanceHistory,
  balanceNow,
} from '@/lib/finance/balance-history'
import { runtime } from '@/lib/runtime'
import type { Range } from './schema'

/** A chart on a screen has some hundred columns to show; more points would only cost. */
const MOST_POINTS = 190
const RANGE_DAYS: Readonly<Record<Exclude<Range, 'all'>, number>> = { '1m': 30, '3m': 91, '1y': 365 }
/** Plaid gives two years at most; older days would all be the same estimate. */
const MOST_DAYS = 730

export interface CurrencyOverview {
  currency: string
  /** ≥ 0, ≤ 0 and their sum, as they are now. */
  owned: string
  owed: string
  net: string
  /** Oldest first; the last is today. */
  points: BalancePoint[]
  accountCount: number
  institutionNames: string[]
}

export interface Overview {
  today: CalendarDate
  /** The moment that the page speaks of, for the ages it shows. */
  now: Date
  /** The currency with the most accounts first. Never added up. */
  currencies: CurrencyOverview[]
  connections: Connection[]
}

function groupBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}

function byAccount(days: readonly AccountDay[]): Map<string, Map<CalendarDate, string>> {
  const groups = groupBy(days, ({ accountId }) => accountId)
  return new Map(
    [...groups].map(([accountId, own]) => [accountId, new Map(own.map(({ day, value }) => [day, value]))]),
  )
}

/** Everything that the overview shows of the person's balances, over a range that ends today. */
export async function getOverview(range: Range): Promise<Overview> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const now = clock.now()
  const today = dayInZone(now, timeZone)
  const earliest = addDays(today, -MOST_DAYS)
  const from =
    range === 'all' ? await startOfAll(householdId, today, earliest) : addDays(today, -RANGE_DAYS[range])
  const [accounts, connections, snapshots, posted] = await Promise.all([
    listAccounts(db, householdId),
    listConnections(),
    listSnapshots(db, householdId, from),
    sumPostedByDay(db, householdId, from),
  ])
  const step = Math.max(1, Math.ceil((daysBetween(from, today) + 1) / MOST_POINTS))
  const institutions = new Map(connections.map(({ itemId, institutionName }) => [itemId, institutionName]))
  const known = accounts.filter(({ balance }) => balance !== null)
  const open = known.filter(({ closedAt }) => closedAt === null)
  const snapshotsOf = byAccount(snapshots)
  const postedOf = byAccount(posted)

  const currencies = [...groupBy(open, ({ currency }) => currency)]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([currency, own]): CurrencyOverview => {
      const histories = known
        .filter((account) => account.currency === currency)
        .map((account) => toHistory(account, snapshotsOf, postedOf, timeZone))
      return {
        currency,
        ...balanceNow(own.flatMap(({ balance }) => (balance === null ? [] : [balance]))),
        points: balanceHistory(histories, from, today, step),
        accountCount: own.length,
        institutionNames: [...new Set(own.flatMap(({ itemId }) => institutions.get(itemId) ?? []))],
      }
    })
  return { today, now, currencies, connections }
}

function toHistory(
  account: StoredAccount,
  snapshots: ReadonlyMap<string, ReadonlyMap<CalendarDate, string>>,
  posted: ReadonlyMap<string, ReadonlyMap<CalendarDate, string>>,
  timeZone: string,
): AccountHistory {
  return {
    currency: account.currency,
    current: account.balance ?? '0',
    snapshots: snapshots.get(account.id) ?? new Map(),
    posted: posted.get(account.id) ?? new Map(),
    // The day on which it went is the first without it.
    closedOn: account.closedAt && addDays(dayInZone(account.closedAt, timeZone), -1),
  }
}

async function startOfAll(
  householdId: string,
  today: CalendarDate,
  earliest: CalendarDate,
): Promise<CalendarDate> {
  const { db } = await runtime()
  const first = await firstPostedDay(db, householdId)
  if (first === null) return addDays(today, -RANGE_DAYS['1m'])
  return first < earliest ? earliest : first
}
