import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Context, Delivery } from './context'
import { keys, type SigningKeyDocument, signingKeySchema } from './documents'
import type { EmulatorStore } from './store'

/** Makes a P-256 key pair, or takes the stored one: the newest that has not expired. */
async function currentKey(store: EmulatorStore, realNow: number): Promise<SigningKeyDocument> {
  const current = async () =>
    (await store.list(keys.signingKeys))
      .map(({ value }) => signingKeySchema.parse(value))
      .filter(({ expiredAt }) => expiredAt === null)
      .sort((left, right) => right.createdAt - left.createdAt || (left.kid < right.kid ? -1 : 1))[0]
  const existing = await current()
  if (existing !== undefined) return existing
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  if (x === undefined || y === undefined) throw new TypeError('An EC public key has no coordinates')
  const made: SigningKeyDocument = {
    kid: randomUUID(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    x,
    y,
    createdAt: Math.floor(realNow / 1000),
    expiredAt: null,
  }
  await store.write([{ key: keys.signingKey(made.kid), value: made, expected: 0 }])
  // Another process may have made one at the same time: both serve, and both agree on which one signs.
  return (await current()) ?? made
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The JWT of the `Plaid-Verification` header: ES256 over the SHA-256 of the raw body, issued in real time. */
export function verificationToken(key: SigningKeyDocument, body: string, realNow: number): string {
  const head = base64url({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
  const claims = base64url({
    iat: Math.floor(realNow / 1000),
    request_body_sha256: createHash('sha256').update(body).digest('hex'),
  })
  const signature = sign('sha256', Buffer.from(`${head}.${claims}`), {
    key: createPrivateKey(key.privatePem),
    dsaEncoding: 'ieee-p1363',
  })
  return `${head}.${claims}.${signature.toString('base64url')}`
}

/** Sends webhooks, each on its own, without ever holding up an answer. */
export interface Courier {
  deliver(delivery: Delivery): void
  /** Waits until every webhook that was due has been delivered or has failed for now. */
  idle(): Promise<void>
  /** Forgets what is still to be retried. */
  close(): void
}

const retryGrowth = 4
const retryForMs = 24 * 3_600_000

/**
 * A courier that retries what was not answered by 200 in time: after `webhookRetryMs`, then each time four times as
 * long, for a day. Retries live in memory only: a restart loses them, as a day's silence does at Plaid, and a client
 * that polls catches up.
 */
export function courier(options: {
  store: EmulatorStore
  fetch: typeof fetch
  delays: Pick<Context['delays'], 'webhookTimeoutMs' | 'webhookRetryMs'>
  realNow: () => number
  log: Context['log']
}): Courier {
  const { store, delays, realNow, log } = options
  const underWay = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false

  const attempt = async (delivery: Delivery, waitMs: number, spentMs: number): Promise<void> => {
    const body = JSON.stringify(delivery.body, null, 2)
    const outcome = await (async () => {
      try {
        const key = await currentKey(store, realNow())
        const response = await options.fetch(delivery.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'plaid-verification': verificationToken(key, body, realNow()),
            'user-agent': 'Plaid Emulator',
          },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(delays.webhookTimeoutMs),
        })
        await response.body?.cancel()
        return response.status
      } catch (error) {
        return error instanceof Error ? error.name : 'Error'
      }
    })()
    const { itemId, code } = delivery
    if (outcome === 200) {
      log({ level: 'info', event: 'webhook.delivered', itemId, code })
      return
    }
    log({ level: 'warn', event: 'webhook.failed', itemId, code, outcome })
    if (isClosed || spentMs + waitMs > retryForMs) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      start(delivery, waitMs * retryGrowth, spentMs + waitMs)
    }, waitMs)
    timer.unref()
    timers.add(timer)
  }

  const start = (delivery: Delivery, waitMs: number, spentMs: number) => {
    if (isClosed) return
    const task = attempt(delivery, waitMs, spentMs).finally(() => underWay.delete(task))
    underWay.add(task)
  }

  return {
    deliver: (delivery) => start(delivery, delays.webhookRetryMs, 0),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () => {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
