import { usualDigits } from '@/lib/money/exponents'
import { exact, type Money, plain } from '@/lib/money/money'
import { fail, ok, type Result } from '@/lib/result'

/** Parts of one transaction, the first one included. */
export const PARTS_MAX = 20

/** What is stored of a part: its amount signed as money in or out, null in the first one, which takes the rest. */
export interface SplitPart {
  amount: string | null
  category: string | null
  /** '' without one. */
  note: string
}

/** A part as a person wants it. */
export interface PartWish extends SplitPart {
  /** It goes the other way round than the transaction, and is meant to: a refund within a purchase. */
  otherWay?: boolean
}

/** Why a transaction cannot be split so. */
export type SplitProblem =
  | 'TOO_FEW_PARTS'
  | 'TOO_MANY_PARTS'
  | 'EMPTY_PART'
  | 'TOO_MANY_DIGITS'
  | 'WRONG_WAY'
  | 'NOTHING_LEFT'
  | 'TOO_MUCH'

/** What the parts that have an amount leave of a total: the first part's amount, exact and signed. */
export function restOf(total: string, amounts: readonly string[]): string {
  return plain(amounts.reduce((rest, amount) => rest.minus(amount), exact(total)))
}

/** The amount of a part from its size: signed as the transaction is, or the other way round where that is wanted. */
export function partAmount(total: string, size: string, otherWay: boolean): string {
  const isOut = exact(total).isNegative() !== otherWay
  return plain(isOut ? exact(size).abs().negated() : exact(size).abs())
}

/** Digits after the point that a part may have: the currency's usual ones, or as many as the bank itself used. */
export function digitsOfParts({ amount, currency }: Money): number {
  return Math.max(usualDigits(currency), exact(amount).decimalPlaces())
}

/** Whether what is left for the first part is nothing, or turns it the other way round than the transaction goes. */
export function isRestOdd(total: string, rest: string): boolean {
  return exact(rest).isZero() || exact(rest).isNegative() !== exact(total).isNegative()
}

/**
 * Holds the parts of a split against the transaction: two of them at least, none of nothing, none finer than the
 * currency, none the other way round unless that is said, and something left for the first one that goes the way of
 * the transaction.
 *
 * @returns what the first part amounts to.
 */
export function checkSplit(total: Money, parts: readonly PartWish[]): Result<string, SplitProblem> {
  const amounts = parts.slice(1).map(({ amount }) => amount ?? '0')
  if (parts.length < 2) return fail('TOO_FEW_PARTS')
  if (parts.length > PARTS_MAX) return fail('TOO_MANY_PARTS')
  if (amounts.some((amount) => exact(amount).isZero())) return fail('EMPTY_PART')
  const digits = digitsOfParts(total)
  if (amounts.some((amount) => exact(amount).decimalPlaces() > digits)) return fail('TOO_MANY_DIGITS')
  const goesOtherWay = (amount: string) => exact(amount).isNegative() !== exact(total.amount).isNegative()
  if (
    parts
      .slice(1)
      .some(({ amount, otherWay }) => amount !== null && goesOtherWay(amount) !== (otherWay ?? false))
  )
    return fail('WRONG_WAY')
  const rest = restOf(total.amount, amounts)
  if (exact(rest).isZero()) return fail('NOTHING_LEFT')
  if (isRestOdd(total.amount, rest)) return fail('TOO_MUCH')
  return ok(rest)
}
