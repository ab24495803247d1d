import type * as plaid from 'plaid'
import { dateParts, dayNumber } from './day'
import { dateOf, eachRow } from './transactions-by-date'
import type { Wire } from './wire'
import { postedMinor } from './world/happenings'
import type { Change, Changes } from './world/history'

export type Frequency = Wire<plaid.RecurringTransactionFrequency>
export type StreamStatus = Wire<plaid.TransactionStreamStatus>

/** Payments on one account, to or from one party, that keep a rhythm. */
export interface RecurringStream {
  /** The account's key. */
  account: string
  /** What the payments have in common; with account and direction it tells streams of an Item apart. */
  key: string
  isInflow: boolean
  frequency: Frequency
  status: StreamStatus
  isActive: boolean
  /** By posted date, oldest first; never empty. */
  rows: Change[]
  last: Change
  /** Minor units, positive = out. */
  lastMinor: number
  averageMinor: number
  firstDay: number
  lastDay: number
  /** The day number of the next payment; null where none is expected any more. */
  nextDay: number | null
}

/** A rhythm: the days between two payments, and how late one may be until nobody waits for it any more. */
interface Rhythm {
  frequency: Exclude<Frequency, 'UNKNOWN'>
  low: number
  high: number
  graceDays: number
  /** How many payments make it certain. */
  matureAt: number
}

const rhythms: readonly Rhythm[] = [
  { frequency: 'WEEKLY', low: 6, high: 8, graceDays: 3, matureAt: 3 },
  { frequency: 'BIWEEKLY', low: 13, high: 15, graceDays: 4, matureAt: 3 },
  { frequency: 'SEMI_MONTHLY', low: 11, high: 20, graceDays: 6, matureAt: 3 },
  { frequency: 'MONTHLY', low: 25, high: 37, graceDays: 9, matureAt: 3 },
  { frequency: 'ANNUALLY', low: 350, high: 380, graceDays: 30, matureAt: 2 },
]

/** What one is billed for or paid may differ from time to time and is still one stream. */
const varying =
  /^(INCOME|LOAN_PAYMENTS|RENT_AND_UTILITIES|TRANSFER_IN|TRANSFER_OUT|BANK_FEES|LOAN_DISBURSEMENTS)_/

/** Payments of one group, as little of them as is needed to find their rhythm. */
interface Group {
  account: string
  key: string
  isInflow: boolean
  days: number[]
  minors: number[]
  /** Where the rows stand in the history. */
  indices: number[]
  mayVary: boolean
  isInStore: boolean
  /** Is the other party known by name? Cash machines and the like are not. */
  isNamed: boolean
}

