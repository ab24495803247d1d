import { Products } from 'plaid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
beforeEach(() => {
  emulator.webhooks.length = 0
})
afterAll(() => emulator.stop())

async function link(institution_id = 'ins_109508') {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id,
    initial_products: [Products.Transactions, Products.Auth],
    options: { webhook: emulator.webhookUrl },
  })
  const { public_token } = created.data
  const { access_token, item_id } = (await emulator.api.itemPublicTokenExchange({ public_token })).data
  emulator.wait(3)
  await emulator.api.transactionsSync({ access_token })
  await emulator.codes()
  emulator.webhooks.length = 0
  return {
    access_token,
    item_id,
    happen: (verb: string, body: object = {}) => emulator.control(`/items/${item_id}/${verb}`, body),
    show: async () => Object((await emulator.controlGet(`/items/${item_id}`)).body),
    /** The codes of this Item's own webhooks. */
    codes: async () => {
      await emulator.codes()
      return emulator.webhooks
        .filter(({ body }) => body.item_id === item_id)
        .map(({ body }) => body.webhook_code)
    },
  }
}

describe('an Item in the control plane', () => {
  it('is shown with its state and its accounts, and no token', async () => {
    const { access_token, item_id, show } = await link()
    const shown = await show()
    expect(shown).toMatchObject({
      item_id,
      client_id: 'client',
      institution_id: 'ins_109508',
      username: 'user_good',
      webhook: emulator.webhookUrl,
      products: ['transactions', 'auth'],
      state: {
        login_required: false,
        error: null,
        error_since: null,
        transactions: 'historical',
        is_exchanged: true,
        consent_expires_at: null,
        disconnects_at: null,
        new_accounts: false,
      },
    })
    expect(JSON.stringify(shown)).not.toContain(access_token)
    const { data } = await emulator.api.accountsGet({ access_token })
    expect(shown.accounts.filter(Object)).toEqual(
      data.accounts.map(({ account_id, balances, name, mask, type, subtype }) => ({
        account_id,
        name,
        mask,
        type,
        subtype,
        current: balances.current?.toFixed(2),
        currency: 'USD',
        is_shared: true,
        is_new: false,
        verification_status: null,
      })),
    )
    const listed = Object((await emulator.controlGet('/items')).body).items
    expect(listed).toContainEqual({ ...shown, accounts: data.accounts.length, request_id: undefined })
    expect((await emulator.controlGet('/items/nobody')).body.error_code).toBe('ITEM_NOT_FOUND')
  })

  it('shows what is wrong with it and since when', async () => {
    const { happen, show } = await link()
    const { body } = await happen('set-error', { error_code: 'ITEM_LOCKED' })
    const since = (await emulator.emulator.now()).toISOString().replace('.000', '')
    expect(body.state).toMatchObject({ login_required: false, error: 'ITEM_LOCKED', error_since: since })
    await happen('require-login')
    expect((await show()).state).toMatchObject({ login_required: true, error_since: since })
    await happen('set-error', { error_code: null })
    expect((await show()).state).toMatchObject({ error: null, error_since: null })
    const wrong = await happen('set-error', { error_code: 'BORED' })
    expect(wrong.status).toBe(400)
    expect(String(wrong.body.error_message)).toContain('ITEM_LOGIN_REQUIRED')
    expect((await happen('set-error')).body.error_code).toBe('MISSING_FIELDS')
  })

  it('shows the account that was revoked, and the one that was opened', async () => {
    const { happen } = await link()
    const before = Object((await happen('open-account')).body).accounts
    const opened = before.filter(({ is_new }: { is_new: boolean }) => is_new)
    expect(opened).toHaveLength(1)
    expect(opened[0].is_shared).toBe(false)
    const [{ account_id }] = before
    const { accounts } = Object((await happen('revoke-account', { account_id })).body)
    expect(accounts).toContainEqual({ ...before[0], is_shared: false })
    expect((await happen('revoke-account', { account_id: 'nobody' })).body.error_code).toBe(
      'INVALID_ACCOUNT_ID',
    )
  })

  it('is revoked as a whole', async () => {
    const { access_token, happen, codes } = await link()
    expect(Object((await happen('revoke')).body.state).error).toBe('USER_PERMISSION_REVOKED')
    expect(await codes()).toEqual(['USER_PERMISSION_REVOKED'])
    expect((await plaidErrorOf(emulator.api.accountsGet({ access_token }))).code).toBe(
      'USER_PERMISSION_REVOKED',
    )
  })

  it('ends within seven days and not later', async () => {
    const [american, british] = [await link(), await link('ins_117650')]
    const { body } = await american.happen('pending-disconnect', { days: 0 })
    expect(body.state).toMatchObject({ login_required: true })
    expect(await american.codes()).toEqual(['PENDING_DISCONNECT', 'ERROR'])
    expect((await british.happen('consent-expires', { days: 0 })).status).toBe(200)
    expect(await british.codes()).toEqual(['ERROR'])
    for (const days of [8, -1, 1.5]) {
      expect((await american.happen('pending-disconnect', { days })).body.error_code).toBe('INVALID_FIELD')
      expect((await british.happen('consent-expires', { days })).body.error_code).toBe('INVALID_FIELD')
    }
    const again = await british.happen('consent-expires', { days: 3 })
    expect(again.body.error_message).toContain('ITEM_LOGIN_REQUIRED')
  })

  it('gets another address for its webhooks, or none', async () => {
    const { happen, codes } = await link()
    expect((await happen('set-webhook', { webhook: null })).body.webhook).toBeNull()
    await happen('require-login')
    expect(await codes()).toEqual([])
    const { body } = await happen('set-webhook', { webhook: emulator.webhookUrl })
    expect(body.webhook).toBe(emulator.webhookUrl)
    expect(await codes()).toEqual(['WEBHOOK_UPDATE_ACKNOWLEDGED'])
    expect((await happen('set-webhook', { webhook: 'nowhere' })).body.error_code).toBe('INVALID_FIELD')
  })

  it('fires a webhook of any kind that a client could fire', async () => {
    const { happen, codes } = await link()
    expect((await happen('fire-webhook', { webhook_code: 'SYNC_UPDATES_AVAILABLE' })).status).toBe(200)
    expect(
      (await happen('fire-webhook', { webhook_type: 'AUTH', webhook_code: 'DEFAULT_UPDATE' })).status,
    ).toBe(200)
    expect(await codes()).toEqual(['SYNC_UPDATES_AVAILABLE', 'DEFAULT_UPDATE'])
    const missing = await happen('fire-webhook', { webhook_type: 'HOLDINGS', webhook_code: 'DEFAULT_UPDATE' })
    expect(missing.body.error_code).toBe('SANDBOX_PRODUCT_NOT_ENABLED')
  })

  it('is removed as its client would', async () => {
    const { access_token, item_id, happen } = await link()
    expect((await happen('remove')).status).toBe(200)
    expect((await plaidErrorOf(emulator.api.itemGet({ access_token }))).code).toBe('ITEM_NOT_FOUND')
    expect((await emulator.controlGet(`/items/${item_id}`)).status).toBe(400)
    expect((await happen('remove')).body.error_code).toBe('ITEM_NOT_FOUND')
  })
})

