import { SandboxItemFireWebhookRequestWebhookCodeEnum as Fire, Products, WebhookType } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('/sandbox', () => {
  it.each([
    [
      'an unknown institution',
      { institution_id: 'ins_0', initial_products: [Products.Transactions] },
      'INVALID_INSTITUTION',
    ],
    [
      'a product the bank lacks',
      { institution_id: 'ins_43', initial_products: [Products.Investments] },
      'INVALID_PRODUCT',
    ],
    [
      'a wrong password',
      {
        institution_id: 'ins_43',
        initial_products: [Products.Transactions],
        options: { override_username: 'user_good', override_password: 'no' },
      },
      'INVALID_CREDENTIALS',
    ],
    [
      'a login that is locked',
      {
        institution_id: 'ins_43',
        initial_products: [Products.Transactions],
        options: { override_username: 'user_good', override_password: 'error_ITEM_LOCKED' },
      },
      'ITEM_LOCKED',
    ],
  ])('refuses a public token for %s', async (_what, request, code) => {
    expect((await plaidErrorOf(emulator.api.sandboxPublicTokenCreate(request))).code).toBe(code)
  })

  it('asks for a new login: data calls fail, the Item says why, the webhook tells', async () => {
    const { access_token, item_id } = await linkedItem(emulator, { webhook: emulator.webhookUrl })
    expect((await emulator.api.sandboxItemResetLogin({ access_token })).data.reset_login).toBe(true)
    for (const call of [
      emulator.api.accountsGet({ access_token }),
      emulator.api.accountsBalanceGet({ access_token }),
      emulator.api.transactionsSync({ access_token }),
      emulator.api.transactionsRefresh({ access_token }),
    ]) {
      expect(await plaidErrorOf(call)).toMatchObject({
        status: 400,
        type: 'ITEM_ERROR',
        code: 'ITEM_LOGIN_REQUIRED',
      })
    }
    expect((await emulator.api.itemGet({ access_token })).data.item.error?.error_code).toBe(
      'ITEM_LOGIN_REQUIRED',
    )
    await emulator.emulator.idle()
    const own = emulator.webhooks.filter(({ body }) => body.item_id === item_id)
    expect(own.map(({ body }) => [body.webhook_type, body.webhook_code])).toEqual([['ITEM', 'ERROR']])
    expect(own[0]?.body.error).toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED', status: 400 })
  })

  it.each([
    [Fire.SyncUpdatesAvailable, undefined],
    [Fire.DefaultUpdate, undefined],
    [Fire.DefaultUpdate, WebhookType.Transactions],
    [Fire.RecurringTransactionsUpdate, undefined],
    [Fire.Error, WebhookType.Item],
    [Fire.LoginRepaired, WebhookType.Item],
    [Fire.NewAccountsAvailable, WebhookType.Item],
    [Fire.PendingDisconnect, WebhookType.Item],
    [Fire.UserPermissionRevoked, WebhookType.Item],
    [Fire.UserAccountRevoked, WebhookType.Item],
  ])('fires %s of type %s', async (webhook_code, webhook_type) => {
    const { access_token, item_id } = await linkedItem(emulator, { webhook: emulator.webhookUrl })
    const { data } = await emulator.api.sandboxItemFireWebhook({
      access_token,
      webhook_code,
      ...(webhook_type === undefined ? {} : { webhook_type }),
    })
    expect(data.webhook_fired).toBe(true)
    await emulator.emulator.idle()
    const own = emulator.webhooks.filter(({ body }) => body.item_id === item_id)
    expect(own.map(({ body }) => body.webhook_code)).toEqual([webhook_code])
  })

  it('does not fire what the Item cannot have', async () => {
    const { access_token } = await linkedItem(emulator, { webhook: emulator.webhookUrl })
    for (const webhook_type of [WebhookType.Holdings, WebhookType.Liabilities]) {
      const call = emulator.api.sandboxItemFireWebhook({
        access_token,
        webhook_type,
        webhook_code: Fire.DefaultUpdate,
      })
      expect(await plaidErrorOf(call)).toMatchObject({
        type: 'SANDBOX_ERROR',
        code: 'SANDBOX_PRODUCT_NOT_ENABLED',
      })
    }
    const deaf = await linkedItem(emulator)
    const call = emulator.api.sandboxItemFireWebhook({
      access_token: deaf.access_token,
      webhook_code: Fire.SyncUpdatesAvailable,
    })
    expect((await plaidErrorOf(call)).code).toBe('SANDBOX_WEBHOOK_INVALID')
  })
})
