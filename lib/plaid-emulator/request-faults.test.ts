import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator } from './emulator'
import { memoryStore } from './store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from './testing'
import { link, pages } from './transactions-testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
beforeEach(() => emulator.controlDelete('/rules'))
afterAll(() => emulator.stop())

const itemGet = (access_token: string) => emulator.api.itemGet({ access_token })

/** A call without the SDK, to see what really comes over the wire. */
const raw = (access_token: string) =>
  fetch(`${emulator.base}/item/get`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'plaid-client-id': 'client', 'plaid-secret': 'secret' },
    body: JSON.stringify({ access_token }),
  })

const hitsOf = async (id: unknown) => {
  const { body } = await emulator.controlGet('/rules')
  const rules: { id: string; hits: number }[] = Object(body).rules
  return rules.find((rule) => rule.id === id)?.hits
}

describe('a rule for answers', () => {
  it('answers 429 or 500 as Plaid does, as often as it says, and then no more', async () => {
    const { access_token } = await link(emulator)
    const limit = await emulator.rule({ fault: 'status', status: 429, path: '/item/get', times: 2 })
    expect(limit).toMatchObject({
      chance: 1,
      seed: 1,
      hits: 0,
      item_id: null,
      webhook_code: null,
      delay_ms: null,
    })
    const limited = { status: 429, type: 'RATE_LIMIT_EXCEEDED', code: 'RATE_LIMIT' }
    expect(await plaidErrorOf(itemGet(access_token))).toMatchObject(limited)
    expect((await emulator.api.accountsGet({ access_token })).status).toBe(200)
    expect(await plaidErrorOf(itemGet(access_token))).toMatchObject(limited)
    expect((await itemGet(access_token)).status).toBe(200)
    expect(await hitsOf(limit.id)).toBe(2)
    await emulator.rule({ fault: 'status', path: '*', times: 1 })
    expect(await plaidErrorOf(itemGet(access_token))).toMatchObject({
      status: 500,
      type: 'API_ERROR',
      code: 'INTERNAL_SERVER_ERROR',
    })
  })

  it('answers 502 with the page of a proxy instead of JSON', async () => {
    const { access_token } = await link(emulator)
    await emulator.rule({ fault: 'status', status: 502, times: 1 })
    const response = await raw(access_token)
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<title>502 Bad Gateway</title>')
  })

  it('holds an answer up for as long as it says', async () => {
    const { access_token } = await link(emulator)
    await emulator.rule({ fault: 'latency', delay_ms: 150, times: 1 })
    const startedAt = performance.now()
    await itemGet(access_token)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145)
  })

  it('breaks the connection when half of an answer has gone, and what was asked has happened', async () => {
    const { access_token } = await link(emulator)
    await emulator.rule({ fault: 'cut', path: '/item/remove', times: 1 })
    const cut = emulator.api.itemRemove({ access_token })
    await expect(cut).rejects.toThrow(/aborted|socket hang up|ECONNRESET/)
    expect((await plaidErrorOf(itemGet(access_token))).code).toBe('ITEM_NOT_FOUND')
  })

  it('lets a caller in the same process read the first half, and then fail', async () => {
    const inside = createEmulator({ store: memoryStore(), authorizeControl: () => true })
    const post = (path: string, body: object) =>
      inside.fetch(
        new Request(`http://x${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ client_id: 'a', secret: 'b', ...body }),
        }),
      )
    await inside.fetch(
      new Request('http://x/emulator/rules', {
        method: 'POST',
        body: JSON.stringify({ fault: 'cut', times: 1 }),
      }),
    )
    const response = await post('/institutions/get_by_id', {
      institution_id: 'ins_109508',
      country_codes: ['US'],
    })
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^\{/)
    await expect(reader?.read()).rejects.toThrow('The connection was cut.')
    await inside.close()
  })

  it('ends the JSON of an answer in the middle, with status 200', async () => {
    const { access_token } = await link(emulator)
    await emulator.rule({ fault: 'malformed', times: 1 })
    const response = await raw(access_token)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/json')
    const text = await response.text()
    expect(text).toMatch(/^\{/)
    expect(() => JSON.parse(text)).toThrow()
  })

  it('strikes one Item alone, and no call without one', async () => {
    const one = await link(emulator)
    const other = await link(emulator)
    await emulator.rule({ fault: 'status', item_id: one.item_id })
    expect((await itemGet(other.access_token)).status).toBe(200)
    expect((await plaidErrorOf(itemGet(one.access_token))).status).toBe(500)
    const thief = emulator.clientFor('thief').itemGet({ access_token: one.access_token })
    expect((await plaidErrorOf(thief)).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('changes the data under a pagination, so that the true error follows, and the restart succeeds', async () => {
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const rule = await emulator.rule({ fault: 'mutation', times: 1 })
    const first = await emulator.api.transactionsSync({ access_token, count: 5 })
    expect(first.data.has_more).toBe(true)
    expect(await hitsOf(rule.id)).toBe(0)
    const next = emulator.api.transactionsSync({ access_token, cursor: first.data.next_cursor, count: 5 })
    expect((await plaidErrorOf(next)).code).toBe('TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION')
    expect(await hitsOf(rule.id)).toBe(1)
    const all = await pages(emulator, access_token)
    expect(all.pages.flatMap(({ added }) => added).some(({ pending }) => pending)).toBe(true)
  })

  it('changes the data under the pagination of one account too', async () => {
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const { data } = await emulator.api.accountsGet({ access_token })
    const account_id = data.accounts.find(({ subtype }) => subtype === 'checking')?.account_id ?? ''
    await emulator.rule({ fault: 'mutation', times: 1 })
    const request = { access_token, count: 5, options: { account_id } }
    const first = await emulator.api.transactionsSync(request)
    const next = emulator.api.transactionsSync({ ...request, cursor: first.data.next_cursor })
    expect((await plaidErrorOf(next)).code).toBe('TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION')
  })

  it('strikes no more often than it says when many calls come at once', async () => {
    const { access_token } = await link(emulator)
    const { id } = await emulator.rule({ fault: 'status', path: '/item/get', times: 7 })
    const answers = await Promise.all(Array.from({ length: 60 }, () => raw(access_token)))
    expect(answers.filter(({ status }) => status === 500)).toHaveLength(7)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(53)
    expect(await hitsOf(id)).toBe(7)
  })

  it('follows its chance, and the same seed always gives the same sequence', async () => {
    const { access_token } = await link(emulator)
    const sequence = async (seed: number | string) => {
      const { id } = await emulator.rule({ fault: 'status', path: '/item/get', chance: 0.5, seed })
      const outcomes: number[] = []
      for (let call = 0; call < 24; call += 1) outcomes.push((await raw(access_token)).status)
      expect(await hitsOf(id)).toBe(outcomes.filter((status) => status === 500).length)
      await emulator.controlDelete(`/rules/${id}`)
      return outcomes
    }
    const [first, again, other] = [await sequence(7), await sequence(7), await sequence('eight')]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    const strikes = first.filter((status) => status === 500).length
    expect(strikes).toBeGreaterThan(4)
    expect(strikes).toBeLessThan(20)
  })

  it("strikes Link's sessions where it names them, and spares them where it means all of Plaid", async () => {
    await emulator.rule({ fault: 'status' })
    expect((await emulator.link('start', { link_token: 'x' })).body.error_code).toBe('INVALID_LINK_TOKEN')
    await emulator.rule({ fault: 'status', path: '/link-session/start', times: 1 })
    expect((await emulator.link('start', { link_token: 'x' })).status).toBe(500)
  })

  it('lasts over a restart, with its hits', async () => {
    const store = memoryStore()
    const first = await startTestEmulator({ store })
    const { access_token } = await link(first)
    const { id } = await first.rule({ fault: 'status', path: '/item/get', times: 2 })
    await plaidErrorOf(first.api.itemGet({ access_token }))
    await first.stop()
    const second = await startTestEmulator({ store })
    expect((await second.controlGet('/rules')).body).toMatchObject({ rules: [{ id, hits: 1, times: 2 }] })
    await plaidErrorOf(second.api.itemGet({ access_token }))
    expect((await second.api.itemGet({ access_token })).status).toBe(200)
    await second.stop()
  })

  it('is told what is wrong with it', async () => {
    const refused = async (rule: object) => (await emulator.control('/rules', rule)).body.error_message
    expect(await refused({})).toContain('fault')
    expect(await refused({ fault: 'explode' })).toContain('fault must be one of')
    expect(await refused({ fault: 'status', path: '/nowhere' })).toContain('path')
    expect(await refused({ fault: 'status', status: 418 })).toContain('status')
    expect(await refused({ fault: 'cut', delay_ms: 5 })).toContain('delay_ms')
    expect(await refused({ fault: 'webhook_lose', path: '*' })).toContain('path')
    expect(await refused({ fault: 'cut', webhook_code: 'ERROR' })).toContain('webhook_code')
    expect(await refused({ fault: 'mutation', path: '/item/get' })).toContain('/transactions/sync')
    expect(await refused({ fault: 'cut', chance: 1.5 })).toContain('chance')
    expect((await emulator.controlGet('/rules')).body).toMatchObject({ rules: [] })
    expect((await emulator.controlDelete('/rules/nothing')).status).toBe(404)
  })
})
