import type { Clock } from '@/lib/clock'
import type { Database } from '@/lib/db/open'
import { storeWebhook } from '@/lib/db/webhook-inbox'
import type { Logger } from '@/lib/logger'
import { readAtMost } from '@/lib/read-at-most'
import type { Result } from '@/lib/result'

/** Plaid's webhooks are a few hundred bytes; none comes near this. */
const MOST_BYTES = 64 * 1024

const STATUS = { FORGED: 401, MALFORMED: 400, UNAVAILABLE: 503 } as const

export interface ReceiveContext {
  db: Database
  clock: Clock
  log: Logger
  webhooks: {
    verify(
      token: string | null,
      rawBody: string,
    ): Promise<
      Result<
        { deliveryKey: string; type: string; code: string; plaidItemId: string | null; body: object },
        keyof typeof STATUS
      >
    >
  }
  /** Has the stored webhook worked on, after the answer. */
  work: () => void
}

/**
 * Takes a webhook in: verified, stored, answered. The work comes after the answer, and Plaid is told of success only
 * once the webhook is stored. A refusal is logged with its reason and size, never with the body: that is a stranger's.
 */
export async function receiveWebhook(request: Request, context: ReceiveContext): Promise<Response> {
  const { db, clock, log, webhooks, work } = context
  const rawBody = await readAtMost(request, MOST_BYTES)
  if (rawBody === null) {
    log.warn({ event: 'webhook_refused', code: 'TOO_LARGE', bytes: request.headers.get('content-length') })
    return Response.json({ error: 'TOO_LARGE' }, { status: 413 })
  }
  const verified = await webhooks.verify(request.headers.get('plaid-verification'), rawBody)
  if (!verified.ok) {
    log.warn({ event: 'webhook_refused', code: verified.code, bytes: Buffer.byteLength(rawBody) })
    return Response.json({ error: verified.code }, { status: STATUS[verified.code] })
  }
  await storeWebhook(db, verified.value, clock.now())
  // Also for one that is here already: the process that took it in may have died before it worked on it.
  work()
  return Response.json({ received: true })
}
