import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from '../testing'
import { connect, leave, open, redirectUri } from './oauth-fixtures'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe("a bank's own page", () => {
  it('may run nothing, be framed by nobody, and is kept nowhere', async () => {
    const { session } = await open(emulator)
    const { headers, source } = await (await leave(session, emulator)).at()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe|form-action/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(source).not.toMatch(/<script|style="|https?:\/\//)
  })

  it('says what is wrong beside the field, keeps the username and never the password', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    const wrong = await visit.signIn('user_good', 'not the password')
    expect(wrong.status).toBe(422)
    expect(wrong.source).toContain('value="user_good"')
    expect(wrong.source).not.toContain('not the password')
    expect(wrong.source).toMatch(/id="password"[^>]*aria-invalid="true" aria-describedby="password-problem"/)
    const blank = await visit.signIn('', '')
    expect(blank.source).toMatch(/id="username"[^>]*aria-invalid="true"/)
    expect((await visit.signIn('<script>', 'x')).source).toContain('value="&lt;script&gt;"')
    expect((await visit.signIn()).status).toBe(303)
  })

  it('shows names that an app or a custom user has chosen as they are, and never as markup', async () => {
    const { session } = await open(emulator, { client_name: '<b onclick="x">\'&' })
    const visit = await leave(session, emulator)
    expect((await visit.at()).source).toContain('&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;')
    const custom = {
      override_accounts: [{ type: 'depository', subtype: 'checking', meta: { name: '<img src=x>' } }],
    }
    await visit.signIn('user_custom', JSON.stringify(custom))
    const { source } = await visit.at()
    expect(source).toContain('&lt;img src=x&gt;')
    expect(source).not.toMatch(/<img|<b onclick/)
  })

  it.each(['ITEM_LOCKED', 'USER_SETUP_REQUIRED', 'NO_ACCOUNTS'])(
    'tells %s in words of the bank, after which one may try again',
    async (code) => {
      const { session } = await open(emulator)
      const visit = await leave(session, emulator)
      const refused = await visit.signIn('user_good', `error_${code}`)
      expect(refused.status).toBe(422)
      expect(refused.source).toContain(code)
      expect((await visit.signIn()).status).toBe(303)
    },
  )

  it('asks for a device and its code', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    await visit.signIn('mfa_device')
    const device = await visit.at()
    expect(device.heading).toBe('Where should the code go?')
    expect((await visit.send({ decision: 'answer' })).status).toBe(422)
    await visit.send({ decision: 'answer', 'answer-0': device.choices[0]?.value ?? '' })
    expect((await visit.at()).heading).toBe('Enter the code')
    const wrong = await visit.send({ decision: 'answer', 'answer-0': '9999' })
    expect(wrong.source).toMatch(/id="answer-0"[^>]*aria-invalid="true"/)
    await visit.send({ decision: 'answer', 'answer-0': '1234' })
    expect((await visit.at()).heading).toBe('What may Evenkeel read?')
  })

  it('wants at least one account, and only those of the login', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    await visit.signIn()
    for (const account of [[], ['x']]) {
      const refused = await visit.send({ decision: 'allow', account })
      expect(refused.status).toBe(422)
      expect(refused.source).toContain('id="account-problem"')
    }
  })

  it('offers one account where one is wanted', async () => {
    const { session } = await open(emulator, { link_customization_name: 'single' })
    const visit = await leave(session, emulator)
    await visit.signIn()
    const { source, choices } = await visit.at()
    expect(source).toContain('type="radio"')
    const all = choices.map(({ value }) => value)
    expect((await visit.send({ decision: 'allow', account: all })).status).toBe(422)
    expect((await visit.send({ decision: 'allow', account: all.slice(0, 1) })).status).toBe(303)
  })

  it('takes no step twice when a form is sent again', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    await visit.signIn()
    expect(await visit.signIn('user_other')).toMatchObject({ status: 303, location: `./${visit.id}` })
    expect((await visit.at()).source).toContain('ending in 0000')
  })
})

