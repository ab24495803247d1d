import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { expectedDays, kindOf, withoutMirrors, yearlyAmount } from './recurring-outlook'
import { daysOf, found, months, payment } from './recurring-testing'

const facts = (category: string, flow: 'income' | 'spending' | 'transfer', lastAmount = '-10') => ({
  category,
  lastAmount,
  reason: { flow, group: null },
})

describe('what recurring payments are to a person', () => {
  it('is a bill for what one lives by and owes, a subscription for what one could end, income for what comes in', () => {
    expect(kindOf(facts('RENT_AND_UTILITIES_RENT', 'spending'))).toBe('bill')
    expect(kindOf(facts('GENERAL_SERVICES_INSURANCE', 'spending'))).toBe('bill')
    expect(kindOf(facts('ENTERTAINMENT_TV_AND_MOVIES', 'spending'))).toBe('subscription')
    expect(kindOf(facts('PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS', 'spending'))).toBe('subscription')
    expect(kindOf(facts('INCOME_SALARY', 'income', '10'))).toBe('income')
  })

  it('is a bill for a loan also where its lender reports the other side, and a transfer for paying a card', () => {
    expect(kindOf(facts('LOAN_PAYMENTS_CAR_PAYMENT', 'transfer'))).toBe('bill')
    expect(kindOf(facts('LOAN_PAYMENTS_CREDIT_CARD_PAYMENT', 'transfer'))).toBe('transfer')
    expect(kindOf(facts('TRANSFER_OUT_SAVINGS', 'transfer'))).toBe('transfer')
  })
})

describe('a transfer', () => {
  const side = (accountId: string, lastAmount: string, lastOn: string, currency = 'USD') => ({
    ...facts('TRANSFER_OUT_SAVINGS', 'transfer', lastAmount),
    accountId,
    currency,
    frequency: 'monthly' as const,
    lastOn: toCalendarDate(lastOn),
  })

  it('is listed once, as what goes out', () => {
    const out = side('checking', '-500', '2026-03-02')
    expect(withoutMirrors([out, side('savings', '500', '2026-03-03')])).toEqual([out])
  })

  it('is not taken for the other side of another amount, day, account or currency', () => {
    const out = side('checking', '-500', '2026-03-02')
    const others = [
      side('savings', '501', '2026-03-02'),
      side('savings', '500', '2026-03-20'),
      side('checking', '500', '2026-03-02'),
      side('savings', '500', '2026-03-02', 'EUR'),
    ]
    expect(withoutMirrors([out, ...others])).toEqual([out, ...others])
  })
})

describe('what is expected', () => {
  const days = daysOf(months(1, [31]), 6)
  const last = days.at(-1) ?? toCalendarDate('2025-04-30')
  const [stream] = found(
    days.map((day) => payment(day)),
    last,
  )
  if (!stream) throw new Error('Nothing was found')

  it('begins with the payment that is awaited and goes on as the schedule does, each day once and in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (ahead) => {
        const to = addDays(last, ahead)
        const expected = expectedDays(stream, to)
        expect([...new Set(expected)].sort()).toEqual(expected)
        expect(expected.every((day) => day > last && day <= to)).toBe(true)
        expect(expected).toEqual(daysOf(months(1, [31]), 40).filter((day) => day > last && day <= to))
      }),
    )
  })

  it('has each payment once where Plaid expects it a day or two beside the schedule', () => {
    for (const by of [-2, -1, 1, 2, 3]) {
      const beside = { ...stream, nextOn: addDays(stream.nextOn ?? last, by) }
      expect(expectedDays(beside, addDays(last, 70))).toHaveLength(2)
    }
  })

  it('is nothing of what was missed or has ended', () => {
    expect(expectedDays({ ...stream, status: 'missed' }, addDays(last, 100))).toEqual([])
    expect(expectedDays({ ...stream, status: 'ended', nextOn: null }, addDays(last, 100))).toEqual([])
  })

  it('comes to so much a year, exactly', () => {
    expect(yearlyAmount({ averageAmount: '-18.99', frequency: 'monthly' })).toBe('-227.88')
    expect(yearlyAmount({ averageAmount: '-0.000095', frequency: 'weekly' })).toBe('-0.00494')
    expect(yearlyAmount({ averageAmount: '-1', frequency: 'unknown' })).toBeNull()
  })
})
