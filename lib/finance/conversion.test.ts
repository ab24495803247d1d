import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { addMoney, exact, type Money, plain } from '@/lib/money/money'
import {
  type Conversion,
  converted,
  convertedTotal,
  type DatedRate,
  findConversion,
  isOldRate,
  rounded,
} from './conversion'

const today = toCalendarDate('2026-11-20')
const rate = (base: string, quote: string, value: string, more: Partial<DatedRate> = {}): DatedRate => ({
  base,
  quote,
  rate: value,
  day: today,
  source: 'ecb',
  ...more,
})

const amounts = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((cents) => plain(exact(cents).div(100)))
const rates = fc.integer({ min: 1, max: 99_999_999 }).map((units) => plain(exact(units).div(10_000)))
const usable = fc.integer({ min: 500, max: 500_000 }).map((units) => plain(exact(units).div(10_000)))
const currencies = fc.constantFrom('EUR', 'USD', 'CAD', 'JPY', 'CHF', 'BTC')

function must(conversion: Conversion | null): Conversion {
  if (!conversion) throw new Error('There should be a conversion')
  return conversion
}

describe('a conversion', () => {
  it('goes there and back within the last digit that is shown', () => {
    fc.assert(
      fc.property(amounts, usable, (amount, value) => {
        const known = [rate('EUR', 'USD', value)]
        const start: Money = { amount, currency: 'USD' }
        const there = converted(start, must(findConversion(known, 'USD', 'EUR', today)))
        const back = converted(there, must(findConversion(known, 'EUR', 'USD', today)))
        expect(rounded(back)).toEqual(rounded(start))
        expect(exact(back.amount).minus(amount).abs().lessThan('1e-40')).toBe(true)
      }),
    )
  })

  it('of a sum is the sum of the conversions at the same rates', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 20 }), usable, usable, (parts, usd, cad) => {
        const known = [rate('EUR', 'USD', usd), rate('EUR', 'CAD', cad)]
        const across = must(findConversion(known, 'CAD', 'USD', today))
        const money = parts.map((amount): Money => ({ amount, currency: 'CAD' }))
        const whole = money.reduce(addMoney)
        const sum = money.map((one) => converted(one, across)).reduce(addMoney)
        expect(exact(sum.amount).minus(converted(whole, across).amount).abs().lessThan('1e-40')).toBe(true)
        expect(convertedTotal(money, 'USD', known, today).total).toEqual(rounded(converted(whole, across)))
      }),
    )
  })

  it('never takes a missing rate for 1, whatever other rates there are', () => {
    const anyRates = fc.array(
      fc.record({
        base: currencies,
        quote: currencies,
        value: rates,
        back: fc.integer({ min: -3, max: 40 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(anyRates, currencies, currencies, amounts, (some, from, to, amount) => {
        fc.pre(from !== to)
        const known = some
          .filter(({ base, quote }) => base !== quote)
          .map(({ base, quote, value, back }) => rate(base, quote, value, { day: addDays(today, -back) }))
        const conversion = findConversion(known, from, to, today)
        const total = convertedTotal([{ amount, currency: from }], to, known, today)
        if (conversion === null) {
          expect(total).toEqual({ total: null, rates: [], missing: [{ amount, currency: from }] })
          return
        }
        expect(conversion.legs.length).toBeGreaterThan(0)
        expect(conversion.legs.every((leg) => known.includes(leg) && leg.day <= today)).toBe(true)
        expect(total.missing).toEqual([])
      }),
    )
  })

  it('is asked for no rate between a currency and itself', () => {
    expect(convertedTotal([{ amount: '12.34', currency: 'USD' }], 'USD', [], today)).toEqual({
      total: { amount: '12.34', currency: 'USD' },
      rates: [],
      missing: [],
    })
  })

  it('takes the latest rate on or before the day, and none of later ones', () => {
    const known = [
      rate('EUR', 'USD', '1.10', { day: addDays(today, -9) }),
      rate('EUR', 'USD', '1.20', { day: addDays(today, -2) }),
      rate('EUR', 'USD', '9.99', { day: addDays(today, 1) }),
    ]
    const on = (day: typeof today) => findConversion(known, 'EUR', 'USD', day)?.legs[0]?.rate
    expect(on(today)).toBe('1.20')
    expect(on(addDays(today, -3))).toBe('1.10')
    expect(on(addDays(today, -10))).toBeUndefined()
  })

  it("believes a person more than the bank's file on the same day, and the later day more than either", () => {
    const typed = rate('USD', 'EUR', '0.5', { source: 'person' })
    const known = [rate('EUR', 'USD', '1.25'), typed]
    expect(findConversion(known, 'EUR', 'USD', today)).toMatchObject({ legs: [typed] })
    const later = rate('EUR', 'USD', '1.3', { day: addDays(today, 1) })
    expect(findConversion([...known, later], 'EUR', 'USD', addDays(today, 1))).toMatchObject({
      legs: [later],
    })
  })

  it('crosses other currencies by as few rates as it takes, and names every one of them', () => {
    const known = [
      rate('BTC', 'USD', '90000', { source: 'person' }),
      rate('EUR', 'USD', '1.25'),
      rate('EUR', 'CHF', '0.9'),
    ]
    const across = must(findConversion(known, 'BTC', 'CHF', today))
    expect(across.legs).toEqual(known)
    expect(converted({ amount: '0.5', currency: 'BTC' }, across)).toEqual({
      amount: '32400',
      currency: 'CHF',
    })
    const direct = rate('BTC', 'CHF', '70000')
    expect(findConversion([...known, direct], 'BTC', 'CHF', today)?.legs).toEqual([direct])
  })

  it('leaves what has no rate out of the total, and says it', () => {
    const wallet = { amount: '0.70318', currency: 'BTC' }
    const known = [rate('EUR', 'USD', '1.0842')]
    const held = [{ amount: '100', currency: 'USD' }, { amount: '10', currency: 'EUR' }, wallet]
    expect(convertedTotal(held, 'USD', known, today)).toEqual({
      total: { amount: '110.84', currency: 'USD' },
      rates: known,
      missing: [wallet],
    })
  })

  it('never meets an amount of another currency', () => {
    const across = must(findConversion([rate('EUR', 'USD', '1.1')], 'EUR', 'USD', today))
    expect(() => converted({ amount: '1', currency: 'CAD' }, across)).toThrow(TypeError)
  })

  it('is old when its rate is of more than a week ago', () => {
    expect(isOldRate({ day: addDays(today, -7) }, today)).toBe(false)
    expect(isOldRate({ day: addDays(today, -8) }, today)).toBe(true)
  })
})
