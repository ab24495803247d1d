import { setTimeout as sleep } from 'node:timers/promises'
import { appClock, type Clock, setClockAhead, systemClock } from './clock'
import { recoverRotation } from './connections/rotation'
import { emulatorDocuments } from './db/emulator-documents'
import { type Database, openDatabase } from './db/open'
import { env } from './env'
import { type JobQueue, openQueue } from './jobs/queue'
import { createWorker, type Worker, type WorkerContext } from './jobs/worker'
import { logger } from './logger'
import { type TellContext, tellHousehold } from './notifications/tell'
import { createPlaid, type Plaid } from './plaid/client'
import { openEmulator } from './plaid/emulator'
import { emulatorAheadSeconds } from './plaid/emulator-control'
import { EMULATOR_PREFIX } from './plaid/emulator-prefix'
import { createWebhookVerifier, type WebhookVerifier } from './plaid/webhook'
import type { Emulator } from './plaid-emulator/emulator'
import { refreshExtraProducts } from './sync/extra-products'
import { refreshRecurring } from './sync/recurring'

/** What a process holds open: put together once, here, from the environment. */
export interface Runtime {
  db: Database
  plaid: Plaid
  /** The emulator, where it lives in this process. */
  emulator: Emulator | null
  clock: Clock
  queue: JobQueue
  worker: Worker
  webhooks: WebhookVerifier
  /** What jobs run with. */
  context: WorkerContext & TellContext
  close(): Promise<void>
}

/** Bundles of one process each have their own copy of a module; the database may be opened only once. */
const shared = globalThis as typeof globalThis & { evenkeelRuntime?: Promise<Runtime> }

async function open(): Promise<Runtime> {
  const { plaid: options, database, tokenKeys, ...settings } = env()
  const db = await openDatabase(database)
  // Where there is a server there may be no disk, and other processes: the emulator's state is theirs too.
  const emulator = openEmulator(env(), database.kind === 'postgres' ? emulatorDocuments(db) : null)
  const close = async () => {
    await emulator?.close()
    await db.close()
  }
  const plaid = createPlaid({
    ...options,
    // Never undefined: the SDK would take Plaid's production host for it.
    baseUrl: options.baseUrl ?? `${settings.appUrl}${EMULATOR_PREFIX}`,
    ...(emulator ? { fetch: (request) => emulator.fetch(request) } : {}),
  })
  const queue = await openQueue(db, logger).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const { vapid } = settings
  const context: Runtime['context'] = {
    bank: plaid,
    db,
    clock: appClock,
    tokenKeys,
    webhookUrl: plaid.webhookUrl,
    log: logger,
    sleep: (ms) => sleep(ms),
    queue,
    vapid,
    followers: [
      { name: 'products', run: refreshExtraProducts },
      { name: 'recurring', run: refreshRecurring },
      // Last: it tells of what the others have found.
      {
        name: 'notifications',
        always: true,
        run: (worker, { householdId }) => tellHousehold({ ...worker, vapid }, householdId),
      },
    ],
    recoverToken: (key) => recoverRotation({ db, plaid, clock: appClock, tokenKeys, log: logger }, key),
  }
  return {
    db,
    plaid,
    emulator,
    clock: appClock,
    queue,
    context,
    close: async () => {
      await queue.stop()
      await close()
    },
    worker: createWorker(context),
    webhooks: createWebhookVerifier((keyId) => plaid.webhookKey(keyId), systemClock),
  }
}

/** How old the app's idea of the emulator's time may be. */
const CLOCK_AGE_MS = 2_000
let clockReadAt = 0

/**
 * Sets the app's clock by the emulator's, so that days which pass for the pretend banks pass here too. Where Plaid is
 * real there is nothing to follow.
 */
export async function followClock(emulator: Emulator | null): Promise<void> {
  if (env().plaidEnv !== 'emulator') return
  clockReadAt = Date.now()
  const seconds = await emulatorAheadSeconds({ env: env(), emulator })
  if (seconds !== null) setClockAhead(seconds * 1000)
}

/** This process's runtime; opened by the first call. @throws EnvError, DatabaseInUseError */
export async function runtime(): Promise<Runtime> {
  shared.evenkeelRuntime ??= open().catch((error: unknown) => {
    delete shared.evenkeelRuntime
    throw error
  })
  const opened = await shared.evenkeelRuntime
  if (Date.now() - clockReadAt > CLOCK_AGE_MS) await followClock(opened.emulator)
  return opened
}

/** Closes what the process holds open, if it ever opened it. */
export async function closeRuntime(): Promise<void> {
  const opened = shared.evenkeelRuntime
  delete shared.evenkeelRuntime
  if (!opened) return
  await (await opened).close()
}
