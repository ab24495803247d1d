import { createHash } from 'node:crypto'
import { importJWK, jwtVerify } from 'jose'
import { Products } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(options: Parameters<typeof startTestEmulator>[0] = {}) {
  const emulator = await startTestEmulator(options)
  running.push(emulator)
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: 'ins_109508',
    initial_products: [Products.Transactions],
    options: { webhook: emulator.webhookUrl, transactions: { days_requested: 90 } },
  })
  const { data } = await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
  return { emulator, ...data }
}

/** Waits, in real time, for something that happens on a timer. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries += 1) {
    if (tries > 400) throw new Error('It never happened.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('webhooks', () => {
  it('are signed over their raw body, and the key that is served verifies them', async () => {
    const { emulator, access_token } = await start({ startAt: new Date().toISOString() })
    await emulator.api.sandboxItemResetLogin({ access_token })
    await emulator.emulator.idle()
    const [webhook] = emulator.webhooks
    if (webhook === undefined) throw new Error('No webhook came.')
    expect(webhook.raw).toBe(JSON.stringify(webhook.body, null, 2))
    const kid: unknown = JSON.parse(
      Buffer.from(webhook.verification.split('.')[0] ?? '', 'base64url').toString(),
    ).kid
    const { data } = await emulator.api.webhookVerificationKeyGet({ key_id: String(kid) })
    expect(data.key).toMatchObject({
      alg: 'ES256',
      crv: 'P-256',
      kty: 'EC',
      use: 'sig',
      kid,
      expired_at: null,
    })
    const { kty, crv, x, y } = data.key
    const { payload, protectedHeader } = await jwtVerify(
      webhook.verification,
      await importJWK({ kty, crv, x, y }, 'ES256'),
      { algorithms: ['ES256'], maxTokenAge: '5 min' },
    )
    expect(protectedHeader.alg).toBe('ES256')
    expect(payload.request_body_sha256).toBe(createHash('sha256').update(webhook.raw).digest('hex'))
  })

  it('keep real time in their signature when the clock has been moved ahead', async () => {
    const { emulator, access_token } = await start({ startAt: new Date().toISOString() })
    await emulator.control('/clock/advance', { seconds: 30 * 86_400 })
    await emulator.api.sandboxItemResetLogin({ access_token })
    await emulator.emulator.idle()
    const claims = Buffer.from(
      emulator.webhooks.at(-1)?.verification.split('.')[1] ?? '',
      'base64url',
    ).toString()
    expect(Math.abs(JSON.parse(claims).iat - Date.now() / 1000)).toBeLessThan(60)
  })

  it('name no key that does not exist', async () => {
    const { emulator } = await start()
    expect(await plaidErrorOf(emulator.api.webhookVerificationKeyGet({ key_id: 'nothing' }))).toMatchObject({
      type: 'INVALID_INPUT',
      code: 'INVALID_WEBHOOK_VERIFICATION_KEY_ID',
    })
  })

  it('announce the two steps of the history, and speak of sync only once sync has been called', async () => {
    const { emulator, access_token } = await start()
    emulator.wait(1)
    await emulator.control('/clock/advance', { seconds: 0 })
    expect(await emulator.codes()).toEqual(['INITIAL_UPDATE'])
    await emulator.api.transactionsSync({ access_token })
    emulator.wait(2)
    await emulator.control('/clock/advance', { seconds: 0 })
    expect(await emulator.codes()).toEqual(['INITIAL_UPDATE', 'HISTORICAL_UPDATE', 'SYNC_UPDATES_AVAILABLE'])
    expect(emulator.webhooks.at(-1)?.body).toMatchObject({
      initial_update_complete: true,
      historical_update_complete: true,
      environment: 'sandbox',
    })
  })

  it('come by themselves, in real time, after an Item was linked', async () => {
    const emulator = await startTestEmulator({ delays: { initialMs: 30, historicalMs: 60 } })
    running.push(emulator)
    const created = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Transactions],
      options: { webhook: emulator.webhookUrl },
    })
    await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
    // The test's clock stands still: it is moved while the timers run.
    emulator.wait(1)
    await until(() => emulator.webhooks.length >= 2)
    expect(emulator.webhooks.map(({ body }) => body.webhook_code)).toContain('HISTORICAL_UPDATE')
  })

  it('tell of what arrives, of what posts, and of what time brings', async () => {
    const { emulator, access_token, item_id } = await start()
    emulator.wait(3)
    await emulator.api.transactionsSync({ access_token })
    await emulator.codes()
    emulator.webhooks.length = 0
    await emulator.control(`/items/${item_id}/arrive`, { count: 1 })
    expect((await emulator.codes()).at(-1)).toBe('SYNC_UPDATES_AVAILABLE')
    emulator.webhooks.length = 0
    await emulator.control(`/items/${item_id}/post-pending`)
    expect(await emulator.codes()).toEqual(
      expect.arrayContaining(['DEFAULT_UPDATE', 'TRANSACTIONS_REMOVED', 'SYNC_UPDATES_AVAILABLE']),
    )
    emulator.webhooks.length = 0
    await emulator.control('/clock/advance', { seconds: 3 * 86_400 })
    expect(await emulator.codes()).toContain('SYNC_UPDATES_AVAILABLE')
    emulator.webhooks.length = 0
    await emulator.control('/clock/advance', { seconds: 1 })
    expect(await emulator.codes()).toEqual([])
  })

  it('are sent again when they were not answered by 200, and no more once they were', async () => {
    let answers = 0
    const { emulator, access_token } = await start({
      delays: { webhookRetryMs: 15 },
      answerWebhook: () => {
        answers += 1
        return answers < 3 ? 500 : 200
      },
    })
    await emulator.api.sandboxItemResetLogin({ access_token })
    await until(() => emulator.webhooks.length === 3)
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(emulator.webhooks).toHaveLength(3)
    expect(new Set(emulator.webhooks.map(({ raw }) => raw)).size).toBe(1)
  })

  it('never hold up an answer', async () => {
    const { emulator, access_token } = await start({ answerWebhook: () => 500 })
    await emulator.api.itemWebhookUpdate({ access_token, webhook: 'http://127.0.0.1:9/closed' })
    expect((await emulator.api.sandboxItemResetLogin({ access_token })).data.reset_login).toBe(true)
  })

  it('warn a week before a consent ends, and ask for a new login when it has', async () => {
    const emulator = await startTestEmulator()
    running.push(emulator)
    const created = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_116834',
      initial_products: [Products.Transactions],
      options: { webhook: emulator.webhookUrl },
    })
    const { data } = await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
    await emulator.control('/clock/advance', { seconds: 84 * 86_400 })
    await emulator.control('/clock/advance', { seconds: 86_400 })
    const warnings = (await emulator.codes()).filter((code) => code === 'PENDING_EXPIRATION')
    expect(warnings).toHaveLength(1)
    await emulator.control('/clock/advance', { seconds: 6 * 86_400 })
    expect((await emulator.codes()).at(-1)).toBe('ERROR')
    const error = await plaidErrorOf(emulator.api.accountsGet({ access_token: data.access_token }))
    expect(error.code).toBe('ITEM_LOGIN_REQUIRED')
  })
})
