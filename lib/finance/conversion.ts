import { type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { usualDigits } from '@/lib/money/exponents'
import { exact, type Money, plain } from '@/lib/money/money'

/** Where a rate comes from: typed by a person, or a file of the European Central Bank. */
export const RATE_SOURCES = ['person', 'ecb'] as const
export type RateSource = (typeof RATE_SOURCES)[number]

/** On that day, one unit of `base` was worth `rate` units of `quote`. */
export interface DatedRate {
  base: string
  quote: string
  day: CalendarDate
  /** Exact and positive. */
  rate: string
  source: RateSource
}

/** How an amount of one currency becomes one of another: an exact fraction, and the rates it is made of. */
export interface Conversion {
  from: string
  to: string
  /** Worth in `to` of `denominator` units of `from`: products of rates, exact. */
  numerator: string
  denominator: string
  /** From the first currency to the last; none where both are the same. */
  legs: readonly DatedRate[]
}

/** Older than this, a rate is said to be old: nothing that is traded stands still for a week. */
export const OLD_RATE_DAYS = 7
/** BTC by hand in dollars, dollars by the ECB in euros, euros in francs. More would say little. */
const MOST_LEGS = 3
/** The currency against which the European Central Bank gives all others. */
const HUB = 'EUR'

export function isOldRate({ day }: Pick<DatedRate, 'day'>, today: CalendarDate): boolean {
  return daysBetween(day, today) > OLD_RATE_DAYS
}

const pairOf = ({ base, quote }: DatedRate) => (base < quote ? `${base} ${quote}` : `${quote} ${base}`)
const isBetter = (a: DatedRate, b: DatedRate) =>
  a.day === b.day ? a.source === 'person' && b.source !== 'person' : a.day > b.day

/** For each pair of currencies, whichever way round, the latest rate that is not after the day; a person's goes first. */
function latestByPair(rates: readonly DatedRate[], day: CalendarDate): DatedRate[] {
  const latest = new Map<string, DatedRate>()
  for (const rate of rates) {
    if (rate.day > day || rate.base === rate.quote || !exact(rate.rate).greaterThan(0)) continue
    const known = latest.get(pairOf(rate))
    if (!known || isBetter(rate, known)) latest.set(pairOf(rate), rate)
  }
  return [...latest.values()]
}

const inOrder = (a: string, b: string) => {
  if (a === b) return 0
  if (a === HUB || b === HUB) return a === HUB ? -1 : 1
  return a < b ? -1 : 1
}

/**
 * How one currency is converted to another on a day: by a rate between the two if there is one, else across others, by
 * as few rates as it takes. A rate serves both ways. Each is the latest on or before the day.
 *
 * @returns null where no rates lead from one to the other. A missing rate is never taken for 1.
 */
export function findConversion(
  rates: readonly DatedRate[],
  from: string,
  to: string,
  day: CalendarDate,
): Conversion | null {
  const known = latestByPair(rates, day)
  let reached = new Map<string, readonly DatedRate[]>([[from, []]])
  const seen = new Set([from])
  for (let legs = 0; legs < MOST_LEGS && !reached.has(to); legs += 1) {
    const next = new Map<string, readonly DatedRate[]>()
    for (const [currency, path] of [...reached].sort(([a], [b]) => inOrder(a, b))) {
      for (const rate of known) {
        if (rate.base !== currency && rate.quote !== currency) continue
        const other = rate.base === currency ? rate.quote : rate.base
        if (!seen.has(other) && !next.has(other)) next.set(other, [...path, rate])
      }
    }
    for (const currency of next.keys()) seen.add(currency)
    reached = next
  }
  const legs = reached.get(to)
  return legs ? alongLegs(from, to, legs) : null
}

function alongLegs(from: string, to: string, legs: readonly DatedRate[]): Conversion {
  let numerator = exact(1)
  let denominator = exact(1)
  let currency = from
  for (const leg of legs) {
    if (leg.base === currency) {
      numerator = numerator.times(leg.rate)
      currency = leg.quote
    } else {
      denominator = denominator.times(leg.rate)
      currency = leg.base
    }
  }
  return { from, to, numerator: plain(numerator), denominator: plain(denominator), legs }
}

/**
 * An amount in another currency: multiplied exactly, divided once, with 60 significant digits. Not rounded to what the
 * currency is written with: that is for whoever shows it.
 *
 * @throws TypeError when the amount is of another currency than the conversion begins with.
 */
export function converted({ amount, currency }: Money, by: Conversion): Money {
  if (currency !== by.from) throw new TypeError(`A conversion from ${by.from} cannot take ${currency}`)
  return { amount: plain(exact(amount).times(by.numerator).div(by.denominator)), currency: by.to }
}

/** The amount as it is shown after a conversion: with the currency's usual digits, halves to the even neighbour. */
export function rounded({ amount, currency }: Money): Money {
  const halfEven = 6
  return { amount: plain(exact(amount).toDecimalPlaces(usualDigits(currency), halfEven)), currency }
}

/** Amounts of several currencies as one, and what it rests on. */
export interface ConvertedTotal {
  /** Of all that could be converted, rounded to be shown; null where nothing could. */
  total: Money | null
  /** The rates that were used, each once. */
  rates: DatedRate[]
  /** What has no rate, and is not in the total. */
  missing: Money[]
}

/** The sum of amounts of different currencies in one of them, by the rates of a day. Rounded once, at the end. */
export function convertedTotal(
  amounts: readonly Money[],
  to: string,
  rates: readonly DatedRate[],
  day: CalendarDate,
): ConvertedTotal {
  const used = new Set<DatedRate>()
  const missing: Money[] = []
  let sum = exact(0)
  for (const money of amounts) {
    const conversion = findConversion(rates, money.currency, to, day)
    if (!conversion) {
      missing.push(money)
      continue
    }
    for (const leg of conversion.legs) used.add(leg)
    sum = sum.plus(converted(money, conversion).amount)
  }
  const total = missing.length < amounts.length ? rounded({ amount: plain(sum), currency: to }) : null
  return { total, rates: [...used], missing }
}
