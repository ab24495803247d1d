import { numberFormat } from '@/lib/i18n/formatters'
import { exact, plain } from '@/lib/money/money'

/** A part of a whole, exact. */
export interface Part {
  id: string
  amount: string
}

/** Largest first; what is equal stays in its order. */
export function ranked<P extends Part>(parts: readonly P[]): P[] {
  return parts.toSorted((a, b) => exact(b.amount).comparedTo(a.amount))
}

/**
 * The largest parts, and the rest of them apart. A rest of one is no rest: it is shown by its own name.
 */
export function folded<P extends Part>(parts: readonly P[], limit: number): { shown: P[]; rest: P[] } {
  const all = ranked(parts)
  if (all.length <= limit + 1) return { shown: all, rest: [] }
  return { shown: all.slice(0, limit), rest: all.slice(limit) }
}

/** The exact sum of amounts of one currency. */
export function total(amounts: Iterable<string>): string {
  let sum = exact(0)
  for (const amount of amounts) sum = sum.plus(amount)
  return plain(sum)
}

/** What is above zero of it: a bar cannot be shorter than nothing. */
export function positiveTotal(amounts: Iterable<string>): string {
  return total([...amounts].filter((amount) => exact(amount).greaterThan(0)))
}

/** A part as a number between 0 and 1, for drawing and for percentages; nothing of nothing is nothing. */
export function ratio(part: string, whole: string): number {
  const divisor = exact(whole)
  if (!divisor.greaterThan(0)) return 0
  return Math.min(1, Math.max(0, exact(part).dividedBy(divisor).toNumber()))
}

/** "12%", "<1%" for what is there and would round to nothing. */
export function shareLabel(share: number, locale: string): string {
  const format = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share)
}
