import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney } from './format'
import { plain } from './money'
import { readAmount } from './read-amount'

describe('an amount that a person types', () => {
  it.each([
    ['1,234.56', 'en', '1234.56'],
    ['1234.56', 'en', '1234.56'],
    ['$1,234.50', 'en', '1234.5'],
    ['-12', 'en', '-12'],
    ['−12.05', 'en', '-12.05'],
    ['+0.10', 'en', '0.1'],
    ['.5', 'en', '0.5'],
    ['7.', 'en', '7'],
    ['1.234,56', 'de', '1234.56'],
    ['1.234,56 €', 'de', '1234.56'],
    ['1234,5', 'de', '1234.5'],
    ['1.234', 'de', '1234'],
    ['1,234', 'en', '1234'],
    ['1,234', 'de', '1.234'],
    ["1'234.50", 'de-CH', '1234.5'],
    ['1 234,56', 'fr', '1234.56'],
    ['12,34,567.8', 'en-IN', '1234567.8'],
    ['١٢٣٫٥', 'ar-EG', '123.5'],
  ])('reads %s in %s as %s', (text, locale, amount) => {
    expect(readAmount(text, locale)).toBe(amount)
  })

  it.each([
    ['12.50', 'de', '12.5'],
    ['12,50', 'en', '12.5'],
    ['1,234.56', 'de', '1234.56'],
    ['1.234,56', 'en', '1234.56'],
  ])('reads %s in %s, which can only be meant one way, as %s', (text, locale, amount) => {
    expect(readAmount(text, locale)).toBe(amount)
  })

  it.each([
    ['', 'en'],
    ['abc', 'en'],
    ['12a', 'en'],
    ['1,23,4', 'en'],
    ['1.2.3', 'en'],
    ['12,34,567', 'en'],
    ['--1', 'en'],
    ['1e5', 'en'],
    ['1234.567', 'de'],
    ['1234,567', 'en'],
    ['12 -', 'en'],
    ['Infinity', 'en'],
    ['1234567890123456789', 'en'],
    ['0.12345678901', 'en'],
  ])('refuses %s in %s instead of guessing', (text, locale) => {
    expect(readAmount(text, locale)).toBeNull()
  })

  it('reads back to the last digit whatever the app itself has written, in every language', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), fc.integer({ min: 0, max: 8 }))
      .map(([digits, shift]) => {
        const text = (digits < 0n ? -digits : digits).toString().padStart(shift + 1, '0')
        const cut = text.length - shift
        return plain(`${digits < 0n ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut) || '0'}`)
      })
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'en-IN', 'pt-BR', 'ar-EG', 'ja'),
        (given, locale) => {
          const written = formatMoney({ amount: given, currency: 'EUR' }, locale, { bare: true }).text
          expect(readAmount(written, locale)).toBe(given)
        },
      ),
    )
  })
})
