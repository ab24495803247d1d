import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callbackPath } from './callback-path'

const origin = 'https://keel.example'

describe('the page after signing in', () => {
  it('is the one that was asked for, with its query', () => {
    expect(callbackPath('/transactions?pending=1#top', origin)).toBe('/transactions?pending=1#top')
    expect(callbackPath('https://keel.example/settings', origin)).toBe('/settings')
  })

  it.each([
    'https://elsewhere.example/dashboard',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    'javascript:alert(1)',
    'https://keel.example.elsewhere.example/',
    'https://keel.example//elsewhere.example',
    '/sign-in?callbackUrl=/sign-in',
    '/api/auth/signout',
    'http://[',
    '',
    undefined,
  ])('is the overview when the address is %s', (asked) => {
    expect(callbackPath(asked, origin)).toBe('/dashboard')
  })

  it('never leaves the site, whatever was asked for', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (asked) => {
          const path = callbackPath(asked, origin)
          expect(path).toMatch(/^\/(?!\/)/)
          expect(new URL(path, origin).origin).toBe(origin)
        },
      ),
    )
  })
})
