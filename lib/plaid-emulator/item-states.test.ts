import { CountryCode, Products } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import { itemErrorCodes } from './documents'
import { itemErrorBody } from './errors'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'

const day = 86_400
const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

/** An Item whose history is there and has been synced once, with no webhook left to come. */
async function linked(institution_id = 'ins_109508', options: { strict?: boolean } = {}) {
  const emulator = await startTestEmulator(options)
  running.push(emulator)
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id,
    initial_products: [Products.Transactions],
    options: { webhook: emulator.webhookUrl },
  })
  const { public_token } = created.data
  const { access_token, item_id } = (await emulator.api.itemPublicTokenExchange({ public_token })).data
  emulator.wait(3)
  const { data } = await emulator.api.transactionsSync({ access_token, count: 500 })
  await emulator.codes()
  emulator.webhooks.length = 0
  const happen = (verb: string, body: object = {}) => emulator.control(`/items/${item_id}/${verb}`, body)
  return { emulator, api: emulator.api, access_token, item_id, happen, cursor: data.next_cursor }
}

type Linked = Awaited<ReturnType<typeof linked>>

/** Goes through Link's update mode; `names` are the accounts chosen, where it is asked to show them. */
async function updateMode({ emulator, api, access_token }: Linked, names?: (all: string[]) => string[]) {
  const { data } = await api.linkTokenCreate({
    access_token,
    client_name: 'Test',
    language: 'en',
    country_codes: [CountryCode.Us, CountryCode.Gb, CountryCode.Nl],
    user: { client_user_id: 'one' },
    ...(names && { update: { account_selection_enabled: true } }),
  })
  const { link_token } = data
  const { body } = await emulator.link('start', { link_token })
  const session = { link_token, link_session_id: body.link_session_id }
  const { institution_id } = Object(body.institution)
  const login = { username: 'user_good', password: 'pass_good' }
  const step = await emulator.link('credentials', { ...session, institution_id, ...login })
  if (names === undefined) return step
  const accounts: { id: string; name: string }[] = Object(step.body).accounts
  const chosen = names(accounts.map(({ name }) => name))
  const account_ids = accounts.filter(({ name }) => chosen.includes(name)).map(({ id }) => id)
  return emulator.link('finish', { ...session, account_ids })
}

const lastBody = async ({ emulator }: Linked, code: string) => {
  await emulator.codes()
  return emulator.webhooks.findLast(({ body }) => body.webhook_code === code)?.body
}

/** Everything that needs the bank, or what was learned from it. */
const dataCalls = ({ api, access_token }: Linked) => [
  api.accountsGet({ access_token }),
  api.accountsBalanceGet({ access_token }),
  api.transactionsSync({ access_token }),
  api.transactionsRefresh({ access_token }),
]