/** A line without what changes from time to time, such as the number of a check. */
const plainLine = (line: string) =>
  line
    .replace(/[\d#*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase()

function groupsOf(rows: Changes, accounts: ReadonlySet<string>): Group[] {
  const groups = new Map<string, Group>()
  let index = -1
  for (const row of eachRow(rows)) {
    index += 1
    const { entry, after } = row
    const { account, purpose, currency } = entry.entry
    const minor = postedMinor(entry, after)
    if (after === 'pending' || after === null || minor === 0 || !accounts.has(account)) continue
    const key = (after === 'posted' ? null : purpose.merchant) ?? plainLine(purpose.name)
    const isInflow = minor < 0
    const money = currency?.isoCurrency ?? currency?.unofficialCurrency ?? ''
    const name = [account, isInflow, money, key].join('\n')
    const group = groups.get(name) ?? {
      account,
      key,
      isInflow,
      days: [],
      minors: [],
      indices: [],
      mayVary: varying.test(purpose.category),
      isInStore: purpose.channel === 'in store',
      isNamed: purpose.merchant !== null || purpose.payer !== undefined,
    }
    groups.set(name, group)
    group.days.push(dateOf(row))
    group.minors.push(minor)
    group.indices.push(index)
  }
  return [...groups.values()]
}

/** The share of a list for which something holds; 1 for an empty one. */
const share = <T>(list: readonly T[], holds: (one: T) => boolean) =>
  list.length === 0 ? 1 : list.filter(holds).length / list.length

const pairs = (list: readonly number[]) =>
  list.slice(1).map((value, index): [number, number] => [list[index] ?? value, value])

const isWithin =
  (bound: number) =>
  ([before, after]: [number, number]) =>
    Math.abs(after - before) <= Math.abs(before) * bound

/** Do amounts, in order of time, look like one thing that is paid for again and again? */
function isPlausible({ mayVary, isInStore, isNamed }: Group, minors: readonly number[]): boolean {
  const steps = pairs(minors)
  const isSteady = share(steps, isWithin(0.02)) >= 0.7
  // A few visits to the same shop come at even intervals by chance; the same bill does not.
  if (isInStore) return isSteady && minors.length > 3
  if (minors.length === 2) return isSteady && isNamed
  return isSteady || mayVary || steps.every(isWithin(0.15))
}

/** The rhythm of payments, given by day and amount in order of time, or null where they have none. */
function rhythmOf(group: Group, days: readonly number[], minors: readonly number[]): Rhythm | null {
  if (days.length < 2 || !isPlausible(group, minors)) return null
  const gaps = pairs(days).map(([before, after]) => after - before)
  return rhythms.find(({ low, high }) => share(gaps, (gap) => gap >= low && gap <= high) >= 0.85) ?? null
}

/** The most frequent of some numbers, of several the greatest; null where there is none. */
function usual(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  const [first] = [...counts].sort((left, right) => right[1] - left[1] || right[0] - left[0])
  return first?.[0] ?? null
}

/** The day number of a day of the month, or of the month's last day where it is shorter. Months may run over. */
function dayInMonth(year: number, month: number, dayOfMonth: number): number {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return dayNumber(Date.UTC(year, month - 1, Math.min(dayOfMonth, length)))
}

/** How far two days of the month are apart, going round the month's end. */
const apart = (left: number, right: number) => {
  const distance = Math.abs(left - right)
  return Math.min(distance, 31 - distance)
}

/** When the next payment is due after the last one. */
function nextDayOf(frequency: Rhythm['frequency'], days: readonly number[], last: number): number {
  const { year, month, dayOfMonth } = dateParts(last)
  const daysOfMonth = days.map((day) => dateParts(day).dayOfMonth)
  const most = usual(daysOfMonth) ?? dayOfMonth
  switch (frequency) {
    case 'WEEKLY':
      return last + 7
    case 'BIWEEKLY':
      return last + 14
    case 'ANNUALLY':
      return dayInMonth(year + 1, month, dayOfMonth)
    case 'MONTHLY': {
      const expected = last + 30
      const [nearest = expected] = [0, 1, 2]
        .map((ahead) => dayInMonth(year, month + ahead, most))
        .sort((left, right) => Math.abs(left - expected) - Math.abs(right - expected))
      return nearest
    }
    case 'SEMI_MONTHLY': {
      const other = usual(daysOfMonth.filter((day) => apart(day, most) > 7))
      const due = [most, other ?? most].flatMap((day) =>
        [0, 1, 2].map((ahead) => dayInMonth(year, month + ahead, day)),
      )
      return due.sort((left, right) => left - right).find((day) => day > last + 7) ?? last + 15
    }
  }
}

function statusOf({ matureAt }: Rhythm, count: number, isActive: boolean): StreamStatus {
  if (count >= matureAt) return 'MATURE'
  return isActive ? 'EARLY_DETECTION' : 'TOMBSTONED'
}

/**
 * The recurring payments among the rows of a state: at least two of the same party, on one account, in one direction,
 * that keep a rhythm, with even amounts unless they are pay, bills, loans or transfers. Sorted by the newest payment.
 * @param today the day number up to which payments can have come
 */
export function recurringStreams(
  rows: Changes,
  accounts: ReadonlySet<string>,
  today: number,
): RecurringStream[] {
  return groupsOf(rows, accounts)
    .flatMap((group): RecurringStream[] => {
      const order = group.indices
        .map((_, index) => index)
        .sort((left, right) => (group.days[left] ?? 0) - (group.days[right] ?? 0) || right - left)
      const days = order.map((index) => group.days[index] ?? 0)
      const minors = order.map((index) => group.minors[index] ?? 0)
      const rhythm = rhythmOf(group, days, minors)
      if (rhythm === null) return []
      const found = order.flatMap((index) => {
        const at = group.indices[index] ?? -1
        return rows.slice(at, at + 1)
      })
      const [last, firstDay, lastDay] = [found.at(-1), days[0], days.at(-1)]
      if (last === undefined || firstDay === undefined || lastDay === undefined) return []
      const expected = nextDayOf(rhythm.frequency, days, lastDay)
      const isActive = today <= expected + rhythm.graceDays
      return [
        {
          account: group.account,
          key: group.key,
          isInflow: group.isInflow,
          frequency: rhythm.frequency,
          status: statusOf(rhythm, days.length, isActive),
          isActive,
          rows: found,
          last,
          lastMinor: minors.at(-1) ?? 0,
          averageMinor: Math.round(minors.reduce((sum, minor) => sum + minor, 0) / minors.length),
          firstDay,
          lastDay,
          nextDay: isActive ? expected : null,
        },
      ]
    })
    .sort((left, right) => right.lastDay - left.lastDay || (left.key < right.key ? -1 : 1))
}
