import { dayNumber } from './day'
import type { Change, Changes } from './world/history'

/** How many rows are looked at in one go: a history may make its rows as they are asked for. */
const sliceLength = 2000

/** The rows of a state, newest first, and within a day those that happened last first. */
export interface TransactionsByDate {
  /** How many rows there are from one day number to another, both included; of these account keys only, if given. */
  find(from: number, to: number, accounts: ReadonlySet<string> | null): FoundRows
}

export interface FoundRows {
  length: number
  /** Some of the found rows. */
  slice(start: number, end: number): Change[]
}

/** The UTC day number of a row's `date`: when a pending one happened, when a posted one posted. */
export function dateOf({ entry, after }: Change): number {
  return dayNumber(after === 'pending' ? entry.entry.occurredAt : entry.settledAt)
}

/** Walks through all rows without holding more than a few of them. */
export function* eachRow(rows: Changes): Generator<Change> {
  for (let start = 0; start < rows.length; start += sliceLength) {
    yield* rows.slice(start, start + sliceLength)
  }
}

function sortByDate(rows: Changes): TransactionsByDate {
  const days = new Int32Array(rows.length)
  const owners = new Uint16Array(rows.length)
  const accountNumbers = new Map<string, number>()
  let next = 0
  for (const row of eachRow(rows)) {
    const { account } = row.entry.entry
    const number = accountNumbers.get(account) ?? accountNumbers.size
    accountNumbers.set(account, number)
    owners[next] = number
    days[next] = dateOf(row)
    next += 1
  }
  const dayAt = (index: number) => days[index] ?? 0
  const order = Uint32Array.from(days, (_, index) => index)
  order.sort((left, right) => dayAt(right) - dayAt(left) || left - right)
  /** The first place in the order whose row is older than a day. */
  const firstBefore = (day: number) => {
    let [low, high] = [0, order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (dayAt(order[middle] ?? 0) >= day) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    find: (from, to, accounts) => {
      const range = order.subarray(firstBefore(to + 1), firstBefore(from))
      if (accounts === null) return foundRows(rows, range)
      const numbers = new Set(
        [...accountNumbers].flatMap(([key, number]) => (accounts.has(key) ? [number] : [])),
      )
      return foundRows(
        rows,
        range.filter((index) => numbers.has(owners[index] ?? -1)),
      )
    },
  }
}

function foundRows(rows: Changes, found: Uint32Array): FoundRows {
  return {
    length: found.length,
    slice: (start, end) => {
      const wanted = found.subarray(start, end)
      const part: Change[] = []
      // Rows that stand side by side are fetched together: that is cheaper where they are made as they are asked for.
      for (let place = 0; place < wanted.length; ) {
        const first = wanted[place] ?? 0
        let length = 1
        while (wanted[place + length] === first + length) length += 1
        part.push(...rows.slice(first, first + length))
        place += length
      }
      return part
    },
  }
}

const sorted = new WeakMap<Changes, TransactionsByDate>()

/** Puts rows in order by date, once: the pages of a history are cut out of the same order. */
export function transactionsByDate(rows: Changes): TransactionsByDate {
  const known = sorted.get(rows) ?? sortByDate(rows)
  sorted.set(rows, known)
  return known
}
