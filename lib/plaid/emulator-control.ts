import { z } from 'zod'
import type { Env } from '@/lib/env'
import { localEmulator } from './emulator'
import { EMULATOR_PREFIX } from './emulator-prefix'

const counted = z.object({ added: z.number().optional(), posted: z.number().optional() })

/**
 * Sends a request to the emulator, wherever it lives: in this process, or in one of its own at PLAID_BASE_URL. Of the
 * request's address only the path counts.
 */
export async function askEmulatorWith(env: Env, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const local = localEmulator(env)
  if (local) return local.fetch(new Request(`http://127.0.0.1${EMULATOR_PREFIX}${pathname}`, request))
  return fetch(new Request(`${env.plaid.baseUrl}${pathname}`, request), { redirect: 'manual' })
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
  const request = new Request(`http://127.0.0.1/emulator/items/${encodeURIComponent(plaidItemId)}/${event}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(env.controlSecret ? { authorization: `Bearer ${env.controlSecret}` } : {}),
    },
    body: '{}',
  })
  const response = await askEmulatorWith(env, request).catch(() => null)
  if (!response?.ok) return null
  const { added, posted } = counted.parse(await response.json())
  return added ?? posted ?? 0
}
