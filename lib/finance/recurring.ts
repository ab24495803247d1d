import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import type { Flow } from './category-kinds'
import { type AmountFacts, amountFacts, isNarrow, isSteady, isWithin } from './recurring-amounts'
import { findRhythm, gapsOf, median, type Rhythm, rhythmOf } from './recurring-rhythm'
import {
  dayNumberOf,
  dayOfNumber,
  dueAfter,
  type Frequency,
  type KnownFrequency,
  nearestDue,
  type Schedule,
  scheduleOf,
} from './recurring-schedule'

/** A payment, pending or posted, as recurring ones are looked for among them. */
export interface Payment {
  id: string
  accountId: string
  /** What the bank calls the other party, in lower case and without what changes from time to time: never the person's word. */
  merchant: string
  /** Whether the bank knows the other party by name. */
  named: boolean
  inStore: boolean
  /** Signed: money out is negative. */
  amount: string
  currency: string
  /** The day a person knows it by. */
  day: CalendarDate
  /** Days from then until it posted. */
  lag: number
  /** As it is listed. */
  title: string
  merchantKey: string
  category: string | null
  group: string | null
  flow: Flow
}

export const STREAM_STATUSES = ['early', 'active', 'missed', 'ended'] as const
export type StreamStatus = (typeof STREAM_STATUSES)[number]

/** Why payments are thought to come again: what words are made of. */
export interface StreamReason {
  count: number
  medianDays: number
  /** How far most payments are from the day on which they are due. */
  spreadDays: number
  /** Days before and after the expected one on which a payment is no surprise. */
  earlyDays: number
  lateDays: number
  amountKind: AmountFacts['kind']
  /** Since when the price holds; null where it varies. */
  since: CalendarDate | null
  /** Null where nobody can say when the next is due. */
  schedule: Schedule | null
  flow: Flow
  group: string | null
}

/** Payments that come again. Amounts are signed; `low` and `high` by size. */
export interface OwnStream {
  key: string
  accountId: string
  title: string
  merchantKey: string
  category: string | null
  currency: string
  frequency: Frequency
  averageAmount: string
  lastAmount: string
  previousAmount: string | null
  priceChangedOn: CalendarDate | null
  lowAmount: string
  highAmount: string
  firstOn: CalendarDate
  lastOn: CalendarDate
  /** In the past where it was missed; null where none is expected any more. */
  nextOn: CalendarDate | null
  status: StreamStatus
  /** Oldest first. */
  transactionIds: string[]
  reason: StreamReason
}

const isIn = ({ amount }: Pick<Payment, 'amount'>) => !amount.startsWith('-')

/** What payments of one party have in common: account, direction, currency and the party. */
export const groupKey = (payment: Pick<Payment, 'accountId' | 'amount' | 'currency' | 'merchant'>) =>
  [payment.accountId, isIn(payment) ? 'in' : 'out', payment.currency, payment.merchant].join(':')

/** What is billed, earned or owed differs from time to time and comes again all the same. */
const MAY_VARY =
  /^(INCOME|LOAN_PAYMENTS|RENT_AND_UTILITIES|TRANSFER_IN|TRANSFER_OUT|BANK_FEES|GENERAL_SERVICES_(INSURANCE|CHILDCARE|EDUCATION))/
/** How far amounts of anything else may be from each other. */
const NARROW = 0.25
/** Two payments alone say something when they are nearly alike and come just on time. */
const PAIR_SHARE = 0.02
const YEARLY_PAIR_SHARE = 0.3
const PAIR_DAYS = 3
/** Visits to a shop come at even times by chance; so many of the same amount do not. */
const LEAST_IN_STORE = 4

function isPlausible(payments: readonly Payment[], rhythm: Rhythm): boolean {
  const amounts = payments.map(({ amount }) => amount)
  const newest = payments.at(-1)
  if (!newest) return false
  if (payments.length === 2) {
    const [first = '0', second = '0'] = amounts
    const isYearly = rhythm.frequency === 'annually'
    const gap = gapsOf(payments.map(({ day }) => dayNumberOf(day)))[0] ?? 0
    return (
      newest.named &&
      !newest.inStore &&
      isWithin(first, second, isYearly ? YEARLY_PAIR_SHARE : PAIR_SHARE) &&
      Math.abs(gap - rhythm.usual) <= PAIR_DAYS
    )
  }
  if (newest.inStore) return payments.length >= LEAST_IN_STORE && isSteady(amounts)
  return (
    isSteady(amounts) || MAY_VARY.test(newest.category ?? newest.group ?? '') || isNarrow(amounts, NARROW)
  )
}

/** The value that so large a share of all does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** How late or early a payment may be and still be called usual. */
const WIDEST_DAYS = 7

/** Whether a payment is awaited, missed, or expected no more. @param count of payments: from `rhythm.sure` on it is sure. */
export function statusOf(
  rhythm: Rhythm,
  count: number,
  next: CalendarDate,
  today: CalendarDate,
): StreamStatus {
  const late = daysBetween(next, today)
  if (late > rhythm.endsAfter) return 'ended'
  if (count < rhythm.sure) return late > rhythm.grace ? 'ended' : 'early'
  return late > rhythm.grace ? 'missed' : 'active'
}

/**
 * What is to be said of payments that come in a rhythm.
 *
 * @param payments in order of time, at least one. @param frequency `unknown` where only that they come again is known.
 */
