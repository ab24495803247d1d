import type { Decimal } from 'decimal.js'
import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'

/** What an account's history is drawn from. Amounts are signed: what one owns is positive, what one owes negative. */
export interface AccountHistory {
  currency: string
  /** The balance as it is now. */
  current: string
  /** The balance at the end of a day, as it was heard on that day. */
  snapshots: ReadonlyMap<CalendarDate, string>
  /** The sum of what posted on a day. */
  posted: ReadonlyMap<CalendarDate, string>
  /** The last day on which the account was there; null while it is. */
  closedOn: CalendarDate | null
}

/** One currency on one day. `owned` ≥ 0, `owed` ≤ 0, `net` is their sum. */
export interface BalancePoint {
  day: CalendarDate
  owned: string
  owed: string
  net: string
  /** Whether any of it lies before the first balance that was heard, and is reckoned backwards from later ones. */
  estimated: boolean
}

/**
 * The balances of one currency from `from` to `to`, at every `step`th day counted back from `to`, oldest first.
 *
 * A day with a snapshot is as the bank said. Any other is reckoned backwards: the balance at the end of a day is that
 * of the next day less what posted on the next day.
 *
 * @throws TypeError when the accounts are not all of one currency.
 */
export function balanceHistory(
  accounts: readonly AccountHistory[],
  from: CalendarDate,
  to: CalendarDate,
  step = 1,
): BalancePoint[] {
  const [first] = accounts
  if (!first) return []
  if (accounts.some(({ currency }) => currency !== first.currency))
    throw new TypeError('Balances of two currencies cannot be drawn as one')
  const length = daysBetween(from, to) + 1
  const days = Array.from({ length }, (_, back) => addDays(to, -back))
  const kept = (back: number) => back % step === 0 || back === length - 1
  const sums = days.map(() => ({ owned: exact(0), owed: exact(0), estimated: false }))
  for (const account of accounts) {
    const { balances, firstSnapshot } = walkBack(account, days)
    balances.forEach((balance, back) => {
      const sum = sums[back]
      const day = days[back]
      if (!sum || !day || !kept(back)) return
      if (balance.isNegative()) sum.owed = sum.owed.plus(balance)
      else sum.owned = sum.owned.plus(balance)
      if (firstSnapshot === null ? back > 0 : day < firstSnapshot) sum.estimated = true
    })
  }
  return days
    .flatMap((day, back): BalancePoint[] => {
      const sum = sums[back]
      if (!sum || !kept(back)) return []
      const { owned, owed, estimated } = sum
      return [{ day, owned: plain(owned), owed: plain(owed), net: plain(owned.plus(owed)), estimated }]
    })
    .reverse()
}

/** An account's balance on each of the days, which go back one by one from today. */
function walkBack(
  account: AccountHistory,
  days: readonly CalendarDate[],
): { balances: Decimal[]; firstSnapshot: CalendarDate | null } {
  const balances: Decimal[] = []
  let balance = exact(account.current)
  let postedNextDay = exact(0)
  let firstSnapshot: CalendarDate | null = null
  days.forEach((day, back) => {
    if (account.closedOn !== null && day > account.closedOn) {
      balances.push(exact(0))
      return
    }
    const heard = back === 0 ? undefined : account.snapshots.get(day)
    balance = heard === undefined ? balance.minus(postedNextDay) : exact(heard)
    if (account.snapshots.has(day)) firstSnapshot = day
    postedNextDay = exact(account.posted.get(day) ?? 0)
    balances.push(balance)
  })
  return { balances, firstSnapshot }
}

/** Now, in one currency: what is owned, what is owed, and the two together. */
export function balanceNow(balances: readonly string[]): { owned: string; owed: string; net: string } {
  let owned = exact(0)
  let owed = exact(0)
  for (const balance of balances) {
    const value = exact(balance)
    if (value.isNegative()) owed = owed.plus(value)
    else owned = owned.plus(value)
  }
  return { owned: plain(owned), owed: plain(owed), net: plain(owned.plus(owed)) }
}
