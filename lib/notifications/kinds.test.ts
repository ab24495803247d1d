import { describe, expect, it } from 'vitest'
import { commonSettings, DEFAULT_SETTINGS, kindsPushed, kindsShown, toSettings } from './kinds'

const ACCOUNT = '0190c7a0-0000-7000-8000-000000000001'

describe('what a person wants to be told of', () => {
  it('is what the app begins with where nothing is stored, or nothing that can be read', () => {
    for (const stored of [
      null,
      undefined,
      'all',
      { off: 'large' },
      { ...DEFAULT_SETTINGS, large: { USD: '-1' } },
    ])
      expect(toSettings(stored)).toEqual(DEFAULT_SETTINGS)
  })

  it('keeps what is known of kinds, and passes over those of another version', () => {
    const stored = { ...DEFAULT_SETTINGS, off: ['large', 'weather'], low: { [ACCOUNT]: '100.50' } }
    expect(toSettings(stored)).toMatchObject({ off: ['large'], low: { [ACCOUNT]: '100.50' } })
  })

  it('is told in browsers only where it is told at all', () => {
    const settings = { ...DEFAULT_SETTINGS, off: ['large' as const] }
    expect(kindsShown(settings)).not.toContain('large')
    expect(kindsPushed(settings)).not.toContain('large')
    expect(kindsPushed(settings)).toContain('connection')
  })

  it('is looked for in a household where one of its people wants it, by the most watchful limit', () => {
    const first = { ...DEFAULT_SETTINGS, off: ['price' as const, 'due' as const], large: { USD: '900' } }
    const second = {
      ...DEFAULT_SETTINGS,
      off: ['price' as const],
      large: { USD: '1000.5', EUR: '20' },
      low: { [ACCOUNT]: '99.99' },
    }
    const third = { ...DEFAULT_SETTINGS, off: ['price' as const], low: { [ACCOUNT]: '100' } }
    expect(commonSettings([first, second, third])).toMatchObject({
      off: ['price'],
      large: { USD: '900', EUR: '20' },
      low: { [ACCOUNT]: '100' },
    })
    expect(commonSettings([])).toEqual(DEFAULT_SETTINGS)
  })
})