describe('an Item with an error', () => {
  it.each(itemErrorCodes)('%s: calls and its webhook say so, /item/get still answers', async (error_code) => {
    const one = await linked()
    const { error_type, error_message } = itemErrorBody(error_code)
    expect((await one.happen('set-error', { error_code })).status).toBe(200)
    for (const call of dataCalls(one)) {
      expect(await plaidErrorOf(call)).toEqual({
        status: 400,
        type: error_type,
        code: error_code,
        message: error_message,
      })
    }
    const { item, status } = (await one.api.itemGet({ access_token: one.access_token })).data
    expect(item.error).toMatchObject({ error_type, error_code })
    expect(status?.transactions?.last_failed_update).toBe('2026-03-04T15:00:03Z')
    const isRevoked = error_code === 'USER_PERMISSION_REVOKED'
    expect(await one.emulator.codes()).toEqual([isRevoked ? error_code : 'ERROR'])
    expect(one.emulator.webhooks[0]?.body).toMatchObject({
      webhook_type: 'ITEM',
      item_id: one.item_id,
      environment: 'sandbox',
      error: { error_code, error_type: isRevoked ? 'ITEM_ERROR' : error_type, status: 400 },
    })
  })

  it('says at an OAuth bank that its token is no longer good', async () => {
    const one = await linked('ins_127287')
    await one.happen('require-login')
    const { error } = (await one.api.itemGet({ access_token: one.access_token })).data.item
    expect(error).toMatchObject({
      error_code: 'ITEM_LOGIN_REQUIRED',
      error_code_reason: 'OAUTH_INVALID_TOKEN',
    })
  })

  it('learns nothing until it is well again, and then all at once', async () => {
    const one = await linked()
    await one.happen('set-error', { error_code: 'ITEM_LOCKED' })
    one.emulator.wait(5 * day)
    await one.emulator.control('/clock/advance', { seconds: 1 })
    expect(await one.emulator.codes()).toEqual(['ERROR'])
    await one.happen('set-error', { error_code: null })
    expect(await one.emulator.codes()).toEqual(
      expect.arrayContaining(['LOGIN_REPAIRED', 'DEFAULT_UPDATE', 'SYNC_UPDATES_AVAILABLE']),
    )
    const { access_token, cursor } = one
    const { data } = await one.api.transactionsSync({ access_token, cursor, count: 500 })
    expect(data.added.length).toBeGreaterThan(0)
  })

  it.each(['ITEM_LOGIN_REQUIRED', 'ITEM_LOCKED', 'USER_PERMISSION_REVOKED'])(
    'is mended by update mode: %s',
    async (error_code) => {
      const one = await linked()
      await one.happen('set-error', { error_code })
      expect((await updateMode(one)).status).toBe(200)
      for (const call of dataCalls(one)) expect((await call).status).toBe(200)
      expect((await one.emulator.codes()).filter((code) => code === 'LOGIN_REPAIRED')).toHaveLength(1)
    },
  )

  it.each(['ITEM_NOT_SUPPORTED', 'MFA_NOT_SUPPORTED', 'INSTITUTION_NO_LONGER_SUPPORTED'])(
    'is not mended by update mode where no login helps: %s',
    async (error_code) => {
      const one = await linked()
      await one.happen('set-error', { error_code })
      expect((await updateMode(one)).body).toMatchObject({ error_code })
      expect((await plaidErrorOf(one.api.accountsGet({ access_token: one.access_token }))).code).toBe(
        error_code,
      )
    },
  )
})

describe('a consent that ends', () => {
  it('is announced seven days before, then a new login is required, which renews it', async () => {
    const one = await linked('ins_117650')
    const { access_token, emulator } = one
    const consentEnd = async () => {
      const end = (await one.api.itemGet({ access_token })).data.item.consent_expiration_time
      return Math.round((Date.parse(end ?? '') - (await emulator.emulator.now()).getTime()) / 1000 / day)
    }
    const consentDays = await consentEnd()
    await emulator.control('/clock/advance', { seconds: (consentDays - 8) * day })
    await emulator.codes()
    emulator.webhooks.length = 0
    await emulator.control('/clock/advance', { seconds: 2 * day })
    expect((await emulator.codes()).at(-1)).toBe('PENDING_EXPIRATION')
    const end = (await one.api.itemGet({ access_token })).data.item.consent_expiration_time
    expect(emulator.webhooks.at(-1)?.body.consent_expiration_time).toBe(end)
    await emulator.control('/clock/advance', { seconds: 3 * day })
    expect((await emulator.codes()).filter((code) => code === 'PENDING_EXPIRATION')).toHaveLength(1)
    await emulator.control('/clock/advance', { seconds: 4 * day })
    expect((await emulator.codes()).at(-1)).toBe('ERROR')
    expect((await plaidErrorOf(one.api.accountsGet({ access_token }))).code).toBe('ITEM_LOGIN_REQUIRED')
    await updateMode(one)
    expect(await consentEnd()).toBe(consentDays)
  })

  it('can be made to end within a week where consents do', async () => {
    const one = await linked('ins_117650')
    const { body } = await one.happen('consent-expires', { days: 3 })
    expect(body.state).toMatchObject({ consent_expires_at: '2026-03-07T15:00:03Z' })
    expect(await one.emulator.codes()).toEqual(['PENDING_EXPIRATION'])
    await updateMode(one)
    await one.emulator.control('/clock/advance', { seconds: 4 * day })
    expect((await one.api.accountsGet({ access_token: one.access_token })).status).toBe(200)
    expect((await one.happen('pending-disconnect', { days: 3 })).body.error_code).toBe('INVALID_FIELD')
  })
})

