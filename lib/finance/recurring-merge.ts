import { addDays, type CalendarDate } from '@/lib/calendar/calendar-date'
import {
  describeStream,
  groupKey,
  type OwnStream,
  type Payment,
  type StreamReason,
  statusOf,
} from './recurring'
import { isWithin } from './recurring-amounts'
import { median, rhythmOf } from './recurring-rhythm'
import type { Frequency } from './recurring-schedule'

/** What the bank's side says of payments that come again. */
export interface BankStreamFacts {
  streamId: string
  frequency: Frequency
  /** The day on which the next is expected to post. */
  nextOn: CalendarDate | null
  /** The day on which the last posted. */
  lastOn: CalendarDate
  isActive: boolean
  isMature: boolean
}

export interface BankStream extends BankStreamFacts {
  /** Ids here, of those that are known here; oldest first. */
  transactionIds: string[]
}

/** Payments that come again, as they are stored. */
export interface FoundStream extends OwnStream {
  source: 'own' | 'plaid'
  plaidStreamId: string | null
  reason: StreamReason & { bank: BankStreamFacts | null }
}

/** As much of what was found before as finding anew needs. */
export interface EarlierStream {
  key: string
  frequency: Frequency
  transactionIds: readonly string[]
  lastOn: CalendarDate
  lastAmount: string
  /** The person said that it is one. */
  confirmed: boolean
}

/** The key of the group that a stream's payments are of. */
const groupOfKey = (key: string) => key.split('#')[0] ?? key

function asOwn(stream: OwnStream): FoundStream {
  return { ...stream, source: 'own', plaidStreamId: null, reason: { ...stream.reason, bank: null } }
}

/** What the bank's side says goes before what was found here; why it is thought so stays. */
function withBank(
  stream: OwnStream,
  bank: BankStream,
  payments: readonly Payment[],
  today: CalendarDate,
): FoundStream {
  const frequency = bank.frequency === 'unknown' ? stream.frequency : bank.frequency
  const described =
    frequency === stream.frequency || payments.length === 0
      ? stream
      : describeStream(stream.key, payments, frequency, today)
  const { transactionIds: _ids, ...facts } = bank
  const merged: FoundStream = {
    ...described,
    source: 'plaid',
    plaidStreamId: bank.streamId,
    reason: { ...described.reason, bank: facts },
  }
  const lag = Math.round(median(payments.slice(-6).map((payment) => payment.lag)))
  // A payment that the bank's side has not taken in yet says more than what it expected before.
  if (described.lastOn > bank.lastOn) return merged
  if (!bank.isActive) return { ...merged, nextOn: null, status: 'ended' }
  const expected = bank.nextOn && addDays(bank.nextOn, -lag)
  if (frequency === 'unknown') return { ...merged, nextOn: expected }
  const rhythm = rhythmOf(frequency)
  const isAhead = expected !== null && expected > addDays(described.lastOn, Math.floor(rhythm.usual / 3))
  const nextOn = isAhead ? expected : described.nextOn
  if (nextOn === null) return merged
  const count = bank.isMature
    ? Math.max(rhythm.sure, described.transactionIds.length)
    : described.transactionIds.length
  const status = statusOf(rhythm, count, nextOn, today)
  return { ...merged, nextOn: status === 'ended' ? null : nextOn, status }
}

/** How many of some ids a stream has. */
const overlap = (ids: readonly string[], known: ReadonlySet<string>) =>
  ids.filter((id) => known.has(id)).length

function mergeBank(
  own: readonly OwnStream[],
  bank: readonly BankStream[],
  byId: ReadonlyMap<string, Payment>,
  today: CalendarDate,
): FoundStream[] {
  const sets = own.map(({ transactionIds }) => new Set(transactionIds))
  const takenBy = new Map<number, FoundStream>()
  const more: FoundStream[] = []
  const paymentsOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const sorted = [...bank].sort(
    (a, b) =>
      Number(b.isActive) - Number(a.isActive) || (a.lastOn < b.lastOn ? 1 : a.lastOn > b.lastOn ? -1 : 0),
  )
  for (const stream of sorted) {
    let place = -1
    let most = 0
    sets.forEach((known, at) => {
      const shared = overlap(stream.transactionIds, known)
      if (shared <= most) return
      most = shared
      place = at
    })
    const match = own[place]
    if (match) {
      // The bank's side may tell one that changed its price as two; the newer one counts.
      if (!takenBy.has(place))
        takenBy.set(place, withBank(match, stream, paymentsOf(match.transactionIds), today))
      continue
    }
    const payments = paymentsOf(stream.transactionIds)
    const newest = payments.at(-1)
    if (!newest) continue
    const key = groupKey(newest)
    const isTaken = [...own, ...more].some((other) => other.key === key)
    const described = describeStream(
      isTaken ? `${key}#${stream.streamId}` : key,
      payments,
      stream.frequency,
      today,
    )
    more.push(withBank(described, stream, payments, today))
  }
  return [...own.map((stream, at) => takenBy.get(at) ?? asOwn(stream)), ...more]
}

/** A stream keeps the key under which a person may have said something of it, whatever it would be called today. */
function withEarlierKeys(found: readonly FoundStream[], earlier: readonly EarlierStream[]): FoundStream[] {
  const foundKeys = new Set(found.map(({ key }) => key))
  const free = earlier.filter(({ key }) => !foundKeys.has(key))
  const known = new Set(earlier.map(({ key }) => key))
  return found.map((stream) => {
    if (known.has(stream.key) || free.length === 0) return stream
    const ids = new Set(stream.transactionIds)
    const at = free.findIndex(({ transactionIds }) => overlap(transactionIds, ids) > 0)
    const [before] = at < 0 ? [] : free.splice(at, 1)
    return before ? { ...stream, key: before.key } : stream
  })
}

/** How far a later payment may be from the last one and still be of a stream that a person confirmed. */
const LIKE_THE_LAST = 0.5

/** What a person confirmed stays, also where its payments have no rhythm that could be found anew. */
function carryOn(
  before: EarlierStream,
  payments: readonly Payment[],
  today: CalendarDate,
): FoundStream | null {
  const ids = new Set(before.transactionIds)
  const group = groupOfKey(before.key)
  const own = payments.filter(
    (payment) =>
      ids.has(payment.id) ||
      (groupKey(payment) === group &&
        payment.day > before.lastOn &&
        isWithin(before.lastAmount, payment.amount, LIKE_THE_LAST)),
  )
  return own.length === 0 ? null : asOwn(describeStream(before.key, own, before.frequency, today))
}

/**
 * Puts together what was found here, what the bank's side says, and what was found before: nothing stands twice, what
 * the bank's side says of frequency and next day goes first, and what a person confirmed is never lost.
 *
 * @param payments all that were looked at, and those of the bank's streams, in order of time.
 */
export function mergeStreams(
  own: readonly OwnStream[],
  bank: readonly BankStream[],
  earlier: readonly EarlierStream[],
  payments: readonly Payment[],
  today: CalendarDate,
): FoundStream[] {
  const byId = new Map(payments.map((payment) => [payment.id, payment]))
  const found = withEarlierKeys(mergeBank(own, bank, byId, today), earlier)
  const keys = new Set(found.map(({ key }) => key))
  const carried = earlier
    .filter(({ key, confirmed }) => confirmed && !keys.has(key))
    .flatMap((before) => carryOn(before, payments, today) ?? [])
  return [...found, ...carried]
}
