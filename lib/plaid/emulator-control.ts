import { z } from 'zod'
import type { Env } from '@/lib/env'
import type { Emulator } from '@/lib/plaid-emulator/emulator'
import { EMULATOR_PREFIX } from './emulator-prefix'

/** The emulator, wherever it lives: in this process, or in one of its own at PLAID_BASE_URL. */
export interface EmulatorHome {
  env: Env
  emulator: Emulator | null
}

const counted = z.object({ added: z.number().optional(), posted: z.number().optional() })
const clockSchema = z.object({ offset_seconds: z.number() })
const PATIENCE_MS = 5_000

/** Sends a request to the emulator. Of the request's address only the path counts. */
export async function askEmulator({ env, emulator }: EmulatorHome, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const path = `${pathname}${search}`
  if (emulator) return emulator.fetch(new Request(`http://127.0.0.1${EMULATOR_PREFIX}${path}`, request))
  return fetch(new Request(`${env.plaid.baseUrl}${path}`, request), { redirect: 'manual' })
}

async function control<Shape>(
  home: EmulatorHome,
  call: { path: string; body?: object },
  shape: z.ZodType<Shape>,
): Promise<Shape | null> {
  const { env } = home
  if (env.plaidEnv !== 'emulator') return null
  const request = new Request(`http://127.0.0.1/emulator/${call.path}`, {
    ...(call.body ? { method: 'POST', body: JSON.stringify(call.body) } : {}),
    headers: {
      ...(call.body ? { 'content-type': 'application/json' } : {}),
      ...(env.controlSecret ? { authorization: `Bearer ${env.controlSecret}` } : {}),
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  try {
    const response = await askEmulator(home, request)
    return response.ok ? shape.parse(await response.json()) : null
  } catch {
    // Not there, or not the emulator: whoever asked says what that means.
    return null
  }
}

export type BankEvent = 'arrive' | 'post-pending' | 'require-login'

/**
 * Has something happen to an Item of the emulator.
 *
 * @returns how many transactions it touched; null when the emulator did not do it.
 */
export async function controlItem(
  home: EmulatorHome,
  plaidItemId: string,
  event: BankEvent,
): Promise<number | null> {
  const path = `items/${encodeURIComponent(plaidItemId)}/${event}`
  const answer = await control(home, { path, body: {} }, counted)
  return answer && (answer.added ?? answer.posted ?? 0)
}

/** How far the emulator's clock is ahead of the system's, in whole seconds; null when it does not say. */
export async function emulatorAheadSeconds(home: EmulatorHome): Promise<number | null> {
  return (await control(home, { path: 'clock' }, clockSchema))?.offset_seconds ?? null
}

/** Lets time pass for the pretend banks. @returns how far their clock is ahead then, in seconds, or null. */
export async function advanceEmulator(home: EmulatorHome, seconds: number): Promise<number | null> {
  const answer = await control(home, { path: 'clock/advance', body: { seconds } }, clockSchema)
  return answer?.offset_seconds ?? null
}
