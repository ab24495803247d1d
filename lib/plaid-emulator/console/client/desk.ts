import type { EmulatorClient, Outcome } from './emulator-client'
import type { Clock, Institution, Item, Log, Rule, SigningKey } from './wire'

/** Something that is asked for again and again: not answered yet, answered, or why not. */
export type Feed<T> = { kind: 'waiting' } | Exclude<Outcome<T>, { kind: 'unreachable' | 'locked' }>

/** The emulator as it was last seen. */
export interface Sight {
  clock: Feed<Clock>
  items: Feed<readonly Item[]>
  institutions: Feed<readonly Institution[]>
  rules: Feed<readonly Rule[]>
  log: Feed<Log>
  keys: Feed<readonly SigningKey[]>
  /** The emulator's time in milliseconds, as good as it is known. */
  now: number
}

/** Something to agree to before it happens. */
export interface Question {
  title: string
  words: string
  yes: string
  no: string
}

/** What every view works with. */
export interface Desk {
  client: EmulatorClient
  /** Where the emulator is, without a slash at the end. */
  base: string
  /** The paths of Plaid's API that it answers. */
  paths: readonly string[]
  /** Waits for a call, says what came of it and looks at the emulator again. True when it went well. */
  perform<T>(call: Promise<Outcome<T>>, says: (value: T) => string): Promise<boolean>
  /** Says something at the foot of the page, and to a screen reader. */
  tell(words: string, isTrouble?: boolean): void
  confirm(question: Question): Promise<boolean>
}

export const viewNames = ['items', 'banks', 'faults', 'activity', 'connect'] as const
export type ViewName = (typeof viewNames)[number]

/** One of the pages of the console. */
export interface View {
  element: HTMLElement
  update(sight: Sight): void
  /** Asks for what only this view shows. */
  refresh?(): Promise<void>
}
