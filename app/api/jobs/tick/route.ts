import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { readQueueDepth } from '@/lib/jobs/queue-depth'
import { runtime } from '@/lib/runtime'
import { tick } from '@/lib/tick'

export const maxDuration = 60

/** Leaves time to answer before the platform ends the function. */
const WORK_MS = 50_000

function allowed(request: Request): boolean {
  const { cronSecret } = env()
  if (cronSecret === null) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(request.headers.get('authorization') ?? ''), hash(`Bearer ${cronSecret}`))
}

/**
 * The schedule's call: queues what has been quiet too long and works until its time is up; the rest stays queued, and
 * the answer says how much that is.
 */
export async function GET(request: Request): Promise<Response> {
  const until = Date.now() + WORK_MS
  if (!allowed(request)) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const { db, context, plaid, worker } = await runtime()
  const { queued } = await tick({ ...context, plaid }, until)
  await worker.drain(until)
  const { waiting, later, active } = await readQueueDepth(db)
  return Response.json({ queued, waiting, later, active })
}
