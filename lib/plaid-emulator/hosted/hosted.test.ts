import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryStore } from '../store'
import { startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

async function open(request: Partial<LinkTokenCreateRequest> = {}, own = emulator) {
  const { data } = await own.api.linkTokenCreate({
    client_name: 'Evenkeel',
    language: 'en',
    country_codes: [CountryCode.Us],
    user: { client_user_id: 'one' },
    ...(request.access_token ? {} : { products: [Products.Transactions] }),
    webhook: own.webhookUrl,
    hosted_link: {},
    ...request,
  })
  const page = await fetch(String(data.hosted_link_url))
  const source = await page.text()
  const token = /data-token="([^"]*)"/.exec(source)?.[1] ?? ''
  return { ...data, page, source, token }
}

/** Goes through Link as the page does, with its secret. */
async function begin(link_token: string, own = emulator) {
  const started = await own.link('start', { link_token })
  const session = { link_token, link_session_id: String(started.body.link_session_id) }
  const connect = async () => {
    const step = await own.link('credentials', {
      ...session,
      institution_id: 'ins_109508',
      username: 'user_good',
      password: 'pass_good',
    })
    const account_ids = Object(step.body).accounts?.map(({ id }: { id: string }) => id)
    return step.body.step === 'done' ? step : own.link('finish', { ...session, account_ids })
  }
  return { started, session, connect }
}

const linkWebhooks = async (own: TestEmulator) => {
  await own.codes()
  return own.webhooks.map(({ body }) => body).filter(({ webhook_type }) => webhook_type === 'LINK')
}

describe('the page of Hosted Link', () => {
  it('opens Link with a secret of its own, by nothing but scripts of the emulator', async () => {
    const { page, source, token, link_token, hosted_link_url } = await open()
    expect(page.status).toBe(200)
    expect(hosted_link_url?.startsWith(`${emulator.base}/hosted/`)).toBe(true)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(source).not.toMatch(/<script>|style="/)
    expect(source).not.toContain(link_token)
    expect(token).toMatch(/^hosted-[0-9a-f-]{36}$/)
    for (const [, path = ''] of source.matchAll(/<script src="([^"]*)"/g)) {
      const script = await fetch(new URL(path, hosted_link_url))
      expect(script.headers.get('content-type')).toContain('text/javascript')
    }
    const { started } = await begin(token)
    expect(started.body).toMatchObject({ mode: 'new', client_name: 'Evenkeel' })
  })

  it('has a script that a browser can read', async () => {
    const script = await (await fetch(`${emulator.base}/hosted.js`)).text()
    expect(() => new Function(script)).not.toThrow()
  })

  it('is kept out of the store, as is its link token', async () => {
    const store = memoryStore()
    const own = await startTestEmulator({ store })
    const { token, link_token, hosted_link_url } = await open({}, own)
    const { connect } = await begin(token, own)
    const done = await connect()
    await own.emulator.idle()
    const kept = JSON.stringify(await store.list(''))
    expect(kept).not.toContain(link_token)
    expect(kept).not.toContain(String(hosted_link_url).slice(-36))
    expect(kept).not.toContain(String(done.body.public_token))
    await own.stop()
  })

  it('says that it is done, that it has expired, or that nothing is there', async () => {
    const own = await startTestEmulator()
    const completion_redirect_uri = 'https://app.example/done'
    const used = await open({ hosted_link: { completion_redirect_uri } }, own)
    expect(used.source).toContain(`data-completion="${completion_redirect_uri}"`)
    const { connect } = await begin(used.token, own)
    await connect()
    const after = await fetch(String(used.hosted_link_url))
    expect(await after.text()).toContain('You are done')
    const late = await open({}, own)
    own.wait(30 * 60)
    expect((await fetch(String(late.hosted_link_url))).status).toBe(410)
    expect((await begin(late.token, own)).started.body.error_code).toBe('INVALID_LINK_TOKEN')
    expect((await fetch(`${own.base}/hosted/00000000-0000-4000-8000-000000000000`)).status).toBe(404)
    await own.stop()
  })

  it('does not exist for a link token of another kind', async () => {
    const plain = await emulator.api.linkTokenCreate({
      client_name: 'Evenkeel',
      language: 'en',
      country_codes: [CountryCode.Us],
      user: { client_user_id: 'one' },
      products: [Products.Transactions],
    })
    expect(plain.data.hosted_link_url).toBeUndefined()
    expect((await begin('hosted-00000000-0000-4000-8000-000000000000')).started.status).toBe(400)
  })

  it('goes to a bank and comes back to itself', async () => {
    const { token, hosted_link_url } = await open()
    const { session } = await begin(token)
    const { body } = await emulator.link('oauth', { ...session, institution_id: 'ins_127287' })
    expect(body.redirects).toBe(true)
    const url = String(body.oauth_url)
    const denied = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'deny' }),
      redirect: 'manual',
    })
    const back = new URL(denied.headers.get('location') ?? '', url)
    expect(back.href).toBe(`${hosted_link_url}?oauth_state_id=${body.oauth_state_id}`)
    expect((await fetch(back)).status).toBe(200)
    const resumed = await emulator.link('start', { link_token: token, received_redirect_uri: back.href })
    expect(resumed.body).toMatchObject({
      link_session_id: session.link_session_id,
      resumed: { outcome: 'denied' },
    })
    const forged = new URL(url)
    forged.searchParams.set('hosted', '00000000-0000-4000-8000-000000000000')
    const elsewhere = await fetch(forged, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'deny' }),
      redirect: 'manual',
    })
    expect(elsewhere.headers.get('location')).not.toContain('hosted/')
  })
})

