import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseEnv } from '@/lib/env'
import { startTestEmulator, type TestEmulator } from '@/lib/plaid-emulator/testing'
import { type BankEvent, controlItem } from './emulator-control'

const env = parseEnv({
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 's'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
})

let bank: TestEmulator
beforeAll(async () => {
  bank = await startTestEmulator()
})
afterAll(() => bank.stop())

/** The emulator as a process of its own, which is reached over the network. */
const happen = (itemId: string, event: BankEvent) =>
  controlItem({ env: { ...env, plaid: { ...env.plaid, baseUrl: bank.base } }, emulator: null }, itemId, event)

async function link(institution_id = 'ins_109508') {
  const options = { webhook: bank.webhookUrl }
  const created = await bank.api.sandboxPublicTokenCreate({
    institution_id,
    initial_products: [Products.Transactions],
    options,
  })
  const { public_token } = created.data
  const { access_token, item_id } = (await bank.api.itemPublicTokenExchange({ public_token })).data
  bank.wait(3)
  await bank.api.transactionsSync({ access_token })
  const state = async () => Object((await bank.controlGet(`/items/${item_id}`)).body).state
  return { access_token, item_id, state }
}

describe('what can be made to happen at a pretend bank', () => {
  it('is an access that ends soon, by the way in which each bank ends it', async () => {
    const american = await link()
    expect(await happen(american.item_id, 'end-soon')).toBe(0)
    expect(await american.state()).toMatchObject({ disconnects_at: expect.any(String) })
    const continental = await link('ins_900001')
    expect(await happen(continental.item_id, 'end-soon')).toBe(0)
    expect(await continental.state()).toMatchObject({ disconnects_at: null })
  })

  it('is an access that is taken back, after which it cannot end once more', async () => {
    const { item_id, state } = await link()
    expect(await happen(item_id, 'revoke')).toBe(0)
    expect(await state()).toMatchObject({ error: 'USER_PERMISSION_REVOKED' })
    expect(await happen(item_id, 'end-soon')).toBeNull()
  })

  it('is a new account, as often as the bank has one', async () => {
    const { item_id, state } = await link()
    expect(await happen(item_id, 'open-account')).toBe(0)
    expect(await state()).toMatchObject({ new_accounts: true })
    const more: (number | null)[] = []
    for (let times = 0; times < 10; times += 1) more.push(await happen(item_id, 'open-account'))
    expect(more.at(-1)).toBeNull()
  })

  it('is two calls that fail for one connection alone, with something new to be had after them', async () => {
    const { access_token, item_id } = await link()
    const other = await link()
    expect(await happen(item_id, 'falter')).toBe(1)
    const sync = async (token: string) =>
      bank.api.transactionsSync({ access_token: token }).then(
        ({ status }) => status,
        (error) => Object(error).response?.status,
      )
    expect(await sync(other.access_token)).toBe(200)
    expect([await sync(access_token), await sync(access_token), await sync(access_token)]).toEqual([
      500, 500, 200,
    ])
  })

  it('is a bank that goes down and comes back', async () => {
    const { item_id } = await link('ins_43')
    const status = async () =>
      Object((await bank.controlGet('/institutions')).body).institutions.find(
        ({ institution_id }: { institution_id: string }) => institution_id === 'ins_43',
      ).status
    await happen(item_id, 'go-down')
    expect(await status()).toBe('DOWN')
    await happen(item_id, 'come-back')
    expect(await status()).toBe('HEALTHY')
  })

  it('is nothing for a connection that the bank does not know', async () => {
    for (const event of ['arrive', 'end-soon', 'falter', 'go-down'] as const)
      expect(await happen('unknown', event), event).toBeNull()
  })
})
