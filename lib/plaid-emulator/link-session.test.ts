import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

interface LinkAccount {
  id: string
  name: string
  mask: string
  balance: string
  currency: string
  selected: boolean
}

async function open(request: Partial<LinkTokenCreateRequest> = {}, own = emulator) {
  const { data } = await own.api.linkTokenCreate({
    client_name: 'Evenkeel',
    language: 'en',
    country_codes: [CountryCode.Us, CountryCode.Gb],
    user: { client_user_id: 'one' },
    ...(request.access_token ? {} : { products: [Products.Transactions] }),
    ...request,
  })
  const { link_token } = data
  const started = await own.link('start', { link_token })
  const session = { link_token, link_session_id: String(started.body.link_session_id) }
  const signIn = (username = 'user_good', password = 'pass_good', institution_id = 'ins_109508') =>
    own.link('credentials', { ...session, institution_id, username, password })
  return { link_token, session, started, signIn }
}

const accountsOf = (body: Record<string, unknown>): LinkAccount[] => Object(body).accounts

/** Links a bank all the way and gives the Item. */
async function linkFully(own: TestEmulator, names?: string[], request: Partial<LinkTokenCreateRequest> = {}) {
  const { session, signIn } = await open({ transactions: { days_requested: 60 }, ...request }, own)
  const { body } = await signIn()
  const account_ids = accountsOf(body)
    .filter(({ name }) => names === undefined || names.includes(name))
    .map(({ id }) => id)
  const done = await own.link('finish', { ...session, account_ids })
  const { data } = await own.api.itemPublicTokenExchange({ public_token: String(done.body.public_token) })
  return { ...data, account_ids, done }
}

