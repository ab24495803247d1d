import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmulator } from '../emulator'
import { memoryStore } from '../store'
import { startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const get = async (path: string) => {
  const response = await fetch(`${emulator.base}/emulator${path}`)
  return { status: response.status, body: await response.json() }
}

async function link(institution_id: string) {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id,
    initial_products: [Products.Transactions],
    options: { webhook: emulator.webhookUrl },
  })
  return (await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })).data
}

describe('the control plane', () => {
  it('does not exist for who may not use it', async () => {
    const closed = createEmulator({ store: memoryStore() })
    for (const [method, path] of [
      ['GET', 'items'],
      ['GET', 'clock'],
      ['POST', 'clock/advance'],
    ]) {
      const response = await closed.fetch(new Request(`http://x/emulator/${path}`, { method }))
      expect(response.status).toBe(404)
      expect((await response.json()).error_code).toBe('NOT_FOUND')
    }
    await closed.close()
  })

  it('moves the clock ahead, and never back', async () => {
    const before = (await get('/clock')).body
    const moved = await emulator.control('/clock/advance', { seconds: 3600 })
    expect(moved.body.offset_seconds).toBe(before.offset_seconds + 3600)
    expect(Date.parse(String(moved.body.now)) - Date.parse(before.now)).toBe(3_600_000)
    expect((await emulator.emulator.now()).toISOString()).toBe(moved.body.now)
    expect((await emulator.control('/clock/advance', { seconds: -1 })).body.error_code).toBe('INVALID_FIELD')
    expect((await emulator.control('/clock/advance', {})).body.error_code).toBe('MISSING_FIELDS')
  })

  it('lists Items with their state and no token', async () => {
    const { item_id, access_token } = await link('ins_109511')
    const { body } = await get('/items')
    const listed = body.items.find((item: { item_id: string }) => item.item_id === item_id)
    expect(listed).toMatchObject({
      institution_id: 'ins_109511',
      institution_name: 'Tartan Bank',
      username: 'user_good',
      state: { login_required: false },
      webhook: emulator.webhookUrl,
      accounts: 4,
    })
    expect(JSON.stringify(body)).not.toContain(access_token)
  })

  it('lets between one and twenty movements arrive, never the same twice', async () => {
    const { item_id, access_token } = await link('ins_43')
    emulator.wait(3)
    const { data } = await emulator.api.transactionsSync({ access_token, cursor: 'now' })
    expect((await emulator.control(`/items/${item_id}/arrive`)).body.added).toBe(1)
    expect((await emulator.control(`/items/${item_id}/arrive`, { count: 20 })).body.added).toBe(20)
    expect((await emulator.control(`/items/${item_id}/arrive`, { count: 21 })).status).toBe(400)
    const next = await emulator.api.transactionsSync({ access_token, cursor: data.next_cursor, count: 500 })
    expect(new Set(next.data.added.map(({ transaction_id }) => transaction_id)).size).toBe(21)
    expect(next.data.added.every(({ pending }) => pending)).toBe(true)
  })

  it('makes a bank ask for a new login', async () => {
    const { item_id, access_token } = await link('ins_116834')
    expect((await emulator.control(`/items/${item_id}/require-login`)).status).toBe(200)
    const { data } = await emulator.api.itemGet({ access_token })
    expect(data.item.error?.error_code).toBe('ITEM_LOGIN_REQUIRED')
  })

  it('knows no other Item and no other verb', async () => {
    const { item_id } = await link('ins_43')
    expect((await emulator.control('/items/nobody/arrive')).body.error_code).toBe('ITEM_NOT_FOUND')
    expect((await emulator.control(`/items/${item_id}/explode`)).status).toBe(404)
  })
})

describe('an emulator mounted under a prefix', () => {
  it('answers there', async () => {
    const mounted = createEmulator({
      store: memoryStore(),
      prefix: '/plaid-emulator',
      authorizeControl: () => true,
    })
    const response = await mounted.fetch(new Request('http://x/plaid-emulator/emulator/items'))
    expect(response.status).toBe(200)
    await mounted.close()
  })
})
