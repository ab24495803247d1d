import { describe, expect, it } from 'vitest'
import { LOCALES, languageOf, toLocale } from './locales'

describe('the language of a request', () => {
  it('is the one that the person chose, whatever the browser asks for', () => {
    expect(toLocale('de', 'en-GB,en;q=0.9')).toBe('de')
    expect(toLocale('en-GB', 'de')).toBe('en-GB')
  })

  it('is the first that the browser asks for and that there is, in its place where that is known', () => {
    expect(toLocale(undefined, 'fr-FR, de-AT;q=0.8, en;q=0.9')).toBe('en')
    expect(toLocale(undefined, 'fr, de-at;q=0.8')).toBe('de-AT')
    expect(toLocale(undefined, 'de-LU,de;q=0.7')).toBe('de')
    expect(toLocale(undefined, 'en-US')).toBe('en')
    expect(toLocale(undefined, 'en;q=0, de')).toBe('de')
  })

  it('is English for anything else', () => {
    for (const header of [null, '', 'xx', ';;,,q=1', 'deutsch'])
      expect(toLocale('klingon', header)).toBe('en')
  })

  it('has words for each place', () => {
    expect(LOCALES.map(languageOf)).toEqual([...Array(8).fill('en'), 'de', 'de', 'de'])
  })
})
