import { afterEach, describe, expect, it } from 'vitest'
import { itemSchema, keys } from './documents'
import { linkedItem } from './linked-item'
import { memoryStore } from './store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start() {
  const store = memoryStore()
  const emulator = await startTestEmulator({ store })
  running.push(emulator)
  return { emulator, store }
}

describe('an Item', () => {
  it('has so much happen to it that a look at it stays quick, and no more', async () => {
    const { emulator, store } = await start()
    const { access_token, item_id } = await linkedItem(emulator, { username: 'user_transactions_dynamic' })
    emulator.wait(3)
    const stored = await store.get(keys.item(item_id))
    const item = itemSchema.parse(stored?.value)
    const at = Date.parse('2026-03-04T15:00:03Z')
    const events = Array.from({ length: 4_997 }, (_, number) =>
      number % 2 === 0
        ? { kind: 'arrive' as const, at, first: number, count: 1 }
        : { kind: 'post' as const, at },
    )
    await store.write([{ key: keys.item(item_id), value: { ...item, events, arrived: 4_997 } }])
    await emulator.api.transactionsRefresh({ access_token })
    const began = performance.now()
    expect((await emulator.api.transactionsSync({ access_token })).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(3000)
    expect(await plaidErrorOf(emulator.api.transactionsRefresh({ access_token }))).toMatchObject({
      status: 400,
      code: 'INVALID_FIELD',
    })
    const arrive = await emulator.control(`/items/${item_id}/arrive`, {})
    expect(arrive.body.error_message).toMatch(/keeps 5000 happenings/)
    expect((await emulator.api.itemGet({ access_token })).status).toBe(200)
  })

  it('gets one new access token for an old one, even while something else happens to it', async () => {
    const { emulator } = await start()
    const { access_token, item_id } = await linkedItem(emulator)
    const rotated = await Promise.allSettled([
      emulator.api.itemAccessTokenInvalidate({ access_token }),
      emulator.control(`/items/${item_id}/require-login`, {}),
      emulator.api.itemAccessTokenInvalidate({ access_token }),
    ])
    const tokens = [rotated[0], rotated[2]].flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.data.new_access_token] : [],
    )
    expect(tokens).toHaveLength(1)
    const [token = ''] = tokens
    expect((await emulator.api.itemGet({ access_token: token })).data.item.error?.error_code).toBe(
      'ITEM_LOGIN_REQUIRED',
    )
    expect((await plaidErrorOf(emulator.api.itemGet({ access_token }))).code).toBe('INVALID_ACCESS_TOKEN')
  })
})
