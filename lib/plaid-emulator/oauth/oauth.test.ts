import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from '../testing'
import { bank, connect, leave, open, redirectUri } from './oauth-fixtures'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('a bank that one signs in to on its own page', () => {
  it('leads out of the app and back, and the session of before goes on and ends', async () => {
    const { link_token, session } = await open(emulator, { redirect_uri: redirectUri })
    const visit = await leave(session, emulator)
    expect(visit.body.redirects).toBe(true)
    expect(visit.url).toBe(`${emulator.base}/oauth/${visit.id}`)
    expect((await visit.at()).heading).toBe('Sign in')
    expect(await visit.signIn()).toMatchObject({ status: 303, location: `./${visit.id}` })
    const consent = await visit.at()
    expect(consent.heading).toBe('What may Evenkeel read?')
    expect(consent.choices.every(({ isChecked }) => isChecked)).toBe(true)
    expect(await visit.allow(2)).toMatchObject({ status: 303, location: visit.returned })
    const back = await emulator.link('start', { link_token, received_redirect_uri: visit.returned })
    expect(back).toMatchObject({
      status: 200,
      body: {
        link_session_id: session.link_session_id,
        mode: 'new',
        resumed: {
          outcome: 'granted',
          institution: { institution_id: bank, oauth: true, status: 'HEALTHY' },
          step: { step: 'done', institution: { institution_id: bank } },
        },
      },
    })
    const { public_token, accounts } = Object(back.body.resumed).step
    const { data } = await emulator.api.itemPublicTokenExchange({ public_token })
    const shared = await emulator.api.accountsGet({ access_token: data.access_token })
    const ids = consent.choices.slice(0, 2).map(({ value }) => value)
    expect(shared.data.accounts.map(({ account_id }) => account_id)).toEqual(ids)
    expect(accounts.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  it('takes no credentials within Link', async () => {
    const { session } = await open(emulator)
    const refused = await emulator.link('credentials', {
      ...session,
      institution_id: bank,
      username: 'user_good',
      password: 'pass_good',
    })
    expect(refused.body.error_code).toBe('INVALID_INSTITUTION')
    const plain = await emulator.link('oauth', { ...session, institution_id: 'ins_109508' })
    expect(plain.body.error_code).toBe('INVALID_INSTITUTION')
  })

  it('makes an Item by /sandbox/public_token/create without any page', async () => {
    const { data } = await emulator.api.sandboxPublicTokenCreate({
      institution_id: bank,
      initial_products: [Products.Transactions],
    })
    const item = await emulator.api.itemPublicTokenExchange({ public_token: data.public_token })
    expect((await emulator.api.itemGet({ access_token: item.data.access_token })).data.item.error).toBeNull()
  })

  it('makes a second Item with new ids of the same credentials', async () => {
    const own = await startTestEmulator()
    const items = [await connect(own), await connect(own)]
    const accounts = await Promise.all(
      items.map(async ({ access_token }) => (await own.api.accountsGet({ access_token })).data.accounts),
    )
    expect(new Set(items.map(({ item_id }) => item_id)).size).toBe(2)
    const [first = [], second = []] = accounts.map((list) => list.map(({ account_id }) => account_id))
    expect(first.filter((id) => second.includes(id))).toEqual([])
    expect(accounts[0]?.map(({ mask }) => mask)).toEqual(accounts[1]?.map(({ mask }) => mask))
    await own.stop()
  })
})

describe('the return from a bank', () => {
  const start = (link_token: string, received_redirect_uri: string, own = emulator) =>
    own.link('start', { link_token, received_redirect_uri })

  it('is good for once', async () => {
    const { link_token, session } = await open(emulator, { redirect_uri: redirectUri })
    const visit = await leave(session, emulator)
    await visit.signIn()
    await visit.allow()
    const both = await Promise.all([start(link_token, visit.returned), start(link_token, visit.returned)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await start(link_token, visit.returned)).toMatchObject({
      status: 400,
      body: { error_type: 'INVALID_INPUT', error_code: 'OAUTH_STATE_ID_ALREADY_PROCESSED' },
    })
    expect((await visit.at()).source).toContain('You may close this window')
    expect((await visit.signIn()).location).toBe(`./${visit.id}`)
  })

  it('belongs to the link token that it began with', async () => {
    const { session } = await open(emulator, { redirect_uri: redirectUri })
    const other = await open(emulator, { redirect_uri: redirectUri })
    const visit = await leave(session, emulator)
    await visit.signIn()
    await visit.allow()
    expect((await start(other.link_token, visit.returned)).body.error_code).toBe('INCORRECT_LINK_TOKEN')
  })

  it('is unknown where nothing began, where nothing was decided, and where it names no state', async () => {
    const { link_token, session } = await open(emulator, { redirect_uri: redirectUri })
    const { returned } = await leave(session, emulator)
    for (const uri of [
      returned,
      redirectUri,
      'rubbish',
      `${redirectUri}?oauth_state_id=00000000-0000-4000-8000-000000000000`,
    ]) {
      expect((await start(link_token, uri)).body.error_code).toBe('OAUTH_STATE_ID_NOT_FOUND')
    }
  })

  it('comes too late after the link token has expired, and so does the page of the bank', async () => {
    const own = await startTestEmulator()
    const { link_token, session } = await open(own, { redirect_uri: redirectUri })
    const visit = await leave(session, own)
    await visit.signIn()
    await visit.allow()
    own.wait(4 * 3600)
    expect((await start(link_token, visit.returned, own)).body.error_code).toBe('INVALID_LINK_TOKEN')
    expect(await visit.at()).toMatchObject({ status: 410, heading: 'This visit has expired' })
    expect((await fetch(`${own.base}/oauth/00000000-0000-4000-8000-000000000000`)).status).toBe(404)
    await own.stop()
  })

  it.each(['sign-in', 'consent'])(
    'without consent, from the step %s, lets the session go on with another bank',
    async (stage) => {
      const { link_token, session } = await open(emulator, { redirect_uri: redirectUri })
      const visit = await leave(session, emulator)
      if (stage === 'consent') await visit.signIn()
      expect((await visit.send({ decision: 'deny' })).location).toBe(visit.returned)
      const back = await start(link_token, visit.returned)
      expect(back.body).toMatchObject({
        link_session_id: session.link_session_id,
        resumed: { outcome: 'denied', institution: { institution_id: bank } },
      })
      expect((await start(link_token, visit.returned)).body.error_code).toBe(
        'OAUTH_STATE_ID_ALREADY_PROCESSED',
      )
      const step = await emulator.link('credentials', {
        ...session,
        institution_id: 'ins_109508',
        username: 'user_good',
        password: 'pass_good',
      })
      expect(step.body.step).toBe('accounts')
    },
  )
})

describe('a bank in a window beside Link', () => {
  it('is asked about until it is decided, and the end is told once', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    expect(visit.body.redirects).toBe(false)
    const status = () => emulator.link('oauth-status', { ...session, oauth_state_id: visit.id })
    expect((await status()).body.status).toBe('pending')
    await visit.signIn()
    expect((await status()).body.status).toBe('pending')
    expect(await visit.allow()).toMatchObject({ status: 303, location: `./${visit.id}` })
    const closing = await visit.at()
    expect(closing.source).toContain('window.close()')
    expect(closing.headers.get('content-security-policy')).toContain("script-src 'sha256-")
    const told = await status()
    expect(told.body).toMatchObject({ status: 'granted', step: { step: 'done' } })
    expect((await status()).status).toBe(400)
    const { public_token } = Object(told.body.step)
    expect((await emulator.api.itemPublicTokenExchange({ public_token })).status).toBe(200)
  })

  it('says so when it was refused', async () => {
    const { session } = await open(emulator)
    const visit = await leave(session, emulator)
    await visit.signIn()
    await visit.send({ decision: 'deny' })
    const status = () => emulator.link('oauth-status', { ...session, oauth_state_id: visit.id })
    expect((await status()).body).toMatchObject({ status: 'denied' })
    expect((await status()).body.error_code).toBe('OAUTH_STATE_ID_ALREADY_PROCESSED')
  })

  it('cannot be asked about from another session', async () => {
    const [one, two] = [await open(emulator), await open(emulator)]
    const { id } = await leave(one.session, emulator)
    const asked = await emulator.link('oauth-status', { ...two.session, oauth_state_id: id })
    expect(asked.body.error_code).toBe('INCORRECT_LINK_TOKEN')
  })
})
