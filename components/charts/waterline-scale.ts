import { dateTimeFormat, numberFormat } from '@/lib/i18n/formatters'
/** A day of a currency: numbers are for pixels only, the texts are exact. */
export interface WaterlinePoint {
  /** YYYY-MM-DD. */
  day: string
  /** Zero or more. */
  owned: number
  /** Zero or less. */
  owed: number
  net: number
  ownedText: string
  owedText: string
  netText: string
  /** Rebuilt from transactions, not read from the bank that day. */
  estimated: boolean
}

export interface WaterlineScale {
  min: number
  max: number
  /** Where the hairlines stand, without the waterline itself: one to three of them. */
  rules: number[]
}

const NICE = [1, 1.5, 2, 2.5, 3, 5]

/** Room above the data for the words "estimated", as a part of the height. */
const HEADROOM = 0.1

/** The one vertical scale of a currency: everything fits, the waterline is always on it, the rules are round. */
export function waterlineScale(points: Pick<WaterlinePoint, 'owned' | 'owed' | 'net'>[]): WaterlineScale {
  let top = 0
  let bottom = 0
  for (const { owned, owed, net } of points) {
    top = Math.max(top, owned, net)
    bottom = Math.min(bottom, owed, net)
  }
  if (top === 0 && bottom === 0) top = 1
  const span = top - bottom
  const max = top + span * HEADROOM
  // A debt alone must not touch the bottom edge, or its end could not be seen.
  const min = bottom === 0 ? 0 : bottom - span * 0.04

  const magnitude = 10 ** Math.floor(Math.log10(span))
  const steps = [magnitude / 10, magnitude, magnitude * 10].flatMap((unit) => NICE.map((nice) => nice * unit))
  for (const step of steps) {
    const rules = multiples(step, bottom, top)
    if (rules.length <= 3) return { min, max, rules }
  }
  return { min, max, rules: [] }
}

/** Multiples of `step` within the range, zero left out. */
function multiples(step: number, low: number, high: number): number[] {
  const found: number[] = []
  for (let factor = Math.ceil(low / step); factor * step <= high; factor += 1) {
    if (factor !== 0) found.push(Number((factor * step).toPrecision(12)))
    if (found.length > 3) break
  }
  return found
}

/** Distance from the top of the plot, 0 to 1. */
export function fromTop(value: number, { min, max }: WaterlineScale): number {
  return (max - value) / (max - min)
}

/** A rule's name at the edge of the plot: "30k", "-5k", "0.25". */
export function ruleLabel(value: number, locale: string): string {
  return numberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
    .format(value)
    .replace('-', '−')
    .replace('K', 'k')
}

/** The part of the width that the name of a rule takes on a phone, and the part of the height, with room to breathe. */
const LABEL_WIDTH = 0.12
const LABEL_HEIGHT = 0.1

export interface LabelPlace {
  side: 'above' | 'below'
  /** Whether the net passes behind it, because it does so on both sides. */
  crossed: boolean
}

/** On which side of a rule its name stands: above, unless the net passes there and leaves the other side free. */
export function labelPlace(
  rule: number,
  points: Pick<WaterlinePoint, 'net'>[],
  scale: WaterlineScale,
): LabelPlace {
  const beside = points.slice(0, Math.max(2, Math.ceil(points.length * LABEL_WIDTH)))
  const at = fromTop(rule, scale)
  const isFree = (from: number, to: number) =>
    beside.every(({ net }) => fromTop(net, scale) < from || fromTop(net, scale) > to)
  if (isFree(at - LABEL_HEIGHT, at)) return { side: 'above', crossed: false }
  const below = at + LABEL_HEIGHT <= 1 && isFree(at, at + LABEL_HEIGHT)
  return { side: below ? 'below' : 'above', crossed: !below }
}

/** What was reckoned and not read, at the beginning of the span. */
export interface Estimate {
  /** Distance from the left, 0 to 1, at which it ends. */
  until: number
  /** The first day that was read; null when none was. */
  before: string | null
}

/** The estimated days of a chart; null when there are none. */
export function estimate(points: Pick<WaterlinePoint, 'day' | 'estimated'>[]): Estimate | null {
  const last = points.findLastIndex((point) => point.estimated)
  if (last === -1) return null
  const before = points[last + 1]?.day ?? null
  return { until: points.length === 1 ? 1 : Math.min(1, (last + 1) / (points.length - 1)), before }
}

/** How what was estimated is drawn: paler and finer than what was read, and still a picture by itself. */
export const ESTIMATED = { areaOpacity: 0.7, lineOpacity: 0.8, lineWidth: 1.5 } as const

export interface WaterlineRow {
  /** Index into the points. */
  index: number
  /** Distinct for every row. */
  key: string
  owned?: number
  owed?: number
  net?: number
  ownedEstimated?: number
  owedEstimated?: number
  netEstimated?: number
}

/**
 * The points as two sets of lines: what was read and what was estimated. They share the day on which one becomes the
 * other, so that no gap opens. A single day is drawn as a level line.
 */
export function waterlineRows(points: WaterlinePoint[]): WaterlineRow[] {
  const rows = points.map((point, index): WaterlineRow => {
    const beside = points[index - 1]?.estimated === true || points[index + 1]?.estimated === true
    const row: WaterlineRow = { index, key: point.day }
    if (!point.estimated) Object.assign(row, { owned: point.owned, owed: point.owed, net: point.net })
    if (point.estimated || beside)
      Object.assign(row, { ownedEstimated: point.owned, owedEstimated: point.owed, netEstimated: point.net })
    return row
  })
  const only = rows.length === 1 ? rows[0] : undefined
  return only ? [only, { ...only, key: `${only.key} end` }] : rows
}

const DAY_MS = 86_400_000
/** With a span as long as this, "Nov 22" at both ends would not say which. */
const YEAR_FROM_DAYS = 300

/** Whether the days at the axis need their year. */
export function needsYear(points: Pick<WaterlinePoint, 'day'>[]): boolean {
  const first = points[0]
  const last = points.at(-1)
  return first && last ? (Date.parse(last.day) - Date.parse(first.day)) / DAY_MS > YEAR_FROM_DAYS : false
}

/** A day as it is written at the axis, "Nov 20", with the year where the chart spans more than one. */
export function dayLabel(day: string, locale: string, withYear: boolean): string {
  return dateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${day}T00:00:00Z`))
}