describe('a connection that the bank will end', () => {
  it('says so with the reason and the time, then asks for a new login', async () => {
    const one = await linked('ins_43')
    await one.happen('pending-disconnect', { days: 7, reason: 'INSTITUTION_MIGRATION' })
    expect(await lastBody(one, 'PENDING_DISCONNECT')).toEqual({
      webhook_type: 'ITEM',
      webhook_code: 'PENDING_DISCONNECT',
      item_id: one.item_id,
      reason: 'INSTITUTION_MIGRATION',
      disconnect_time: '2026-03-11T15:00:03Z',
      environment: 'sandbox',
    })
    const { access_token } = one
    await one.emulator.control('/clock/advance', { seconds: 7 * day - 1 })
    expect((await one.api.accountsGet({ access_token })).status).toBe(200)
    await one.emulator.control('/clock/advance', { seconds: 1 })
    expect((await one.emulator.codes()).at(-1)).toBe('ERROR')
    expect((await plaidErrorOf(one.api.accountsGet({ access_token }))).code).toBe('ITEM_LOGIN_REQUIRED')
  })

  it('goes on after update mode', async () => {
    const one = await linked()
    await one.happen('pending-disconnect', { days: 2 })
    await updateMode(one)
    await one.emulator.control('/clock/advance', { seconds: 10 * day })
    expect((await one.api.accountsGet({ access_token: one.access_token })).status).toBe(200)
    expect(await one.emulator.codes()).not.toContain('ERROR')
    expect((await one.happen('consent-expires', { days: 2 })).body.error_code).toBe('INVALID_FIELD')
  })
})

describe('the accounts of an Item', () => {
  it('lose the one that the person revokes, and its transactions', async () => {
    const one = await linked()
    const { access_token, cursor } = one
    const before = (await one.api.accountsGet({ access_token })).data.accounts
    const [revoked, ...left] = before.map(({ account_id }) => account_id)
    await one.happen('revoke-account', { account_id: revoked })
    expect(await lastBody(one, 'USER_ACCOUNT_REVOKED')).toMatchObject({ account_id: revoked })
    const after = (await one.api.accountsGet({ access_token })).data.accounts
    expect(after.map(({ account_id }) => account_id)).toEqual(left)
    const { data } = await one.api.transactionsSync({ access_token, cursor, count: 500 })
    expect(data.added).toEqual([])
    expect(new Set(data.removed.map(({ account_id }) => account_id))).toEqual(new Set([revoked]))
    expect((await one.happen('revoke-account', { account_id: revoked })).body.error_code).toBe(
      'INVALID_ACCOUNT_ID',
    )
  })

  it('gain the one that was opened once it is chosen in update mode', async () => {
    const one = await linked()
    const { access_token } = one
    const names = async () =>
      (await one.api.accountsGet({ access_token })).data.accounts.map(({ name }) => name)
    const before = await names()
    expect(Object((await one.happen('open-account')).body.state).new_accounts).toBe(true)
    expect(await lastBody(one, 'NEW_ACCOUNTS_AVAILABLE')).toMatchObject({ webhook_type: 'ITEM', error: null })
    expect(await names()).toEqual(before)
    await updateMode(one, (all) => all)
    const after = await names()
    expect(after).toHaveLength(before.length + 1)
    expect(after).toEqual(expect.arrayContaining(before))
    const { body } = await one.emulator.controlGet(`/items/${one.item_id}`)
    expect(Object(body.state).new_accounts).toBe(false)
    expect((await one.happen('open-account')).body).toMatchObject({ error_code: 'INVALID_FIELD' })
  })
})

