import { dayMs, dayNumber } from '../day'
import type { Change, Changes, Delta, History, HistorySubject, Position, View } from './history'
import { rememberedDeltas } from './remembered-deltas'
import type { VolumeBooks } from './volume'

/** Some of the rows, newest first, known by their numbers alone. */
interface Rows {
  length: number
  indexAt(place: number): number
}

/** A run of rows and the accounts of it that count, as places in the pattern of accounts. */
interface Run {
  low: number
  high: number
  residues: readonly number[]
}

/** What a state shows of the rows: those from a number on, of some accounts. */
interface Window {
  from: number
  accounts: ReadonlySet<string>
}

/** How many rows below a number have one of the residues. */
function countBelow(limit: number, residues: readonly number[], period: number): number {
  const rest = limit % period
  let inRest = 0
  for (const residue of residues) if (residue < rest) inRest += 1
  return Math.floor(limit / period) * residues.length + inRest
}

/** The rows of runs that are given newest first and do not overlap. */
function rowsOf(runs: readonly Run[], period: number): Rows {
  const counted = runs
    .filter(({ residues }) => residues.length > 0)
    .map((run) => {
      const below = countBelow(run.low, run.residues, period)
      return { ...run, below, count: countBelow(run.high, run.residues, period) - below }
    })
  return {
    length: counted.reduce((sum, { count }) => sum + count, 0),
    indexAt: (place) => {
      let left = place
      for (const { residues, below, count } of counted) {
        if (left < count) {
          const rank = below + count - 1 - left
          return Math.floor(rank / residues.length) * period + (residues[rank % residues.length] ?? 0)
        }
        left -= count
      }
      throw new RangeError(`there is no row ${place}`)
    },
  }
}

/** The first number of `[0, length)` for which something is true that stays true from there on; `length` if none. */
function firstWhere(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Changes of rows and some others among them, all newest first, made as they are asked for. */
function merged(
  others: readonly Change[],
  rows: Rows,
  momentOf: (index: number) => number,
  toChange: (index: number) => Change,
): Changes {
  const length = others.length + rows.length
  const places = others.map(
    ({ entry }, number) =>
      number + firstWhere(rows.length, (place) => momentOf(rows.indexAt(place)) <= entry.entry.occurredAt),
  )
  return {
    length,
    slice: (start = 0, end = length) => {
      const last = Math.min(end, length)
      const part: Change[] = []
      let number = firstWhere(places.length, (one) => (places[one] ?? length) >= start)
      for (let place = Math.max(0, start); place < last; place += 1) {
        const other = places[number] === place ? others[number] : undefined
        if (other === undefined) part.push(toChange(rows.indexAt(place - number)))
        else {
          part.push(other)
          number += 1
        }
      }
      return part
    },
  }
}

/**
 * The history of an Item with very many rows: those of `history`, and all of the books' rows besides, spread evenly over
 * the requested days before Transactions began. They have all posted by then, whatever state is looked at, so they
 * move no balance later, and never change.
 */
export function withVolume(
  history: History,
  books: VolumeBooks,
  subject: HistorySubject,
  firstDayOf: (position: Position | null) => number | null,
  debts: ReadonlySet<string>,
): History {
  const { count, accounts } = books
  const period = accounts.length
  const startedAt = subject.startedAt ?? subject.createdAt
  const oldest = (dayNumber(startedAt) - subject.daysRequested + 1) * dayMs
  const momentOf = (index: number) =>
    oldest + Math.floor(((index + books.jitter(index)) / count) * (startedAt - oldest))

  const windowOf = (position: Position | null): Window | null => {
    const firstDay = firstDayOf(position)
    if (position === null || firstDay === null) return null
    const from = firstWhere(count, (index) => momentOf(index) >= firstDay * dayMs)
    return { from, accounts: new Set(history.sharedAccounts(position)) }
  }

  /** The rows that one state shows and another does not, of one account if given. */
  const onlyIn = (shown: Window | null, other: Window | null, account: string | null): Rows => {
    if (shown === null) return rowsOf([], period)
    const split = other === null ? count : Math.max(shown.from, other.from)
    const residuesOf = (isHidden: (key: string) => boolean) =>
      accounts.flatMap((key, residue) =>
        shown.accounts.has(key) && !isHidden(key) && (account === null || key === account) ? [residue] : [],
      )
    const hidden = other?.accounts ?? new Set<string>()
    return rowsOf(
      [
        { low: split, high: count, residues: residuesOf((key) => hidden.has(key)) },
        { low: shown.from, high: split, residues: residuesOf(() => false) },
      ],
      period,
    )
  }

  const toChange =
    (before: View, after: View) =>
    (index: number): Change => {
      const moment = momentOf(index)
      const entry = books.entryAt(index, moment)
      return {
        entry: { entry, arrivedBy: -1, settledAt: moment, settledBy: -1, vanishes: false, linked: false },
        before,
        after,
      }
    }

  const computeDelta = (from: Position | null, to: Position, account: string | null): Delta => {
    const { added, modified, removed } = history.delta(from, to, account)
    const [before, after] = [windowOf(from), windowOf(to)]
    return {
      added: merged(added.slice(), onlyIn(after, before, account), momentOf, toChange(null, 'enriched')),
      modified,
      removed: merged(removed.slice(), onlyIn(before, after, account), momentOf, toChange('enriched', null)),
    }
  }

  return {
    ...history,
    delta: rememberedDeltas(computeDelta),
    totals: (position) =>
      new Map(
        [...history.totals(position)].map(([key, total]) => {
          const out = books.outOf(key)
          return [key, { ...total, current: total.current + (debts.has(key) ? out : -out) }]
        }),
      ),
  }
}
