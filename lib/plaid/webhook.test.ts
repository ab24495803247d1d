import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { JWKPublicKey } from 'plaid'
import { beforeAll, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { createWebhookVerifier } from './webhook'

const now = new Date('2026-03-03T12:00:00Z')
const clock = { now: () => now }
const seconds = Math.floor(now.getTime() / 1000)
const rawBody = JSON.stringify(
  { webhook_type: 'TRANSACTIONS', webhook_code: 'SYNC_UPDATES_AVAILABLE', item_id: 'item-1' },
  null,
  2,
)

let signing: CryptoKey
let key: JWKPublicKey
let asked: string[] = []

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true })
  signing = pair.privateKey
  const { x = '', y = '' } = await exportJWK(pair.publicKey)
  key = {
    alg: 'ES256',
    crv: 'P-256',
    kid: 'key-1',
    kty: 'EC',
    use: 'sig',
    x,
    y,
    created_at: seconds - 100,
    expired_at: null,
  }
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function sign(claims: { iat?: number; sha?: string; kid?: string } = {}): Promise<string> {
  return new SignJWT({ request_body_sha256: claims.sha ?? sha256(rawBody) })
    .setProtectedHeader({ alg: 'ES256', kid: claims.kid ?? 'key-1', typ: 'JWT' })
    .setIssuedAt(claims.iat ?? seconds)
    .sign(signing)
}

/** The order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The other signature that is good where this one is: (r, n − s) for (r, s). */
function mirrored(token: string): string {
  const end = token.lastIndexOf('.') + 1
  const signature = Buffer.from(token.slice(end), 'base64url').toString('hex')
  const s = ORDER - BigInt(`0x${signature.slice(64)}`)
  const other = Buffer.from(signature.slice(0, 64) + s.toString(16).padStart(64, '0'), 'hex')
  return token.slice(0, end) + other.toString('base64url')
}

function verifier(served: () => JWKPublicKey = () => key) {
  asked = []
  return createWebhookVerifier(async (keyId) => {
    asked.push(keyId)
    if (keyId !== 'key-1') throw new BankFailure('unknown', 'INVALID_WEBHOOK_VERIFICATION_KEY_ID', 'req')
    return served()
  }, clock)
}

describe('verifying a webhook', () => {
  it('takes one that Plaid signed, and asks for its key once', async () => {
    const { verify } = verifier()
    const first = await verify(await sign(), rawBody)
    expect(first).toMatchObject({
      ok: true,
      value: { type: 'TRANSACTIONS', code: 'SYNC_UPDATES_AVAILABLE', plaidItemId: 'item-1' },
    })
    await verify(await sign(), rawBody)
    expect(asked).toEqual(['key-1'])
  })

  it('knows a delivery again, also with its signature written the other way', async () => {
    const { verify } = verifier()
    const token = await sign()
    const first = await verify(token, rawBody)
    expect(first).toMatchObject({ ok: true })
    expect(mirrored(token)).not.toBe(token)
    expect(await verify(token, rawBody)).toEqual(first)
    expect(await verify(mirrored(token), rawBody)).toEqual(first)
  })

  it('tells two deliveries apart that say the same, a minute apart or in one second', async () => {
    const { verify } = verifier()
    const keys = new Set<string>()
    for (const iat of [seconds, seconds, seconds - 60]) {
      const result = await verify(await sign({ iat }), rawBody)
      if (result.ok) keys.add(result.value.deliveryKey)
    }
    expect(keys.size).toBe(3)
  })

  it('refuses a body that was altered by a single space', async () => {
    expect(await verifier().verify(await sign(), `${rawBody} `)).toEqual({ ok: false, code: 'FORGED' })
  })

  it('refuses what is older than five minutes, or from the future', async () => {
    expect(await verifier().verify(await sign({ iat: seconds - 310 }), rawBody)).toEqual({
      ok: false,
      code: 'FORGED',
    })
    expect(await verifier().verify(await sign({ iat: seconds + 60 }), rawBody)).toEqual({
      ok: false,
      code: 'FORGED',
    })
  })

  it('refuses every algorithm but ES256', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = encode({ iat: seconds, request_body_sha256: sha256(rawBody) })
    const none = `${encode({ alg: 'none', kid: 'key-1' })}.${claims}.`
    const hmac = await new SignJWT({ request_body_sha256: sha256(rawBody) })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .setIssuedAt(seconds)
      .sign(new TextEncoder().encode(key.x))
    const { verify } = verifier()
    expect(await verify(none, rawBody)).toEqual({ ok: false, code: 'FORGED' })
    expect(await verify(hmac, rawBody)).toEqual({ ok: false, code: 'FORGED' })
    expect(asked).toEqual([])
  })

  it('refuses a signature of another key, an unknown key and an expired one', async () => {
    const other = await generateKeyPair('ES256')
    const forged = await new SignJWT({ request_body_sha256: sha256(rawBody) })
      .setProtectedHeader({ alg: 'ES256', kid: 'key-1' })
      .setIssuedAt(seconds)
      .sign(other.privateKey)
    expect(await verifier().verify(forged, rawBody)).toEqual({ ok: false, code: 'FORGED' })
    expect(await verifier().verify(await sign({ kid: 'key-9' }), rawBody)).toEqual({
      ok: false,
      code: 'FORGED',
    })
    const expired = verifier(() => ({ ...key, expired_at: seconds - 1 }))
    expect(await expired.verify(await sign(), rawBody)).toEqual({ ok: false, code: 'FORGED' })
  })

  it('refuses nonsense in place of a token, and a body that is no webhook', async () => {
    for (const token of [null, '', 'a.b.c', 'x'.repeat(10_000)]) {
      expect(await verifier().verify(token, rawBody)).toEqual({ ok: false, code: 'FORGED' })
    }
    for (const body of ['not json', '[]', '{"webhook_type":1}']) {
      expect(await verifier().verify(await sign({ sha: sha256(body) }), body)).toEqual({
        ok: false,
        code: 'MALFORMED',
      })
    }
  })

  it('asks for a key once when many come at the same time', async () => {
    const { verify } = verifier()
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, age) => sign({ iat: seconds - age })))
    const results = await Promise.all(tokens.map((token) => verify(token, rawBody)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(asked).toEqual(['key-1'])
  })

  it('lets no stranger spend Plaid’s patience by naming ever more keys, and goes on taking what is Plaid’s', async () => {
    const { verify } = verifier()
    expect(await verify(await sign(), rawBody)).toMatchObject({ ok: true })
    const codes = []
    for (let index = 0; index < 40; index += 1) {
      const result = await verify(await sign({ kid: `made-up-${index}` }), rawBody)
      codes.push(result.ok ? 'TAKEN' : result.code)
    }
    expect(asked.length).toBeLessThanOrEqual(30)
    expect(new Set(codes)).toEqual(new Set(['FORGED', 'UNAVAILABLE']))
    expect(await verify(await sign({ iat: seconds - 1 }), rawBody)).toMatchObject({ ok: true })
  })

  it('asks Plaid to come again when the key cannot be had now', async () => {
    const { verify } = createWebhookVerifier(async () => {
      throw new BankFailure('wait', 'NETWORK', null)
    }, clock)
    expect(await verify(await sign(), rawBody)).toEqual({ ok: false, code: 'UNAVAILABLE' })
  })
})
