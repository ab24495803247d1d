import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { JWKPublicKey } from 'plaid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { createWebhookVerifier } from '@/lib/plaid/webhook'
import { receiveWebhook } from './receive-webhook'

const now = new Date('2026-03-03T12:00:00Z')
const seconds = now.getTime() / 1_000
const clock = { now: () => now }
const rawBody = JSON.stringify(
  { webhook_type: 'TRANSACTIONS', webhook_code: 'SYNC_UPDATES_AVAILABLE', item_id: 'nobody-has-it' },
  null,
  2,
)

let db: Database
let signing: CryptoKey
let key: JWKPublicKey
let logged: unknown[]
let worked: number

beforeAll(async () => {
  db = await testDatabase()
  const pair = await generateKeyPair('ES256', { extractable: true })
  signing = pair.privateKey
  const { x = '', y = '' } = await exportJWK(pair.publicKey)
  const is = { alg: 'ES256', crv: 'P-256', kid: 'key-1', kty: 'EC', use: 'sig' }
  key = { ...is, x, y, created_at: seconds - 100, expired_at: null }
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  await db.prisma.webhookInbox.deleteMany()
  logged = []
  worked = 0
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

interface Claims {
  iat?: number
  body?: string
  kid?: string
}

const sign = ({ iat = seconds, body = rawBody, kid = 'key-1' }: Claims = {}) =>
  new SignJWT({ request_body_sha256: sha256(body) })
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
    .setIssuedAt(iat)
    .sign(signing)

async function post(
  token: string | null,
  body: string,
  { served = key, contentType = 'application/json' }: { served?: JWKPublicKey; contentType?: string } = {},
): Promise<number> {
  const note = (entry: unknown) => void logged.push(entry)
  const request = new Request('https://money.example.org/api/plaid/webhook', {
    method: 'POST',
    body,
    headers: { 'content-type': contentType, ...(token === null ? {} : { 'Plaid-Verification': token }) },
  })
  const fetchKey = async (keyId: string) => {
    if (keyId === 'key-1') return served
    throw new BankFailure('wait', 'INVALID_WEBHOOK_VERIFICATION_KEY_ID', 'req')
  }
  const response = await receiveWebhook(request, {
    db,
    clock,
    log: { info: note, warn: note, error: note },
    webhooks: createWebhookVerifier(fetchKey, clock),
    // Work that never ends: the answer waits for none of it.
    work: () => {
      worked += 1
      void new Promise(() => {})
    },
  })
  return response.status
}

const stored = () => db.prisma.webhookInbox.count()

describe('a webhook that Plaid signed', () => {
  it('is stored before it is answered, and worked on after', async () => {
    expect(await post(await sign(), rawBody)).toBe(200)
    expect(await stored()).toBe(1)
    expect(worked).toBe(1)
  })

  it('is stored once however often it is replayed', async () => {
    const token = await sign()
    for (let times = 0; times < 5; times += 1) expect(await post(token, rawBody)).toBe(200)
    expect(await db.prisma.webhookInbox.findMany()).toMatchObject([{ deliveries: 5, handledAt: null }])
  })

  it('is another where the bank tells the same twice in a second: what came between is asked for', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await post(await sign(), rawBody)).toBe(200)
      await db.prisma.webhookInbox.updateMany({ data: { handledAt: now } })
    }
    expect(await stored()).toBe(2)
    expect(worked).toBe(2)
  })

  it('is taken whatever the request calls its content', async () => {
    for (const contentType of ['text/plain', 'multipart/form-data; boundary=x', 'nonsense']) {
      expect(await post(await sign(), rawBody, { contentType })).toBe(200)
    }
  })
})

describe('a webhook that is not to be believed', () => {
  const refused = async (status: number, code: string) => {
    expect(await stored()).toBe(0)
    expect(worked).toBe(0)
    expect(logged).toEqual([expect.objectContaining({ event: 'webhook_refused', code })])
    expect(JSON.stringify(logged)).not.toContain('SYNC_UPDATES_AVAILABLE')
    return status
  }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iat: seconds, request_body_sha256: sha256(rawBody) }

  it.each([
    ['without a token', async () => post(null, rawBody)],
    ['with nonsense for a token', async () => post('a.b.c', rawBody)],
    ['altered by a space', async () => post(await sign(), `${rawBody} `)],
    ['older than five minutes', async () => post(await sign({ iat: seconds - 310 }), rawBody)],
    ['from the future', async () => post(await sign({ iat: seconds + 60 }), rawBody)],
    ['of a key that Plaid does not know', async () => post(await sign({ kid: 'key-9' }), rawBody)],
    [
      'of a key that has expired',
      async () => post(await sign(), rawBody, { served: { ...key, expired_at: seconds - 1 } }),
    ],
    [
      'signed by somebody else',
      async () => {
        const { privateKey } = await generateKeyPair('ES256')
        const header = { alg: 'ES256', kid: 'key-1' }
        return post(await new SignJWT(claims).setProtectedHeader(header).sign(privateKey), rawBody)
      },
    ],
    [
      'signed by a shared secret',
      async () => {
        const header = { alg: 'HS256', kid: 'key-1' }
        const secret = new TextEncoder().encode(key.x)
        return post(await new SignJWT(claims).setProtectedHeader(header).sign(secret), rawBody)
      },
    ],
    [
      'not signed at all',
      async () => post(`${encode({ alg: 'none', kid: 'key-1' })}.${encode(claims)}.`, rawBody),
    ],
  ])('is refused and logged without its body: one %s', async (_, send) => {
    expect(await refused(await send(), 'FORGED')).toBe(401)
  })

  it('is refused when it is no webhook, though Plaid signed it', async () => {
    for (const body of [
      'not json',
      '[]',
      '{"webhook_type":1}',
      '{"webhook_type":"a\\u0000","webhook_code":"b"}',
    ]) {
      logged = []
      expect(await refused(await post(await sign({ body }), body), 'MALFORMED')).toBe(400)
    }
  })

  it('is cut off at 64 kB', async () => {
    const body = `"${'x'.repeat(64 * 1024)}"`
    expect(await refused(await post(await sign({ body }), body), 'TOO_LARGE')).toBe(413)
  })
})
