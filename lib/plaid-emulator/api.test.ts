import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmulator } from './emulator'
import { memoryStore } from './store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'
import { link } from './transactions-testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const credentials = { client_id: 'client', secret: 'secret' }

/** A call with whatever body and headers. */
async function send(path: string, init: RequestInit) {
  const response = await fetch(`${emulator.base}${path}`, init)
  const body = await response.json()
  expect(body.request_id).toMatch(/^[A-Za-z0-9]{15}$/)
  expect(response.headers.get('plaid-request-id')).toBe(body.request_id)
  return { status: response.status, code: body.error_code, message: body.error_message }
}
const json = { 'content-type': 'application/json' }
const posted = (body: BodyInit, headers: Record<string, string> = json) =>
  send('/item/get', { method: 'POST', headers, body })

describe('a call of the API', () => {
  it('must carry one JSON object in UTF-8, sent as JSON', async () => {
    const unreadable = { status: 400, code: 'INVALID_BODY', message: 'body could not be parsed as JSON' }
    for (const body of ['', 'nonsense', '[]', '"text"', 'null', '{"a":']) {
      expect(await posted(body)).toEqual(unreadable)
    }
    expect(await posted(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toEqual(unreadable)
    expect(await posted(JSON.stringify(credentials), { 'content-type': 'text/plain' })).toEqual(unreadable)
    const named = { 'content-type': 'application/json; charset=utf-8' }
    expect((await posted(JSON.stringify(credentials), named)).code).toBe('MISSING_FIELDS')
  })

  it('may not be larger than a megabyte', async () => {
    const huge = JSON.stringify({ ...credentials, access_token: 'x'.repeat(1_000_100) })
    const answered = await posted(huge).catch(() => null)
    // The connection may break before the whole body was sent; an answer, if there is one, says why.
    if (answered !== null) expect(answered).toMatchObject({ status: 413, code: 'INVALID_BODY' })
    const inside = createEmulator({ store: memoryStore() })
    const request = new Request('http://x/item/get', { method: 'POST', headers: json, body: huge })
    expect((await inside.fetch(request)).status).toBe(413)
    await inside.close()
  })

  it('names the version of the API that there is, or none', async () => {
    const body = JSON.stringify({ ...credentials, access_token: 'x' })
    expect((await posted(body, { ...json, 'plaid-version': '2020-09-14' })).code).toBe('INVALID_ACCESS_TOKEN')
    const old = await posted(body, { ...json, 'plaid-version': '2019-05-29' })
    expect(old).toMatchObject({ status: 400, code: 'INVALID_HEADERS' })
    expect(old.message).toContain('2020-09-14')
  })

  it('is answered with what the emulator lacks, and with which method it has', async () => {
    const lacking = await send('/payment_initiation/payment/create', {
      method: 'POST',
      headers: json,
      body: '{}',
    })
    expect(lacking).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(lacking.message).toContain('the Plaid emulator has no POST /payment_initiation/payment/create')
    const got = await send('/item/get', { method: 'GET' })
    expect(got).toMatchObject({ status: 404, message: '/item/get is answered to POST alone, not to GET' })
  })

  it('takes its credentials from the headers before the body', async () => {
    const { access_token } = await link(emulator)
    const mixed = await emulator.post(
      '/item/get',
      { access_token, client_id: 'other', secret: 'b' },
      { 'plaid-client-id': 'client', 'plaid-secret': 'x' },
    )
    expect(mixed.status).toBe(200)
    expect((await emulator.post('/item/get', { access_token, client_id: 'client' })).body).toMatchObject({
      error_code: 'MISSING_FIELDS',
      error_message: 'the following required fields are missing: secret',
    })
  })
})

describe('the log', () => {
  it('has the last calls, newest first, with their ids and Items, and nothing secret', async () => {
    const { access_token, item_id } = await link(emulator)
    const good = await emulator.api.itemGet({ access_token })
    await plaidErrorOf(emulator.clientFor('thief').itemGet({ access_token }))
    await emulator.rule({ fault: 'status', status: 429, path: '/accounts/get', times: 1 })
    await plaidErrorOf(emulator.api.accountsGet({ access_token }))
    const { body } = await emulator.controlGet('/log?limit=3')
    expect(body.requests).toMatchObject([
      {
        path: '/accounts/get',
        status: 429,
        error_code: 'RATE_LIMIT',
        item_id,
        client_id: 'client',
        fault: 'status',
      },
      {
        path: '/item/get',
        status: 400,
        error_code: 'INVALID_ACCESS_TOKEN',
        item_id: null,
        client_id: 'thief',
      },
      { path: '/item/get', method: 'POST', status: 200, error_code: null, item_id, fault: null },
    ])
    expect(Object(body).requests[2].request_id).toBe(good.data.request_id)
    expect(JSON.stringify(body)).not.toContain(access_token)
    const everything = JSON.stringify((await emulator.controlGet('/log?limit=1000')).body)
    expect(everything).not.toMatch(/(access|public|link)-sandbox-/)
    expect(everything).not.toContain('secret')
  })

  it('names the Item that an exchange gave, and counts its webhooks', async () => {
    const { item_id, access_token } = await link(emulator, { webhook: `${emulator.webhookUrl}?token=hidden` })
    await emulator.api.sandboxItemResetLogin({ access_token })
    await emulator.emulator.idle()
    const { body } = await emulator.controlGet('/log')
    const { requests, webhooks } = Object(body)
    expect(requests.find(({ path }: { path: string }) => path.endsWith('exchange'))).toMatchObject({
      item_id,
    })
    expect(webhooks[0]).toEqual({
      at: expect.any(String),
      item_id,
      webhook_type: 'ITEM',
      webhook_code: 'ERROR',
      url: emulator.webhookUrl,
      outcome: 'delivered',
      status: 200,
      attempt: 1,
      next_attempt_at: null,
      fault: null,
    })
  })

  it('gives a hundred unless asked, and is told how many it may', async () => {
    for (let call = 0; call < 120; call += 1) await emulator.post('/item/get', {})
    expect(Object((await emulator.controlGet('/log')).body).requests).toHaveLength(100)
    expect((await emulator.controlGet('/log?limit=0')).status).toBe(400)
    expect((await emulator.controlGet('/log?limit=many')).status).toBe(400)
  })

  it('is bounded', async () => {
    const { requestLog } = await import('./request-log')
    const log = requestLog(10)
    const entry = { ...Object((await emulator.controlGet('/log')).body).requests[0] }
    for (let n = 0; n < 95; n += 1) log.addRequest({ ...entry, duration_ms: n })
    const { requests } = log.read(1000)
    expect(requests.map(({ duration_ms }) => duration_ms)).toEqual([94, 93, 92, 91, 90, 89, 88, 87, 86, 85])
  })
})

describe('the limits of the Sandbox', () => {
  it('hold per Item and minute where the emulator is strict, with the code of the path', async () => {
    const strict = await startTestEmulator({ strict: true })
    const one = await link(strict)
    const other = await link(strict)
    const call = (access_token: string) => strict.api.itemGet({ access_token })
    for (let n = 0; n < 40; n += 1) await call(one.access_token)
    expect(await plaidErrorOf(call(one.access_token))).toEqual({
      status: 429,
      type: 'RATE_LIMIT_EXCEEDED',
      code: 'ITEM_GET_LIMIT',
      message: 'rate limit exceeded for attempts to access this item. please try again later',
    })
    expect((await call(other.access_token)).status).toBe(200)
    expect((await strict.api.accountsGet({ access_token: one.access_token })).status).toBe(200)
    strict.wait(59)
    expect((await plaidErrorOf(call(one.access_token))).status).toBe(429)
    strict.wait(1)
    expect((await call(one.access_token)).status).toBe(200)
    await strict.stop()
  })

  it('hold per client, whom another client does not disturb', async () => {
    const strict = await startTestEmulator({ strict: true })
    const request = { count: 1, offset: 0, country_codes: ['US'] }
    const call = (client: string) =>
      strict.post('/institutions/get', request, { 'plaid-client-id': client, 'plaid-secret': 's' })
    for (let n = 0; n < 10; n += 1) expect((await call('busy')).status).toBe(200)
    expect((await call('busy')).body).toMatchObject({ error_code: 'INSTITUTIONS_GET_LIMIT' })
    expect((await call('calm')).status).toBe(200)
    await strict.stop()
  })

  it('do not hold otherwise', async () => {
    const { access_token } = await link(emulator)
    for (let n = 0; n < 60; n += 1) expect((await emulator.api.itemGet({ access_token })).status).toBe(200)
  })
})
