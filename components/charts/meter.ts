import { exact, plain } from '@/lib/money/money'

export interface Meter {
  /** Parts of the bar, 0 to 1; together never more than the whole of it. */
  used: number
  pending: number
  /** Where the limit stands on the bar; 1 while it is not passed. */
  limit: number
  /** The limit less all of it, exact: negative is over. */
  left: string
}

/** A limit, what was used of it and what is still pending, as sizes. What is below zero is not drawn. */
export function meterOf(limit: string, used: string, pending = '0'): Meter {
  const gone = exact(used).plus(pending)
  const left = plain(exact(limit).minus(gone))
  const nothing = exact(0)
  const solid = exact(used).greaterThan(0) ? exact(used) : nothing
  const hatched = exact(pending).greaterThan(0) ? exact(pending) : nothing
  const drawn = solid.plus(hatched)
  const end = exact(limit).greaterThan(0) ? exact(limit) : nothing
  const whole = drawn.greaterThan(end) ? drawn : end
  if (whole.isZero()) return { used: 0, pending: 0, limit: 1, left }
  return {
    used: solid.dividedBy(whole).toNumber(),
    pending: hatched.dividedBy(whole).toNumber(),
    limit: end.dividedBy(whole).toNumber(),
    left,
  }
}
