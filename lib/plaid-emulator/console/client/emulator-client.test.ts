import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemErrorCodes } from '../../documents'
import { startTestEmulator, type TestEmulator } from '../../testing'
import { type EmulatorClient, emulatorClient } from './emulator-client'
import { itemErrors } from './item-words'
import { faultNames, toRule } from './rule-form'
import {
  readClock,
  readCount,
  readInstitutions,
  readItemAccounts,
  readItems,
  readKeys,
  readLog,
  readRule,
  readRules,
} from './wire'

let emulator: TestEmulator
let client: EmulatorClient
beforeAll(async () => {
  emulator = await startTestEmulator()
  client = emulatorClient(emulator.base)
})
afterAll(() => emulator.stop())

async function answerOf<T>(call: ReturnType<typeof client.get<T>>): Promise<T> {
  const outcome = await call
  if (outcome.kind !== 'ok') throw new Error(outcome.words)
  return outcome.value
}

describe('what the console reads', () => {
  it('is what the emulator answers', async () => {
    const made = await emulator.post('/sandbox/public_token/create', {
      client_id: 'client',
      secret: 'secret',
      institution_id: 'ins_109508',
      initial_products: ['transactions'],
    })
    await emulator.api.itemPublicTokenExchange({ public_token: String(made.body.public_token) })
    expect((await answerOf(client.get('/clock', readClock))).offset_seconds).toBe(0)
    const [item] = await answerOf(client.get('/items', readItems))
    expect(item).toMatchObject({ institution_name: 'First Platypus Bank', client_id: 'client', error: null })
    const accounts = await answerOf(client.get(`/items/${item?.item_id}`, readItemAccounts))
    expect(accounts).toHaveLength(item?.accounts ?? -1)
    expect((await answerOf(client.get('/institutions', readInstitutions))).length).toBeGreaterThan(5)
    expect((await answerOf(client.get('/log?limit=100', readLog))).requests.length).toBeGreaterThan(0)
    expect(Array.isArray(await answerOf(client.get('/keys', readKeys)))).toBe(true)
    emulator.wait(10)
    const arrive = client.post(`/items/${item?.item_id}/arrive`, { count: 2 }, (body) =>
      readCount(body, 'added'),
    )
    expect(await answerOf(arrive)).toBe(2)
  })

  it('can make every rule that its form offers, and remove one and all', async () => {
    for (const fault of faultNames) {
      const checked = toRule({
        fault,
        path: '/transactions/sync',
        item_id: 'someone',
        webhook_code: 'ERROR',
        times: '2',
        chance: '50',
        seed: 'seven',
        status: '502',
        delay: '1.5',
      })
      if (!('rule' in checked)) throw new Error(checked.words)
      expect(await answerOf(client.post('/rules', checked.rule, readRule))).toMatchObject(checked.rule)
    }
    const [first, ...rest] = await answerOf(client.get('/rules', readRules))
    expect(rest).toHaveLength(faultNames.length - 1)
    expect(await client.remove(`/rules/${first?.id}`)).toEqual({ kind: 'ok', value: null })
    expect(await client.remove('/rules')).toEqual({ kind: 'ok', value: null })
    expect(await answerOf(client.get('/rules', readRules))).toEqual([])
  })

  it('offers every error that an Item can have', () => {
    expect([...itemErrors].sort()).toEqual([...itemErrorCodes].sort())
  })
})

describe('a call that fails', () => {
  it('says whether the control is missing or why it was refused', async () => {
    expect((await client.get('/weather', readClock)).kind).toBe('missing')
    const refused = await client.post('/items/nobody/arrive', {}, readClock)
    expect(refused).toMatchObject({ kind: 'refused', words: expect.stringContaining('ITEM_NOT_FOUND') })
    expect(await client.remove('/rules/nothing')).toMatchObject({ kind: 'refused' })
  })

  it('never throws, whatever the emulator does', async () => {
    const answering = (answer: () => Response) => emulatorClient('http://x', async () => answer())
    expect(await answering(() => new Response('<html>')).get('/clock', readClock)).toMatchObject({
      kind: 'unreachable',
    })
    expect(await answering(() => new Response('', { status: 502 })).get('/clock', readClock)).toMatchObject({
      kind: 'refused',
      words: 'The emulator answered 502 without saying why.',
    })
    expect(await answering(() => Response.json({}, { status: 401 })).get('/clock', readClock)).toMatchObject({
      kind: 'locked',
    })
    const silent = emulatorClient('http://x', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await silent.get('/clock', readClock)).toMatchObject({ kind: 'unreachable' })
  })

  it('bears the secret it was given, and none before', async () => {
    const seen: (string | null)[] = []
    const asking = emulatorClient('http://x', async (_url, init) => {
      seen.push(new Headers(init?.headers).get('authorization'))
      return Response.json({ now: '2026-03-04T15:00:00Z', offset_seconds: 0 })
    })
    await asking.get('/clock', readClock)
    asking.setSecret('of sixteen or more')
    await asking.get('/clock', readClock)
    expect(seen).toEqual([null, 'Bearer of sixteen or more'])
  })
})
