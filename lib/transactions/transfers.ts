import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { Money } from '@/lib/money/money'

/** One side of what may be a transfer. */
export interface TransferSide {
  transactionId: string
  accountId: string
  title: string
  /** Money in is positive. */
  amount: Money
  /** When it posted. */
  day: CalendarDate
}

/** Two transactions in different accounts that look like one movement between them. */
export interface TransferCandidate {
  /** By which the money left. */
  out: TransferSide
  in: TransferSide
  /** Days between them. */
  days: number
  /** Of how many sides somebody says that they are a transfer: the bank's category, a rule or a person. */
  saidBy: 0 | 1 | 2
  /** The bank's text of one side names the other's account or bank. */
  isNamed: boolean
}

/** Whether both sides are of one currency: only then can their amounts be compared, and are they the same. */
export function isSameCurrency({ out, in: into }: Pick<TransferCandidate, 'out' | 'in'>): boolean {
  return out.amount.currency === into.amount.currency
}

/**
 * Whether there is little room for doubt: the same amount, and both sides are said to be transfers, or one of them is
 * and a text names the other.
 */
export function isSure(candidate: TransferCandidate): boolean {
  return (
    isSameCurrency(candidate) && (candidate.saidBy === 2 || (candidate.saidBy === 1 && candidate.isNamed))
  )
}

const strength = (candidate: TransferCandidate) =>
  (isSameCurrency(candidate) ? 8 : 0) + candidate.saidBy * 2 + (candidate.isNamed ? 1 : 0)

/** The likeliest first: one currency before two, then what is said and named, then the nearest days. */
function byLikelihood(a: TransferCandidate, b: TransferCandidate): number {
  if (strength(a) !== strength(b)) return strength(b) - strength(a)
  if (a.days !== b.days) return a.days - b.days
  if (a.out.day !== b.out.day) return a.out.day < b.out.day ? 1 : -1
  const [left, right] = [
    `${a.out.transactionId} ${a.in.transactionId}`,
    `${b.out.transactionId} ${b.in.transactionId}`,
  ]
  return left < right ? -1 : 1
}

/** Candidates by likelihood, and of those that share a transaction the likeliest alone. */
export function bestPairs(candidates: readonly TransferCandidate[]): TransferCandidate[] {
  const taken = new Set<string>()
  return rankPairs(candidates).filter(({ out, in: into }) => {
    if (taken.has(out.transactionId) || taken.has(into.transactionId)) return false
    taken.add(out.transactionId).add(into.transactionId)
    return true
  })
}

/** Candidates, the likeliest first. */
export function rankPairs(candidates: readonly TransferCandidate[]): TransferCandidate[] {
  return candidates.toSorted(byLikelihood)
}