describe('a Link session for a new Item', () => {
  it('leads from the list of banks over credentials and accounts to a public token', async () => {
    const { session, started, signIn } = await open()
    expect(started.body).toMatchObject({
      mode: 'new',
      client_name: 'Evenkeel',
      institution: null,
      account_selection: true,
    })
    const popular = await emulator.link('institutions', { ...session, query: '' })
    const names = Object(popular.body).institutions.map(({ name }: { name: string }) => name)
    expect(names[0]).toBe('First Platypus Bank')
    expect(names).toContain('Royal Bank of Plaid')
    expect(names).not.toContain('Tartan-Dominion Bank of Canada')
    const step = await signIn()
    expect(step.body).toMatchObject({ step: 'accounts', selection: 'multiple' })
    const accounts = accountsOf(step.body)
    expect(accounts.every(({ selected }) => selected)).toBe(true)
    expect(accounts[0]?.balance).toMatch(/^-?\d+\.\d\d$/)
    const chosen = accounts.slice(0, 2).map(({ id }) => id)
    const done = await emulator.link('finish', { ...session, account_ids: chosen })
    expect(done.body).toMatchObject({
      institution: { name: 'First Platypus Bank', institution_id: 'ins_109508' },
    })
    const { data } = await emulator.api.itemPublicTokenExchange({
      public_token: String(done.body.public_token),
    })
    const shared = await emulator.api.accountsGet({ access_token: data.access_token })
    expect(shared.data.accounts.map(({ account_id }) => account_id)).toEqual(chosen)
  })

  it('shows a wrong password as an error in place, after which the right one works', async () => {
    const { signIn } = await open()
    const wrong = await signIn('user_good', 'nope')
    expect(wrong).toMatchObject({
      status: 400,
      body: { error_type: 'ITEM_ERROR', error_code: 'INVALID_CREDENTIALS' },
    })
    expect(typeof wrong.body.display_message).toBe('string')
    expect((await signIn()).body.step).toBe('accounts')
  })

  it.each(['ITEM_LOCKED', 'INSTITUTION_DOWN', 'USER_SETUP_REQUIRED', 'NO_ACCOUNTS'])(
    'meets %s with that password',
    async (code) => {
      const { signIn } = await open()
      expect((await signIn('user_good', `error_${code}`)).body.error_code).toBe(code)
    },
  )

  it('asks for a device and its code', async () => {
    const { session, signIn } = await open()
    const device = await signIn('mfa_device')
    expect(device.body).toMatchObject({ step: 'mfa', kind: 'device' })
    const [prompt]: { options: string[] }[] = Object(device.body).prompts
    const code = await emulator.link('mfa', { ...session, answers: [prompt?.options[0]] })
    expect(code.body).toMatchObject({ step: 'mfa', kind: 'code' })
    expect((await emulator.link('mfa', { ...session, answers: ['9999'] })).body.error_code).toBe(
      'INVALID_MFA',
    )
    expect((await emulator.link('mfa', { ...session, answers: ['1234'] })).body.step).toBe('accounts')
  })

  it('asks rounds of questions', async () => {
    const { session, signIn } = await open()
    const first = await signIn('mfa_questions_2_2')
    expect(Object(first.body).prompts).toHaveLength(2)
    const second = await emulator.link('mfa', { ...session, answers: ['answer_0_0', 'answer_0_1'] })
    expect(second.body).toMatchObject({ step: 'mfa', kind: 'questions' })
    const done = await emulator.link('mfa', { ...session, answers: ['answer_1_0', 'answer_1_1'] })
    expect(done.body.step).toBe('accounts')
  })

  it('asks for selections', async () => {
    const { session, signIn } = await open()
    const asked = await signIn('mfa_selections')
    expect(asked.body).toMatchObject({ step: 'mfa', kind: 'selections' })
    expect((await emulator.link('mfa', { ...session, answers: ['No'] })).body.error_code).toBe('INVALID_MFA')
    expect((await emulator.link('mfa', { ...session, answers: ['Yes'] })).body.step).toBe('accounts')
  })

  it('shows only accounts that pass the filters of the link token', async () => {
    const { signIn } = await open({
      account_filters: { depository: { account_subtypes: ['savings' as never] } },
    })
    expect(accountsOf((await signIn()).body).map(({ name }) => name)).toEqual(['Plaid Saving'])
  })

  it('cannot be finished before the login, without an account, with a foreign account, or twice', async () => {
    const { session, signIn } = await open()
    const early = await emulator.link('finish', { ...session, account_ids: ['x'] })
    expect(early.status).toBe(400)
    const [account] = accountsOf((await signIn()).body)
    expect((await emulator.link('finish', { ...session, account_ids: [] })).status).toBe(400)
    expect((await emulator.link('finish', { ...session, account_ids: ['x'] })).body.error_code).toBe(
      'INVALID_ACCOUNT_ID',
    )
    const finish = () => emulator.link('finish', { ...session, account_ids: [account?.id] })
    const both = await Promise.all([finish(), finish()])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('makes no Item when it is left', async () => {
    const own = await startTestEmulator()
    const { session, signIn } = await open({}, own)
    await signIn()
    expect((await own.link('exit', { ...session, status: 'requires_account_selection' })).status).toBe(200)
    const [account] = [{ id: 'x' }]
    expect((await own.link('finish', { ...session, account_ids: [account.id] })).status).toBe(400)
    const items = await (await fetch(`${own.base}/emulator/items`)).json()
    await own.stop()
    expect(items.items).toEqual([])
  })

  it('does not begin with a link token that is unknown, expired or used', async () => {
    const own = await startTestEmulator()
    const unknown = { link_token: 'link-sandbox-00000000-0000-4000-8000-000000000000' }
    const { link_token } = await open({}, own)
    await linkFully(own)
    const used = await open({}, own)
    const accounts = accountsOf((await used.signIn()).body)
    await own.link('finish', { ...used.session, account_ids: [accounts[0]?.id] })
    own.wait(4 * 3600)
    for (const token of [
      unknown,
      { link_token: 'rubbish' },
      { link_token },
      { link_token: used.link_token },
    ]) {
      expect(await own.link('start', token)).toMatchObject({
        status: 400,
        body: { error_type: 'INVALID_INPUT', error_code: 'INVALID_LINK_TOKEN' },
      })
    }
    await own.stop()
  })

  it('may be called from a page of another origin', async () => {
    const response = await fetch(`${emulator.base}/link-session/start`, { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('a Link session in update mode', () => {
  it('repairs the Item: same ids, same token, nothing doubled, and the webhook tells', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id, account_ids } = await linkFully(own, undefined, {
      webhook: own.webhookUrl,
    })
    own.wait(3)
    const first = await own.api.transactionsSync({ access_token, count: 500 })
    await own.api.sandboxItemResetLogin({ access_token })
    const { session, started, signIn } = await open({ access_token }, own)
    expect(started.body).toMatchObject({
      mode: 'update',
      institution: { institution_id: 'ins_109508' },
      account_selection: false,
    })
    expect((await signIn('user_yuppie')).body.error_code).toBe('INVALID_UPDATED_USERNAME')
    const done = await signIn()
    expect(done.body).toMatchObject({ step: 'done', institution: { institution_id: 'ins_109508' } })
    expect(accountsOf(done.body).map(({ id }) => id)).toEqual(account_ids)
    expect((await own.api.itemGet({ access_token })).data.item).toMatchObject({ item_id, error: null })
    const next = await own.api.transactionsSync({ access_token, cursor: first.data.next_cursor, count: 500 })
    expect([next.data.added, next.data.modified, next.data.removed]).toEqual([[], [], []])
    expect(
      (await own.api.accountsGet({ access_token })).data.accounts.map(({ account_id }) => account_id),
    ).toEqual(account_ids)
    expect((await own.codes()).filter((code) => code === 'LOGIN_REPAIRED')).toHaveLength(1)
    expect((await own.link('start', { link_token: session.link_token })).status).toBe(400)
    await own.stop()
  })

  it('changes the shared accounts where it was asked to, and sync follows', async () => {
    const own = await startTestEmulator()
    const { access_token } = await linkFully(own, ['Plaid Checking', 'Plaid Saving'])
    own.wait(3)
    const before = await own.api.transactionsSync({ access_token, count: 500 })
    const { session, signIn } = await open({ access_token, update: { account_selection_enabled: true } }, own)
    const accounts = accountsOf((await signIn()).body)
    expect(accounts.filter(({ selected }) => selected).map(({ name }) => name)).toEqual([
      'Plaid Checking',
      'Plaid Saving',
    ])
    const wanted = accounts.filter(({ name }) => name === 'Plaid Checking' || name === 'Plaid Credit Card')
    await own.link('finish', { ...session, account_ids: wanted.map(({ id }) => id) })
    const shared = (await own.api.accountsGet({ access_token })).data.accounts
    expect(shared.map(({ name }) => name)).toEqual(['Plaid Checking', 'Plaid Credit Card'])
    const { data } = await own.api.transactionsSync({
      access_token,
      cursor: before.data.next_cursor,
      count: 500,
    })
    const saving = accounts.find(({ name }) => name === 'Plaid Saving')?.id
    const card = accounts.find(({ name }) => name === 'Plaid Credit Card')?.id
    expect(new Set(data.removed.map(({ account_id }) => account_id))).toEqual(new Set([saving]))
    expect(new Set(data.added.map(({ account_id }) => account_id))).toEqual(new Set([card]))
    await own.stop()
  })

  it('does not begin for an Item that has been removed', async () => {
    const own = await startTestEmulator()
    const { access_token } = await linkFully(own)
    const { link_token } = await open({ access_token }, own)
    await own.api.itemRemove({ access_token })
    expect((await own.link('start', { link_token })).body.error_code).toBe('INVALID_LINK_TOKEN')
    const refused = own.api.linkTokenCreate({
      client_name: 'x',
      language: 'en',
      country_codes: [CountryCode.Us],
      user: { client_user_id: 'one' },
      access_token,
    })
    expect((await plaidErrorOf(refused)).code).toBe('ITEM_NOT_FOUND')
    await own.stop()
  })
})
