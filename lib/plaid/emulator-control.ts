import { z } from 'zod'
import type { Env } from '@/lib/env'
import { EMULATOR_PREFIX, localEmulator } from './emulator'

const counted = z.object({ added: z.number().optional(), posted: z.number().optional() })

/** A request to the emulator, wherever it lives: in this process, or in one of its own at PLAID_BASE_URL. */
export function askEmulator(env: Env, path: string, init: RequestInit): Promise<Response> {
  const local = localEmulator(env)
  if (local) return local.fetch(new Request(`http://127.0.0.1${EMULATOR_PREFIX}${path}`, init))
  return fetch(`${env.plaid.baseUrl}${path}`, { ...init, redirect: 'manual' })
}

/**
 * Has something happen to an Item of the emulator.
 *
 * @returns how many transactions it touched; null when the emulator did not do it.
 */
export async function controlItem(
  env: Env,
  plaidItemId: string,
  event: 'arrive' | 'post-pending' | 'require-login',
): Promise<number | null> {
  if (env.plaidEnv !== 'emulator') return null
  const response = await askEmulator(env, `/emulator/items/${encodeURIComponent(plaidItemId)}/${event}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(env.controlSecret ? { authorization: `Bearer ${env.controlSecret}` } : {}),
    },
    body: '{}',
  }).catch(() => null)
  if (!response?.ok) return null
  const { added, posted } = counted.parse(await response.json())
  return added ?? posted ?? 0
}
