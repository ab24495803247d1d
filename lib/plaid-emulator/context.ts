import type { z } from 'zod'
import { clockSchema, keys } from './documents'
import type { Login } from './logins'
import type { RequestLog } from './request-log'
import type { EmulatorStore } from './store'
import type { History, HistorySubject, Timings } from './world/history'
import type { Institution } from './world/institution'
import type { World } from './world/world'

export type LogEntry = { level: 'info' | 'warn' | 'error'; event: string } & Record<string, unknown>

/** The delays of the emulator, in milliseconds: of its clock, except for webhooks, which keep real time. */
export interface Delays extends Timings {
  /** How long a receiver of webhooks may take to answer. */
  webhookTimeoutMs: number
  /** The wait before the first retry; each following one is four times as long. */
  webhookRetryMs: number
}

/** A webhook to be sent. */
export interface Delivery {
  url: string
  body: object
  itemId: string
  code: string
}

/** What every handler works with. */
export interface Context {
  store: EmulatorStore
  delays: Delays
  /** Where a browser reaches the emulator: origin and prefix, with no slash at the end. */
  publicUrl: string
  /** As strict as Plaid's Sandbox: rate limits hold, and Items ask for a new login after thirty days. */
  strict: boolean
  /** The emulator's time, in milliseconds. */
  now(): Promise<number>
  /** Real time, in milliseconds. */
  realNow(): number
  log(entry: LogEntry): void
  /** The last requests and webhooks. */
  requestLog: RequestLog
  deliver(delivery: Delivery): void
  worldOf(institution: Institution, login: Login, createdAt: number): World
  historyOf(world: World, subject: HistorySubject, timings: Timings, now: number): History
}

/** Reads and parses a document with its version; null where there is none. */
export async function findDocument<Schema extends z.ZodType>(
  store: EmulatorStore,
  key: string,
  schema: Schema,
): Promise<{ value: z.infer<Schema>; version: number } | null> {
  const stored = await store.get(key)
  return stored === null ? null : { value: schema.parse(stored.value), version: stored.version }
}

/** How far the emulator's clock is ahead of real time, in milliseconds. */
export async function clockOffsetMs(store: EmulatorStore): Promise<number> {
  return (await findDocument(store, keys.clock, clockSchema))?.value.offsetMs ?? 0
}
