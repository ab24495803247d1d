import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import type { AccountDay, StoredAccount } from '@/lib/db/account-reads'
import { type AccountHistory, balanceHistory } from '@/lib/finance/balance-history'

/** A balance on a day, signed. */
export interface DayBalance {
  day: CalendarDate
  amount: string
  /** Before the first balance that was heard: reckoned backwards from what posted since. */
  estimated: boolean
}

function byDay(days: readonly AccountDay[], id: string): Map<CalendarDate, string> {
  return new Map(
    days.flatMap(({ accountId, day, value }) => (accountId === id ? [[day, value] as const] : [])),
  )
}

/** One account's balances from `from` to today, at every `step`th day counted back from today; oldest first. */
export function accountHistory(
  account: StoredAccount,
  heard: { snapshots: readonly AccountDay[]; posted: readonly AccountDay[] },
  span: { from: CalendarDate; today: CalendarDate; step: number; timeZone: string },
): DayBalance[] {
  if (account.balance === null) return []
  const history: AccountHistory = {
    currency: account.currency,
    current: account.balance,
    snapshots: byDay(heard.snapshots, account.id),
    posted: byDay(heard.posted, account.id),
    // The day on which it went is the first without it.
    closedOn: account.closedAt && addDays(dayInZone(account.closedAt, span.timeZone), -1),
  }
  return balanceHistory([history], span.from, span.today, span.step).map(({ day, net, estimated }) => ({
    day,
    amount: net,
    estimated,
  }))
}
