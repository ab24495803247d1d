import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid'
import type { TestEmulator } from '../testing'

/** A bank that one signs in to on its own page. */
export const bank = 'ins_127287'
export const redirectUri = 'http://localhost:3000/oauth-return'

/** A page as somebody without JavaScript has it: its words, its fields and what its form can send. */
export async function read(response: Response) {
  const source = await response.text()
  const boxes = [...source.matchAll(/<input type="(?:checkbox|radio)"[^>]*value="([^"]*)"[^>]*>/g)]
  return {
    status: response.status,
    headers: response.headers,
    location: response.headers.get('location'),
    source,
    heading: /<h1[^>]*>([^<]*)</.exec(source)?.[1] ?? null,
    choices: boxes.map(([tag, value = '']) => ({ value, isChecked: / checked/.test(tag) })),
  }
}

/** Opens Link for a request of a token. */
export async function open(own: TestEmulator, request: Partial<LinkTokenCreateRequest> = {}) {
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
  return { link_token, session }
}

/** Leaves Link for the bank. */
export async function leave(session: object, own: TestEmulator, institution_id = bank) {
  const { body } = await own.link('oauth', { ...session, institution_id })
  const url = String(body.oauth_url)
  const at = async (init?: RequestInit) => read(await fetch(url, { redirect: 'manual', ...init }))
  const send = (fields: Record<string, string | string[]>) => {
    const form = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    )
    return at({ method: 'POST', body: form })
  }
  const signIn = (username = 'user_good', password = 'pass_good') =>
    send({ decision: 'sign-in', username, password })
  const allow = async (count?: number) => {
    const { choices } = await at()
    const ids = choices.filter(({ isChecked }) => isChecked).map(({ value }) => value)
    return send({ decision: 'allow', account: ids.slice(0, count) })
  }
  const id = String(body.oauth_state_id)
  return { id, url, body, at, send, signIn, allow, returned: `${redirectUri}?oauth_state_id=${id}` }
}

/** Connects a bank by its own page and gives the Item. */
export async function connect(
  own: TestEmulator,
  request: Partial<LinkTokenCreateRequest> = {},
  count?: number,
) {
  const { link_token, session } = await open(own, { redirect_uri: redirectUri, ...request })
  const visit = await leave(session, own)
  await visit.signIn()
  await visit.allow(count)
  const back = await own.link('start', { link_token, received_redirect_uri: visit.returned })
  const { data } = await own.api.itemPublicTokenExchange({
    public_token: Object(back.body.resumed).step.public_token,
  })
  return data
}
