import { after } from 'next/server'
import { storeWebhook } from '@/lib/db/webhook-inbox'
import { logger } from '@/lib/logger'
import { runtime } from '@/lib/runtime'

export const maxDuration = 60

/** Plaid's webhooks are a few hundred bytes; none comes near this. */
const MOST_BYTES = 64 * 1024

const STATUS = { FORGED: 401, MALFORMED: 400, UNAVAILABLE: 503 } as const

/** Verify, store, answer; the work comes after. */
export async function POST(request: Request): Promise<Response> {
  const rawBody = await readAtMost(request, MOST_BYTES)
  if (rawBody === null) return Response.json({ error: 'TOO_LARGE' }, { status: 413 })
  const { db, clock, webhooks, worker } = await runtime()
  const verified = await webhooks.verify(request.headers.get('plaid-verification'), rawBody)
  if (!verified.ok) {
    logger.warn({ event: 'webhook_refused', code: verified.code })
    return Response.json({ error: verified.code }, { status: STATUS[verified.code] })
  }
  const { body, ...webhook } = verified.value
  const fresh = await storeWebhook(db, { ...webhook, body: JSON.parse(JSON.stringify(body)) }, clock.now())
  if (fresh) after(() => worker.drain(Date.now() + 50_000))
  return Response.json({ received: true })
}

/** The body as it came, or null when there is more of it than allowed. */
async function readAtMost(request: Request, bytes: number): Promise<string | null> {
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > bytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
