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
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
    .format(value)
    .replace('-', '−')
    .replace('K', 'k')
}

/** Distance from the left, 0 to 1, up to which the days are estimated; 0 when none is. */
export function estimatedUntil(points: Pick<WaterlinePoint, 'estimated'>[]): number {
  const last = points.findLastIndex((point) => point.estimated)
  if (last === -1) return 0
  return points.length === 1 ? 1 : Math.min(1, (last + 1) / (points.length - 1))
}

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

/** A day as it is written at the axis, "Nov 20", with the year where the chart spans more than one. */
export function dayLabel(day: string, locale: string, withYear: boolean): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(new Date(`${day}T00:00:00Z`))
}
