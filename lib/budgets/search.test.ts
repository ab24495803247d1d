import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { setBudgetsInput } from './schema'
import { budgetsHref, readBudgetSearch, spendingHref } from './search'

const month = toCalendarDate('2026-02-01')

describe('the address of the budgets', () => {
  it('reads back what it says', () => {
    const href = budgetsHref({ month, currency: 'USD', suggest: true }, 'FOOD_AND_DRINK')
    const { pathname, searchParams } = new URL(href, 'http://here.test')
    expect(pathname).toBe('/budgets/FOOD_AND_DRINK')
    expect(readBudgetSearch(Object.fromEntries(searchParams))).toEqual({
      month,
      currency: 'USD',
      suggest: true,
    })
  })

  it('passes over what is no month and no currency', () => {
    const search = readBudgetSearch({ month: '2026-13', currency: "'; --", suggest: 'yes' })
    expect(search).toEqual({ month: null, currency: null, suggest: false })
  })

  it('leads to the transactions of the whole month, as they are counted', () => {
    expect(spendingHref({ month, currency: 'USD' }, ['TRAVEL', null], 'posted')).toBe(
      '/transactions?state=posted&category=TRAVEL&category=none&currency=USD&flow=spending&from=2026-02-01&to=2026-02-28',
    )
  })
})

describe('what a budget may be', () => {
  const input = (amount: string, from = '2026-02-01') =>
    setBudgetsInput.safeParse({
      currency: 'USD',
      month: from,
      scope: 'on',
      budgets: [{ category: 'TRAVEL', amount, rollover: true }],
    }).success

  it('is an amount above zero, as exact as it is stored, from the first day of a month', () => {
    expect(input('250.10')).toBe(true)
    for (const amount of ['0', '0.00', '-1', '', '1e3', '12,5', '0.12345678901', '1234567890123456789'])
      expect(input(amount), amount).toBe(false)
    expect(input('1', '2026-02-02')).toBe(false)
  })
})