describe('update mode at a bank of its own page', () => {
  it('repairs the Item with its accounts', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own, { webhook: own.webhookUrl }, 2)
    await own.api.sandboxItemResetLogin({ access_token })
    const { link_token, session } = await open(own, { access_token, redirect_uri: redirectUri })
    const visit = await leave(session, own)
    expect((await visit.at()).heading).toBe('Sign in again')
    await visit.signIn()
    const consent = await visit.at()
    expect(consent.heading).toBe('Let Evenkeel go on reading?')
    expect(consent.choices).toEqual([])
    await visit.send({ decision: 'allow' })
    const back = await own.link('start', { link_token, received_redirect_uri: visit.returned })
    expect(back.body).toMatchObject({ mode: 'update', resumed: { outcome: 'granted' } })
    expect((await own.api.itemGet({ access_token })).data.item).toMatchObject({ item_id, error: null })
    expect((await own.api.accountsGet({ access_token })).data.accounts).toHaveLength(2)
    expect(await own.codes()).toContain('LOGIN_REPAIRED')
    await own.stop()
  })

  it('lets somebody else in, with accounts and transactions of their own, and the first one in again', async () => {
    const own = await startTestEmulator()
    const { access_token, item_id } = await connect(own)
    own.wait(3)
    const accountsNow = async () =>
      (await own.api.accountsGet({ access_token })).data.accounts.map(({ account_id }) => account_id)
    const everything = async (cursor = '') =>
      (await own.api.transactionsSync({ access_token, cursor, count: 500 })).data
    const signInAs = async (username: string) => {
      const { link_token, session } = await open(own, { access_token, redirect_uri: redirectUri })
      const visit = await leave(session, own)
      await visit.signIn(username)
      await visit.send({ decision: 'allow' })
      await own.link('start', { link_token, received_redirect_uri: visit.returned })
    }
    const [before, rowsBefore] = [await accountsNow(), await everything()]
    await signInAs('user_yuppie')
    const after = await accountsNow()
    expect(after.length).toBeGreaterThan(0)
    expect(after.filter((id) => before.includes(id))).toEqual([])
    expect((await own.api.itemGet({ access_token })).data.item.item_id).toBe(item_id)
    const rowsAfter = await everything(rowsBefore.next_cursor)
    expect(rowsAfter.added.length).toBeGreaterThan(0)
    expect(rowsAfter.removed).toEqual([])
    expect(new Set(rowsAfter.added.map(({ account_id }) => after.includes(account_id)))).toEqual(
      new Set([true]),
    )
    await signInAs('user_yuppie')
    expect(await accountsNow(), 'the same login again changes nothing').toEqual(after)
    expect((await everything(rowsAfter.next_cursor)).added).toEqual([])
    await signInAs('user_good')
    expect(await accountsNow()).toEqual(before)
    const ids = (rows: typeof rowsBefore) => rows.added.map(({ transaction_id }) => transaction_id)
    expect(ids(await everything(rowsAfter.next_cursor))).toEqual(ids(rowsBefore))
    await own.stop()
  })

  it('changes the accounts where that is asked for', async () => {
    const own = await startTestEmulator()
    const { access_token } = await connect(own, {}, 1)
    const request = { access_token, redirect_uri: redirectUri, update: { account_selection_enabled: true } }
    const { link_token, session } = await open(own, request)
    const visit = await leave(session, own)
    await visit.signIn()
    const { choices } = await visit.at()
    expect(choices.filter(({ isChecked }) => isChecked)).toHaveLength(1)
    await visit.send({ decision: 'allow', account: choices.slice(1).map(({ value }) => value) })
    await own.link('start', { link_token, received_redirect_uri: visit.returned })
    const shared = (await own.api.accountsGet({ access_token })).data.accounts
    expect(shared.map(({ account_id }) => account_id)).toEqual(choices.slice(1).map(({ value }) => value))
    await own.stop()
  })
})
