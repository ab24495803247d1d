import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'

/** How often a payment comes; `unknown`: again and again, and nobody can say when. */
export const FREQUENCIES = [
  'weekly',
  'biweekly',
  'semi_monthly',
  'monthly',
  'quarterly',
  'semi_annually',
  'annually',
  'unknown',
] as const
export type Frequency = (typeof FREQUENCIES)[number]
export type KnownFrequency = Exclude<Frequency, 'unknown'>

/** What happens to a payment whose day is a Saturday or Sunday: nothing, or it comes on the Friday before, or the Monday after. */
export type WeekendShift = 'none' | 'before' | 'after'

/**
 * The days on which the payments of a rhythm are due. `weeks`: every so many weeks from a day that is given by its
 * number since 1970. `months`: on days of the month (31 is its last), in the months whose number since the year 0 leaves
 * `phase` when divided by `step`.
 */
export type Schedule =
  | { every: 'weeks'; weeks: 1 | 2; from: number }
  | { every: 'months'; step: 1 | 3 | 6 | 12; phase: number; days: number[]; shift: WeekendShift }

const DAY_MS = 86_400_000

/** Days since 1970. */
export const dayNumberOf = (day: CalendarDate) => Math.round(toUtcMidnight(day).getTime() / DAY_MS)
export const dayOfNumber = (number: number) => fromUtcMidnight(new Date(number * DAY_MS))

const MONTH_STEPS = { semi_monthly: 1, monthly: 1, quarterly: 3, semi_annually: 6, annually: 12 } as const
const SHIFTS: readonly WeekendShift[] = ['none', 'before', 'after']
const LAST_OF_MONTH = 31

/** How many of the newest payments say when the next is due: bills move, and old days mean nothing any more. */
const TELLING = 12

/** Sunday is 0: the first of January 1970 was a Thursday. */
export const weekdayOf = (number: number) => (((number + 4) % 7) + 7) % 7
const remainder = (value: number, by: number) => ((value % by) + by) % by

function monthOf(number: number): { month: number; dayOfMonth: number } {
  const date = new Date(number * DAY_MS)
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), dayOfMonth: date.getUTCDate() }
}

/** The first day of a month, and how many it has; the same few are asked for again and again. */
const knownMonths = new Map<number, { first: number; length: number }>()

function monthFacts(month: number): { first: number; length: number } {
  const known = knownMonths.get(month)
  if (known) return known
  const year = Math.floor(month / 12)
  const facts = {
    first: Math.round(Date.UTC(year, month % 12, 1) / DAY_MS),
    length: new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate(),
  }
  knownMonths.set(month, facts)
  return facts
}

function dayInMonth(month: number, dayOfMonth: number, shift: WeekendShift): number {
  const { first, length } = monthFacts(month)
  const number = first + Math.min(dayOfMonth, length) - 1
  const weekday = weekdayOf(number)
  if (shift === 'none' || (weekday !== 0 && weekday !== 6)) return number
  if (shift === 'before') return number - (weekday === 6 ? 1 : 2)
  return number + (weekday === 6 ? 2 : 1)
}

/** The days between two that a schedule names, both included, as numbers and in order. */
export function dueNumbers(schedule: Schedule, from: number, to: number): number[] {
  if (schedule.every === 'weeks') {
    const length = schedule.weeks * 7
    const first = from + remainder(schedule.from - from, length)
    return Array.from(
      { length: Math.max(0, Math.floor((to - first) / length) + 1) },
      (_, at) => first + at * length,
    )
  }
  const { step, phase, days, shift } = schedule
  const found: number[] = []
  // A day that is moved off a weekend may lie in another month.
  for (let month = monthOf(from - 3).month; month <= monthOf(to + 3).month; month += 1) {
    if (remainder(month, step) !== phase) continue
    for (const day of days) found.push(dayInMonth(month, day, shift))
  }
  return [...new Set(found)].filter((number) => number >= from && number <= to).sort((a, b) => a - b)
}

/** The longest time between two days of a schedule, in days. */
const spanOf = (schedule: Schedule) =>
  schedule.every === 'weeks' ? schedule.weeks * 7 : schedule.step * 31 + 6

/** The due day that is nearest to a day; of two equally near ones the earlier. */
export function nearestDue(schedule: Schedule, number: number): number {
  const span = spanOf(schedule)
  let nearest = number
  let distance = Number.POSITIVE_INFINITY
  for (const due of dueNumbers(schedule, number - span, number + span)) {
    if (Math.abs(due - number) >= distance) continue
    nearest = due
    distance = Math.abs(due - number)
  }
  return nearest
}