describe('the webhooks of Hosted Link', () => {
  it('tell of the Item, of the end, and of what happened', async () => {
    const own = await startTestEmulator()
    const { token, link_token } = await open({}, own)
    const { session, connect } = await begin(token, own)
    const { body } = await connect()
    await own.link('events', {
      ...session,
      events: [
        { event_name: 'OPEN', event_metadata: { view_name: null, timestamp: '2026-03-04T15:00:01.000Z' } },
        { event_name: 'HANDOFF', event_metadata: { institution_id: 'ins_109508' } },
      ],
    })
    const common = {
      webhook_type: 'LINK',
      link_token,
      link_session_id: session.link_session_id,
      environment: 'sandbox',
    }
    const { public_token } = body
    const [event] = [expect.objectContaining({ event_name: 'OPEN', timestamp: '2026-03-04T15:00:01.000Z' })]
    expect(await linkWebhooks(own)).toEqual([
      { ...common, webhook_code: 'ITEM_ADD_RESULT', public_token },
      {
        ...common,
        webhook_code: 'SESSION_FINISHED',
        status: 'SUCCESS',
        public_token,
        public_tokens: [public_token],
      },
      {
        ...common,
        webhook_code: 'EVENTS',
        events: [event, expect.objectContaining({ event_metadata: { institution_id: 'ins_109508' } })],
      },
    ])
    const exchanged = await own.api.itemPublicTokenExchange({ public_token: String(public_token) })
    expect(exchanged.status).toBe(200)
    await own.stop()
  })

  it('tell of an exit once, after which the page can be used again', async () => {
    const own = await startTestEmulator()
    const { token } = await open({}, own)
    const { session } = await begin(token, own)
    await own.link('exit', { ...session, status: 'institution_not_found' })
    await own.link('exit', session)
    expect(await linkWebhooks(own)).toMatchObject([
      { webhook_code: 'SESSION_FINISHED', status: 'EXITED', public_tokens: [] },
    ])
    expect((await begin(token, own)).started.status).toBe(200)
    await own.stop()
  })

  it('are not sent where Link opens in the page of the app', async () => {
    const own = await startTestEmulator()
    const { data } = await own.api.linkTokenCreate({
      client_name: 'Evenkeel',
      language: 'en',
      country_codes: [CountryCode.Us],
      user: { client_user_id: 'one' },
      products: [Products.Transactions],
      webhook: own.webhookUrl,
    })
    const { connect, session } = await begin(data.link_token, own)
    await connect()
    await own.link('events', { ...session, events: [{ event_name: 'HANDOFF' }] })
    expect(await linkWebhooks(own)).toEqual([])
    await own.stop()
  })
})