export function describeStream(
  key: string,
  payments: readonly Payment[],
  frequency: Frequency,
  today: CalendarDate,
): OwnStream {
  const [oldest, newest] = [payments[0], payments.at(-1)]
  if (!oldest || !newest) throw new Error('A stream has payments')
  const numbers = payments.map(({ day }) => dayNumberOf(day))
  const amounts = amountFacts(payments)
  const common = {
    key,
    accountId: newest.accountId,
    title: newest.title,
    merchantKey: newest.merchantKey,
    category: newest.category,
    currency: newest.currency,
    frequency,
    averageAmount: amounts.average,
    lastAmount: amounts.last,
    previousAmount: amounts.previous,
    priceChangedOn: amounts.priceChangedOn,
    lowAmount: amounts.low,
    highAmount: amounts.high,
    firstOn: oldest.day,
    lastOn: newest.day,
    transactionIds: payments.map(({ id }) => id),
  }
  const facts = {
    count: payments.length,
    medianDays: Math.round(median(gapsOf(numbers))),
    amountKind: amounts.kind,
    since: amounts.since,
    flow: newest.flow,
    group: newest.group,
  }
  if (frequency === 'unknown') {
    const isOld = daysBetween(newest.day, today) > 60
    return {
      ...common,
      nextOn: null,
      status: isOld ? 'ended' : 'active',
      reason: { ...facts, spreadDays: 0, earlyDays: 0, lateDays: 0, schedule: null },
    }
  }
  const rhythm = rhythmOf(frequency)
  const schedule = scheduleOf(frequency, numbers)
  const offs = numbers.map((number) => number - nearestDue(schedule, number))
  const next = dayOfNumber(dueAfter(schedule, nearestDue(schedule, dayNumberOf(newest.day))))
  const status = statusOf(rhythm, payments.length, next, today)
  const widest = Math.min(WIDEST_DAYS, Math.floor(rhythm.usual / 3))
  return {
    ...common,
    nextOn: status === 'ended' ? null : next,
    status,
    reason: {
      ...facts,
      spreadDays: quantile(offs.map(Math.abs), 0.8),
      earlyDays: Math.min(widest, Math.max(0, -quantile(offs, 0.1))),
      lateDays: Math.min(widest, Math.max(1, quantile(offs, 0.9))),
      schedule,
    },
  }
}

const byTime = (a: Payment, b: Payment) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1)

/** Payments by what they have in common, each group in order of time. */
export function groupPayments(payments: readonly Payment[]): Map<string, Payment[]> {
  const groups = new Map<string, Payment[]>()
  for (const payment of [...payments].sort(byTime)) {
    const key = groupKey(payment)
    const group = groups.get(key)
    if (group) group.push(payment)
    else groups.set(key, [payment])
  }
  return groups
}

function detect(key: string, payments: readonly Payment[], today: CalendarDate): OwnStream | null {
  const rhythm = findRhythm(payments.map(({ day }) => dayNumberOf(day)))
  if (!rhythm || !isPlausible(payments, rhythm)) return null
  const found = describeStream(key, payments, rhythm.frequency, today)
  // What never became sure and stopped was none.
  return found.status === 'ended' && payments.length < rhythm.sure ? null : found
}

/** Fewer of one amount say nothing where the other payments to the same party come as they like. */
const LEAST_OF_ONE_AMOUNT = 3

/**
 * Where one party is paid for several things: those of one amount that have a rhythm of their own. A new price takes
 * the place of an old one that ended when it began.
 */
function detectByAmount(key: string, payments: readonly Payment[], today: CalendarDate): OwnStream[] {
  const byAmount = new Map<string, Payment[]>()
  for (const payment of payments) {
    const amount = plain(payment.amount)
    byAmount.set(amount, [...(byAmount.get(amount) ?? []), payment])
  }
  const found: { frequency: KnownFrequency; payments: Payment[] }[] = []
  const regular = [...byAmount.values()].filter((group) => group.length >= LEAST_OF_ONE_AMOUNT)
  regular.sort((a, b) => ((a[0]?.day ?? '') < (b[0]?.day ?? '') ? -1 : 1))
  for (const group of regular) {
    const rhythm = findRhythm(group.map(({ day }) => dayNumberOf(day)))
    const first = group[0]
    if (!rhythm || !first || !isPlausible(group, rhythm)) continue
    const before = found.find(({ frequency, payments: earlier }) => {
      const last = earlier.at(-1)
      return (
        frequency === rhythm.frequency &&
        last !== undefined &&
        last.day < first.day &&
        daysBetween(last.day, first.day) <= rhythm.high &&
        isWithin(last.amount, first.amount, 0.5)
      )
    })
    if (before) before.payments.push(...group)
    else found.push({ frequency: rhythm.frequency, payments: [...group] })
  }
  return found.map(({ frequency, payments: own }) =>
    describeStream(`${key}#${plain(own[0]?.amount ?? '0')}`, own, frequency, today),
  )
}

/** How far back payments are looked at. */
export const DETECTION_MONTHS = 26

/** The first day that is looked at. */
export const detectionStart = (today: CalendarDate): CalendarDate => addDays(today, -DETECTION_MONTHS * 31)

/**
 * The payments that come again among those of a household: of one party, in one account, direction and currency, in a
 * rhythm, with amounts that can be of one thing.
 */
export function detectStreams(payments: readonly Payment[], today: CalendarDate): OwnStream[] {
  return [...groupPayments(payments)].flatMap(([key, group]) => {
    const whole = detect(key, group, today)
    return whole ? [whole] : detectByAmount(key, group, today)
  })
}
