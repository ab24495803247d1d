import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { requestLog } from './request-log'
import { fileStore, memoryStore } from './store'
import { startTestEmulator, type TestEmulator } from './testing'
import { link } from './transactions-testing'
import { waitingWebhooks } from './waiting-webhooks'
import { fire, later, loggedWebhooks, startAt } from './webhook-testing'
import { courier } from './webhooks'

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

describe('a webhook that is not taken', () => {
  it('is sent again after 30 s, then after four times as long each, and given up after a day', async () => {
    const { emulator, access_token } = await start({ startAt, answerWebhook: () => 500 })
    await fire(emulator, access_token)
    await emulator.emulator.idle()
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({
      outcome: 'rejected',
      status: 500,
      attempt: 1,
      next_attempt_at: later(30),
    })
    for (const [attempt, wait] of [30, 120, 480, 1920, 7680, 30_720].entries()) {
      emulator.wait(wait - 1)
      await emulator.emulator.idle()
      expect(emulator.webhooks).toHaveLength(attempt + 1)
      emulator.wait(1)
      await emulator.emulator.idle()
      expect(emulator.webhooks).toHaveLength(attempt + 2)
    }
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({ attempt: 7, next_attempt_at: null })
    emulator.wait(3 * 86_400)
    await emulator.emulator.idle()
    expect(emulator.webhooks).toHaveLength(7)
    expect(new Set(emulator.webhooks.map(({ raw }) => raw)).size).toBe(1)
  })

  it('waits for as long as a 429 asks, and no longer than four hours', async () => {
    let retryAfter = '600'
    const { emulator, access_token } = await start({
      startAt,
      answerWebhook: () => new Response(null, { status: 429, headers: { 'retry-after': retryAfter } }),
    })
    await fire(emulator, access_token)
    await emulator.emulator.idle()
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({ status: 429, next_attempt_at: later(600) })
    retryAfter = '999999'
    emulator.wait(600)
    await emulator.emulator.idle()
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({
      attempt: 2,
      next_attempt_at: later(600 + 4 * 3600),
    })
  })

  it('has timed out when there is no answer in time', async () => {
    let isHanging = true
    const store = memoryStore()
    const log = requestLog()
    const post = courier({
      store,
      fetch: (_url, init) =>
        new Promise((resolve, reject) => {
          if (!isHanging) resolve(new Response(null))
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        }),
      delays: { webhookTimeoutMs: 20, webhookRetryMs: 30_000 },
      realNow: () => Date.parse(startAt),
      log: () => undefined,
      requestLog: log,
    })
    post.deliver({ url: 'http://127.0.0.1/x', body: { webhook_type: 'ITEM' }, itemId: 'i', code: 'ERROR' })
    await post.idle()
    expect(log.read(10).webhooks).toMatchObject([{ outcome: 'timed_out', next_attempt_at: later(30) }])
    isHanging = false
    await post.close()
  })

  it('is sent again by the next process over the same file, and then forgotten', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-retry-'))
    const path = join(folder, 'state.json')
    let status = 503
    const received: string[] = []
    const process = (now: string) =>
      courier({
        store: fileStore(path),
        fetch: async (_url, init) => {
          received.push(String(init?.body))
          return new Response(null, { status })
        },
        delays: { webhookTimeoutMs: 1000, webhookRetryMs: 30_000 },
        realNow: () => Date.parse(now),
        log: () => undefined,
        requestLog: requestLog(),
      })
    const first = process(startAt)
    first.deliver({ url: 'http://127.0.0.1/x', body: { webhook_code: 'ERROR' }, itemId: '', code: 'ERROR' })
    await first.idle()
    await first.close()
    const early = process(later(29))
    await early.idle()
    expect(received).toHaveLength(1)
    await early.close()
    status = 200
    const second = process(later(30))
    await second.idle()
    await second.idle()
    expect(received).toEqual(Array(2).fill('{\n  "webhook_code": "ERROR"\n}'))
    expect(await fileStore(path).list('waiting-webhook/')).toEqual([])
    await second.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is not sent again once its Item has been removed', async () => {
    const { emulator, access_token } = await start({ startAt, answerWebhook: () => 500 })
    await fire(emulator, access_token)
    await emulator.emulator.idle()
    await emulator.api.itemRemove({ access_token })
    emulator.wait(30)
    await emulator.emulator.idle()
    expect(emulator.webhooks).toHaveLength(1)
    emulator.wait(86_400)
    await emulator.emulator.idle()
    expect(emulator.webhooks).toHaveLength(1)
  })

  it('is sent by one of several processes over one store', async () => {
    const store = memoryStore()
    const sent: string[] = []
    const now = { ms: Date.parse(startAt) }
    const answer = { status: 500 }
    const couriers = Array.from({ length: 4 }, (_, name) =>
      courier({
        store,
        fetch: async () => {
          sent.push(`${name}`)
          return new Response(null, { status: answer.status })
        },
        delays: { webhookTimeoutMs: 1000, webhookRetryMs: 30_000 },
        realNow: () => now.ms,
        log: () => undefined,
        requestLog: requestLog(),
      }),
    )
    for (let n = 0; n < 5; n += 1)
      couriers[0]?.deliver({ url: `http://127.0.0.1/${n}`, body: { n }, itemId: '', code: 'ERROR' })
    await couriers[0]?.idle()
    expect(sent).toHaveLength(5)
    now.ms += 30_000
    answer.status = 200
    await Promise.all(couriers.map((one) => one.idle()))
    expect(sent).toHaveLength(10)
    expect(await store.list('waiting-webhook/')).toEqual([])
    await Promise.all(couriers.map((one) => one.close()))
  })

  it('is due again when the process that took it has died', async () => {
    const store = memoryStore()
    const waiting = waitingWebhooks(store)
    const webhook = {
      url: 'http://x',
      raw: '{}',
      itemId: 'i',
      type: 'ITEM',
      code: 'ERROR',
      attempts: 1,
      firstAt: 0,
      fault: null,
    }
    const one = await waiting.add(webhook, 1000)
    expect(await waiting.claim(one, 5000)).not.toBeNull()
    expect(await waiting.claim(one, 5000)).toBeNull()
    const [again] = await waitingWebhooks(store).list()
    expect(again).toMatchObject({ key: one.key, nextAt: 5000 })
  })

  it('is kept in memory alone when its body holds a token', async () => {
    const store = memoryStore()
    const waiting = waitingWebhooks(store)
    const raw = '{"public_token":"public-sandbox-00000000-0000-4000-8000-000000000000"}'
    const webhook = {
      url: 'http://x',
      raw,
      itemId: '',
      type: 'LINK',
      code: 'SESSION_FINISHED',
      attempts: 1,
      firstAt: 0,
      fault: null,
    }
    const one = await waiting.add(webhook, 1000)
    expect(await store.list('')).toEqual([])
    const claim = await waiting.claim(one, 5000)
    expect(claim?.webhook.raw).toBe(raw)
    if (claim !== null) await waiting.remove(claim)
    expect(await waiting.list()).toEqual([])
  })

  it('is not sent again to a receiver that refuses more than nine in ten', async () => {
    const { emulator, access_token } = await start({ startAt, answerWebhook: () => 400 })
    for (let n = 0; n < 20; n += 1) await fire(emulator, access_token)
    await emulator.emulator.idle()
    const [last, ...others] = await loggedWebhooks(emulator)
    expect(last).toMatchObject({ outcome: 'rejected', next_attempt_at: null })
    expect(others.every(({ next_attempt_at }) => next_attempt_at === later(30))).toBe(true)
    emulator.wait(30)
    await emulator.emulator.idle()
    expect((await loggedWebhooks(emulator))[0]).toMatchObject({ attempt: 2, next_attempt_at: null })
    emulator.wait(86_400)
    await emulator.emulator.idle()
    expect(emulator.webhooks).toHaveLength(39)
  })

  it('is kept when the emulator closes in the middle of sending it', async () => {
    const store = memoryStore()
    const log = requestLog()
    const post = courier({
      store,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        }),
      delays: { webhookTimeoutMs: 10_000, webhookRetryMs: 30_000 },
      realNow: () => Date.parse(startAt),
      log: () => undefined,
      requestLog: log,
    })
    post.deliver({ url: 'http://127.0.0.1/x', body: {}, itemId: 'i', code: 'ERROR' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await post.close()
    expect(await store.list('waiting-webhook/')).toHaveLength(1)
  })
})
