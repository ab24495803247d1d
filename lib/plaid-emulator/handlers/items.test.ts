import {
  SandboxItemFireWebhookRequestWebhookCodeEnum as Code,
  ItemRemoveReasonCode,
  Products,
  WebhookType as Type,
  SandboxItemSetVerificationStatusRequestVerificationStatusEnum as Verification,
} from 'plaid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { memoryStore } from '../store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
beforeEach(() => {
  emulator.webhooks.length = 0
})
afterAll(() => emulator.stop())

async function link(products = [Products.Transactions], institution_id = 'ins_109508', webhook?: string) {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id,
    initial_products: products,
    ...(webhook !== undefined && { options: { webhook } }),
  })
  const { public_token } = created.data
  const { data } = await emulator.api.itemPublicTokenExchange({ public_token })
  return data
}

const linkWithWebhook = (products?: Products[]) => link(products, 'ins_109508', emulator.webhookUrl)

const lastWebhook = async () => {
  await emulator.codes()
  return emulator.webhooks.at(-1)?.body
}

describe('/item/get', () => {
  it('says when each product was last updated, what the last webhook was and how Auth is known', async () => {
    const { access_token, item_id } = await linkWithWebhook([Products.Transactions])
    const now = (await emulator.emulator.now()).toISOString().replace('.000', '')
    const fresh = (await emulator.api.itemGet({ access_token })).data
    expect(fresh.item).toMatchObject({
      item_id,
      created_at: now,
      auth_method: null,
      consent_expiration_time: null,
      error: null,
      update_type: 'background',
      webhook: emulator.webhookUrl,
    })
    expect(fresh.status).toMatchObject({
      investments: null,
      transactions: { last_successful_update: null, last_failed_update: null },
      last_webhook: null,
    })
    emulator.wait(3)
    const ready = (await emulator.api.itemGet({ access_token })).data
    expect(ready.status?.transactions?.last_successful_update).not.toBeNull()
    expect(ready.status?.last_webhook?.code_sent).toBe('HISTORICAL_UPDATE')
    await emulator.codes()
  })

  it('knows the numbers of an Item with Auth, and the state of its investments', async () => {
    const { access_token } = await link([Products.Auth, Products.Investments])
    const { item, status } = (await emulator.api.itemGet({ access_token })).data
    expect(item.auth_method).toBe('INSTANT_AUTH')
    expect(status?.transactions).toBeNull()
    expect(status?.investments?.last_successful_update).toEqual(expect.any(String))
  })

  it('says when the consent ends at banks whose consents do', async () => {
    const { access_token } = await link([Products.Transactions], 'ins_117650')
    const { item } = (await emulator.api.itemGet({ access_token })).data
    expect(Date.parse(item.consent_expiration_time ?? '')).toBeGreaterThan(Date.parse('2026-03-10'))
  })
})

