import { dayMs } from '../day'
import { arrivals } from './arrivals'
import { describedPurpose } from './described'
import type { Entry } from './entry'
import type { HistorySubject, ItemEvent, View } from './history'
import type { World } from './world'

/** An entry and how it ends for one Item, given what was made to happen to it. */
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
  /** By how many minor units its posted amount was corrected, and the index of the event that did it. */
  raised?: { by: number; minor: number }
}

/** The posted amount of an entry in a view, in minor units, positive = out. */
export function postedMinor({ entry, raised }: ResolvedEntry, view: View): number {
  return entry.postedMinor + (view === 'raised' ? (raised?.minor ?? 0) : 0)
}

/** Tells how entries end for an Item: `arrivedBy` is the index of the event that brought one, or -1. */
function resolver({ events, createdAt }: HistorySubject): (entry: Entry, arrivedBy: number) => ResolvedEntry {
  const postings = events.flatMap(({ kind, at }, index) => (kind === 'post' ? [{ at, index }] : []))
  const raises = new Map(
    events.flatMap((event, by) =>
      event.kind === 'raise' ? [[event.entry, { raised: { by, minor: event.minor } }] as const] : [],
    ),
  )
  return (entry, arrivedBy) => {
    if (entry.pends) {
      // The first time everything pending is made to post while this one is.
      const shownAt = entry.shownAt ?? entry.occurredAt
      const posting = postings.find(
        ({ at, index }) => index > arrivedBy && at >= shownAt && at < entry.settlesAt,
      )
      if (posting !== undefined) {
        return {
          entry,
          arrivedBy,
          settledAt: posting.at,
          settledBy: posting.index,
          vanishes: false,
          linked: true,
          ...raises.get(entry.key),
        }
      }
    }
    return {
      entry,
      arrivedBy,
      settledAt: entry.settlesAt,
      // What is brought already posted is there from its event on, whatever day it is booked on.
      settledBy: entry.pends ? -1 : arrivedBy,
      vanishes: entry.fate === 'vanishes',
      linked: entry.pends && entry.fate === 'posts' && entry.settlesAt > createdAt,
      ...raises.get(entry.key),
    }
  }
}

const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
const noonMs = dayMs / 2

function written(
  key: string,
  world: World,
  account: string,
  minor: number,
  times: { occurredAt: number; settlesAt: number; pends: boolean },
  description: string,
): Entry {
  const currency = world.accounts.find((plan) => plan.key === account)?.currency
  return {
    key,
    account,
    pendingMinor: minor,
    postedMinor: minor,
    ...times,
    fate: 'posts',
    enrichedAt: null,
    timed: false,
    ...(currency === undefined ? {} : { currency }),
    purpose: describedPurpose(description, minor),
  }
}

/** The rows that an event writes into the books; `index` is its place among the Item's events. */
function entriesOf(world: World, event: ItemEvent, index: number, shared: readonly string[]): Entry[] {
  switch (event.kind) {
    case 'arrive':
      return arrivals(world, shared, event.first, event.count, event.at)
    case 'open': {
      const times = { occurredAt: event.at, settlesAt: event.at, pends: false }
      return [written(`open.${index}`, world, event.account, -15_000, times, 'OPENING DEPOSIT')]
    }
    case 'create':
      return event.rows.map((row, number) => {
        const pends = startOf(row.postedOn) > event.at
        const times = {
          occurredAt: Math.min(startOf(row.transactedOn) + noonMs, event.at),
          settlesAt: pends
            ? startOf(row.postedOn) + noonMs / 2
            : Math.min(startOf(row.postedOn) + noonMs, event.at),
          pends,
        }
        return written(`create.${index}.${number}`, world, event.account, row.minor, times, row.description)
      })
    default:
      return []
  }
}

/** Everything that an Item's history is made of: the world's own entries, and what its events brought. */
export function resolvedEntries(world: World, subject: HistorySubject): ResolvedEntry[] {
  const resolve = resolver(subject)
  let shared = subject.accounts
  const brought = subject.events.flatMap((event, index) => {
    if (event.kind === 'accounts') shared = event.accounts
    return entriesOf(world, event, index, shared).map((entry) => resolve(entry, index))
  })
  const own = [...world.entries, ...(world.volume?.pendingFor(subject.createdAt) ?? [])]
  return [...own.map((entry) => resolve(entry, -1)), ...brought].sort(
    (left, right) =>
      right.entry.occurredAt - left.entry.occurredAt || (left.entry.key < right.entry.key ? 1 : -1),
  )
}

/** The keys of the accounts that the bank shows at first, and those that have been opened by a number of events. */
export function accountsKnown(world: World, events: readonly ItemEvent[]): string[] {
  const closed = new Set(world.institution.toOpen.map(({ key }) => key))
  for (const event of events) if (event.kind === 'open') closed.delete(event.account)
  return world.accounts.flatMap(({ key }) => (closed.has(key) ? [] : [key]))
}
