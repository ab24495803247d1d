import { createHash, timingSafeEqual } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import type { JWKPublicKey } from 'plaid'
import { z } from 'zod'
import { BankFailure } from '@/lib/bank/failure'
import type { Clock } from '@/lib/clock'
import { fail, ok, type Result } from '@/lib/result'

/** A verification token may be this old; Plaid's own figure. */
const MAX_AGE_SECONDS = 5 * 60
/** Plaid says when a key is no longer to be trusted; it is asked again after this time. */
const KEY_KEPT_MS = 10 * 60_000

/** A stranger can name any key; no more than this many that are not known here are looked up in a minute. */
const MOST_LOOK_UPS = 30
const MINUTE_MS = 60_000
/** What Plaid answers where it has no such key. */
const NO_SUCH_KEY: ReadonlySet<string> = new Set(['INVALID_WEBHOOK_VERIFICATION_KEY_ID', 'INVALID_FIELD'])

const webhookBody = z.looseObject({
  webhook_type: z.string().max(64),
  webhook_code: z.string().max(64),
  item_id: z.string().max(128).nullish(),
})

export interface VerifiedWebhook {
  /** The same for one delivery however often it is played again, and another for each that is signed anew. */
  deliveryKey: string
  type: string
  code: string
  plaidItemId: string | null
  body: z.infer<typeof webhookBody>
}

/** `FORGED`: not Plaid's, altered or too old. `MALFORMED`: Plaid's, and not a webhook. `UNAVAILABLE`: its key cannot be had now. */
export type WebhookRefusal = 'FORGED' | 'MALFORMED' | 'UNAVAILABLE'

type KnownKey = JWKPublicKey & Record<string, unknown>

export interface WebhookVerifier {
  /** @param rawBody the bytes as they came: a body that is parsed and written again has another hash. */
  verify(token: string | null, rawBody: string): Promise<Result<VerifiedWebhook, WebhookRefusal>>
}

/**
 * Checks that a webhook is Plaid's, as plaid.com/docs/api/webhooks/webhook-verification says: ES256 and nothing else,
 * Plaid's key by its id (kept for ten minutes, refused once expired), at most five minutes old, and the SHA-256 of the raw body.
 *
 * Plaid signs in real time, so the clock handed in must be the real one, also in front of an emulator.
 */
export function createWebhookVerifier(
  fetchKey: (keyId: string) => Promise<JWKPublicKey>,
  clock: Clock,
): WebhookVerifier {
  const keys = new Map<string, { key: KnownKey; fetchedMs: number }>()
  const asking = new Map<string, Promise<KnownKey>>()
  let lookUps = { sinceMs: 0, count: 0 }

  /** @throws BankFailure */
  async function keyOf(keyId: string): Promise<KnownKey> {
    const nowMs = clock.now().getTime()
    const kept = keys.get(keyId)
    if (kept && nowMs - kept.fetchedMs < KEY_KEPT_MS) return kept.key
    const asked = asking.get(keyId)
    if (asked) return asked
    if (!kept) {
      if (Math.abs(nowMs - lookUps.sinceMs) >= MINUTE_MS) lookUps = { sinceMs: nowMs, count: 0 }
      lookUps.count += 1
      if (lookUps.count > MOST_LOOK_UPS) throw new BankFailure('slow_down', 'TOO_MANY_KEYS', null)
    }
    const answer = fetchKey(keyId)
      // A copy, which jose makes its own: it reads a key that it is given again only once.
      .then((key) => ({ ...key }))
      .finally(() => asking.delete(keyId))
    asking.set(keyId, answer)
    const key = await answer
    if (keys.size >= 50) keys.clear()
    keys.set(keyId, { key, fetchedMs: nowMs })
    return key
  }

  return {
    async verify(token, rawBody) {
      try {
        if (!token || token.length > 4_096) return fail('FORGED')
        const header = decodeProtectedHeader(token)
        if (header.alg !== 'ES256' || typeof header.kid !== 'string' || header.kid.length > 128)
          return fail('FORGED')
        const key = await keyOf(header.kid)
        if (key.expired_at !== null) return fail('FORGED')
        const currentDate = clock.now()
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['ES256'],
          maxTokenAge: MAX_AGE_SECONDS,
          clockTolerance: 5,
          currentDate,
        })
        const said = typeof payload.request_body_sha256 === 'string' ? payload.request_body_sha256 : ''
        const is = createHash('sha256').update(rawBody, 'utf8').digest('hex')
        if (said.length !== is.length || !timingSafeEqual(Buffer.from(said), Buffer.from(is)))
          return fail('FORGED')
      } catch (error) {
        if (error instanceof BankFailure) return fail(NO_SUCH_KEY.has(error.code) ? 'FORGED' : 'UNAVAILABLE')
        if (error instanceof errors.JOSEError || error instanceof TypeError) return fail('FORGED')
        throw error
      }
      return read(token, rawBody)
    },
  }
}

function read(token: string, rawBody: string): Result<VerifiedWebhook, WebhookRefusal> {
  // No text in the database may hold it.
  if (rawBody.includes('\\u0000')) return fail('MALFORMED')
  let json: unknown
  try {
    json = JSON.parse(rawBody)
  } catch {
    return fail('MALFORMED')
  }
  const body = webhookBody.safeParse(json)
  if (!body.success) return fail('MALFORMED')
  return ok({
    deliveryKey: deliveryKeyOf(token),
    type: body.data.webhook_type,
    code: body.data.webhook_code,
    plaidItemId: body.data.item_id ?? null,
    body: body.data,
  })
}

const R_BYTES = 32

/**
 * What is signed says the second and the body, and a bank may tell the same twice in a second: the random half of an
 * ECDSA signature, r, tells such two apart. Its other half can be written in two ways by anybody, and counts for nothing.
 */
function deliveryKeyOf(token: string): string {
  const end = token.lastIndexOf('.')
  const signature = Buffer.from(token.slice(end + 1), 'base64url')
  return createHash('sha256').update(token.slice(0, end)).update(signature.subarray(0, R_BYTES)).digest('hex')
}
