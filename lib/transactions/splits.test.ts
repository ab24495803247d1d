import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { checkSplit, digitsOfParts, isRestOdd, PARTS_MAX, partAmount, restOf } from './splits'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const parts = (...amounts: string[]) =>
  [null, ...amounts].map((amount) => ({ amount, category: null, note: '' }))
const checked = (total: string, ...amounts: string[]) => {
  const result = checkSplit(usd(total), parts(...amounts))
  return result.ok ? result.value : result.code
}

describe('the parts of a transaction', () => {
  it('go the way of the transaction, or the other way round where that is wanted', () => {
    expect(partAmount('-50', '12.50', false)).toBe('-12.5')
    expect(partAmount('-50', '12.50', true)).toBe('12.5')
    expect(partAmount('50', '12.50', false)).toBe('12.5')
    expect(partAmount('50', '12.50', true)).toBe('-12.5')
  })

  it('leave the first one the rest, which must be something and go the same way', () => {
    expect(checked('-50', '-20', '-5.5')).toBe('-24.5')
    expect(checked('-50', '-50')).toBe('NOTHING_LEFT')
    expect(checked('-50', '-60')).toBe('TOO_MUCH')
    expect(checked('50', '60')).toBe('TOO_MUCH')
  })

  it('go against the transaction only where that is said', () => {
    const [first, ...others] = parts('10')
    expect(checked('-50', '10')).toBe('WRONG_WAY')
    const meant = others.map((one) => ({ ...one, otherWay: true }))
    expect(checkSplit(usd('-50'), [...(first ? [first] : []), ...meant])).toEqual({ ok: true, value: '-60' })
    expect(checkSplit(usd('10'), [...(first ? [first] : []), ...meant])).toMatchObject({ code: 'WRONG_WAY' })
  })

  it('are at least two and not too many, none of nothing and none finer than the currency', () => {
    expect(checked('-50')).toBe('TOO_FEW_PARTS')
    expect(checked('-50', ...Array.from({ length: PARTS_MAX - 1 }, () => '-1'))).toBe('-31')
    expect(checked('-50', ...Array.from({ length: PARTS_MAX }, () => '-1'))).toBe('TOO_MANY_PARTS')
    expect(checked('-50', '0')).toBe('EMPTY_PART')
    expect(checked('-50', '-0.001')).toBe('TOO_MANY_DIGITS')
    expect(checked('-50.125', '-0.001')).toBe('-50.124')
    expect(digitsOfParts({ amount: '-500', currency: 'JPY' })).toBe(0)
    expect(digitsOfParts({ amount: '-0.5', currency: 'BTC' })).toBe(8)
  })

  it('add up to the whole whatever they are', () => {
    const amount = fc
      .bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
      .map((value) => plain(exact(value).div(1e10)))
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 19 }), (total, amounts) => {
        const rest = restOf(total, amounts)
        expect(plain(amounts.reduce((sum, one) => sum.plus(one), exact(rest)))).toBe(total)
      }),
    )
  })

  it('are told to be looked at where the bank’s new amount leaves nothing or turns the rest', () => {
    expect(isRestOdd('-10', '-1')).toBe(false)
    expect(isRestOdd('-10', '0')).toBe(true)
    expect(isRestOdd('-10', '2')).toBe(true)
    expect(isRestOdd('10', '-2')).toBe(true)
  })
})
