import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem, unknownAccess } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('Items', () => {
  it('exchanges a public token once', async () => {
    const { data } = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_43',
      initial_products: [Products.Transactions],
    })
    const first = await emulator.api.itemPublicTokenExchange({ public_token: data.public_token })
    expect(first.data.access_token).toMatch(/^access-sandbox-[0-9a-f-]{36}$/)
    expect(first.data.item_id).toMatch(/^[A-Za-z0-9]{37}$/)
    const again = await plaidErrorOf(
      emulator.api.itemPublicTokenExchange({ public_token: data.public_token }),
    )
    expect(again).toMatchObject({ status: 400, type: 'INVALID_INPUT', code: 'INVALID_PUBLIC_TOKEN' })
  })

  it('lets exactly one of many simultaneous exchanges have the token', async () => {
    const { data } = await emulator.api.sandboxPublicTokenCreate({
      institution_id: 'ins_43',
      initial_products: [Products.Transactions],
    })
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        emulator.api.itemPublicTokenExchange({ public_token: data.public_token }),
      ),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('lets a public token expire after half an hour', async () => {
    const own = await startTestEmulator()
    const { data } = await own.api.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Transactions],
    })
    own.wait(30 * 60)
    const error = await plaidErrorOf(own.api.itemPublicTokenExchange({ public_token: data.public_token }))
    await own.stop()
    expect(error.code).toBe('INVALID_PUBLIC_TOKEN')
    expect(error.message).toContain('provided public token is expired')
  })

  it('shows an Item with its institution, products and status', async () => {
    const { access_token, item_id } = await linkedItem(emulator, { webhook: emulator.webhookUrl })
    const { data } = await emulator.api.itemGet({ access_token })
    expect(data.item).toMatchObject({
      item_id,
      institution_id: 'ins_109508',
      institution_name: 'First Platypus Bank',
      products: ['transactions'],
      webhook: emulator.webhookUrl,
      error: null,
      consent_expiration_time: null,
    })
    expect(data.status?.transactions).toEqual({ last_successful_update: null, last_failed_update: null })
  })

  it('bounds the consent for banks in Britain and on the continent', async () => {
    const british = await linkedItem(emulator, { institution: 'ins_116834' })
    const { data } = await emulator.api.itemGet({ access_token: british.access_token })
    expect(data.item.consent_expiration_time).toBe('2026-06-02T15:00:00Z')
  })

  it('links the same credentials as another Item, with the same accounts under other ids', async () => {
    const [first, second] = [await linkedItem(emulator), await linkedItem(emulator)]
    expect(first.item_id).not.toBe(second.item_id)
    const accountsOf = async ({ access_token }: { access_token: string }) =>
      (await emulator.api.accountsGet({ access_token })).data.accounts
    const [ours, theirs] = [await accountsOf(first), await accountsOf(second)]
    expect(ours.map(({ name, mask, balances }) => ({ name, mask, balances }))).toEqual(
      theirs.map(({ name, mask, balances }) => ({ name, mask, balances })),
    )
    const ids = new Set([...ours, ...theirs].map(({ account_id }) => account_id))
    expect(ids.size).toBe(ours.length + theirs.length)
  })

  it('removes an Item for good', async () => {
    const { access_token } = await linkedItem(emulator)
    await emulator.api.itemRemove({ access_token })
    for (const call of [
      emulator.api.itemGet({ access_token }),
      emulator.api.transactionsSync({ access_token }),
      emulator.api.itemRemove({ access_token }),
    ]) {
      expect(await plaidErrorOf(call)).toMatchObject({
        status: 400,
        type: 'ITEM_ERROR',
        code: 'ITEM_NOT_FOUND',
      })
    }
  })

  it.each([
    ['unknown', unknownAccess, 'could not find matching access token'],
    ['malformed', 'access-nonsense', 'invalid format'],
    ['of production', 'access-production-00000000-0000-4000-8000-000000000000', 'wrong Plaid environment'],
  ])('refuses an access token that is %s', async (_what, access_token, message) => {
    const error = await plaidErrorOf(emulator.api.itemGet({ access_token }))
    expect(error).toMatchObject({ status: 400, type: 'INVALID_INPUT', code: 'INVALID_ACCESS_TOKEN' })
    expect(error.message).toContain(message)
  })

  it('keeps one client out of the Items of another', async () => {
    const { access_token } = await linkedItem(emulator)
    const stranger = emulator.clientFor('stranger')
    expect((await plaidErrorOf(stranger.accountsGet({ access_token }))).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('changes the webhook and tells the new address', async () => {
    const { access_token, item_id } = await linkedItem(emulator)
    const { data } = await emulator.api.itemWebhookUpdate({ access_token, webhook: emulator.webhookUrl })
    expect(data.item.webhook).toBe(emulator.webhookUrl)
    await emulator.emulator.idle()
    expect(emulator.webhooks.map(({ body }) => body)).toContainEqual({
      webhook_type: 'ITEM',
      webhook_code: 'WEBHOOK_UPDATE_ACKNOWLEDGED',
      item_id,
      new_webhook_url: emulator.webhookUrl,
      error: null,
      environment: 'sandbox',
    })
    const bad = await plaidErrorOf(emulator.api.itemWebhookUpdate({ access_token, webhook: 'nowhere' }))
    expect(bad.code).toBe('INVALID_FIELD')
  })
})
