import {
  CountryCode,
  DepositoryAccountSubtype,
  HostedLinkDeliveryMethod,
  type LinkTokenCreateRequest,
  Products,
} from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryStore } from '../store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const usual: LinkTokenCreateRequest = {
  client_name: 'Evenkeel',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'one' },
  products: [Products.Transactions],
}

const create = (request: Partial<LinkTokenCreateRequest> = {}, own = emulator) =>
  own.api.linkTokenCreate({ ...usual, ...request })

/** Makes an Item without Link. */
async function item(own = emulator) {
  const created = await own.api.sandboxPublicTokenCreate({
    institution_id: 'ins_109508',
    initial_products: [Products.Transactions],
  })
  return (await own.api.itemPublicTokenExchange({ public_token: created.data.public_token })).data
}

const { products: _products, ...forUpdate } = usual

const lifetimeOf = async (call: ReturnType<typeof create>, own = emulator) => {
  const now = await own.emulator.now()
  return (Date.parse((await call).data.expiration) - now.getTime()) / 1000
}

describe('/link/token/create', () => {
  it('gives a token that lives four hours, or half an hour in update mode and as Hosted Link', async () => {
    expect((await create()).data.link_token).toMatch(
      /^link-sandbox-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    )
    expect(await lifetimeOf(create())).toBe(4 * 3600)
    const { access_token } = await item()
    expect(await lifetimeOf(emulator.api.linkTokenCreate({ ...forUpdate, access_token }))).toBe(30 * 60)
    expect(await lifetimeOf(create({ hosted_link: {} }))).toBe(30 * 60)
    const longest = 21 * 86_400
    expect(await lifetimeOf(create({ hosted_link: { url_lifetime_seconds: longest } }))).toBe(longest)
  })

  it('takes a deep link as the end of Hosted Link, and leaves its delivery alone', async () => {
    const { data } = await create({
      hosted_link: {
        completion_redirect_uri: 'evenkeel://done',
        is_mobile_app: true,
        delivery_method: HostedLinkDeliveryMethod.Sms,
      },
    })
    expect(data.hosted_link_url).toMatch(/\/hosted\/[0-9a-f-]{36}$/)
  })

  it.each<[string, Partial<LinkTokenCreateRequest>, string, string]>([
    ['a name of more than 30 characters', { client_name: 'x'.repeat(31) }, 'INVALID_FIELD', 'client_name'],
    ['no name', { client_name: '' }, 'INVALID_FIELD', 'client_name'],
    ['a language that Link does not speak', { language: 'tlh' }, 'INVALID_FIELD', 'language'],
    ['no country', { country_codes: [] }, 'INVALID_FIELD', 'country_codes'],
    ['no products', { products: [] }, 'MISSING_FIELDS', 'products'],
    ['nobody that it is for', { user: undefined }, 'MISSING_FIELDS', 'user'],
    ['Balance', { products: [Products.Balance] }, 'INVALID_PRODUCT', 'balance'],
    ['a product that no bank here has', { products: [Products.Transfer] }, 'INVALID_PRODUCT', 'transfer'],
    [
      'a product named twice',
      { optional_products: [Products.Transactions] },
      'INVALID_FIELD',
      'optional_products',
    ],
    ['too many days', { transactions: { days_requested: 731 } }, 'INVALID_FIELD', 'days_requested'],
    ['a webhook that is no URL', { webhook: 'nowhere' }, 'INVALID_FIELD', 'webhook'],
    ['a redirect with a query', { redirect_uri: 'https://a.example/?b=c' }, 'INVALID_FIELD', 'query'],
    ['a redirect without HTTPS', { redirect_uri: 'http://a.example/' }, 'INVALID_FIELD', 'HTTPS'],
    ['a redirect with a fragment', { redirect_uri: 'https://a.example/#b' }, 'INVALID_FIELD', 'fragment'],
    ['an institution that there is not', { institution_id: 'ins_0' }, 'INVALID_FIELD', 'institution_id'],
    [
      'a page of Hosted Link for more than three weeks',
      { hosted_link: { url_lifetime_seconds: 21 * 86_400 + 1 } },
      'INVALID_FIELD',
      'url_lifetime_seconds',
    ],
    [
      'a page of Hosted Link for no time',
      { hosted_link: { url_lifetime_seconds: 0 } },
      'INVALID_FIELD',
      'url_lifetime_seconds',
    ],
    [
      'an end that a browser would run',
      { hosted_link: { completion_redirect_uri: 'javascript:alert(1)' } },
      'INVALID_FIELD',
      'completion_redirect_uri',
    ],
    [
      'a filter without subtypes',
      { account_filters: { depository: { account_subtypes: [] } } },
      'INVALID_FIELD',
      'account_subtypes',
    ],
  ])('refuses %s', async (_what, request, code, word) => {
    const error = await plaidErrorOf(create(request))
    expect(error).toMatchObject({ status: 400, code })
    expect(error.message).toContain(word)
  })

  it('refuses products and foreign tokens in update mode', async () => {
    const { access_token } = await item()
    expect((await plaidErrorOf(create({ access_token }))).code).toBe('INVALID_FIELD')
    const foreign = emulator.clientFor('other').linkTokenCreate({ ...forUpdate, access_token })
    expect((await plaidErrorOf(foreign)).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('names unknown fields, also deep ones', async () => {
    const { body } = await emulator.post('/link/token/create', {
      ...usual,
      hosted_link: { colour: 'red' },
      client_id: 'a',
      secret: 'b',
    })
    expect(body).toMatchObject({ error_code: 'UNKNOWN_FIELDS' })
    expect(body.error_message).toContain('hosted_link.colour')
  })
})

describe('/link/token/get', () => {
  it('tells what a token was made for', async () => {
    const { data } = await create({
      webhook: 'https://app.example/webhook',
      redirect_uri: 'https://app.example/oauth',
      account_filters: { depository: { account_subtypes: [DepositoryAccountSubtype.Savings] } },
      institution_data: { routing_number: '011000138' },
    })
    const got = await emulator.api.linkTokenGet({ link_token: data.link_token })
    expect(got.data).toEqual({
      link_token: data.link_token,
      created_at: expect.stringMatching(/^2026-03-04T15:00:00/),
      expiration: data.expiration,
      link_sessions: [],
      metadata: {
        initial_products: ['transactions'],
        webhook: 'https://app.example/webhook',
        country_codes: ['US'],
        language: 'en',
        institution_data: { routing_number: '011000138' },
        account_filters: { depository: { account_subtypes: ['savings'] } },
        redirect_uri: 'https://app.example/oauth',
        client_name: 'Evenkeel',
      },
      request_id: expect.any(String),
    })
  })

  it('tells of a session that ended well for six hours, with a public token that can be exchanged', async () => {
    const own = await startTestEmulator()
    const { link_token } = (await create({}, own)).data
    const { body } = await own.link('start', { link_token })
    const session = { link_token, link_session_id: String(body.link_session_id) }
    const sessions = async () => (await own.api.linkTokenGet({ link_token })).data.link_sessions ?? []
    expect(await sessions()).toMatchObject([
      {
        link_session_id: session.link_session_id,
        finished_at: null,
        on_success: null,
        exit: null,
        results: null,
      },
    ])
    const step = await own.link('credentials', {
      ...session,
      institution_id: 'ins_109508',
      username: 'user_good',
      password: 'pass_good',
    })
    const account_ids = Object(step.body)
      .accounts.slice(0, 1)
      .map(({ id }: { id: string }) => id)
    own.wait(60)
    const done = await own.link('finish', { ...session, account_ids })
    await own.link('events', { ...session, events: [{ event_name: 'HANDOFF', event_metadata: { x: 1 } }] })
    const { public_token, accounts, institution } = done.body
    expect(await sessions()).toEqual([
      {
        link_session_id: session.link_session_id,
        started_at: '2026-03-04T15:00:00Z',
        finished_at: '2026-03-04T15:01:00Z',
        on_success: {
          public_token,
          metadata: {
            accounts,
            institution,
            link_session_id: session.link_session_id,
            transfer_status: null,
          },
        },
        on_exit: null,
        exit: null,
        events: [
          {
            event_name: 'HANDOFF',
            event_id: expect.any(String),
            timestamp: expect.any(String),
            event_metadata: {},
          },
        ],
        results: {
          item_add_results: [{ public_token, accounts, institution }],
          cra_item_add_results: [],
          cra_update_results: [],
          bank_income_results: [],
          payroll_income_results: [],
          document_income_results: null,
        },
      },
    ])
    const told = String((await sessions())[0]?.results?.item_add_results[0]?.public_token)
    expect((await own.api.itemPublicTokenExchange({ public_token: told })).status).toBe(200)
    own.wait(6 * 3600)
    expect(await sessions()).toEqual([])
    await own.stop()
  })

  it('tells how a session was left, and with which error', async () => {
    const { link_token } = (await create()).data
    const { body } = await emulator.link('start', { link_token })
    const session = { link_token, link_session_id: String(body.link_session_id) }
    await emulator.link('exit', { ...session, status: 'requires_credentials' })
    await emulator.link('events', {
      ...session,
      events: [
        {
          event_name: 'EXIT',
          event_metadata: {
            error_type: 'ITEM_ERROR',
            error_code: 'INVALID_CREDENTIALS',
            error_message: 'the provided credentials were not correct',
            institution_id: 'ins_109508',
            institution_name: 'First Platypus Bank',
          },
        },
      ],
    })
    const { data } = await emulator.api.linkTokenGet({ link_token })
    const exit = {
      error: { error_type: 'ITEM_ERROR', error_code: 'INVALID_CREDENTIALS' },
      metadata: {
        status: 'requires_credentials',
        link_session_id: session.link_session_id,
        institution: { institution_id: 'ins_109508', name: 'First Platypus Bank' },
      },
    }
    expect(data.link_sessions).toMatchObject([{ exit, on_exit: exit, on_success: null }])
  })

  it('knows no token that is rubbish, unknown or another client’s', async () => {
    const { link_token } = (await create()).data
    for (const call of [
      emulator.api.linkTokenGet({ link_token: 'rubbish' }),
      emulator.api.linkTokenGet({ link_token: 'link-sandbox-00000000-0000-4000-8000-000000000000' }),
      emulator.clientFor('other').linkTokenGet({ link_token }),
    ]) {
      expect(await plaidErrorOf(call)).toMatchObject({ status: 400, code: 'INVALID_LINK_TOKEN' })
    }
    expect((await plaidErrorOf(emulator.api.linkTokenGet({ link_token: '' }))).code).toBe('INVALID_FIELD')
    expect((await emulator.post('/link/token/get', { client_id: 'a', secret: 'b' })).body.error_code).toBe(
      'MISSING_FIELDS',
    )
  })

  it('still tells of a token that has just expired', async () => {
    const own = await startTestEmulator()
    const { link_token, expiration } = (await create({}, own)).data
    own.wait(5 * 3600)
    expect((await own.api.linkTokenGet({ link_token })).data.expiration).toBe(expiration)
    await own.stop()
  })
})

describe('housekeeping', () => {
  it('forgets expired tokens and Items that nobody exchanged, and keeps those that are in use', async () => {
    const store = memoryStore()
    const own = await startTestEmulator({ store })
    const make = () =>
      own.api.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
      })
    await create({}, own)
    await make()
    const kept = await own.api.itemPublicTokenExchange({ public_token: (await make()).data.public_token })
    expect(await store.list('item/')).toHaveLength(2)
    own.wait(30 * 3600)
    await create({}, own)
    expect((await store.list('item/')).map(({ key }) => key)).toEqual([`item/${kept.data.item_id}`])
    expect(await store.list('link-token/')).toHaveLength(1)
    expect(await store.list('public-token/')).toHaveLength(0)
    expect((await own.api.accountsGet({ access_token: kept.data.access_token })).status).toBe(200)
    await own.stop()
  })
})
