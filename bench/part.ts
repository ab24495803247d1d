import type { DatabaseKind, Figure, Measurement } from './figure'

/** What a part of the benchmark is told, and what it tells. */
export interface BenchContext {
  database: DatabaseKind
  /** A PostgreSQL server on which databases may be made; null where the embedded database is measured. */
  serverUrl: string | null
  /** How many transactions a person has, one size after the other, ascending. */
  rows: readonly number[]
  /** How often each way is measured, at most; what takes long is measured less often. */
  rounds: number
  /** Random numbers begin here: the same seed, the same data. */
  seed: number
  /** How many people there are where many are measured, and for how many minutes a browser is used. */
  people: number
  minutes: number
  /** A folder for profiles of what takes a server's time; null where none are asked for. */
  profile: string | null
  /** What was reported so far, also of the other database. */
  figures: readonly Figure[]
  report(measurement: Omit<Measurement, 'database'>): void
  /** A line for who watches. */
  say(line: string): void
}

/** A group of figures: its name is the first word of theirs. */
export interface Part {
  name: string
  measure(context: BenchContext): Promise<void>
}
