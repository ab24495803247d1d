import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { proxy } from '../proxy'

/** The policy that a page gets: what each directive lets in. */
function policy(environment: Record<string, string>): Record<string, string[]> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const header = proxy(new NextRequest('http://localhost:3000/dashboard')).headers.get(
    'content-security-policy',
  )
  return Object.fromEntries(
    (header ?? '').split('; ').map((directive) => {
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
  ])('lets in exactly what Plaid documents for Link while PLAID_ENV is %s', (plaidEnv, host) => {
    const found = policy({ NODE_ENV: 'production', PLAID_ENV: plaidEnv })
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

  it.each([['emulator'], ['']])('lets in nothing from outside while PLAID_ENV is "%s"', (plaidEnv) => {
    const found = policy({ NODE_ENV: 'production', PLAID_ENV: plaidEnv })
    expect(found['script-src']).toEqual(["'self'", expect.stringMatching(NONCE)])
    expect(found['frame-src']).toEqual(["'none'"])
    expect(found['connect-src']).toEqual(["'self'"])
    expect(
      Object.values(found)
        .flat()
        .filter((source) => source.includes('//')),
    ).toEqual([])
  })

  it.each([['emulator'], ['sandbox'], ['production']])(
    'runs no inline script and no eval while PLAID_ENV is %s',
    (plaidEnv) => {
      const found = policy({ NODE_ENV: 'production', PLAID_ENV: plaidEnv })
      for (const name of ['default-src', 'script-src', 'object-src', 'base-uri'])
        expect(
          found[name]?.filter((source) => /unsafe|\*|^https?:$|^data:|^blob:/.test(source)),
          name,
        ).toEqual([])
    },
  )

  it('gives every request a nonce of its own, which the page is told', () => {
    vi.stubEnv('NODE_ENV', 'production')
    const nonces = Array.from({ length: 50 }, () => {
      const response = proxy(new NextRequest('http://localhost:3000/'))
      const nonce = response.headers.get('x-middleware-request-x-nonce')
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(nonces.length)
  })
})
