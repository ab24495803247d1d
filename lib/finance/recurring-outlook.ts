import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import type { OwnStream } from './recurring'
import { rhythmOf } from './recurring-rhythm'
import { dayNumberOf, dayOfNumber, dueNumbers, nearestDue } from './recurring-schedule'

/** What payments that come again are to a person. */
export const STREAM_KINDS = ['bill', 'subscription', 'income', 'transfer'] as const
export type StreamKind = (typeof STREAM_KINDS)[number]

const SUBSCRIBED =
  /^(ENTERTAINMENT|GENERAL_MERCHANDISE|GENERAL_SERVICES_OTHER_GENERAL_SERVICES|PERSONAL_CARE|FOOD_AND_DRINK)(_|$)/
/** What a loan costs each month is a bill, also where its lender reports the other side. */
const LOAN = /^LOAN_PAYMENTS(_(?!CREDIT_CARD_PAYMENT)|$)/

type Facts = Pick<OwnStream, 'category' | 'lastAmount'> & {
  reason: Pick<OwnStream['reason'], 'flow' | 'group'>
}

export function kindOf({ category, lastAmount, reason }: Facts): StreamKind {
  const code = category ?? reason.group ?? ''
  const isIn = !lastAmount.startsWith('-')
  if (!isIn && LOAN.test(code)) return 'bill'
  if (reason.flow === 'transfer') return 'transfer'
  if (isIn) return 'income'
  return SUBSCRIBED.test(code) ? 'subscription' : 'bill'
}

type Side = Facts & Pick<OwnStream, 'accountId' | 'currency' | 'frequency' | 'lastOn'>

/** How far the two sides of one transfer may be apart, in days. */
const SIDES_DAYS = 4

/** Without what arrives of a transfer that is there already as what goes out: it is one. */
export function withoutMirrors<Stream extends Side>(streams: readonly Stream[]): Stream[] {
  const outgoing = streams.filter((stream) => stream.lastAmount.startsWith('-'))
  return streams.filter(
    (stream) =>
      stream.lastAmount.startsWith('-') ||
      kindOf(stream) !== 'transfer' ||
      !outgoing.some(
        (out) =>
          out.accountId !== stream.accountId &&
          out.currency === stream.currency &&
          out.frequency === stream.frequency &&
          exact(out.lastAmount).plus(stream.lastAmount).isZero() &&
          Math.abs(daysBetween(out.lastOn, stream.lastOn)) <= SIDES_DAYS,
      ),
  )
}

/** What a year of them comes to as it is now; signed. Null where nobody can say how often they come. */
export function yearlyAmount({ averageAmount, frequency }: Pick<OwnStream, 'averageAmount' | 'frequency'>) {
  return frequency === 'unknown' ? null : plain(exact(averageAmount).times(rhythmOf(frequency).perYear))
}

/**
 * The days on which more payments of a stream are expected, from the one that is awaited now on, which may be a few days
 * late. None of one that has ended, nor of one that was missed: it is not known whether they go on.
 *
 * @param to the last day.
 */
export function expectedDays(
  { nextOn, status, reason, frequency }: Pick<OwnStream, 'nextOn' | 'status' | 'reason' | 'frequency'>,
  to: CalendarDate,
): CalendarDate[] {
  if (nextOn === null || status === 'ended' || status === 'missed' || nextOn > to) return []
  if (reason.schedule === null || frequency === 'unknown') return [nextOn]
  // What the bank's side expects may be a day or two beside the schedule.
  const due = nearestDue(reason.schedule, dayNumberOf(nextOn))
  const beside = Math.ceil(rhythmOf(frequency).usual / 3)
  const first = Math.max(due, dayNumberOf(nextOn)) + Math.max(1, Math.min(beside, 5))
  const later = dueNumbers(reason.schedule, first, dayNumberOf(to)).map(dayOfNumber)
  return [nextOn, ...later.filter((day) => day > addDays(nextOn, 1))]
}
