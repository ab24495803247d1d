import { targetOf } from './targets'

export const DATABASES = ['embedded', 'postgres'] as const
export type DatabaseKind = (typeof DATABASES)[number]

/** `per second` is better the more there is of it, everything else the less. */
export type Unit = 'ms' | 'MB' | 'KiB' | 'statements' | 'rows' | 'per second' | 'score' | 'count'

/** What was measured, and beside what. */
export interface Measurement {
  /** Its name, from the part it belongs to down: `reads.page`. */
  figure: string
  /** How many transactions the person has about whom it is; 0 where that says nothing. */
  rows: number
  database: DatabaseKind
  /** Evenkeel's. */
  subject: number
  /** What it is held against; null where the target is a number of its own. */
  floor: number | null
  unit: Unit
}

/** A measurement with what is to be reached. One line of JSON. */
export interface Figure extends Measurement {
  /** How many times the floor's cost the subject's is; of rates it is the other way round. Null without a floor. */
  ratio: number | null
  /** The most that the ratio may be, or without a floor the subject; null where it is only told. */
  target: number | null
  /** Null without a target. */
  met: boolean | null
}

/** Four digits of what is small: a page that moves by a ten-thousandth has moved. */
const rounded = (value: number) => Number(Math.abs(value) < 10 ? value.toPrecision(4) : value.toFixed(1))

/** Holds a measurement against its target. */
export function toFigure(measurement: Measurement): Figure {
  const { subject, floor, unit } = measurement
  const ratio = floor === null ? null : ratioOf(subject, floor, unit)
  const target = targetOf(measurement)
  const held = ratio ?? subject
  return {
    ...measurement,
    subject: rounded(subject),
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    target,
    met: target === null ? null : held <= target,
  }
}

function ratioOf(subject: number, floor: number, unit: Unit): number | null {
  const [over, under] = unit === 'per second' ? [floor, subject] : [subject, floor]
  if (over === under) return 1
  return under === 0 ? null : over / under
}
