import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, systemClock } from './clock'
import { acquireDataFolderLock } from './db/data-folder-lock'
import { type Database, openDatabase } from './db/open'
import { env } from './env'
import { type JobQueue, openQueue } from './jobs/queue'
import { createWorker, type Worker, type WorkerContext } from './jobs/worker'
import { logger } from './logger'
import { createPlaid, type Plaid } from './plaid/client'
import { localEmulator } from './plaid/emulator'
import { EMULATOR_PREFIX } from './plaid/emulator-prefix'
import { createWebhookVerifier, type WebhookVerifier } from './plaid/webhook'

/** What a process holds open: put together once, here, from the environment. */
export interface Runtime {
  db: Database
  plaid: Plaid
  clock: Clock
  queue: JobQueue
  worker: Worker
  webhooks: WebhookVerifier
  /** What jobs run with. */
  context: WorkerContext
  close(): Promise<void>
}

/** Bundles of one process each have their own copy of a module; the database may be opened only once. */
const shared = globalThis as typeof globalThis & { evenkeelRuntime?: Promise<Runtime> }

async function open(): Promise<Runtime> {
  const { plaid: options, database, tokenKeys, ...settings } = env()
  const emulator = localEmulator(env())
  const plaid = createPlaid({
    ...options,
    // Never undefined: the SDK would take Plaid's production host for it.
    baseUrl: options.baseUrl ?? `${settings.appUrl}${EMULATOR_PREFIX}`,
    ...(emulator ? { fetch: (request) => emulator.fetch(request) } : {}),
  })
  // The emulator's state is a file. Beside an embedded database its folder is locked already.
  const lock = emulator && database.kind === 'postgres' ? await acquireDataFolderLock(settings.dataDir) : null
  const db = await openDatabase(database)
  const close = async () => {
    await db.close()
    await lock?.release()
  }
  const queue = await openQueue(db, logger).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const context: WorkerContext = {
    bank: plaid,
    db,
    clock: systemClock,
    tokenKeys,
    webhookUrl: plaid.webhookUrl,
    log: logger,
    sleep: (ms) => sleep(ms),
    queue,
  }
  return {
    db,
    plaid,
    clock: systemClock,
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

/** This process's runtime; opened by the first call. @throws EnvError, DatabaseInUseError */
export function runtime(): Promise<Runtime> {
  shared.evenkeelRuntime ??= open().catch((error: unknown) => {
    delete shared.evenkeelRuntime
    throw error
  })
  return shared.evenkeelRuntime
}

/** Closes what the process holds open, if it ever opened it. */
export async function closeRuntime(): Promise<void> {
  const opened = shared.evenkeelRuntime
  delete shared.evenkeelRuntime
  if (!opened) return
  await (await opened).close()
}
