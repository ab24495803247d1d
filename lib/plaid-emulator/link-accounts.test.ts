import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid'
import { describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from './testing'

interface Offered {
  id: string
  name: string
  selected: boolean
  balance: string
}

const accountsOf = (body: Record<string, unknown>): Offered[] => Object(body).accounts

async function open(own: TestEmulator, request: Partial<LinkTokenCreateRequest> = {}) {
  const { data } = await own.api.linkTokenCreate({
    client_name: 'Evenkeel',
    language: 'en',
    country_codes: [CountryCode.Us],
    user: { client_user_id: 'one' },
    ...(request.access_token ? {} : { products: [Products.Transactions] }),
    ...request,
  })
  const { link_token } = data
  const started = await own.link('start', { link_token })
  const session = { link_token, link_session_id: String(started.body.link_session_id) }
  const signIn = (username = 'user_good', password = 'pass_good', institution_id = 'ins_109508') =>
    own.link('credentials', { ...session, institution_id, username, password })
  const finish = (account_ids: string[]) => own.link('finish', { ...session, account_ids })
  return { session, started, signIn, finish }
}

async function connect(own: TestEmulator, username?: string, password?: string) {
  const { signIn, finish } = await open(own)
  const step = await signIn(username, password)
  const done = await finish(accountsOf(step.body).map(({ id }) => id))
  return (await own.api.itemPublicTokenExchange({ public_token: String(done.body.public_token) })).data
}

describe('account selection in update mode', () => {
  it('offers an account that was opened since, and does not choose it by itself', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own)
    const before = (await own.api.accountsGet({ access_token })).data.accounts
    await own.control(`/items/${item_id}/open-account`)
    const { signIn, finish } = await open(own, {
      access_token,
      update: { account_selection_enabled: true },
    })
    const offered = accountsOf((await signIn()).body)
    expect(offered).toHaveLength(before.length + 1)
    const opened = offered.filter(({ selected }) => !selected)
    expect(opened.map(({ id }) => before.some(({ account_id }) => account_id === id))).toEqual([false])
    expect((await own.api.accountsGet({ access_token })).data.accounts).toHaveLength(before.length)
    await finish(offered.map(({ id }) => id))
    const after = (await own.api.accountsGet({ access_token })).data.accounts
    expect(after.map(({ account_id }) => account_id)).toEqual(offered.map(({ id }) => id))
    await own.stop()
  })

  it('leaves a new account out where nothing is to be chosen', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own)
    const before = (await own.api.accountsGet({ access_token })).data.accounts
    await own.control(`/items/${item_id}/open-account`)
    const { signIn } = await open(own, { access_token })
    expect((await signIn()).body.step).toBe('done')
    const after = (await own.api.accountsGet({ access_token })).data.accounts
    expect(after.map(({ account_id }) => account_id)).toEqual(before.map(({ account_id }) => account_id))
    await own.stop()
  })

  it('offers an account again that was taken away, and shares it if it is chosen', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own)
    const before = (await own.api.accountsGet({ access_token })).data.accounts
    await own.control(`/items/${item_id}/revoke-account`, { account_id: before[0]?.account_id })
    expect((await own.api.accountsGet({ access_token })).data.accounts).toHaveLength(before.length - 1)
    const { signIn, finish } = await open(own, {
      access_token,
      update: { account_selection_enabled: true },
    })
    const offered = accountsOf((await signIn()).body)
    expect(offered.find(({ id }) => id === before[0]?.account_id)?.selected).toBe(false)
    await finish(offered.map(({ id }) => id))
    expect((await own.api.accountsGet({ access_token })).data.accounts).toHaveLength(before.length)
    await own.stop()
  })

  it('adds the products that a consent was asked for', async () => {
    const own = await startTestEmulator()
    const { access_token } = await connect(own)
    const { signIn } = await open(own, {
      access_token,
      additional_consented_products: [Products.Liabilities],
    })
    await signIn()
    const { item } = (await own.api.itemGet({ access_token })).data
    expect(item.consented_products).toEqual(['transactions', 'liabilities'])
    await own.stop()
  })

  it('cannot mend what no login mends', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own)
    await own.control(`/items/${item_id}/set-error`, { error_code: 'ITEM_NOT_SUPPORTED' })
    const { signIn } = await open(own, { access_token })
    expect((await signIn()).body.error_code).toBe('ITEM_NOT_SUPPORTED')
    await own.stop()
  })
})

