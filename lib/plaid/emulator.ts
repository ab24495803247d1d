import { join } from 'node:path'
import type { Env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { type EmulatorStore, fileStore } from '@/lib/plaid-emulator/store'
import { EMULATOR_PREFIX } from './emulator-prefix'

/**
 * The emulator inside this process. Null when Plaid is real or the emulator is a process of its own.
 *
 * @param store where it keeps its state; null for a file in the data folder.
 */
export function openEmulator(env: Env, store: EmulatorStore | null): Emulator | null {
  if (env.plaidEnv !== 'emulator' || env.plaid.baseUrl !== null) return null
  return createEmulator({
    store: store ?? fileStore(join(env.dataDir, 'plaid-emulator.json')),
    prefix: EMULATOR_PREFIX,
    publicUrl: `${env.appUrl}${EMULATOR_PREFIX}`,
    // The route that serves it has asked already who is calling.
    authorizeControl: () => true,
    log: ({ level, ...entry }) => logger[level](entry),
  })
}
