import { describe, expect, it } from 'vitest'
import { currencyHeading, currencyName, currencyPlural } from './currency-name'

describe('what a currency is called', () => {
  it('follows the language of the person', () => {
    expect(currencyName('EUR', 'en')).toBe('Euro')
    expect(currencyName('USD', 'de')).toBe('US-Dollar')
  })

  it('is what amounts are counted in, within a sentence and where it begins one', () => {
    expect(currencyPlural('USD', 'en')).toBe('US dollars')
    expect(currencyPlural('EUR', 'en')).toBe('euros')
    expect(currencyHeading('EUR', 'en')).toBe('Euros')
    expect(currencyHeading('GBP', 'en')).toBe('British pounds')
  })

  it('is the proper name of an unofficial code', () => {
    for (const call of [currencyName, currencyPlural, currencyHeading]) {
      expect(call('BTC', 'en')).toBe('Bitcoin')
      expect(call('BTC', 'de')).toBe('Bitcoin')
    }
  })

  it('is the code where there is no name, and never fails', () => {
    for (const call of [currencyName, currencyPlural, currencyHeading]) {
      expect(call('NOT A CODE', 'en')).toBe('NOT A CODE')
      expect(call('constructor', 'en').toLowerCase()).toBe('constructor')
    }
  })
})
