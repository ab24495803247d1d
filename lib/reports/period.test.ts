import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, toCalendarDate } from '@/lib/calendar/calendar-date'
import {
  COMPARISONS,
  calendarPeriodOf,
  comparedRange,
  monthsOf,
  PERIODS,
  rangeOf,
  steppedRange,
} from './period'

const day = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays(toCalendarDate('1970-01-01'), count))
const on = toCalendarDate

describe('a period', () => {
  it('has the day in it that it was asked for by, and is met by its neighbours without gap or overlap', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('month', 'quarter', 'year', '12-months'), (from, period) => {
        const range = rangeOf({ period, from, to: null }, from)
        expect(range.from <= from && from <= range.to).toBe(true)
        const next = steppedRange(period, range, 1)
        expect(next?.from).toBe(addDays(range.to, 1))
        expect(next && steppedRange(period, next, -1)).toEqual(range)
      }),
    )
  })

  it('is made of its months, each day in one of them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const to = addDays(from, length)
        const months = monthsOf({ from, to })
        expect(months.reduce((sum, one) => sum + daysBetween(one.from, one.to) + 1, 0)).toBe(length + 1)
        expect(months[0]?.from).toBe(from)
        expect(months.at(-1)?.to).toBe(to)
      }),
    )
  })

  it('is compared with days before it, never with days of its own', () => {
    fc.assert(
      fc.property(
        day,
        day,
        fc.constantFrom(...PERIODS),
        fc.constantFrom(...COMPARISONS),
        fc.integer({ min: 0, max: 300 }),
        (today, from, period, comparison, length) => {
          const range = rangeOf({ period, from, to: addDays(from, length) }, today)
          const compared = comparedRange(range, comparison, today)
          expect(compared.from <= compared.to && compared.to < range.from).toBe(true)
        },
      ),
    )
  })

  it('reckons in calendar months, also where they end on different days', () => {
    const today = on('2026-03-30')
    const march = rangeOf({ period: 'month', from: null, to: null }, today)
    expect(march).toEqual({ from: '2026-03-01', to: '2026-03-31' })
    expect(comparedRange(march, 'previous', today)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(comparedRange(march, 'previous', on('2026-06-01'))).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    })
    expect(comparedRange(march, 'year-before', on('2026-03-10'))).toEqual({
      from: '2025-03-01',
      to: '2025-03-10',
    })
    const february = rangeOf({ period: 'month', from: on('2025-02-14'), to: null }, today)
    expect(comparedRange(february, 'year-before', today)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    const days = rangeOf({ period: 'custom', from: on('2026-01-10'), to: on('2026-01-05') }, today)
    expect(comparedRange(days, 'previous', today)).toEqual({ from: '2025-12-30', to: '2026-01-04' })
    expect(rangeOf({ period: '12-months', from: null, to: null }, today)).toEqual({
      from: '2025-04-01',
      to: '2026-03-31',
    })
  })

  it('knows which calendar period it is', () => {
    expect(calendarPeriodOf({ from: on('2026-04-01'), to: on('2026-06-30') })).toBe('quarter')
    expect(calendarPeriodOf({ from: on('2026-05-01'), to: on('2026-07-31') })).toBeNull()
    expect(calendarPeriodOf({ from: on('2026-01-01'), to: on('2026-12-31') })).toBe('year')
    expect(calendarPeriodOf({ from: on('2026-02-01'), to: on('2026-02-28') })).toBe('month')
    expect(calendarPeriodOf({ from: on('2026-02-01'), to: on('2026-02-27') })).toBeNull()
  })
})
