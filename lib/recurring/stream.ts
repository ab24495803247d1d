import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import type { StoredStream } from '@/lib/db/recurring'
import type { StreamStatus } from '@/lib/finance/recurring'
import { isWithin } from '@/lib/finance/recurring-amounts'
import { kindOf, type StreamKind, withoutMirrors, yearlyAmount } from '@/lib/finance/recurring-outlook'
import { exact } from '@/lib/money/money'

/** Payments that come again, as a person sees them: with what they said of them. Amounts are signed. */
export interface Stream
  extends Pick<
    StoredStream,
    | 'id'
    | 'accountId'
    | 'accountName'
    | 'source'
    | 'merchantKey'
    | 'title'
    | 'name'
    | 'category'
    | 'currency'
    | 'frequency'
    | 'averageAmount'
    | 'lastAmount'
    | 'lowAmount'
    | 'highAmount'
    | 'firstOn'
    | 'lastOn'
    | 'reason'
  > {
  kind: StreamKind
  status: StreamStatus
  /** In the past where it is late or was missed; null where none is expected any more. */
  nextOn: CalendarDate | null
  /** Null where nobody can say how often they come, and where they have ended. */
  yearlyAmount: string | null
  /** Another price than before, since a payment's day. A rise is more by size. */
  priceChange: { before: string; on: CalendarDate; isRise: boolean } | null
  confirmed: boolean
  dismissed: boolean
  /** The person said that no more come; not what was found out. */
  endedByPerson: boolean
}

/** Less than this share is no new price but a rounding. */
const NOTICEABLE = 0.001

function toStream(stored: StoredStream, timeZone: string): Stream {
  const { endedAt, confirmedAt, dismissedAt, previousAmount, priceChangedOn, lastAmount } = stored
  // A payment that comes after all takes back what the person said.
  const endedByPerson = endedAt !== null && dayInZone(endedAt, timeZone) >= stored.lastOn
  const confirmed = confirmedAt !== null
  const found = stored.status === 'early' && confirmed ? 'active' : stored.status
  const status = endedByPerson ? 'ended' : found
  const priceChange =
    previousAmount !== null && priceChangedOn !== null && !isWithin(previousAmount, lastAmount, NOTICEABLE)
      ? {
          before: previousAmount,
          on: priceChangedOn,
          isRise: exact(lastAmount).abs().gt(exact(previousAmount).abs()),
        }
      : null
  return {
    ...stored,
    kind: kindOf(stored),
    status,
    nextOn: status === 'ended' ? null : stored.nextOn,
    yearlyAmount: status === 'ended' ? null : yearlyAmount(stored),
    priceChange,
    confirmed,
    dismissed: dismissedAt !== null,
    endedByPerson,
  }
}

/** Streams as a person sees them, each transfer once. */
export function toStreams(stored: readonly StoredStream[], timeZone: string): Stream[] {
  return withoutMirrors(stored).map((one) => toStream(one, timeZone))
}
