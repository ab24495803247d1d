import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../money/money'
import { averageMonth, monthForecast, suggestedBudget } from './budget-estimates'

describe('a suggested budget', () => {
  it.each([
    ['1233.60', 3, '415'],
    ['5460', 3, '1850'],
    ['37.20', 3, '13'],
    ['9.3', 3, '4'],
    ['300', 3, '100'],
    ['0.000285', 3, '0.000095'],
    ['0', 3, null],
    ['-12', 3, null],
  ])('of %s in %i months is %s', (total, months, suggested) => {
    expect(suggestedBudget(total, months)).toBe(suggested)
  })

  it('is never less than the average, and never as much as twice that', () => {
    const total = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 14n }), fc.integer({ min: 0, max: 8 }))
      .map(([units, scale]) => `${units}e-${scale}`)
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 3 }), (spent, months) => {
        const suggested = exact(suggestedBudget(spent, months) ?? 'NaN').times(months)
        expect(suggested.greaterThanOrEqualTo(spent)).toBe(true)
        const whole = exact(spent).dividedBy(months)
        if (whole.greaterThanOrEqualTo(1))
          expect(suggested.lessThanOrEqualTo(exact(spent).times(2))).toBe(true)
      }),
    )
  })

  it('says the average in the digits of the currency, or those of its amounts', () => {
    expect(averageMonth('100', 3, 'USD')).toBe('33.33')
    expect(averageMonth('100', 3, 'JPY')).toBe('33')
    expect(averageMonth('0.00028', 3, 'BTC')).toBe('0.00009')
  })
})

describe('a month’s forecast', () => {
  const soFar = { spent: '1820', pending: '0', daysBegun: 2, days: 30 }

  it('does not count a rent of the first day again for every day', () => {
    expect(monthForecast({ ...soFar, restOfEarlier: { total: '0', months: 3 } }, 'USD')).toBe('1820')
  })

  it('adds what is pending and what earlier months took from here on', () => {
    const restOfEarlier = { total: '100', months: 3 }
    expect(monthForecast({ ...soFar, pending: '20.50', restOfEarlier }, 'USD')).toBe('1873.83')
  })

  it('goes on at the same rate where there are no earlier months', () => {
    const restOfEarlier = { total: '0', months: 0 }
    expect(monthForecast({ ...soFar, spent: '10', restOfEarlier }, 'USD')).toBe('150')
  })
})
