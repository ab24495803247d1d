import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimumDigits } from './exponents'
import { formatMoney, moneyText } from './format'
import { addMoney, exact, plain, sumByCurrency } from './money'

const scaled = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 10 }))
const amount = scaled.map(([units, scale]) => plain(exact(`${units}e-${scale}`)))
const money = fc.record({ amount, currency: fc.constantFrom('USD', 'EUR', 'JPY', 'BTC') })

describe('money', () => {
  it('never adds two currencies', () => {
    expect(() => addMoney({ amount: '10', currency: 'GBP' }, { amount: '10', currency: 'USD' })).toThrow(
      TypeError,
    )
  })

  it('sums to the same total per currency whatever the order', () => {
    fc.assert(
      fc.property(fc.array(money), (list) => {
        const there = new Map(sumByCurrency(list).map((sum) => [sum.currency, sum.amount]))
        const back = new Map(sumByCurrency([...list].reverse()).map((sum) => [sum.currency, sum.amount]))
        expect(back.size).toBe(there.size)
        for (const [currency, sum] of there) expect(back.get(currency)).toBe(sum)
      }),
    )
  })

  it('adds exactly where floating point does not', () => {
    expect(addMoney({ amount: '0.1', currency: 'USD' }, { amount: '0.2', currency: 'USD' }).amount).toBe(
      '0.3',
    )
    expect(plain('-0.00')).toBe('0')
    expect(plain('1e-8')).toBe('0.00000001')
  })
})

describe('formatting money', () => {
  it('keeps every digit', () => {
    fc.assert(
      fc.property(money, (value) => {
        const parts = formatMoney(value, 'en-US')
        const digits = `${parts.integer.replaceAll(',', '')}${parts.fraction}`
        expect(exact(`${parts.sign === '−' ? '-' : ''}${digits}`).eq(exact(value.amount))).toBe(true)
      }),
    )
  })

  it('writes each currency with its own digits, and an unofficial code after the number', () => {
    const text = (amount: string, currency: string) => formatMoney({ amount, currency }, 'en-US').text
    expect(text('1234.5', 'USD')).toBe('$1,234.50')
    expect(text('-1234.5', 'CAD')).toBe('−CA$1,234.50')
    expect(text('1234', 'JPY')).toBe('¥1,234')
    expect(text('1', 'KWD')).toContain('1.000')
    expect(text('0.70318', 'BTC')).toBe('0.70318\u00a0BTC')
    expect(text('12', 'USDT')).toBe('12\u00a0USDT')
    expect(text('12.3456789', 'USD')).toBe('$12.3456789')
    expect(minimumDigits('HUF')).toBe(2)
  })

  it('writes the same text alone as in pieces, in every language and with every option', () => {
    const locale = fc.constantFrom('en-US', 'en-GB', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'ar-EG')
    const options = fc.record(
      { sign: fc.constantFrom('always', 'negative', 'never'), bare: fc.boolean() },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(money, locale, options, (value, language, how) => {
        expect(moneyText(value, language, how)).toBe(formatMoney(value, language, how).text)
      }),
    )
  })

  it('writes a number alike however it is spelt', () => {
    for (const [spelt, amount] of [
      ['12.50', '12.5'],
      ['-0.00', '0'],
      ['1e3', '1000'],
      ['-012', '-12'],
      ['.5', '0.5'],
    ] as const) {
      const text = (one: string) => moneyText({ amount: one, currency: 'USD' }, 'en-US', { sign: 'always' })
      expect(text(spelt)).toBe(text(amount))
    }
  })

  it('marks money in with a plus only where asked', () => {
    expect(formatMoney({ amount: '5', currency: 'EUR' }, 'en-US', { sign: 'always' }).text).toBe('+€5.00')
    expect(formatMoney({ amount: '-5', currency: 'EUR' }, 'en-US', { sign: 'never' }).text).toBe('€5.00')
    expect(formatMoney({ amount: '0', currency: 'EUR' }, 'en-US', { sign: 'always' }).text).toBe('€0.00')
    expect(formatMoney({ amount: '-5', currency: 'EUR' }, 'en-US', { bare: true }).text).toBe('−5.00')
  })
})