describe('/item/access_token/invalidate', () => {
  it('gives a new token for the same Item; the old one is unknown from then on', async () => {
    const { access_token, item_id } = await link()
    const { data } = await emulator.api.itemAccessTokenInvalidate({ access_token })
    expect(data.new_access_token).toMatch(/^access-sandbox-[0-9a-f-]{36}$/)
    const renewed = await emulator.api.itemGet({ access_token: data.new_access_token })
    expect(renewed.data.item.item_id).toBe(item_id)
    for (const call of [
      emulator.api.itemGet({ access_token }),
      emulator.api.itemAccessTokenInvalidate({ access_token }),
    ]) {
      expect(await plaidErrorOf(call)).toMatchObject({ status: 400, code: 'INVALID_ACCESS_TOKEN' })
    }
  })

  it('lets one of two at once have the new token', async () => {
    const { access_token } = await link()
    const answers = await Promise.allSettled([
      emulator.api.itemAccessTokenInvalidate({ access_token }),
      emulator.api.itemAccessTokenInvalidate({ access_token }),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is another client’s business for none but the owner', async () => {
    const { access_token } = await link()
    const stranger = emulator.clientFor('stranger').itemAccessTokenInvalidate({ access_token })
    expect((await plaidErrorOf(stranger)).code).toBe('INVALID_ACCESS_TOKEN')
  })
})

describe('/item/public_token/create', () => {
  const get = async (access_token: string) => (await emulator.api.itemGet({ access_token })).data.item.item_id

  it('gives a token whose exchange leads to the same Item and to the access token that it has', async () => {
    const { access_token, item_id } = await link()
    const { data } = await emulator.api.itemCreatePublicToken({ access_token })
    expect(data.public_token).toMatch(/^public-sandbox-[0-9a-f-]{36}$/)
    expect(Date.parse(data.expiration ?? '') - (await emulator.emulator.now()).getTime()).toBe(30 * 60_000)
    const { public_token } = data
    const exchanged = (await emulator.api.itemPublicTokenExchange({ public_token })).data
    expect(exchanged).toMatchObject({ access_token, item_id })
    expect(await plaidErrorOf(emulator.api.itemPublicTokenExchange({ public_token }))).toMatchObject({
      code: 'INVALID_PUBLIC_TOKEN',
    })
  })

  it('leads to the newest access token, of which the Item has one, however often it was replaced', async () => {
    const { access_token, item_id } = await link()
    const { public_token } = (await emulator.api.itemCreatePublicToken({ access_token })).data
    const second = (await emulator.api.itemAccessTokenInvalidate({ access_token })).data.new_access_token
    const third = (await emulator.api.itemAccessTokenInvalidate({ access_token: second })).data
      .new_access_token
    const exchanged = (await emulator.api.itemPublicTokenExchange({ public_token })).data
    expect(exchanged).toMatchObject({ access_token: third, item_id })
    expect(await get(third)).toBe(item_id)
    for (const ended of [access_token, second])
      expect((await plaidErrorOf(get(ended))).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('lives for thirty minutes, several at a time, and keeps no token where others could read it', async () => {
    const store = memoryStore()
    const own = await startTestEmulator({ store })
    try {
      const { access_token, item_id } = await linkedItem(own)
      const early = (await own.api.itemCreatePublicToken({ access_token })).data.public_token
      own.wait(29 * 60)
      const late = (await own.api.itemCreatePublicToken({ access_token })).data.public_token
      const { new_access_token } = (await own.api.itemAccessTokenInvalidate({ access_token })).data
      const kept = JSON.stringify(await store.list(''))
      for (const secret of [access_token, early, late, new_access_token]) expect(kept).not.toContain(secret)
      own.wait(60)
      const { code, message } = await plaidErrorOf(own.api.itemPublicTokenExchange({ public_token: early }))
      expect({ code, message }).toMatchObject({
        code: 'INVALID_PUBLIC_TOKEN',
        message: expect.stringMatching(/expired/),
      })
      const { data } = await own.api.itemPublicTokenExchange({ public_token: late })
      expect(data).toMatchObject({ access_token: new_access_token, item_id })
    } finally {
      await own.stop()
    }
  })

  it('is refused for a token that has ended, or is another client’s', async () => {
    const { access_token } = await link()
    const stranger = emulator.clientFor('stranger').itemCreatePublicToken({ access_token })
    expect((await plaidErrorOf(stranger)).code).toBe('INVALID_ACCESS_TOKEN')
    await emulator.api.itemAccessTokenInvalidate({ access_token })
    expect((await plaidErrorOf(emulator.api.itemCreatePublicToken({ access_token }))).code).toBe(
      'INVALID_ACCESS_TOKEN',
    )
  })
})

describe('/item/remove', () => {
  it('takes a reason, and ends calls and webhooks', async () => {
    const { access_token, item_id } = await linkWithWebhook()
    await emulator.api.itemRemove({
      access_token,
      reason_code: ItemRemoveReasonCode.ConnectionIsNonFunctional,
      reason_note: 'moved to another bank',
    })
    await emulator.control('/clock/advance', { seconds: 86_400 })
    await emulator.codes()
    expect(emulator.webhooks.filter(({ body }) => body.item_id === item_id)).toEqual([])
    for (const call of [emulator.api.itemGet({ access_token }), emulator.api.itemRemove({ access_token })]) {
      expect(await plaidErrorOf(call)).toMatchObject({ type: 'ITEM_ERROR', code: 'ITEM_NOT_FOUND' })
    }
  })

  it('wants a reason that Plaid has, of at most 512 characters', async () => {
    const { access_token } = await link()
    const bored = await emulator.post(
      '/item/remove',
      { access_token, reason_code: 'BORED' },
      { 'plaid-client-id': 'client', 'plaid-secret': 'secret' },
    )
    expect(bored.body.error_code).toBe('INVALID_FIELD')
    const long = emulator.api.itemRemove({ access_token, reason_note: 'x'.repeat(513) })
    expect((await plaidErrorOf(long)).code).toBe('INVALID_FIELD')
  })
})

describe('/item/webhook/update', () => {
  it('tells the new address, and nobody where there is none', async () => {
    const { access_token, item_id } = await link()
    const { data } = await emulator.api.itemWebhookUpdate({ access_token, webhook: emulator.webhookUrl })
    expect(data.item.webhook).toBe(emulator.webhookUrl)
    expect(await lastWebhook()).toEqual({
      webhook_type: 'ITEM',
      webhook_code: 'WEBHOOK_UPDATE_ACKNOWLEDGED',
      item_id,
      new_webhook_url: emulator.webhookUrl,
      error: null,
      environment: 'sandbox',
    })
    const without = await emulator.api.itemWebhookUpdate({ access_token, webhook: null })
    expect(without.data.item.webhook).toBeNull()
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect(await emulator.codes()).toEqual(['WEBHOOK_UPDATE_ACKNOWLEDGED'])
  })
})

describe('/sandbox/item/set_verification_status', () => {
  const accountsOf = async (access_token: string) =>
    (await emulator.api.accountsGet({ access_token })).data.accounts

  it.each([
    [Verification.AutomaticallyVerified, 'AUTOMATICALLY_VERIFIED'],
    [Verification.VerificationExpired, 'VERIFICATION_EXPIRED'],
  ])('%s is shown by the account and told', async (verification_status, webhook_code) => {
    const { access_token, item_id } = await linkWithWebhook([Products.Auth])
    const [{ account_id } = { account_id: '' }] = await accountsOf(access_token)
    await emulator.api.sandboxItemSetVerificationStatus({ access_token, account_id, verification_status })
    expect(await lastWebhook()).toMatchObject({ webhook_type: 'AUTH', webhook_code, item_id, account_id })
    expect((await accountsOf(access_token))[0]).toMatchObject({ account_id, verification_status })
    const { item } = (await emulator.api.itemGet({ access_token })).data
    expect(item.auth_method).toBe('AUTOMATED_MICRODEPOSITS')
  })

  it('wants an Item with Auth, and an account of it that takes deposits', async () => {
    const verify = (access_token: string, account_id: string) =>
      emulator.api.sandboxItemSetVerificationStatus({
        access_token,
        account_id,
        verification_status: Verification.AutomaticallyVerified,
      })
    const { access_token } = await link([Products.Auth])
    const accounts = await accountsOf(access_token)
    const card = accounts.find(({ type }) => type === 'credit')?.account_id ?? ''
    expect((await plaidErrorOf(verify(access_token, card))).code).toBe('INVALID_ACCOUNT_ID')
    expect((await plaidErrorOf(verify(access_token, 'nobody'))).code).toBe('INVALID_ACCOUNT_ID')
    const other = await link()
    const [{ account_id } = { account_id: '' }] = await accountsOf(other.access_token)
    expect(await plaidErrorOf(verify(other.access_token, account_id))).toMatchObject({
      type: 'SANDBOX_ERROR',
      code: 'SANDBOX_PRODUCT_NOT_ENABLED',
    })
  })
})

describe('/sandbox/item/fire_webhook', () => {
  const every = [
    Products.Transactions,
    Products.Auth,
    Products.Investments,
    Products.Liabilities,
    Products.Assets,
  ]

  it.each([
    [Type.Transactions, Code.DefaultUpdate, { new_transactions: 0 }],
    [Type.Transactions, Code.SyncUpdatesAvailable, { initial_update_complete: true }],
    [Type.Transactions, Code.RecurringTransactionsUpdate, { account_ids: expect.any(Array) }],
    [Type.Item, Code.Error, { error: expect.objectContaining({ error_code: 'ITEM_LOGIN_REQUIRED' }) }],
    [Type.Item, Code.LoginRepaired, {}],
    [Type.Item, Code.NewAccountsAvailable, { error: null }],
    [Type.Item, Code.PendingDisconnect, { reason: 'INSTITUTION_TOKEN_EXPIRATION' }],
    [Type.Item, Code.UserPermissionRevoked, { error: expect.objectContaining({ error_type: 'ITEM_ERROR' }) }],
    [Type.Item, Code.UserAccountRevoked, { account_id: expect.any(String) }],
    [Type.Auth, Code.DefaultUpdate, { account_ids_with_new_auth: [] }],
    [Type.Auth, Code.SmsMicrodepositsVerification, { status: 'MANUALLY_VERIFIED' }],
    [Type.Holdings, Code.DefaultUpdate, { error: null }],
    [Type.InvestmentsTransactions, Code.DefaultUpdate, { error: null }],
    [Type.Liabilities, Code.DefaultUpdate, { error: null }],
    [Type.Assets, Code.ProductReady, { asset_report_id: expect.any(String) }],
    [Type.Assets, Code.Error, { asset_report_id: expect.any(String) }],
  ])('fires %s %s, and the Item stays as it is', async (webhook_type, webhook_code, fields) => {
    const { access_token, item_id } = await linkWithWebhook(every)
    emulator.wait(3)
    await emulator.api.itemGet({ access_token })
    const fired = await emulator.api.sandboxItemFireWebhook({ access_token, webhook_type, webhook_code })
    expect(fired.data.webhook_fired).toBe(true)
    expect(await lastWebhook()).toMatchObject({
      webhook_type,
      webhook_code,
      ...(webhook_type === Type.Assets ? {} : { item_id }),
      environment: 'sandbox',
      ...fields,
    })
    const { item, status } = (await emulator.api.itemGet({ access_token })).data
    expect(item.error).toBeNull()
    expect(status?.last_webhook?.code_sent).toBe(webhook_code)
  })

  it('knows the type of a code that is of one type only', async () => {
    const { access_token } = await linkWithWebhook()
    await emulator.api.sandboxItemFireWebhook({ access_token, webhook_code: Code.PendingDisconnect })
    expect(await lastWebhook()).toMatchObject({ webhook_type: 'ITEM', webhook_code: 'PENDING_DISCONNECT' })
  })

  it.each([
    [Type.Auth, Code.DefaultUpdate],
    [Type.Auth, Code.SmsMicrodepositsVerification],
    [Type.Auth, Code.AuthorizationGranted],
    [Type.Holdings, Code.DefaultUpdate],
    [Type.InvestmentsTransactions, Code.DefaultUpdate],
    [Type.Liabilities, Code.DefaultUpdate],
    [Type.Assets, Code.ProductReady],
  ])('has no %s %s without the product', async (webhook_type, webhook_code) => {
    const { access_token } = await linkWithWebhook()
    const call = emulator.api.sandboxItemFireWebhook({ access_token, webhook_type, webhook_code })
    expect(await plaidErrorOf(call)).toMatchObject({
      status: 400,
      type: 'SANDBOX_ERROR',
      code: 'SANDBOX_PRODUCT_NOT_ENABLED',
    })
  })

  it('has nothing to fire without an address, nor a code that the type does not have', async () => {
    const { access_token: silent } = await link()
    const nowhere = { access_token: silent, webhook_code: Code.LoginRepaired }
    expect((await plaidErrorOf(emulator.api.sandboxItemFireWebhook(nowhere))).code).toBe(
      'SANDBOX_WEBHOOK_INVALID',
    )
    const { access_token } = await linkWithWebhook()
    const odd = emulator.api.sandboxItemFireWebhook({
      access_token,
      webhook_type: Type.Holdings,
      webhook_code: Code.LoginRepaired,
    })
    expect(await plaidErrorOf(odd)).toMatchObject({ type: 'SANDBOX_ERROR', code: 'SANDBOX_WEBHOOK_INVALID' })
  })
})
