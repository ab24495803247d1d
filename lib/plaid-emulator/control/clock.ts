import { z } from 'zod'
import { announceAll } from '../announcements'
import { type Context, clockOffsetMs } from '../context'
import { keys } from '../documents'
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
    const stored = await context.store.get(keys.clock)
    const offsetMs = (await clockOffsetMs(context.store)) + seconds * 1000
    if (await context.store.write([{ key: keys.clock, value: { offsetMs }, expected: stored?.version ?? 0 }]))
      break
  }
  await announceAll(context)
  return clock(context)
}

/** The emulator's clock: to read, and to move ahead. */
export const clockControl: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/clock$/, answer: (context) => clock(context) },
  { method: 'POST', path: /^\/clock\/advance$/, answer: (context, _groups, body) => advance(context, body) },
]
