import { createServer, request as send } from 'node:http'
import { describe, expect, it } from 'vitest'
import { parseEnv } from '@/lib/env'
import { isOperator } from './operator-rule'
import { watchPeers } from './peer'

const home = {
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 's'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
}
const hosted = { ...home, NEXTAUTH_URL: 'https://money.example.org' }
const person = { email: 'me@example.org' }

/** The headers of a request from this machine as a server of this process gets them. */
async function headersOf(extra: Record<string, string> = {}): Promise<Headers> {
  watchPeers()
  const seen = new Headers()
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string') seen.set(name, value)
    }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = Object(server.address())
  await new Promise<void>((resolve, reject) => {
    send({ port, host: '127.0.0.1', headers: { host: `localhost:${port}`, ...extra } }, (response) => {
      response.resume().on('end', resolve)
    })
      .on('error', reject)
      .end()
  })
  await new Promise((resolve) => server.close(resolve))
  return seen
}

describe('who runs the installation', () => {
  it('is whoever is named, in any case of letters and from anywhere, and nobody else', () => {
    const env = parseEnv({ ...hosted, OPERATOR_EMAILS: 'You@example.org, Me@Example.org' })
    expect(isOperator(person, new Headers(), env)).toBe(true)
    expect(isOperator({ email: 'somebody@example.org' }, new Headers(), env)).toBe(false)
  })

  it('is, where nobody is named, whoever sits at the machine that serves itself alone', async () => {
    expect(isOperator(person, await headersOf(), parseEnv(home))).toBe(true)
  })

  it('is nobody where nobody is named and the machine serves others', async () => {
    const local = await headersOf()
    expect(isOperator(person, local, parseEnv(hosted))).toBe(false)
    expect(isOperator(person, await headersOf({ 'x-forwarded-for': '8.8.8.8' }), parseEnv(home))).toBe(false)
    expect(isOperator(person, local, parseEnv({ ...home, TRUSTED_ADDRESS_HEADER: 'x-real-ip' }))).toBe(false)
    expect(isOperator(person, new Headers(), parseEnv(home))).toBe(false)
  })

  it('is not whoever sits at the machine once somebody is named', async () => {
    const env = parseEnv({ ...home, OPERATOR_EMAILS: 'other@example.org' })
    expect(isOperator(person, await headersOf(), env)).toBe(false)
  })

  it('is never somebody by a word that is no address', () => {
    expect(() => parseEnv({ ...home, OPERATOR_EMAILS: 'me@example.org,everybody' })).toThrow(
      /OPERATOR_EMAILS must be e-mail addresses, and "everybody" is none/,
    )
  })
})
