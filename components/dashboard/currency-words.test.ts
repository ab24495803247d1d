import { describe, expect, it } from 'vitest'
import { currencyPlural } from './currency-words'

describe('what amounts are counted in', () => {
  it('is the plural of the currency, as it begins a sentence', () => {
    expect(currencyPlural('USD', 'en')).toBe('US dollars')
    expect(currencyPlural('EUR', 'en')).toBe('Euros')
    expect(currencyPlural('GBP', 'en')).toBe('British pounds')
  })

  it('is the code where there is no official name, and never fails', () => {
    expect(currencyPlural('BTC', 'en')).toBe('BTC')
    expect(currencyPlural('NOT A CODE', 'en')).toBe('NOT A CODE')
  })
})
