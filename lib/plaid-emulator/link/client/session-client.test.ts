import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionClient } from './session-client'

let answer = { status: 200, body: '{}' }
let heard: { path: string; body: unknown }[] = []
let base = ''
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  request.on('end', () => {
    heard.push({ path: request.url ?? '', body: JSON.parse(text) })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
})

beforeEach(async () => {
  heard = []
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  base = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/emulator-here/` : ''
})

afterEach(async () => {
  server.closeAllConnections()
  if (server.listening) await new Promise((closed) => server.close(closed))
})

const client = () => sessionClient(base, 'link-sandbox-1', fetch)

describe('sessionClient', () => {
  it('asks under the place that the script came from, with its link token', async () => {
    answer = { status: 200, body: JSON.stringify({ institutions: [], request_id: 'r1' }) }
    expect(await client().send({ to: 'institutions', query: 'tartan' }, 's1')).toEqual({
      answer: { to: 'institutions', body: [] },
      requestId: 'r1',
    })
    expect(heard).toEqual([
      {
        path: '/emulator-here/link-session/institutions',
        body: { link_token: 'link-sandbox-1', link_session_id: 's1', query: 'tartan' },
      },
    ])
  })

  it('takes a Plaid error for a refusal', async () => {
    const error = { error_type: 'ITEM_ERROR', error_code: 'X', error_message: 'm', display_message: null }
    answer = { status: 400, body: JSON.stringify({ ...error, request_id: 'r2' }) }
    expect(await client().send({ to: 'start' }, '')).toEqual({
      answer: { to: 'refused', error },
      requestId: 'r2',
    })
  })

  it.each([
    ['a page of a proxy', { status: 502, body: '<html>' }],
    ['an error of another kind', { status: 500, body: '{"message":"no"}' }],
    ['an answer of another shape', { status: 200, body: '{"institutions":1}' }],
  ])('takes %s for no answer', async (_, wrong) => {
    answer = wrong
    const got = await client().send({ to: 'institutions', query: '' }, 's1')
    expect(got.answer).toEqual({ to: 'unreachable' })
  })

  it('takes a closed port for no answer, also when it says that the person has left', async () => {
    await new Promise((closed) => server.close(closed))
    expect((await client().send({ to: 'start' }, '')).answer).toEqual({ to: 'unreachable' })
    expect(() => client().exit('s1', null)).not.toThrow()
  })
})
