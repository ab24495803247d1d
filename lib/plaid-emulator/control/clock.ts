import { z } from 'zod'
import { announceAll } from '../announcements'
import { type Context, clockOffsetMs, findDocument } from '../context'
import { clockSchema, keys } from '../documents'
import { failure } from '../errors'
import { parseRequest } from '../validation'
import type { ControlRoute } from './route'

const advanceRequest = z.strictObject({
  seconds: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400),
})

async function clock(context: Context) {
  return {
    now: new Date(await context.now()).toISOString(),
    offset_seconds: Math.round((await clockOffsetMs(context.store)) / 1000),
  }
}

async function advance(context: Context, body: unknown) {
  const { seconds } = parseRequest(advanceRequest, body)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await findDocument(context.store, keys.clock, clockSchema)
    const offsetMs = (stored?.value.offsetMs ?? 0) + seconds * 1000
    const change = { key: keys.clock, value: { offsetMs }, expected: stored?.version ?? 0 }
    if (!(await context.store.write([change]))) continue
    await announceAll(context)
    return clock(context)
  }
  throw failure('API_ERROR', 'INTERNAL_SERVER_ERROR', 'the clock was being moved by somebody else', {
    status: 500,
  })
}

/** The emulator's clock: to read, and to move ahead. */
export const clockControl: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/clock$/, answer: (context) => clock(context) },
  { method: 'POST', path: /^\/clock\/advance$/, answer: (context, _groups, body) => advance(context, body) },
]
