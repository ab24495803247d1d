import { Products } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import { type EmulatorStore, memoryStore } from './store'
import { startTestEmulator, type TestEmulator } from './testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(store: EmulatorStore = memoryStore()) {
  const emulator = await startTestEmulator({ store })
  running.push(emulator)
  return emulator
}

async function link(emulator: TestEmulator, days_requested = 90) {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: 'ins_109508',
    initial_products: [Products.Transactions],
    options: { webhook: emulator.webhookUrl, transactions: { days_requested } },
  })
  const { public_token } = created.data
  return (await emulator.api.itemPublicTokenExchange({ public_token })).data
}

async function countOf({ api }: TestEmulator, access_token: string): Promise<number> {
  let count = 0
  let cursor = ''
  for (let more = true; more; ) {
    const { data } = await api.transactionsSync({ access_token, cursor, count: 500 })
    count += data.added.length
    cursor = data.next_cursor
    more = data.has_more
  }
  return count
}

const told = async (emulator: TestEmulator) => {
  await emulator.codes()
  return emulator.webhooks
    .splice(0)
    .map(({ body }) => [body.webhook_code, body.new_transactions ?? body.historical_update_complete])
}

describe('webhooks about transactions', () => {
  it('count what came with each of the two pulls', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    expect(await countOf(emulator, access_token)).toBe(0)
    emulator.wait(1)
    const initial = await countOf(emulator, access_token)
    expect(await told(emulator)).toEqual([
      ['INITIAL_UPDATE', initial],
      ['SYNC_UPDATES_AVAILABLE', false],
    ])
    emulator.wait(2)
    const historical = await countOf(emulator, access_token)
    expect(historical).toBeGreaterThan(initial)
    expect(await told(emulator)).toEqual([
      ['HISTORICAL_UPDATE', historical - initial],
      ['SYNC_UPDATES_AVAILABLE', true],
    ])
  })

  it('count the first pull alike for who looks only when both are over, and say nothing of an unused sync', async () => {
    const toldAfter = async (seconds: number) => {
      const emulator = await start()
      const { access_token } = await link(emulator)
      emulator.wait(seconds)
      await emulator.api.itemGet({ access_token })
      return told(emulator)
    }
    const [soon, late] = [await toldAfter(1), await toldAfter(3)]
    expect(soon).toHaveLength(1)
    expect(late[0]).toEqual(soon[0])
    expect(late.map(([code]) => code)).toEqual(['INITIAL_UPDATE', 'HISTORICAL_UPDATE'])
  })
})

describe('the round over all Items', () => {
  it('reads and writes none in which there is nothing new', async () => {
    const inner = memoryStore()
    const calls = { get: 0, write: 0 }
    const emulator = await start({
      ...inner,
      list: (prefix) => inner.list(prefix),
      get: (key) => {
        if (key.startsWith('item/')) calls.get += 1
        return inner.get(key)
      },
      write: (changes) => {
        if (changes.some(({ key }) => key.startsWith('item/'))) calls.write += 1
        return inner.write(changes)
      },
    })
    for (let made = 0; made < 5; made += 1) await link(emulator)
    emulator.wait(3)
    await emulator.control('/clock/advance', { seconds: 0 })
    await emulator.codes()
    Object.assign(calls, { get: 0, write: 0 })
    emulator.wait(60)
    await emulator.control('/clock/advance', { seconds: 0 })
    expect(calls).toEqual({ get: 0, write: 0 })
    await emulator.control('/clock/advance', { seconds: 86_400 })
    expect(calls.write).toBe(5)
  })
})

describe('an Item that nobody listens to', () => {
  it('costs a round no write, and tells only what is new from when somebody does', async () => {
    const inner = memoryStore()
    let writes = 0
    const emulator = await start({
      ...inner,
      write: (changes) => {
        writes += changes.length
        return inner.write(changes)
      },
    })
    const created = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Transactions, Products.Investments, Products.Liabilities],
    })
    const { access_token } = (
      await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
    ).data
    await emulator.control('/clock/advance', { seconds: 10 })
    writes = 0
    await emulator.control('/clock/advance', { seconds: 40 * 86_400 })
    // The clock alone.
    expect(writes).toBe(1)
    await emulator.api.itemWebhookUpdate({ access_token, webhook: emulator.webhookUrl })
    expect(await emulator.codes()).toEqual(['WEBHOOK_UPDATE_ACKNOWLEDGED'])
    await emulator.control('/clock/advance', { seconds: 10 * 86_400 })
    const codes = await emulator.codes()
    expect(codes).toContain('DEFAULT_UPDATE')
    expect(codes).not.toContain('INITIAL_UPDATE')
    expect(codes).not.toContain('HISTORICAL_UPDATE')
  })
})

describe('webhooks about investment transactions', () => {
  it('count the rows that can then be fetched', async () => {
    const emulator = await start()
    const created = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Investments],
      options: { webhook: emulator.webhookUrl },
    })
    const { access_token } = (
      await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
    ).data
    const today = async () => (await emulator.emulator.now()).toISOString().slice(0, 10)
    const rowsFrom = async (start_date: string) => {
      const { data } = await emulator.api.investmentsTransactionsGet({
        access_token,
        start_date,
        end_date: await today(),
      })
      return data.total_investment_transactions
    }
    const counted = async () => {
      await emulator.codes()
      return emulator.webhooks
        .splice(0)
        .filter(({ body }) => body.webhook_type === 'INVESTMENTS_TRANSACTIONS')
        .map(({ body }) => [body.webhook_code, body.new_investments_transactions])
    }
    await emulator.control('/clock/advance', { seconds: 10 })
    expect(await counted()).toEqual([['HISTORICAL_UPDATE', await rowsFrom('2000-01-01')]])
    // A day is over when the markets have closed: of the first one nothing had been told.
    const linkedOn = await today()
    await emulator.control('/clock/advance', { seconds: 40 * 86_400 })
    const added = await rowsFrom(linkedOn)
    expect(added).toBeGreaterThan(0)
    expect(await counted()).toEqual([['DEFAULT_UPDATE', added]])
  })
})