describe('a bank that is not well', () => {
  const set = (own: TestEmulator, id: string, status: string) =>
    own.control(`/institutions/${id}/status`, { status })

  it('says so in the list', async () => {
    const own = await startTestEmulator()
    await set(own, 'ins_109511', 'DEGRADED')
    const { session, signIn } = await open(own)
    const { body } = await own.link('institutions', { ...session, query: 'tartan' })
    expect(Object(body).institutions).toMatchObject([{ institution_id: 'ins_109511', status: 'DEGRADED' }])
    expect((await signIn('user_good', 'pass_good', 'ins_109511')).body.step).toBe('accounts')
    await own.stop()
  })

  it.each([
    ['DOWN', 'INSTITUTION_DOWN'],
    ['UNSUPPORTED', 'INSTITUTION_NO_LONGER_SUPPORTED'],
  ])('lets nobody in while it is %s', async (status, error_code) => {
    const own = await startTestEmulator()
    const { access_token } = await connect(own)
    await set(own, 'ins_109508', status)
    await set(own, 'ins_127287', status)
    const { session, signIn } = await open(own)
    const refused = { status: 400, body: { error_type: 'INSTITUTION_ERROR', error_code } }
    expect(await signIn()).toMatchObject(refused)
    const oauth = await own.link('oauth', { ...session, institution_id: 'ins_127287' })
    expect(oauth).toMatchObject(refused)
    const update = await open(own, { access_token })
    expect(update.started.body).toMatchObject({ institution: { status } })
    expect(await update.signIn()).toMatchObject(refused)
    await set(own, 'ins_109508', 'HEALTHY')
    expect((await signIn()).body.step).toBe('accounts')
    await own.stop()
  })
})

describe('user_custom in Link', () => {
  const custom = {
    override_accounts: [
      { type: 'depository', subtype: 'checking', starting_balance: 1234.5, meta: { name: 'Mine' } },
    ],
  }

  it('finds the accounts of its JSON', async () => {
    const own = await startTestEmulator()
    const { signIn } = await open(own)
    const { body } = await signIn('user_custom', JSON.stringify(custom))
    expect(accountsOf(body)).toMatchObject([{ name: 'Mine', balance: '1234.50' }])
    const { access_token } = await connect(own, 'user_custom', JSON.stringify(custom))
    const { data } = await own.api.accountsGet({ access_token })
    expect(data.accounts.map(({ name }) => name)).toEqual(['Mine'])
    await own.stop()
  })

  it('is asked what its JSON wants asked', async () => {
    const own = await startTestEmulator()
    const { session, signIn } = await open(own)
    const mfa = { type: 'questions', question_rounds: 1, questions_per_round: 2 }
    const asked = await signIn('user_custom', JSON.stringify({ ...custom, mfa }))
    expect(asked.body).toMatchObject({ step: 'mfa', kind: 'questions' })
    expect(Object(asked.body).prompts).toHaveLength(2)
    const next = await own.link('mfa', { ...session, answers: ['answer_0_0', 'answer_0_1'] })
    expect(accountsOf(next.body).map(({ name }) => name)).toEqual(['Mine'])
    await own.stop()
  })

  it('meets INVALID_CREDENTIALS with a password that is no JSON', async () => {
    const own = await startTestEmulator()
    const { signIn } = await open(own)
    expect((await signIn('user_custom', '{')).body.error_code).toBe('INVALID_CREDENTIALS')
    await own.stop()
  })
})
