import { type KnownFrequency, nearestDue, scheduleOf } from './recurring-schedule'

/** A rhythm in which payments come. Lengths are in days. */
export interface Rhythm {
  frequency: KnownFrequency
  usual: number
  /** Between two payments, weekends, holidays and short months included. */
  low: number
  high: number
  /** How far the times between payments may be from the usual one, in the middle of them all. */
  spread: number
  /** How far payments may be from the days of a schedule, in the middle of the newest of them. */
  near: number
  /** How late a payment may be until it is missed … */
  grace: number
  /** … and how late the next one after the last, until nobody expects any more. */
  endsAfter: number
  /** With fewer payments than these nothing is said. */
  least: number
  /** From these on it is sure. */
  sure: number
  perYear: number
}

/** The quicker before the slower. */
export const RHYTHMS: readonly Rhythm[] = [
  {
    frequency: 'weekly',
    usual: 7,
    low: 5,
    high: 9,
    spread: 1,
    near: 1,
    grace: 3,
    endsAfter: 28,
    least: 4,
    sure: 6,
    perYear: 52,
  },
  {
    frequency: 'biweekly',
    usual: 14,
    low: 12,
    high: 16,
    spread: 0,
    near: 1,
    grace: 4,
    endsAfter: 35,
    least: 3,
    sure: 4,
    perYear: 26,
  },
  {
    frequency: 'semi_monthly',
    usual: 15,
    low: 10,
    high: 20,
    spread: 3,
    near: 2,
    grace: 4,
    endsAfter: 40,
    least: 4,
    sure: 5,
    perYear: 24,
  },
  {
    frequency: 'monthly',
    usual: 30.4,
    low: 24,
    high: 38,
    spread: 4,
    near: 3,
    grace: 4,
    endsAfter: 45,
    least: 2,
    sure: 4,
    perYear: 12,
  },
  {
    frequency: 'quarterly',
    usual: 91,
    low: 80,
    high: 102,
    spread: 6,
    near: 5,
    grace: 7,
    endsAfter: 60,
    least: 2,
    sure: 3,
    perYear: 4,
  },
  {
    frequency: 'semi_annually',
    usual: 182,
    low: 165,
    high: 200,
    spread: 9,
    near: 6,
    grace: 10,
    endsAfter: 60,
    least: 2,
    sure: 3,
    perYear: 2,
  },
  {
    frequency: 'annually',
    usual: 365,
    low: 340,
    high: 390,
    spread: 12,
    near: 8,
    grace: 14,
    endsAfter: 60,
    least: 2,
    sure: 2,
    perYear: 1,
  },
]

export function rhythmOf(frequency: KnownFrequency): Rhythm {
  const found = RHYTHMS.find((rhythm) => rhythm.frequency === frequency)
  if (!found) throw new Error(`No rhythm is called ${frequency}`)
  return found
}

/** Of five, one may be late, early or missing. */
const IRREGULAR_SHARE = 0.2

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export const gapsOf = (numbers: readonly number[]) =>
  numbers.slice(1).map((number, at) => number - (numbers[at] ?? number))

/** How many times something was not as the rhythm has it. One late payment makes two odd gaps, and is one irregularity. */
function irregularities({ usual, low, high }: Rhythm, gaps: readonly number[]): number {
  let count = 0
  for (let at = 0; at < gaps.length; at += 1) {
    const gap = gaps[at] ?? 0
    if (gap >= low && gap <= high) continue
    count += 1
    const next = gaps[at + 1]
    if (next !== undefined && Math.abs(gap + next - 2 * usual) <= high - usual) at += 1
  }
  return count
}

function keeps(rhythm: Rhythm, numbers: readonly number[]): boolean {
  const gaps = gapsOf(numbers)
  if (numbers.length < rhythm.least) return false
  if (median(gaps.map((gap) => Math.abs(gap - rhythm.usual))) > rhythm.spread) return false
  return irregularities(rhythm, gaps) <= Math.floor(gaps.length * IRREGULAR_SHARE)
}

/** As many of the newest payments are held against a schedule. */
const TELLING = 12

/** How many of the newest payments came on the day, or on the one beside it; null where most came on other days. */
function punctuality(rhythm: Rhythm, numbers: readonly number[]): number | null {
  const telling = numbers.slice(-TELLING)
  const schedule = scheduleOf(rhythm.frequency, telling)
  const offs = telling.map((number) => Math.abs(number - nearestDue(schedule, number)))
  return median(offs) > rhythm.near ? null : offs.filter((off) => off <= 1).length
}

/** The rhythm in which payments came on these days, in order of time; null where they had none. */
export function findRhythm(numbers: readonly number[]): Rhythm | null {
  let found: Rhythm | null = null
  let most = -1
  // Every other week and twice a month look alike for a while: the one that explains more days it is.
  for (const rhythm of RHYTHMS) {
    if (!keeps(rhythm, numbers)) continue
    const punctual = punctuality(rhythm, numbers)
    if (punctual === null || punctual <= most) continue
    found = rhythm
    most = punctual
  }
  return found
}