/** The first due day after one that is due. */
export function dueAfter(schedule: Schedule, due: number): number {
  return dueNumbers(schedule, due + 1, due + spanOf(schedule) + 3)[0] ?? due + spanOf(schedule)
}

/** A day with its month, so that a schedule is held against it quickly. */
interface Told {
  number: number
  month: number
}

/** Further off than this is just not on the day. */
const FAR_DAYS = 15

function offOf(schedule: Schedule, { number, month }: Told): number {
  if (schedule.every === 'weeks') {
    const length = schedule.weeks * 7
    const past = remainder(number - schedule.from, length)
    return Math.min(past, length - past)
  }
  const { step, phase, days, shift } = schedule
  let off = FAR_DAYS
  for (let at = month - 1; at <= month + 1; at += 1) {
    if (remainder(at, step) !== phase) continue
    for (const day of days) off = Math.min(off, Math.abs(dayInMonth(at, day, shift) - number))
  }
  return off
}

/** How well a schedule explains days: exact ones count most, and newer ones more than older ones. */
function fitOf(schedule: Schedule, told: readonly Told[]): number {
  let sum = 0
  told.forEach((one, at) => {
    const off = offOf(schedule, one)
    sum += ((off === 0 ? 20 : 0) - off) * (1 + at / told.length)
  })
  return sum
}

function best(candidates: readonly Schedule[], numbers: readonly number[]): Schedule | null {
  const told = numbers.map((number) => ({ number, month: monthOf(number).month }))
  let chosen: Schedule | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const fits = fitOf(candidate, told)
    if (fits <= most) continue
    chosen = candidate
    most = fits
  }
  return chosen
}

/** Days of the month on which payments may be due that came on these. */
function anchorsOf(numbers: readonly number[]): number[] {
  const days = new Set<number>()
  for (const number of numbers) {
    const { dayOfMonth } = monthOf(number)
    days.add(dayOfMonth)
    if (dayOfMonth >= 26) for (const day of [28, 29, 30, LAST_OF_MONTH]) days.add(day)
    const weekday = weekdayOf(number)
    // On a Friday or Monday it may have been moved off the weekend, also over the end of a month.
    if (weekday === 5) for (const day of [1, 2]) days.add(((dayOfMonth + day - 1) % LAST_OF_MONTH) + 1)
    if (weekday === 1) for (const day of [1, 2]) days.add(dayOfMonth > day ? dayOfMonth - day : LAST_OF_MONTH)
  }
  return [...days].sort((a, b) => a - b)
}

/** Who moves payments off weekends has none on one; a late one may come on any day. */
function shiftsFor(numbers: readonly number[]): readonly WeekendShift[] {
  const onWeekends = numbers.filter((number) => [0, 6].includes(weekdayOf(number)))
  return onWeekends.length > 1 ? ['none'] : SHIFTS
}

/**
 * The schedule of a frequency that explains best on which days payments came, the newest of them above all.
 *
 * @param numbers days in order of time, at least one.
 */
export function scheduleOf(frequency: KnownFrequency, numbers: readonly number[]): Schedule {
  const telling = numbers.slice(-TELLING)
  const last = telling.at(-1) ?? 0
  if (frequency === 'weekly' || frequency === 'biweekly') {
    const weeks = frequency === 'weekly' ? 1 : 2
    const candidates = [...telling].reverse().map((from) => ({ every: 'weeks', weeks, from }) as const)
    return best(candidates, telling) ?? { every: 'weeks', weeks, from: last }
  }
  const step = MONTH_STEPS[frequency]
  const anchors = anchorsOf(telling)
  const days =
    frequency === 'semi_monthly'
      ? anchors.flatMap((one, at) =>
          anchors
            .slice(at + 1)
            .flatMap((other) => (other - one >= 9 && other - one <= 21 ? [[one, other]] : [])),
        )
      : anchors.map((day) => [day])
  // The first and the last of a month are near to days of the month beside it.
  const phases =
    step === 1
      ? [0]
      : [
          ...new Set(
            telling.flatMap((number) => [-1, 0, 1].map((by) => remainder(monthOf(number).month + by, step))),
          ),
        ]
  const candidates = shiftsFor(telling).flatMap((shift) =>
    days.flatMap((chosen) =>
      phases.map((phase) => ({ every: 'months', step, phase, days: chosen, shift }) as const),
    ),
  )
  const { month, dayOfMonth } = monthOf(last)
  return (
    best(candidates, telling) ?? {
      every: 'months',
      step,
      phase: remainder(month, step),
      days: [dayOfMonth],
      shift: 'none',
    }
  )
}
