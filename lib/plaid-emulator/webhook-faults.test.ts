import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryStore } from './store'
import { startTestEmulator, type TestEmulator } from './testing'
import { link } from './transactions-testing'
import { fire, later, loggedWebhooks, startAt } from './webhook-testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(options: Parameters<typeof startTestEmulator>[0] = {}) {
  // No news but what a test makes: the history is far away.
  const delays = { initialMs: 1e9, historicalMs: 1e9 }
  const emulator = await startTestEmulator({ delays, ...options })
  running.push(emulator)
  return { emulator, ...(await link(emulator, { webhook: emulator.webhookUrl })) }
}

describe('a rule for webhooks', () => {
  it('sends one twice, of the code that it names, and takes the others as they are', async () => {
    const { emulator, access_token, item_id } = await start()
    await emulator.rule({ fault: 'webhook_duplicate', webhook_code: 'LOGIN_REPAIRED', item_id })
    await fire(emulator, access_token, 'NEW_ACCOUNTS_AVAILABLE')
    await fire(emulator, access_token, 'LOGIN_REPAIRED')
    expect(await emulator.codes()).toEqual(['NEW_ACCOUNTS_AVAILABLE', 'LOGIN_REPAIRED', 'LOGIN_REPAIRED'])
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({
      fault: 'webhook_duplicate',
      outcome: 'delivered',
    })
  })

  it('loses one for good', async () => {
    const { emulator, access_token } = await start()
    await emulator.rule({ fault: 'webhook_lose', times: 1 })
    await fire(emulator, access_token, 'LOGIN_REPAIRED')
    await fire(emulator, access_token, 'NEW_ACCOUNTS_AVAILABLE')
    emulator.wait(86_400)
    expect(await emulator.codes()).toEqual(['NEW_ACCOUNTS_AVAILABLE'])
    expect((await loggedWebhooks(emulator))[1]).toMatchObject({
      outcome: 'lost',
      attempt: 0,
      fault: 'webhook_lose',
    })
  })

  it('holds one until the next has gone out', async () => {
    const { emulator, access_token } = await start()
    await emulator.rule({ fault: 'webhook_reorder' })
    await fire(emulator, access_token, 'LOGIN_REPAIRED')
    expect(await emulator.codes()).toEqual([])
    await fire(emulator, access_token, 'NEW_ACCOUNTS_AVAILABLE')
    expect(await emulator.codes()).toEqual(['NEW_ACCOUNTS_AVAILABLE', 'LOGIN_REPAIRED'])
  })

  it('holds one for five seconds when no other comes', async () => {
    const { emulator, access_token } = await start()
    await emulator.rule({ fault: 'webhook_reorder', times: 1 })
    await fire(emulator, access_token, 'LOGIN_REPAIRED')
    emulator.wait(4)
    expect(await emulator.codes()).toEqual([])
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({ outcome: 'held', attempt: 0 })
    emulator.wait(1)
    expect(await emulator.codes()).toEqual(['LOGIN_REPAIRED'])
  })

  it('delays one, also over a restart', async () => {
    const store = memoryStore()
    const first = await startTestEmulator({ startAt, store })
    const receiver = await startTestEmulator({ startAt })
    running.push(receiver)
    const { access_token } = await link(first, { webhook: receiver.webhookUrl })
    await first.rule({ fault: 'webhook_delay', delay_ms: 60_000, times: 1 })
    await fire(first, access_token, 'LOGIN_REPAIRED')
    await first.emulator.idle()
    expect((await loggedWebhooks(first))[0]).toMatchObject({ outcome: 'delayed', next_attempt_at: later(60) })
    await first.stop()
    const second = await startTestEmulator({ startAt: later(59), store })
    running.push(second)
    await second.emulator.idle()
    expect(receiver.webhooks).toHaveLength(0)
    second.wait(1)
    await second.emulator.idle()
    expect(receiver.webhooks.map(({ body }) => body.webhook_code)).toEqual(['LOGIN_REPAIRED'])
  })

  it('forges two before the true one, and no forgery stands up to verification', async () => {
    const { emulator, access_token } = await start({ startAt: new Date().toISOString() })
    await emulator.rule({ fault: 'webhook_forge', times: 1 })
    await fire(emulator, access_token, 'LOGIN_REPAIRED')
    expect(await emulator.codes()).toEqual([
      'USER_PERMISSION_REVOKED',
      'USER_PERMISSION_REVOKED',
      'LOGIN_REPAIRED',
    ])
    const verdicts = await Promise.all(
      emulator.webhooks.map(async ({ verification, raw }) => {
        const kid = JSON.parse(Buffer.from(verification.split('.')[0] ?? '', 'base64url').toString()).kid
        const served = await emulator.post('/webhook_verification_key/get', {
          client_id: 'client',
          secret: 's',
          key_id: kid,
        })
        if (served.status !== 200) return served.body.error_code
        const { payload } = await jwtVerify(
          verification,
          createLocalJWKSet({ keys: [Object(served.body.key)] }),
        )
        return payload.request_body_sha256 === createHash('sha256').update(raw).digest('hex')
      }),
    )
    expect(verdicts).toEqual(['INVALID_WEBHOOK_VERIFICATION_KEY_ID', false, true])
    expect((await loggedWebhooks(emulator)).map(({ fault }) => fault)).toEqual(Array(3).fill('webhook_forge'))
  })
})

describe('the signing keys', () => {
  it('rotate: the new one signs, and the old one stays served with its end', async () => {
    const { emulator, access_token } = await start()
    await fire(emulator, access_token)
    await emulator.emulator.idle()
    const before = Object((await emulator.controlGet('/keys')).body).keys
    expect(before).toEqual([{ kid: expect.any(String), created_at: expect.any(String), expired_at: null }])
    emulator.wait(10)
    const { kid } = (await emulator.control('/keys/rotate')).body
    expect(Object((await emulator.controlGet('/keys')).body).keys).toEqual([
      { kid, created_at: '2026-03-04T15:00:10Z', expired_at: null },
      { ...before[0], expired_at: '2026-03-04T15:00:10Z' },
    ])
    await fire(emulator, access_token)
    await emulator.emulator.idle()
    const signedBy = emulator.webhooks.map(
      ({ verification }) =>
        JSON.parse(Buffer.from(verification.split('.')[0] ?? '', 'base64url').toString()).kid,
    )
    expect(signedBy).toEqual([before[0].kid, kid])
    const old = await emulator.api.webhookVerificationKeyGet({ key_id: before[0].kid })
    expect(old.data.key.expired_at).toBe(Date.parse('2026-03-04T15:00:10Z') / 1000)
  })
})
