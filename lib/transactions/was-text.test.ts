import { describe, expect, it } from 'vitest'
import { wasText } from './was-text'

const usd = (amount: string) => ({ amount, currency: 'USD' })

describe('the amount before posting', () => {
  it('is said without a sign, for both went the same way', () => {
    expect(wasText(usd('-54'), usd('-64.2'), 'en')).toBe('54.00')
    expect(wasText(usd('1054.1'), usd('1064.2'), 'en')).toBe('1,054.10')
  })

  it('shows its sign where a payment became a refund', () => {
    expect(wasText(usd('-54'), usd('10'), 'en')).toBe('−54.00')
    expect(wasText(usd('54'), usd('-10'), 'en')).toBe('+54.00')
  })

  it('keeps every digit of an unofficial currency', () => {
    expect(
      wasText({ amount: '-0.0012345', currency: 'BTC' }, { amount: '-0.002', currency: 'BTC' }, 'en'),
    ).toBe('0.0012345')
  })
})
