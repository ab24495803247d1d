import { describe, expect, it } from 'vitest'
import { balanceText } from './balance-text'

describe('balanceText', () => {
  it('writes an official currency in its own form', () => {
    expect(balanceText('2843.17', 'USD', 'en')).toBe('$2,843.17')
    expect(balanceText('18112.6', 'GBP', 'en')).toBe('£18,112.60')
  })

  it('writes any other currency as number and code', () => {
    expect(balanceText('0.70318', 'BTC', 'en')).toBe('0.70318\u00a0BTC')
  })

  it('uses a real minus sign', () => {
    expect(balanceText('-12.5', 'EUR', 'en')).toBe('\u2212€12.50')
  })

  it('rounds no digit away, however many there are', () => {
    expect(balanceText('9007199254740993.12345678', 'BTC', 'en')).toBe(
      '9,007,199,254,740,993.12345678\u00a0BTC',
    )
    expect(balanceText('1.0005', 'USD', 'en')).toBe('$1.0005')
  })

  it('shows what is not a number as it is', () => {
    expect(balanceText('unknown', 'USD', 'en')).toBe('unknown USD')
  })
})
