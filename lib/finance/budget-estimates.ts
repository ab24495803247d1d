import { minimumDigits } from '../money/exponents'
import { exact, plain } from '../money/money'

/** Digits after the point of an average or a forecast: the currency's, or as fine as the amounts it comes from. */
function digitsOf(currency: string, ...amounts: string[]): number {
  return Math.max(minimumDigits(currency), ...amounts.map((amount) => exact(amount).decimalPlaces()))
}

/** What a month took on average. @param months at least one. */
export function averageMonth(total: string, months: number, currency: string): string {
  return plain(exact(total).dividedBy(months).toDecimalPlaces(digitsOf(currency, total)))
}

/**
 * A round amount that the average month would have kept to: half a step of its second digit, or whole units below a
 * hundred, such as 415 for 411.20, 1,850 for 1,820 and 13 for 12.40. Null where nothing was spent.
 *
 * @param total what was spent in all of the months, a size.
 */
export function suggestedBudget(total: string, months: number): string | null {
  const spent = exact(total)
  if (!spent.greaterThan(0)) return null
  const magnitude = spent.dividedBy(months).e
  const step = magnitude === 0 || magnitude === 1 ? exact('1') : exact(`5e${magnitude - 2}`)
  return plain(spent.dividedBy(step.times(months)).ceil().times(step))
}

/** What is known of a month that is not over. Sizes, exact. */
export interface MonthSoFar {
  spent: string
  pending: string
  /** Days of the month that have begun, today among them, and all of its days. */
  daysBegun: number
  days: number
  /** What was spent after the same day of earlier months, all of them together; no months: nobody knows. */
  restOfEarlier: { total: string; months: number }
}

/**
 * What the month comes to if it ends as the earlier ones did: so far, with what is pending, and what they took on
 * average after the same day. So a rent on the first is not counted thirty times. Without earlier months, at the same
 * rate a day.
 */
export function monthForecast(
  { spent, pending, daysBegun, days, restOfEarlier }: MonthSoFar,
  currency: string,
): string {
  const soFar = exact(spent).plus(pending)
  const digits = digitsOf(currency, spent, pending, restOfEarlier.total)
  const whole =
    restOfEarlier.months > 0
      ? soFar.plus(exact(restOfEarlier.total).dividedBy(restOfEarlier.months))
      : soFar.times(days).dividedBy(daysBegun)
  return plain(whole.toDecimalPlaces(digits))
}
