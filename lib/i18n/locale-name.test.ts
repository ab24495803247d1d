import { describe, expect, it } from 'vitest'
import { localeName } from './locale-name'
import { LOCALES } from './locales'

describe('the name of a locale', () => {
  it('is in its own language, with the place where there is one', () => {
    expect(localeName('en')).toBe('English (US)')
    expect(localeName('en-GB')).toBe('English (UK)')
    expect(localeName('de')).toBe('Deutsch')
    expect(localeName('de-CH')).toBe('Deutsch (Schweiz)')
  })

  it('is unlike every other', () => {
    expect(new Set(LOCALES.map(localeName)).size).toBe(LOCALES.length)
  })
})
