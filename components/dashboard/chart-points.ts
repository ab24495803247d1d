import type { BalancePoint } from '@/lib/finance/balance-history'
import { exact, type Money, plain } from '@/lib/money/money'

/** A line beside a figure has some hundred pixels. */
const SPARK_VALUES = 40

/** The net as a short line: evenly thinned, with the first and the last day. */
export function sparkValues(points: readonly BalancePoint[]): number[] {
  const step = Math.max(1, (points.length - 1) / (SPARK_VALUES - 1))
  const count = Math.min(points.length, SPARK_VALUES)
  return Array.from({ length: count }, (_, index) => Number(points[Math.round(index * step)]?.net ?? 0))
}

/** By how much the net differs from the first day's, and whether that day is an estimate; null without a span. */
export function netChange(
  points: readonly BalancePoint[],
  currency: string,
): { change: Money; since: BalancePoint['day']; estimated: boolean } | null {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || first === last) return null
  return {
    change: { amount: plain(exact(last.net).minus(first.net)), currency },
    since: first.day,
    estimated: first.estimated,
  }
}
