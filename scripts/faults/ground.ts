import { randomBytes } from 'node:crypto'
import type { SealingKey } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import { inMemory, testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import type { Logger } from '@/lib/logger'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { type EmulatorStore, memoryStore } from '@/lib/plaid-emulator/store'
import { mortalPglite } from './deaths'
import { makePostgresMortal } from './deaths-postgres'
import { createMailbox, type Mailbox } from './mail'

/** What histories that follow one another share, because it is slow to make. Each leaves it as it found it. */
export interface Ground {
  readonly db: Database
  readonly queue: JobQueue
  readonly tokenKeys: readonly SealingKey[]
  readonly log: Logger
  readonly emulator: Emulator
  readonly store: EmulatorStore
  readonly mailbox: Mailbox
  /** The real clock, in milliseconds. */
  readonly clock: { realMs: number }
  /** Before anything happens: whether a new Item's history is there at once, or in parts and some minutes later. */
  begin(isPrompt: boolean): void
  /** Makes room for the next history. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** The emulator's own timers keep real time; it is replaced before any of them could ring. */
const HISTORIES_TO_AN_EMULATOR = 20
/** In the emulator's time: a new Item has nothing for the first, and not everything before the second. */
const SLOW = { initialMs: 60_000, historicalMs: 180_000 }
const PROMPT = { initialMs: 1, historicalMs: 2 }

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

/** Tables that only a history writes; whatever belongs to a household goes with it. */
const CLEAR = `
  DELETE FROM households; DELETE FROM users; DELETE FROM item_lookups; DELETE FROM webhook_inbox;
  DELETE FROM pgboss.job; DELETE FROM pgboss.archive;`

/** In memory, or with TEST_DATABASE_URL a database of its own on that server. */
async function openMortal(): Promise<Database> {
  if (!process.env.TEST_DATABASE_URL) return inMemory(mortalPglite)
  makePostgresMortal()
  return testDatabase()
}

export async function openGround(): Promise<Ground> {
  const db = await openMortal()
  const queue = await openQueue(db, silent)
  const clock = { realMs: 0 }
  const mailbox = createMailbox(() => clock.realMs)
  let documents = memoryStore()
  const store: EmulatorStore = {
    get: (key) => documents.get(key),
    list: (prefix) => documents.list(prefix),
    write: (changes) => documents.write(changes),
  }
  const openEmulator = (delays: typeof SLOW) =>
    createEmulator({
      store,
      now: () => new Date(clock.realMs),
      fetch: (url, init) => mailbox.send(url, init),
      authorizeControl: () => true,
      delays,
    })
  let slow = openEmulator(SLOW)
  let prompt = openEmulator(PROMPT)
  let emulator = slow
  let cleared = 0
  return {
    db,
    queue,
    tokenKeys: [{ id: 'k1', key: randomBytes(32) }],
    log: silent,
    get emulator() {
      return emulator
    },
    store,
    mailbox,
    clock,
    begin(isPrompt) {
      emulator = isPrompt ? prompt : slow
    },
    async clear() {
      documents = memoryStore()
      mailbox.letters.length = 0
      mailbox.isOpen = true
      await db.executeSql(CLEAR)
      cleared += 1
      if (cleared % HISTORIES_TO_AN_EMULATOR > 0) return
      await Promise.all([slow.close(), prompt.close()])
      slow = openEmulator(SLOW)
      prompt = openEmulator(PROMPT)
      await db.executeSql('VACUUM')
    },
    async close() {
      await Promise.all([slow.close(), prompt.close()])
      await queue.stop()
      await db.close()
    },
  }
}
