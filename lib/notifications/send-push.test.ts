import { createDecipheriv, createECDH, createHmac, createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PushMessage, publicLookup, sendPush, type VapidKeys } from './send-push'

interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

let server: Server
let origin: string
let received: Received[] = []
let status = 201

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) })
      if (status === 0) return
      response.writeHead(status, { location: `${origin}/elsewhere` }).end('said')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  received = []
  status = 201
})

const browser = createECDH('prime256v1')
browser.generateKeys()
const auth = Buffer.alloc(16, 7)
const installation = createECDH('prime256v1')
installation.generateKeys()
const vapid: VapidKeys = {
  publicKey: installation.getPublicKey('base64url'),
  privateKey: Buffer.from(installation.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  subject: 'mailto:me@example.org',
}
const message: PushMessage = {
  id: 'n1',
  title: 'Large transaction',
  body: 'Tread & Torque',
  href: '/transactions',
}
const target = (path = '/send/1') => ({
  endpoint: `${origin}${path}`,
  p256dh: browser.getPublicKey('base64url'),
  auth: auth.toString('base64url'),
})
const send = (path?: string) => sendPush(target(path), message, vapid, { loopback: true, timeoutMs: 2_000 })

const hmac = (key: Buffer, ...data: Buffer[]) =>
  createHmac('sha256', key).update(Buffer.concat(data)).digest()

/** What a browser does with a body of the form aes128gcm: RFC 8188 and 8291. */
function opened(body: Buffer): string {
  const salt = body.subarray(0, 16)
  const length = body.readUInt8(20)
  const theirs = body.subarray(21, 21 + length)
  const sealed = body.subarray(21 + length)
  const secret = browser.computeSecret(theirs)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), theirs])
  const input = hmac(hmac(auth, secret), info, Buffer.from([1]))
  const base = hmac(salt, input)
  const key = hmac(base, Buffer.from('Content-Encoding: aes128gcm\0\x01')).subarray(0, 16)
  const nonce = hmac(base, Buffer.from('Content-Encoding: nonce\0\x01')).subarray(0, 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return text.subarray(0, text.lastIndexOf(2)).toString('utf8')
}

describe('a message to a browser', () => {
  it('can be read by that browser alone', async () => {
    expect(await send()).toBe('sent')
    const [first] = received
    if (!first) throw new Error('Nothing came')
    const { body, headers } = first
    expect(headers['content-encoding']).toBe('aes128gcm')
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(Number(headers.ttl)).toBeGreaterThan(0)
    expect(body.toString('latin1')).not.toContain('Tread')
    expect(body.toString('latin1')).not.toContain('/transactions')
    expect(JSON.parse(opened(body))).toEqual(message)
  })

  it('is signed for its push service by this installation, for a limited time', async () => {
    await send()
    const header = received[0]?.headers.authorization ?? ''
    const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
    expect(key).toBe(vapid.publicKey)
    const [head = '', claims = '', signature = ''] = token.split('.')
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
    expect(said).toMatchObject({ aud: origin, sub: vapid.subject })
    expect(said.exp * 1_000 - Date.now()).toBeLessThanOrEqual(86_400_000)
    const point = installation.getPublicKey()
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    })
    const isRight = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    expect(isRight).toBe(true)
  })

  it('tells a browser that is no more from one that cannot be reached now', async () => {
    for (const [answer, outcome] of [
      [404, 'gone'],
      [410, 'gone'],
      [429, 'failed'],
      [500, 'failed'],
      [201, 'sent'],
    ] as const) {
      status = answer
      expect(await send()).toBe(outcome)
    }
  })

  it('follows no redirect, and does not wait for ever', async () => {
    status = 307
    expect(await send()).toBe('failed')
    expect(received).toHaveLength(1)
    status = 0
    expect(await sendPush(target(), message, vapid, { loopback: true, timeoutMs: 100 })).toBe('failed')
  })

  it('is never sent to this machine, unless a test says so', async () => {
    expect(await sendPush(target(), message, vapid)).toBe('gone')
    expect(await sendPush({ ...target(), endpoint: 'https://127.0.0.1/x' }, message, vapid)).toBe('gone')
    expect(
      await sendPush({ ...target(), endpoint: 'https://localhost/x' }, message, vapid, { loopback: true }),
    ).toBe('gone')
    expect(received).toHaveLength(0)
  })

  it('is not sent by a name that leads to this machine', async () => {
    for (const all of [true, false]) {
      const found = await new Promise((resolve) =>
        publicLookup('localhost', { all }, (error) => resolve(error)),
      )
      expect(found).toBeInstanceOf(Error)
    }
  })

  it('is not sent where the keys are none', async () => {
    expect(await sendPush({ ...target(), p256dh: 'AAAA' }, message, vapid, { loopback: true })).toBe('gone')
    expect(received).toHaveLength(0)
  })
})
