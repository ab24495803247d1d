import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseEnv } from '@/lib/env'
import { demoProof, mayDemo } from './demo-access'
import { type Caller, callerOf, watchPeers } from './peer'

const settings = parseEnv({
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 's'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  EMULATOR_CONTROL_SECRET: 'control-secret-of-the-test',
})
const behindProxy = { ...settings, addressHeader: 'x-forwarded-for' }

let seenHeaders: { get(name: string): string | null }
let seen: { direct: Caller; proxied: Caller; demo: boolean }
const server = createServer((request, response) => {
  const headers = {
    get: (name: string) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : null
    },
  }
  seenHeaders = headers
  seen = {
    direct: callerOf(headers, settings),
    proxied: callerOf(headers, behindProxy),
    demo: mayDemo(headers, settings),
  }
  response.end()
})

beforeAll(async () => {
  watchPeers()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
})

async function call(headers: Record<string, string> = {}): Promise<typeof seen> {
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve, reject) => {
    send({ port, host: '127.0.0.1', headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      response.resume().on('end', resolve)
    })
      .on('error', reject)
      .end()
  })
  return seen
}

describe('who is calling', () => {
  it('is known from the socket, whatever the caller says', async () => {
    expect((await call()).direct).toEqual({ address: '127.0.0.1', local: true })
    const forged = await call({ 'x-forwarded-for': '8.8.8.8', 'x-evenkeel-peer': 'guess local 1.2.3.4' })
    expect(forged.direct).toEqual({ address: '127.0.0.1', local: false })
    expect(callerOf(new Headers({ 'x-evenkeel-peer': 'guess local 127.0.0.1' }), settings)).toEqual({
      address: null,
      local: false,
    })
  })

  it('is not this machine when a proxy stands between, or when the name is another’s', async () => {
    expect((await call({ 'x-real-ip': '127.0.0.1' })).direct.local).toBe(false)
    expect((await call({ host: 'rebound.example.org' })).direct.local).toBe(false)
  })

  it('is taken from the proxy’s header where one is configured: the last entry, which the proxy wrote', async () => {
    expect((await call({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9' })).proxied).toEqual({
      address: '203.0.113.9',
      local: false,
    })
    expect((await call()).proxied).toEqual({ address: null, local: false })
  })
})

describe('the demo', () => {
  it('is open to this machine, and elsewhere to who has the secret', async () => {
    expect((await call()).demo).toBe(true)
    const away = { 'x-forwarded-for': '203.0.113.9' }
    expect((await call(away)).demo).toBe(false)
    expect((await call({ ...away, authorization: 'Bearer control-secret-of-the-test' })).demo).toBe(true)
    expect((await call({ ...away, authorization: 'Bearer control-secret-of-the-tesT' })).demo).toBe(false)
    expect(
      (await call({ ...away, cookie: `a=b; evenkeel-demo=${demoProof('control-secret-of-the-test')}` })).demo,
    ).toBe(true)
    expect((await call({ ...away, cookie: 'evenkeel-demo=control-secret-of-the-test' })).demo).toBe(false)
  })

  it('obeys no page of another site, and no stranger whom a proxy hides', async () => {
    expect((await call({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).demo).toBe(false)
    expect((await call({ origin: 'https://elsewhere.example.org' })).demo).toBe(false)
    expect((await call({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).demo).toBe(true)
    const hosted = { ...settings, appUrl: 'https://money.example.org' }
    await call()
    expect(mayDemo(seenHeaders, hosted)).toBe(false)
  })

  it('does not exist where Plaid is real', () => {
    expect(
      mayDemo(new Headers({ authorization: 'Bearer control-secret-of-the-test' }), {
        ...settings,
        plaidEnv: 'sandbox',
      }),
    ).toBe(false)
  })
})
