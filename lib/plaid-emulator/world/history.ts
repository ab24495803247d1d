import { dayNumber, hourMs } from '../day'
import { isDebt } from './books'
import { accountsKnown, postedMinor, type ResolvedEntry, resolvedEntries } from './happenings'
import { rememberedDeltas } from './remembered-deltas'
import { withVolume } from './volume-history'
import type { World } from './world'

/** A transaction that somebody wrote into the books. Days 'YYYY-MM-DD'; minor units, positive = out. */
export interface WrittenRow {
  transactedOn: string
  postedOn: string
  minor: number
  description: string
}

/** Something that was made to happen to an Item's data from outside, in order. Times in milliseconds. */
export type ItemEvent =
  | { kind: 'arrive'; at: number; first: number; count: number }
  | { kind: 'post'; at: number }
  | { kind: 'accounts'; at: number; accounts: string[] }
  /** The person opened an account that the institution lists as one to come. */
  | { kind: 'open'; at: number; account: string }
  | { kind: 'create'; at: number; account: string; rows: WrittenRow[] }
  /** The bank corrects the amount of something that has posted: more went out, by minor units, than it said. */
  | { kind: 'raise'; at: number; entry: string; minor: number }

/** A state of an Item's data: what the bank had by time `t`, and the first `e` of the Item's events. */
export interface Position {
  t: number
  e: number
}

/** How long after its start an Item's first 30 days and its whole history are there, in milliseconds. */
export interface Timings {
  initialMs: number
  historicalMs: number
}

export type Phase = 'not-ready' | 'initial' | 'historical'

/** How often the aggregator asks the banks by itself. */
const pollMs = 6 * hourMs
const initialDays = 30

/** What of an Item decides what its history shows. */
export interface HistorySubject {
  itemId: string
  createdAt: number
  /** When its transactions were first asked for; null while nobody has. */
  startedAt: number | null
  daysRequested: number
  /** The account keys shared at first; an 'accounts' event changes them. */
  accounts: string[]
  events: ItemEvent[]
  /** The last time the bank was asked out of turn. */
  polledAt: number
}

/** How far the history of an Item is there at a time. */
export function phaseAt(subject: HistorySubject, timings: Timings, t: number): Phase {
  if (subject.startedAt === null || t < subject.startedAt + timings.initialMs) return 'not-ready'
  return t < subject.startedAt + timings.historicalMs ? 'initial' : 'historical'
}

/** The newest state of an Item's data that the aggregator has seen by `now`. */
export function positionAt(subject: HistorySubject, timings: Timings, now: number): Position {
  const elapsed = Math.max(0, now - subject.createdAt)
  const moments = [
    subject.createdAt + Math.floor(elapsed / pollMs) * pollMs,
    subject.polledAt,
    subject.events.at(-1)?.at ?? 0,
    (subject.startedAt ?? now) + timings.initialMs,
    (subject.startedAt ?? now) + timings.historicalMs,
  ]
  return { t: Math.max(...moments.filter((moment) => moment <= now)), e: subject.events.length }
}

/** How an entry stands: not there, pending, posted, posted with what was learned about it later, or corrected. */
export type View = 'pending' | 'posted' | 'enriched' | 'raised' | null

/** A difference between two states. `before` names the view that was there, `after` the one that is. */
export interface Change {
  entry: ResolvedEntry
  before: View
  after: View
}

/** Changes in order: an array, or something that makes them as they are asked for. */
export interface Changes {
  readonly length: number
  slice(start?: number, end?: number): Change[]
}

export interface Delta {
  added: Changes
  modified: Changes
  removed: Changes
}

export interface AccountTotals {
  /** Minor units; owed where the account is a debt. */
  current: number
  /** Minor units of what is pending, positive = out. */
  pending: number
}

/** The history of one Item, as far as its events and the world have been told. */
export interface History {
  /** The account keys that are shared in a state. */
  sharedAccounts(position: Position): string[]
  /** The account keys that the bank shows in a state, shared or not. */
  knownAccounts(position: Position): string[]
  /** Everything that differs between two states (from nothing, if `from` is null), newest first; of one account if given. */
  delta(from: Position | null, to: Position, account: string | null): Delta
  /** How many movements are pending in a state. */
  pendingCount(position: Position): number
  /** The balances of a state, by account key. */
  totals(position: Position): ReadonlyMap<string, AccountTotals>
}

/** The first day that a state shows, as a number; null where it shows nothing yet. */
export function firstDayShown(
  subject: HistorySubject,
  timings: Timings,
  position: Position | null,
): number | null {
  if (position === null || subject.startedAt === null) return null
  const phase = phaseAt(subject, timings, position.t)
  if (phase === 'not-ready') return null
  const days = phase === 'initial' ? Math.min(initialDays, subject.daysRequested) : subject.daysRequested
  return dayNumber(subject.startedAt) - days + 1
}

const reached = (position: Position, t: number, by: number) => (by < 0 ? t <= position.t : by < position.e)

