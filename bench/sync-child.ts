import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { systemClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import { type Database, openDatabase } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { createUser } from '@/lib/db/users'
import { createPlaid } from '@/lib/plaid/client'
import { type SyncContext, syncItem } from '@/lib/sync/sync-item'
import { EMULATED_CLIENT, type EmulatedItem } from './emulator-process'
import { countStatements, statementCount } from './statements'
import * as floor from './sync-floor'

// The app's process of the part `sync`, and beside it in the same process what it is held against.

/** A step to take. `idle` only says what the process takes. */
export type Assignment =
  | {
      step: 'idle' | 'empty' | 'read' | 'readNew' | 'floorBegin' | 'floorFirst' | 'floorAgain' | 'floorDelta'
    }
  | { step: 'begin'; item: EmulatedItem }
  | { step: 'first' | 'again' | 'delta' }

/** What a step took. */
export interface Taken {
  ms: number
  /** From the last answer of the bank on; of a floor all of it. */
  storeMs: number
  cpuMs: number
  statements: number
  written: number
  /** Resident now, and at most since the process began, in MB. */
  residentMb: number
  peakMb: number
}

interface Ground {
  db: Database
  plain: floor.PlainSql
  /** Several statements as one transaction. */
  whole<T>(work: () => Promise<T>): Promise<T>
}

async function openGround(): Promise<Ground> {
  const { BENCH_DATABASE_URL: url, BENCH_DATA_DIR: dataDir = '' } = process.env
  const db = await openDatabase(url ? { kind: 'postgres', url } : { kind: 'embedded', dataDir })
  let plain: floor.PlainSql = async (text, values) =>
    (await db.executeSql(text, values)).rows as Record<string, unknown>[]
  if (url) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    // As the app's sessions are.
    await client.query("SET TIME ZONE 'UTC'; SET jit = off; SET max_parallel_workers_per_gather = 0")
    plain = async (text, values) => (await client.query(text, values)).rows
  }
  return {
    db,
    plain,
    async whole(work) {
      await plain('BEGIN')
      const result = await work()
      await plain('COMMIT')
      return result
    },
  }
}

const tokenKeys: SealingKey[] = [{ id: 'bench', key: randomBytes(32) }]

async function beginItem(db: Database, { plaidItemId, accessToken }: EmulatedItem): Promise<ItemKey> {
  const now = systemClock.now()
  const user = { email: 'bea@evenkeel.test', name: 'Bea', passwordHash: 'x', timeZone: 'UTC' }
  const person = await createUser(db, user, now)
  if (!person) throw new Error('The database is not empty')
  const key = { householdId: person.householdId, itemId: newId(now) }
  await db.prisma.$transaction((tx) =>
    createItem(
      tx,
      {
        ...key,
        plaidItemId,
        institution: { plaidInstitutionId: 'ins_bench', name: 'Bench Bank', url: null, primaryColor: null },
        institutionIsPlaids: true,
        sealedAccessToken: seal(accessToken, key.itemId, tokenKeys),
        webhookUrl: null,
      },
      now,
    ),
  )
  return key
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** The app's own sync, through the SDK. */
function syncContext(db: Database, onLastAnswer: () => void): SyncContext {
  const plaid = createPlaid({
    baseUrl: process.env.BENCH_EMULATOR_URL ?? '',
    ...EMULATED_CLIENT,
    products: ['transactions'],
    countryCodes: ['US'],
    redirectUri: null,
    webhookUrl: null,
  })
  return {
    bank: {
      ...plaid,
      async accounts(accessToken) {
        const answer = await plaid.accounts(accessToken)
        onLastAnswer()
        return answer
      },
    },
    db,
    clock: systemClock,
    tokenKeys,
    webhookUrl: null,
    log: quiet,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

const MB = 1_048_576

async function main(): Promise<void> {
  countStatements()
  const { db, plain, whole } = await openGround()
  let lastAnswerAt = 0
  const context = syncContext(db, () => {
    lastAnswerAt = performance.now()
  })
  let key: ItemKey | null = null
  let stored: floor.StoredRows = { ground: [], told: [] }
  let news: Awaited<ReturnType<typeof floor.readNewRows>> = []
  let newsFrom = '0'

  const sync = async () => {
    if (!key) throw new Error('There is no Item yet')
    const outcome = await syncItem(context, key, 'person')
    if (outcome.kind !== 'done')
      throw new Error(`The sync ended as ${outcome.kind}: ${JSON.stringify(outcome)}`)
  }
  const steps: Record<Exclude<Assignment['step'], 'begin'>, () => Promise<unknown>> = {
    idle: async () => {},
    empty: () => floor.emptyTables(plain),
    first: sync,
    again: sync,
    delta: sync,
    read: async () => {
      stored = await floor.readRows(plain)
    },
    readNew: async () => {
      news = await floor.readNewRows(plain, newsFrom)
    },
    floorBegin: () => floor.insertRows(plain, stored.ground),
    floorFirst: () => whole(() => floor.insertRows(plain, stored.told)),
    floorAgain: () => whole(() => floor.upsertRows(plain, stored.told)),
    floorDelta: () => whole(() => floor.insertRows(plain, news)),
  }

  async function take(assignment: Assignment): Promise<Taken> {
    const { step } = assignment
    if (step === 'again' && key) await floor.forgetCursor(db, key)
    // What lay about from the step before is not this one's to write.
    if (step !== 'idle') await plain('CHECKPOINT')
    const from = await floor.nextTransaction(plain)
    if (step === 'delta') newsFrom = from
    const statements = statementCount()
    const cpu = process.cpuUsage()
    const startedAt = performance.now()
    lastAnswerAt = startedAt
    if (assignment.step === 'begin') key = await beginItem(db, assignment.item)
    else await steps[assignment.step]()
    const endedAt = performance.now()
    const used = process.cpuUsage(cpu)
    const sent = statementCount() - statements
    const isSync = step === 'first' || step === 'again' || step === 'delta'
    return {
      ms: endedAt - startedAt,
      storeMs: endedAt - lastAnswerAt,
      cpuMs: (used.user + used.system) / 1_000,
      statements: sent,
      residentMb: process.memoryUsage.rss() / MB,
      peakMb: process.resourceUsage().maxRSS / 1_024,
      written: isSync ? await floor.rowsWritten(plain, from) : 0,
    }
  }

  process.on('message', (assignment: Assignment) => {
    take(assignment).then((taken) => process.send?.(taken), fail)
  })
  process.on('disconnect', () => {
    db.close().then(() => process.exit(0), fail)
  })
  process.send?.('ready')
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}

main().catch(fail)
