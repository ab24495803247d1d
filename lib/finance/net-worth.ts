import { type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { type AccountHistory, type BalancePoint, balanceHistory, balanceNow } from './balance-history'

/** An account as far as what one is worth depends on it. Amounts are signed: what one owes is negative. */
export interface WorthAccount {
  id: string
  currency: string
  /** Null where the bank says nothing. */
  balance: string | null
  institutionName: string
  /** Out of totals. */
  hidden: boolean
  /** The last day on which it was there; null while it is. */
  closedOn: CalendarDate | null
}

/** A value of one account on one day. */
export interface AccountValue {
  accountId: string
  day: CalendarDate
  value: string
}

/** What one owns and owes in one currency: now, and on the days before. */
export interface CurrencyWorth {
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

/** A chart on a screen has some hundred columns to show; more points would only cost. */
const MOST_POINTS = 190

function groupBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}

function byAccount(values: readonly AccountValue[]): Map<string, Map<CalendarDate, string>> {
  const groups = groupBy(values, ({ accountId }) => accountId)
  return new Map(
    [...groups].map(([accountId, own]) => [accountId, new Map(own.map(({ day, value }) => [day, value]))]),
  )
}

/**
 * What one is worth, each currency by itself: the one with the most accounts first. Today it is the sum of the balances
 * of the accounts that are open and not hidden; accounts that were closed since count on the days before.
 *
 * @param snapshots balances as they were heard, in the currency that the account has now.
 * @param posted what posted on a day, in that currency too, from the day after `from` on.
 */
export function netWorth(
  accounts: readonly WorthAccount[],
  { snapshots, posted }: { snapshots: readonly AccountValue[]; posted: readonly AccountValue[] },
  { from, today }: { from: CalendarDate; today: CalendarDate },
): CurrencyWorth[] {
  const step = Math.max(1, Math.ceil((daysBetween(from, today) + 1) / MOST_POINTS))
  const known = accounts.flatMap(({ balance, ...account }) =>
    balance === null || account.hidden ? [] : [{ ...account, balance }],
  )
  const isOpen = ({ closedOn }: WorthAccount) => closedOn === null || closedOn >= today
  const snapshotsOf = byAccount(snapshots)
  const postedOf = byAccount(posted)
  return [...groupBy(known.filter(isOpen), ({ currency }) => currency)]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([currency, open]): CurrencyWorth => {
      const histories = known
        .filter((account) => account.currency === currency)
        .map(
          (account): AccountHistory => ({
            currency,
            current: account.balance,
            snapshots: snapshotsOf.get(account.id) ?? new Map(),
            posted: postedOf.get(account.id) ?? new Map(),
            closedOn: account.closedOn,
          }),
        )
      return {
        currency,
        ...balanceNow(open.map(({ balance }) => balance)),
        points: balanceHistory(histories, from, today, step),
        accountCount: open.length,
        institutionNames: [...new Set(open.flatMap(({ institutionName }) => institutionName || []))],
      }
    })
}