/** Builds the history of an Item out of its world, told until the day of `until`. */
export function buildHistory(
  world: World,
  subject: HistorySubject,
  timings: Timings,
  until: number,
): History {
  world.tellUntil(dayNumber(until))
  const resolved = resolvedEntries(world, subject)
  const debts = new Set(world.accounts.filter(isDebt).map(({ key }) => key))
  const sums = new Map<string, Map<string, AccountTotals>>()

  const sharedAccounts = (position: Position) => {
    const last = subject.events.slice(0, position.e).findLast((event) => event.kind === 'accounts')
    return last?.kind === 'accounts' ? last.accounts : subject.accounts
  }
  const settled = (one: ResolvedEntry, position: Position) => reached(position, one.settledAt, one.settledBy)
  const occurred = (one: ResolvedEntry, position: Position) =>
    one.arrivedBy < 0 ? (one.entry.shownAt ?? one.entry.occurredAt) <= position.t : one.arrivedBy < position.e

  const isRaised = ({ raised }: ResolvedEntry, position: Position) =>
    raised !== undefined && raised.by < position.e

  /** Looks at every entry in one state. */
  const viewer = (position: Position | null): ((one: ResolvedEntry) => View) => {
    const firstDay = firstDayShown(subject, timings, position)
    if (position === null || firstDay === null) return () => null
    const shared = new Set(sharedAccounts(position))
    return (one) => {
      if (!shared.has(one.entry.account)) return null
      if (settled(one, position)) {
        if (one.vanishes || dayNumber(one.settledAt) < firstDay) return null
        if (isRaised(one, position)) return 'raised'
        const { enrichedAt } = one.entry
        return enrichedAt === null || enrichedAt <= position.t ? 'enriched' : 'posted'
      }
      if (!one.entry.pends || !occurred(one, position)) return null
      return dayNumber(one.entry.occurredAt) < firstDay ? null : 'pending'
    }
  }

  const computeDelta = (from: Position | null, to: Position, account: string | null): Delta => {
    const delta: Record<keyof Delta, Change[]> = { added: [], modified: [], removed: [] }
    const viewBefore = viewer(from)
    const viewAfter = viewer(to)
    for (const entry of resolved) {
      if (account !== null && entry.entry.account !== account) continue
      const before = viewBefore(entry)
      const after = viewAfter(entry)
      if (before === after) continue
      const change = { entry, before, after }
      if (before !== null && before !== 'pending' && after !== null && after !== 'pending') {
        delta.modified.push(change)
        continue
      }
      if (before !== null) delta.removed.push(change)
      if (after !== null) delta.added.push(change)
    }
    return delta
  }

  const computeTotals = (position: Position) => {
    const totals = new Map<string, AccountTotals>(
      world.accounts.map(({ key, openingMinor }) => [key, { current: openingMinor, pending: 0 }]),
    )
    for (const one of resolved) {
      const total = totals.get(one.entry.account)
      if (total === undefined || one.entry.isForeign) continue
      if (settled(one, position)) {
        if (one.vanishes) continue
        const minor = postedMinor(one, isRaised(one, position) ? 'raised' : 'posted')
        total.current += debts.has(one.entry.account) ? minor : -minor
      } else if (one.entry.pends && occurred(one, position)) {
        total.pending += one.entry.pendingMinor
      }
    }
    return totals
  }

  const history: History = {
    sharedAccounts,
    knownAccounts: (position) => accountsKnown(world, subject.events.slice(0, position.e)),
    delta: rememberedDeltas(computeDelta),
    pendingCount: (position) => {
      const view = viewer(position)
      return resolved.filter((one) => view(one) === 'pending').length
    },
    totals: (position) => {
      const key = `${position.t}/${position.e}`
      const known = sums.get(key)
      if (known !== undefined) return known
      const totals = computeTotals(position)
      if (sums.size >= 6) sums.clear()
      sums.set(key, totals)
      return totals
    },
  }
  if (world.volume === null) return history
  const firstDayOf = (position: Position | null) => firstDayShown(subject, timings, position)
  return withVolume(history, world.volume, subject, firstDayOf, debts)
}

/** Keeps the histories built lately. */
export function historyCache(
  limit = 24,
): (world: World, subject: HistorySubject, timings: Timings, now: number) => History {
  const histories = new Map<string, { day: number; key: string; history: History }>()
  return (world, subject, timings, now) => {
    const { createdAt, startedAt, daysRequested, accounts, events } = subject
    // Events are only ever appended, so their number tells them apart.
    const key = JSON.stringify([createdAt, startedAt, daysRequested, accounts, events.length, timings])
    const known = histories.get(subject.itemId)
    const isFresh = known !== undefined && known.key === key && known.day === dayNumber(now)
    const history = isFresh ? known.history : buildHistory(world, subject, timings, now)
    histories.delete(subject.itemId)
    histories.set(subject.itemId, { day: dayNumber(now), key, history })
    const [oldest] = histories.keys()
    if (histories.size > limit && oldest !== undefined) histories.delete(oldest)
    return history
  }
}
