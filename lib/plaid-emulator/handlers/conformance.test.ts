// biome-ignore-all lint/style/noExcessiveLinesPerFile: every path and its errors stand side by side, so that a gap shows.
import {
  CountryCode,
  SandboxItemFireWebhookRequestWebhookCodeEnum as Fire,
  Products,
  WebhookType,
} from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

async function linked(
  options: { institution?: string; username?: string; webhook?: string; days?: number } = {},
) {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: options.institution ?? 'ins_109508',
    initial_products: [Products.Transactions],
    options: {
      ...(options.webhook === undefined ? {} : { webhook: options.webhook }),
      ...(options.username === undefined
        ? {}
        : { override_username: options.username, override_password: 'pass_good' }),
      transactions: { days_requested: options.days ?? 730 },
    },
  })
  const exchanged = await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
  return exchanged.data
}

const unknownAccess = 'access-sandbox-00000000-0000-4000-8000-000000000000'
const linkRequest = {
  client_name: 'Evenkeel',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'one' },
  products: [Products.Transactions],
}

describe('credentials and requests', () => {
  it('takes credentials from the headers or from the body, and names what is missing', async () => {
    const request = { institution_id: 'ins_109508', country_codes: ['US'] }
    const inBody = await emulator.post('/institutions/get_by_id', { ...request, client_id: 'a', secret: 'b' })
    expect(inBody.status).toBe(200)
    const none = await emulator.post('/institutions/get_by_id', request)
    expect(none).toMatchObject({
      status: 400,
      body: {
        error_type: 'INVALID_REQUEST',
        error_code: 'MISSING_FIELDS',
        error_message: 'the following required fields are missing: client_id, secret',
      },
    })
  })

  it('gives every answer a request id of fifteen letters and digits', async () => {
    const good = await emulator.post('/institutions/get', {
      client_id: 'a',
      secret: 'b',
      count: 1,
      offset: 0,
      country_codes: ['US'],
    })
    const bad = await emulator.post('/nothing/here', {})
    expect(good.body.request_id).toMatch(/^[A-Za-z0-9]{15}$/)
    expect(bad.body.request_id).toMatch(/^[A-Za-z0-9]{15}$/)
  })

  it('says that it lacks a path instead of pretending', async () => {
    const { status, body } = await emulator.post('/auth/get', { client_id: 'a', secret: 'b' })
    expect(status).toBe(404)
    expect(body.error_code).toBe('NOT_FOUND')
    expect(body.error_message).toContain('the Plaid emulator has no POST /auth/get')
  })

  it('refuses a body that is not a JSON object', async () => {
    expect((await emulator.post('/item/get', '{nonsense')).body.error_code).toBe('INVALID_BODY')
    expect((await emulator.post('/item/get', '[]')).body.error_code).toBe('INVALID_BODY')
  })

  it('names fields that are missing, unknown and wrong as Plaid does', async () => {
    const keys = { client_id: 'a', secret: 'b' }
    const missing = await emulator.post('/link/token/create', { ...keys, language: 'en' })
    expect(missing.body.error_message).toBe(
      'the following required fields are missing: client_name, country_codes',
    )
    const unknown = await emulator.post('/item/get', { ...keys, access_token: unknownAccess, colour: 1 })
    expect(unknown.body).toMatchObject({
      error_code: 'UNKNOWN_FIELDS',
      error_message: 'the following fields are not recognized by this endpoint: colour',
    })
    const wrong = await emulator.post('/transactions/sync', {
      ...keys,
      access_token: unknownAccess,
      count: 501,
    })
    expect(wrong.body).toMatchObject({
      error_code: 'INVALID_FIELD',
      error_message: 'count must be less than or equal to 500',
    })
    const empty = await emulator.post('/item/get', { ...keys, access_token: '' })
    expect(empty.body.error_message).toBe('access_token must be a non-empty string')
  })
})

