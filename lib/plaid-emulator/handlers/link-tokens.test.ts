import { CountryCode, Products } from 'plaid'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../store'
import { startTestEmulator } from '../testing'

describe('housekeeping', () => {
  it('forgets expired tokens and Items that nobody exchanged, and keeps those that are in use', async () => {
    const store = memoryStore()
    const emulator = await startTestEmulator({ store })
    const mint = () =>
      emulator.api.linkTokenCreate({
        client_name: 'Evenkeel',
        language: 'en',
        country_codes: [CountryCode.Us],
        user: { client_user_id: 'one' },
        products: [Products.Transactions],
      })
    const create = () =>
      emulator.api.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
      })
    await mint()
    await create()
    const kept = await emulator.api.itemPublicTokenExchange({
      public_token: (await create()).data.public_token,
    })
    expect(await store.list('item/')).toHaveLength(2)
    emulator.wait(30 * 3600)
    await mint()
    expect((await store.list('item/')).map(({ key }) => key)).toEqual([`item/${kept.data.item_id}`])
    expect(await store.list('link-token/')).toHaveLength(1)
    expect(await store.list('public-token/')).toHaveLength(0)
    expect((await emulator.api.accountsGet({ access_token: kept.data.access_token })).status).toBe(200)
    await emulator.stop()
  })
})
