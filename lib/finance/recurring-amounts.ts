import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'

/** An amount of a payment and its day. Signed: money out is negative. */
export interface DayAmount {
  day: CalendarDate
  amount: string
}

/** What payments amount to. `fixed`: a price that may change; `varying`: what was used, earned or owed. */
export interface AmountFacts {
  kind: 'fixed' | 'varying'
  /** Of the last year's payments; of a price that changed, those since. */
  average: string
  last: string
  /** The price before the last change; null where it never changed, or was never fixed. */
  previous: string | null
  priceChangedOn: CalendarDate | null
  /** Since when the last price holds; null where it varies. */
  since: CalendarDate | null
  /** The least and the most of the last year, by size; of a price that is fixed, the price. */
  low: string
  high: string
}

/** As many payments as say what the next one may be. */
const TELLING = 12
/** Steps between two payments that leave the amount as it is, or nearly, of all. */
const STEADY_SHARE = 0.7
const NEARLY = 0.02

/** Whether two amounts are the same, but for a share of the first. */
export function isWithin(before: string, after: string, share: number): boolean {
  return exact(after).minus(before).abs().lte(exact(before).abs().times(share))
}

const shareOf = (list: readonly string[], holds: (before: string, after: string) => boolean) => {
  const steps = list.slice(1).map((after, at) => holds(list[at] ?? after, after))
  return steps.length === 0 ? 1 : steps.filter(Boolean).length / steps.length
}

/** Whether amounts, in order of time, mostly stay what they were. */
export const isSteady = (amounts: readonly string[]) =>
  shareOf(amounts, (before, after) => isWithin(before, after, NEARLY)) >= STEADY_SHARE

/** Whether no amount is further from the one in the middle than a share of it. */
export function isNarrow(amounts: readonly string[], share: number): boolean {
  const sorted = amounts.map(exact).sort((a, b) => a.comparedTo(b))
  const middle = sorted[Math.floor(sorted.length / 2)]
  return (
    middle === undefined ||
    sorted.every((amount) => amount.minus(middle).abs().lte(middle.abs().times(share)))
  )
}

function averageOf(amounts: readonly string[]): string {
  const digits = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0))
  const sum = amounts.reduce((total, amount) => total.plus(amount), exact('0'))
  return plain(sum.div(Math.max(1, amounts.length)).toDecimalPlaces(digits))
}

/** A price may have changed as often as this, and is a price all the same. */
const PRICE_CHANGES_SHARE = 0.34

/**
 * What some payments amount to, in order of time.
 *
 * @param payments at least one.
 */
export function amountFacts(payments: readonly DayAmount[]): AmountFacts {
  const amounts = payments.map(({ amount }) => plain(amount))
  const last = amounts.at(-1) ?? '0'
  const changes = amounts.flatMap((amount, at) => (at > 0 && amounts[at - 1] !== amount ? [at] : []))
  const isFixed =
    changes.length <=
    Math.max(amounts.length <= 3 ? 1 : 0, Math.floor((amounts.length - 1) * PRICE_CHANGES_SHARE))
  const telling = amounts.slice(-TELLING)
  if (!isFixed) {
    const bySize = [...telling].sort((a, b) => exact(a).abs().comparedTo(exact(b).abs()))
    return {
      kind: 'varying',
      average: averageOf(telling),
      last,
      previous: null,
      priceChangedOn: null,
      since: null,
      low: bySize[0] ?? last,
      high: bySize.at(-1) ?? last,
    }
  }
  const changedAt = changes.at(-1)
  const changed = changedAt === undefined ? null : (payments[changedAt]?.day ?? null)
  return {
    kind: 'fixed',
    average: last,
    last,
    previous: changedAt === undefined ? null : (amounts[changedAt - 1] ?? null),
    priceChangedOn: changed,
    since: changed ?? payments[0]?.day ?? null,
    low: last,
    high: last,
  }
}