describe('/link/token/create', () => {
  it('makes a token for a new Item that lives four hours', async () => {
    const { data } = await emulator.api.linkTokenCreate({
      ...linkRequest,
      webhook: 'https://example.com/webhook',
      redirect_uri: 'http://localhost:3000/oauth',
      required_if_supported_products: [Products.Investments, Products.Liabilities],
      additional_consented_products: [Products.Auth],
      transactions: { days_requested: 730 },
    })
    expect(data.link_token).toMatch(/^link-sandbox-[0-9a-f-]{36}$/)
    expect(data.expiration).toBe('2026-03-04T19:00:00Z')
  })

  it('makes a token for update mode that lives half an hour', async () => {
    const { access_token } = await linked()
    const { data } = await emulator.api.linkTokenCreate({
      ...linkRequest,
      products: [],
      access_token,
      update: { account_selection_enabled: true },
    })
    expect(data.expiration).toBe('2026-03-04T15:30:00Z')
  })

  it.each([
    ['no products', { ...linkRequest, products: [] }, 'MISSING_FIELDS'],
    ['no user', { ...linkRequest, user: undefined }, 'MISSING_FIELDS'],
    ['balance as a product', { ...linkRequest, products: [Products.Balance] }, 'INVALID_PRODUCT'],
    ['a name of more than thirty letters', { ...linkRequest, client_name: 'x'.repeat(31) }, 'INVALID_FIELD'],
    ['a redirect with a query', { ...linkRequest, redirect_uri: 'https://a.example/?b=1' }, 'INVALID_FIELD'],
    ['a redirect without TLS', { ...linkRequest, redirect_uri: 'http://a.example/' }, 'INVALID_FIELD'],
    ['too long a history', { ...linkRequest, transactions: { days_requested: 731 } }, 'INVALID_FIELD'],
    [
      'an unknown Item',
      { ...linkRequest, products: [], access_token: unknownAccess },
      'INVALID_ACCESS_TOKEN',
    ],
  ])('refuses %s', async (_what, request, code) => {
    expect((await plaidErrorOf(emulator.api.linkTokenCreate(request))).code).toBe(code)
  })
})

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
    const { access_token, item_id } = await linked({ webhook: emulator.webhookUrl })
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
    const british = await linked({ institution: 'ins_116834' })
    const { data } = await emulator.api.itemGet({ access_token: british.access_token })
    expect(data.item.consent_expiration_time).toBe('2026-06-02T15:00:00Z')
  })

  it('links the same credentials as another Item, with the same accounts under other ids', async () => {
    const [first, second] = [await linked(), await linked()]
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
    const { access_token } = await linked()
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
    const { access_token } = await linked()
    const stranger = emulator.clientFor('stranger')
    expect((await plaidErrorOf(stranger.accountsGet({ access_token }))).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('changes the webhook and tells the new address', async () => {
    const { access_token, item_id } = await linked()
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

describe('accounts', () => {
  it("shows Platypus' accounts with kinds, masks and balances in dollars", async () => {
    const { access_token } = await linked()
    const { data } = await emulator.api.accountsGet({ access_token })
    expect(data.accounts.map(({ name, mask, type, subtype }) => [name, mask, type, subtype])).toEqual([
      ['Plaid Checking', '0000', 'depository', 'checking'],
      ['Plaid Saving', '1111', 'depository', 'savings'],
      ['Plaid Credit Card', '3333', 'credit', 'credit card'],
      ['Plaid 401k', '6666', 'investment', '401k'],
      ['Plaid Student Loan', '7777', 'loan', 'student'],
    ])
    for (const { balances } of data.accounts) {
      expect(balances.iso_currency_code).toBe('USD')
      expect(balances.unofficial_currency_code).toBeNull()
    }
  })

  it('shows a Bitcoin wallet under an unofficial code', async () => {
    const { access_token } = await linked({ institution: 'ins_900002' })
    const { data } = await emulator.api.accountsBalanceGet({ access_token })
    expect(data.accounts.length).toBeGreaterThan(0)
    for (const { balances } of data.accounts) {
      expect(balances.iso_currency_code).toBeNull()
      expect(balances.unofficial_currency_code).toBe('BTC')
    }
  })

  it('gives only the accounts asked for, and refuses ones it does not know', async () => {
    const { access_token } = await linked()
    const all = await emulator.api.accountsGet({ access_token })
    const wanted = all.data.accounts[1]?.account_id ?? ''
    const one = await emulator.api.accountsBalanceGet({ access_token, options: { account_ids: [wanted] } })
    expect(one.data.accounts.map(({ account_id }) => account_id)).toEqual([wanted])
    const none = await plaidErrorOf(
      emulator.api.accountsGet({ access_token, options: { account_ids: ['x'] } }),
    )
    expect(none.code).toBe('INVALID_ACCOUNT_ID')
  })
})

describe('institutions', () => {
  it('finds a bank by id in its countries only', async () => {
    const { data } = await emulator.api.institutionsGetById({
      institution_id: 'ins_43',
      country_codes: [CountryCode.Ca],
      options: { include_optional_metadata: true, include_status: true },
    })
    expect(data.institution).toMatchObject({ name: 'Tartan-Dominion Bank of Canada', oauth: false })
    expect(data.institution.status?.item_logins?.status).toBe('HEALTHY')
    for (const [institution_id, country] of [
      ['ins_43', CountryCode.Us],
      ['ins_nowhere', CountryCode.Us],
    ] as const) {
      const call = emulator.api.institutionsGetById({ institution_id, country_codes: [country] })
      expect(await plaidErrorOf(call)).toMatchObject({ type: 'INVALID_INPUT', code: 'INVALID_INSTITUTION' })
    }
  })

  it('searches without regard to case, and pages through all of them', async () => {
    const found = await emulator.api.institutionsSearch({
      query: 'platypus',
      products: [Products.Transactions],
      country_codes: [CountryCode.Us, CountryCode.Gb],
    })
    expect(found.data.institutions.map(({ institution_id }) => institution_id)).toEqual([
      'ins_109508',
      'ins_116834',
    ])
    const countries = [CountryCode.Us, CountryCode.Ca, CountryCode.Gb, CountryCode.Nl]
    const names: string[] = []
    for (let offset = 0, total = 1; offset < total; offset += 4) {
      const page = await emulator.api.institutionsGet({ count: 4, offset, country_codes: countries })
      total = page.data.total
      names.push(...page.data.institutions.map(({ institution_id }) => institution_id))
    }
    expect(new Set(names).size).toBe(9)
  })
})

describe('/sandbox', () => {
  it.each([
    [
      'an unknown institution',
      { institution_id: 'ins_0', initial_products: [Products.Transactions] },
      'INVALID_INSTITUTION',
    ],
    [
      'a product the bank lacks',
      { institution_id: 'ins_43', initial_products: [Products.Auth] },
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
    const { access_token, item_id } = await linked({ webhook: emulator.webhookUrl })
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
    const { access_token, item_id } = await linked({ webhook: emulator.webhookUrl })
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
    const { access_token } = await linked({ webhook: emulator.webhookUrl })
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
    const deaf = await linked()
    const call = emulator.api.sandboxItemFireWebhook({
      access_token: deaf.access_token,
      webhook_code: Fire.SyncUpdatesAvailable,
    })
    expect((await plaidErrorOf(call)).code).toBe('SANDBOX_WEBHOOK_INVALID')
  })
})
