import { after } from 'next/server'
import { receiveWebhook } from '@/lib/jobs/receive-webhook'
import { logger } from '@/lib/logger'
import { runtime } from '@/lib/runtime'

export const maxDuration = 60

/** Leaves time before the platform ends the function. */
const WORK_MS = 50_000

/** Verify, store, answer; the work comes after. */
export async function POST(request: Request): Promise<Response> {
  const { db, clock, webhooks, worker } = await runtime()
  const work = () => after(() => worker.drain(Date.now() + WORK_MS))
  return receiveWebhook(request, { db, clock, log: logger, webhooks, work })
}