describe('a bank that is not well', () => {
  it.each([
    ['DEGRADED', 'INSTITUTION_NOT_RESPONDING'],
    ['DOWN', 'INSTITUTION_DOWN'],
    ['UNSUPPORTED', 'INSTITUTION_NO_LONGER_SUPPORTED'],
  ])('%s: only calls that ask it fail, with %s', async (status, code) => {
    const one = await linked()
    const { access_token, cursor } = one
    await one.emulator.control('/institutions/ins_109508/status', { status })
    for (const call of [
      one.api.accountsBalanceGet({ access_token }),
      one.api.transactionsRefresh({ access_token }),
    ]) {
      expect(await plaidErrorOf(call)).toMatchObject({ type: 'INSTITUTION_ERROR', code, status: 400 })
    }
    expect((await one.api.accountsGet({ access_token })).status).toBe(200)
    expect((await one.api.transactionsSync({ access_token, cursor })).status).toBe(200)
    expect((await one.api.itemGet({ access_token })).data.item.error).toBeNull()
    await one.emulator.control('/institutions/ins_109508/status', { status: 'HEALTHY' })
    expect((await one.api.accountsBalanceGet({ access_token })).status).toBe(200)
  })

  it('tells nothing new while it is down, and all of it when it is back', async () => {
    const one = await linked()
    const { access_token, cursor, emulator } = one
    await emulator.control('/institutions/ins_109508/status', { status: 'DOWN' })
    await emulator.control('/clock/advance', { seconds: 5 * day })
    expect(Number((await one.happen('arrive', { count: 2 })).body.added)).toBe(2)
    const meanwhile = await one.api.transactionsSync({ access_token, cursor, count: 500 })
    expect(meanwhile.data.added).toEqual([])
    expect(await emulator.codes()).toEqual([])
    expect((await one.happen('open-account')).body.error_code).toBe('INVALID_FIELD')
    await emulator.control('/institutions/ins_109508/status', { status: 'HEALTHY' })
    const after = await one.api.transactionsSync({ access_token, cursor, count: 500 })
    expect(after.data.added.length).toBeGreaterThan(2)
    expect(await emulator.codes()).toContain('SYNC_UPDATES_AVAILABLE')
  })

  it('cannot be linked while it is down or unsupported', async () => {
    const { api } = await linked()
    const link = (institution_id: string) =>
      plaidErrorOf(
        api.sandboxPublicTokenCreate({ institution_id, initial_products: [Products.Transactions] }),
      )
    expect((await link('ins_132361')).code).toBe('INSTITUTION_DOWN')
    expect((await link('ins_133402')).code).toBe('INSTITUTION_NO_LONGER_SUPPORTED')
  })
})

describe('an Item as strict as the Sandbox’s', () => {
  it('asks for a new login thirty days after the last one', async () => {
    const one = await linked('ins_109508', { strict: true })
    const { access_token, emulator } = one
    const errorCode = async () => (await one.api.itemGet({ access_token })).data.item.error?.error_code
    await emulator.control('/clock/advance', { seconds: 29 * day })
    expect(await errorCode()).toBeUndefined()
    await updateMode(one)
    await emulator.control('/clock/advance', { seconds: 29 * day })
    expect(await errorCode()).toBeUndefined()
    await emulator.control('/clock/advance', { seconds: day })
    expect(await errorCode()).toBe('ITEM_LOGIN_REQUIRED')
    expect((await emulator.codes()).at(-1)).toBe('ERROR')
  })

  it('never does otherwise', async () => {
    const one = await linked()
    await one.emulator.control('/clock/advance', { seconds: 300 * day })
    expect((await one.api.accountsGet({ access_token: one.access_token })).status).toBe(200)
  })
})
