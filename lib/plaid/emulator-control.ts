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

/** What can be made to happen to a connection. The last two happen to its bank, and so to everybody who has it. */
export const BANK_EVENTS = [
  'arrive',
  'post-pending',
  'require-login',
  'end-soon',
  'revoke',
  'open-account',
  'falter',
  'go-down',
  'come-back',
] as const

export type BankEvent = (typeof BANK_EVENTS)[number]

/** Near enough to be asked for a new login, and far enough to see that all goes on until then. */
const DAYS_LEFT = 5
/** The first calls of as many syncs, with the growing pauses between them: some two minutes. */
const FAILING_CALLS = 2

const itemSchema = z.object({ institution_id: z.string() })

/**
 * Has something happen to an Item of the emulator, or to its bank.
 *
 * @returns how many transactions it touched; null when the emulator did not do it: it is not there, or the Item is in a
 * state in which that cannot happen.
 */
export async function controlItem(
  home: EmulatorHome,
  plaidItemId: string,
  event: BankEvent,
): Promise<number | null> {
  const path = `items/${encodeURIComponent(plaidItemId)}`
  const act = (verb: string, body: object = {}) => control(home, { path: `${path}/${verb}`, body }, counted)
  switch (event) {
    case 'end-soon':
      // A consent ends at British and continental banks, the connection itself at the others.
      return touched(
        (await act('consent-expires', { days: DAYS_LEFT })) ??
          (await act('pending-disconnect', { days: DAYS_LEFT })),
      )
    case 'falter': {
      const rule = {
        fault: 'status',
        status: 500,
        path: '/transactions/sync',
        item_id: plaidItemId,
        times: FAILING_CALLS,
      }
      const isSet = await control(home, { path: 'rules', body: rule }, counted)
      // Something new, so that there is a reason to ask: it comes once the calls succeed again.
      return isSet && touched(await act('arrive'))
    }
    case 'go-down':
    case 'come-back': {
      const item = await control(home, { path }, itemSchema)
      const status = event === 'go-down' ? 'DOWN' : 'HEALTHY'
      const bank = item && `institutions/${encodeURIComponent(item.institution_id)}/status`
      return bank === null ? null : touched(await control(home, { path: bank, body: { status } }, counted))
    }
    default:
      return touched(await act(event))
  }
}

function touched(answer: z.infer<typeof counted> | null): number | null {
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