describe('an institution in the control plane', () => {
  const shown = async (id: string) => {
    const { body } = await emulator.controlGet('/institutions')
    const { institutions } = Object(body)
    return institutions.find(({ institution_id }: { institution_id: string }) => institution_id === id)
  }

  it('is listed with its status, countries and products', async () => {
    expect(await shown('ins_43')).toMatchObject({
      name: expect.any(String),
      status: 'HEALTHY',
      oauth: false,
      country_codes: ['CA'],
      products: expect.arrayContaining(['transactions']),
    })
    expect((await shown('ins_132361')).status).toBe('DOWN')
  })

  it('keeps the status that it is given', async () => {
    const set = (status: string, id = 'ins_43') => emulator.control(`/institutions/${id}/status`, { status })
    expect((await set('DEGRADED')).body).toMatchObject({ institution_id: 'ins_43', status: 'DEGRADED' })
    expect((await shown('ins_43')).status).toBe('DEGRADED')
    expect((await set('TIRED')).body.error_code).toBe('INVALID_FIELD')
    expect((await set('DOWN', 'ins_0')).body.error_code).toBe('INVALID_INSTITUTION')
    expect((await set('HEALTHY')).status).toBe(200)
    expect((await shown('ins_43')).status).toBe('HEALTHY')
  })
})
