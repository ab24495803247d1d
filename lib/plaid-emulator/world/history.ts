import { dayNumber, hourMs } from '../day'
import { arrivals } from './arrivals'
import { isDebt } from './books'
import type { Entry } from './entry'
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

/** How an entry stands: not there, pending, posted, or posted with what was learned about it later. */
export type View = 'pending' | 'posted' | 'enriched' | null

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

/** An entry and how it ends for this Item, given what was made to happen. */
export interface ResolvedEntry {
  entry: Entry
  /** Index of the event that brought it, or -1 where it came by itself. */
  arrivedBy: number
  /** When it posts or vanishes, and the index of the event that made it, or -1. */
  settledAt: number
  settledBy: number
  vanishes: boolean
  /** Does the posted row name its pending one? Only if that one can have been seen. */
  linked: boolean
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
  /** Everything that differs between two states (from nothing, if `from` is null), newest first; of one account if given. */
  delta(from: Position | null, to: Position, account: string | null): Delta
  /** How many movements are pending in a state. */
  pendingCount(position: Position): number
  totals(position: Position): Map<string, AccountTotals>
}

function resolve(entry: Entry, arrivedBy: number, subject: HistorySubject): ResolvedEntry {
  const { events, createdAt } = subject
  if (entry.pends) {
    // The first time everything pending is made to post while this one is.
    const by = events.findIndex(
      (event, index) =>
        event.kind === 'post' &&
        index > arrivedBy &&
        event.at >= entry.occurredAt &&
        event.at < entry.settlesAt,
    )
    const event = events[by]
    if (event !== undefined) {
      return { entry, arrivedBy, settledAt: event.at, settledBy: by, vanishes: false, linked: true }
    }
  }
  return {
    entry,
    arrivedBy,
    settledAt: entry.settlesAt,
    settledBy: -1,
    vanishes: entry.fate === 'vanishes',
    linked: entry.pends && entry.fate === 'posts' && entry.settlesAt > createdAt,
  }
}

function arrivedEntries(world: World, subject: HistorySubject): ResolvedEntry[] {
  let shared = subject.accounts
  return subject.events.flatMap((event, index) => {
    if (event.kind === 'accounts') shared = event.accounts
    if (event.kind !== 'arrive') return []
    return arrivals(world, shared, event.first, event.count, event.at).map((entry) =>
      resolve(entry, index, subject),
    )
  })
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
  const resolved = [
    ...world.entries.map((entry) => resolve(entry, -1, subject)),
    ...arrivedEntries(world, subject),
  ].sort(
    (left, right) =>
      right.entry.occurredAt - left.entry.occurredAt || (left.entry.key < right.entry.key ? 1 : -1),
  )
  const deltas = new Map<string, Delta>()

  const sharedAccounts = (position: Position) => {
    const last = subject.events.slice(0, position.e).findLast((event) => event.kind === 'accounts')
    return last?.kind === 'accounts' ? last.accounts : subject.accounts
  }
  const settled = (one: ResolvedEntry, position: Position) => reached(position, one.settledAt, one.settledBy)
  const occurred = (one: ResolvedEntry, position: Position) =>
    one.arrivedBy < 0 ? one.entry.occurredAt <= position.t : one.arrivedBy < position.e

  /** Looks at every entry in one state. */
  const viewer = (position: Position | null): ((one: ResolvedEntry) => View) => {
    if (position === null || subject.startedAt === null) return () => null
    const phase = phaseAt(subject, timings, position.t)
    if (phase === 'not-ready') return () => null
    const days = phase === 'initial' ? Math.min(initialDays, subject.daysRequested) : subject.daysRequested
    const firstDay = dayNumber(subject.startedAt) - days + 1
    const shared = new Set(sharedAccounts(position))
    return (one) => {
      if (!shared.has(one.entry.account)) return null
      if (settled(one, position)) {
        if (one.vanishes || dayNumber(one.settledAt) < firstDay) return null
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

  return {
    sharedAccounts,
    delta: (from, to, account) => {
      const key = JSON.stringify([from?.t, from?.e, to.t, to.e, account])
      const known = deltas.get(key)
      if (known !== undefined) return known
      const delta = computeDelta(from, to, account)
      if (deltas.size >= 6) deltas.clear()
      deltas.set(key, delta)
      return delta
    },
    pendingCount: (position) => {
      const view = viewer(position)
      return resolved.filter((one) => view(one) === 'pending').length
    },
    totals: (position) => {
      const totals = new Map<string, AccountTotals>(
        world.accounts.map(({ key, openingMinor }) => [key, { current: openingMinor, pending: 0 }]),
      )
      const debts = new Set(world.accounts.filter(isDebt).map(({ key }) => key))
      for (const one of resolved) {
        const total = totals.get(one.entry.account)
        if (total === undefined) continue
        if (settled(one, position)) {
          if (one.vanishes) continue
          total.current += debts.has(one.entry.account) ? one.entry.postedMinor : -one.entry.postedMinor
        } else if (one.entry.pends && occurred(one, position)) {
          total.pending += one.entry.pendingMinor
        }
      }
      return totals
    },
  }
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
