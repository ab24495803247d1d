import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { proxy } from '../proxy'
import { contentSecurityPolicy } from './content-security-policy'
import type { Env } from './env'

/** The policy of a page in a production build: what each directive lets in. */
function policy(plaidEnv: Env['plaidEnv']): Record<string, string[]> {
  const nonce = btoa(crypto.randomUUID())
  return Object.fromEntries(
    contentSecurityPolicy(nonce, plaidEnv, false)
      .split('; ')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )
}

const NONCE = /^'nonce-[A-Za-z0-9+/]{40,}={0,2}'$/

describe('the Content-Security-Policy', () => {
  it.each([
    ['sandbox', 'https://sandbox.plaid.com'],
    ['production', 'https://production.plaid.com'],
  ] as const)('lets in exactly what Plaid documents for Link while PLAID_ENV is %s', (plaidEnv, host) => {
    const found = policy(plaidEnv)
    expect(found['script-src']).toEqual([
      "'self'",
      expect.stringMatching(NONCE),
      'https://cdn.plaid.com/link/v2/stable/link-initialize.js',
    ])
    expect(found['frame-src']).toEqual(['https://cdn.plaid.com/'])
    expect(found['connect-src']).toEqual(["'self'", host])
    const elsewhere = Object.entries(found).filter(([, sources]) =>
      sources.some((source) => source.includes('//')),
    )
    expect(elsewhere.map(([name]) => name).sort()).toEqual(['connect-src', 'frame-src', 'script-src'])
  })

  it('lets in nothing from outside while Plaid is emulated', () => {
    const found = policy('emulator')
    expect(found['script-src']).toEqual(["'self'", expect.stringMatching(NONCE)])
    expect(found['frame-src']).toEqual(["'none'"])
    expect(found['connect-src']).toEqual(["'self'"])
    expect(
      Object.values(found)
        .flat()
        .filter((source) => source.includes('//')),
    ).toEqual([])
  })

  it.each([['emulator'], ['sandbox'], ['production']] as const)(
    'runs no inline script and no eval while PLAID_ENV is %s',
    (plaidEnv) => {
      const found = policy(plaidEnv)
      for (const name of ['default-src', 'script-src', 'object-src', 'base-uri'])
        expect(
          found[name]?.filter((source) => /unsafe|\*|^https?:$|^data:|^blob:/.test(source)),
          name,
        ).toEqual([])
    },
  )

  it('gives every request a nonce of its own, which the page is told', () => {
    vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3000')
    vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(32))
    vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`)
    const nonces = Array.from({ length: 50 }, () => {
      const response = proxy(new NextRequest('http://localhost:3000/'))
      const nonce = response.headers.get('x-middleware-request-x-nonce')
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(nonces.length)
  })
})
