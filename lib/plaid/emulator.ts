import { join } from 'node:path'
import type { Env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { fileStore } from '@/lib/plaid-emulator/store'
import { EMULATOR_PREFIX } from './emulator-prefix'

const shared = globalThis as typeof globalThis & { evenkeelEmulator?: Emulator }

/**
 * The emulator of this process, with its state in the data folder. Null when Plaid is real or the emulator is a
 * process of its own.
 */
export function localEmulator(env: Env): Emulator | null {
  if (env.plaidEnv !== 'emulator' || env.plaid.baseUrl !== null) return null
  shared.evenkeelEmulator ??= createEmulator({
    store: fileStore(join(env.dataDir, 'plaid-emulator.json')),
    prefix: EMULATOR_PREFIX,
    // The route that serves it has asked already who is calling.
    authorizeControl: () => true,
    log: ({ level, ...entry }) => logger[level](entry),
  })
  return shared.evenkeelEmulator
}
