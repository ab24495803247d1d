import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { findStream as findStored, listStreams as listStored } from '@/lib/db/recurring'
import { listPaymentsBetween, listPaymentsOf, type StreamPayment } from '@/lib/db/recurring-history'
import { expectedDays } from '@/lib/finance/recurring-outlook'
import type { Money } from '@/lib/money/money'
import { runtime } from '@/lib/runtime'
import { type RecurringNews, recurringNews } from './news'
import { type Stream, toStreams } from './stream'

export type { RecurringNews } from './news'
export type { Stream } from './stream'
export type { StreamPayment }

interface Recurring {
  /** All of them, the next one first. */
  streams: Stream[]
  today: CalendarDate
}

/** The person's recurring payments. Asked once per request. */
export const listRecurring = cache(async (): Promise<Recurring> => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  return { streams: toStreams(await listStored(db, householdId), timeZone), today }
})

export interface StreamDetail {
  stream: Stream
  /** Oldest first. */
  payments: StreamPayment[]
  today: CalendarDate
}

/** One of the person's recurring payments with all that came of it; null when they have none of that id. */
export const findRecurring = cache(async (streamId: string): Promise<StreamDetail | null> => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const stored = await findStored(db, householdId, streamId)
  const [stream] = stored ? toStreams([stored], timeZone) : []
  if (!stream) return null
  return {
    stream,
    payments: await listPaymentsOf(db, householdId, streamId),
    today: dayInZone(clock.now(), timeZone),
  }
})

/** A payment on a day: one that came, or one that is expected. */
export interface DueOrPaid {
  stream: Stream
  day: CalendarDate
  /** Signed: what was paid, else what is expected. */
  amount: string
  /** `due`: expected; `paid`: it came, and may be pending; `missed`: it did not come. */
  state: 'due' | 'paid' | 'missed'
  pending: boolean
  transactionId: string | null
}

/** What came and what is expected between two days, both included, by day; without what a person dismissed. */
export async function listDueAndPaid(from: CalendarDate, to: CalendarDate): Promise<DueOrPaid[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [{ streams }, came] = await Promise.all([
    listRecurring(),
    listPaymentsBetween(db, householdId, from, to),
  ])
  const shown = streams.filter(({ dismissed }) => !dismissed)
  const byId = new Map(shown.map((stream) => [stream.id, stream]))
  const paid = came.flatMap(({ streamId, day, amount, pending, transactionId }): DueOrPaid[] => {
    const stream = byId.get(streamId)
    return stream ? [{ stream, day, amount, pending, transactionId, state: 'paid' }] : []
  })
  const expected = (stream: Stream, day: CalendarDate, state: 'due' | 'missed'): DueOrPaid => ({
    stream,
    day,
    amount: stream.averageAmount,
    pending: false,
    transactionId: null,
    state,
  })
  const due = shown.flatMap((stream) => expectedDays(stream, to).map((day) => expected(stream, day, 'due')))
  const missed = shown.flatMap((stream) =>
    stream.status === 'missed' && stream.nextOn !== null ? [expected(stream, stream.nextOn, 'missed')] : [],
  )
  return [...paid, ...due, ...missed]
    .filter(({ day }) => day >= from && day <= to)
    .sort(
      (a, b) =>
        (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) ||
        (a.stream.name < b.stream.name ? -1 : a.stream.name > b.stream.name ? 1 : 0),
    )
}

export interface UpcomingPayment {
  streamId: string
  title: string
  /** Today where it is a few days late. */
  day: CalendarDate
  /** What is expected; signed. */
  amount: Money
  /** Signed; by size. The same as the amount where it is a fixed price. */
  low: Money
  high: Money
  category: string | null
  accountName: string
}

function notBefore(day: CalendarDate, earliest: CalendarDate): CalendarDate {
  if (day < earliest) return earliest
  return day
}

/** Bills, subscriptions and income that are expected from today on, the next first; no transfers. */
export async function listUpcoming(days: number): Promise<UpcomingPayment[]> {
  const { streams, today } = await listRecurring()
  const upcoming = streams
    .filter(({ dismissed, kind }) => !dismissed && kind !== 'transfer')
    .flatMap((stream) => {
      const { currency } = stream
      return expectedDays(stream, addDays(today, days)).map((day) => ({
        streamId: stream.id,
        title: stream.name,
        day: notBefore(day, today),
        amount: { amount: stream.averageAmount, currency },
        low: { amount: stream.lowAmount, currency },
        high: { amount: stream.highAmount, currency },
        category: stream.category,
        accountName: stream.accountName,
      }))
    })
  return upcoming.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** What has changed of late in the person's recurring payments, the newest first; of transfers nothing. */
export async function listRecurringNews(): Promise<RecurringNews[]> {
  const { streams, today } = await listRecurring()
  return recurringNews(streams, today)
}
