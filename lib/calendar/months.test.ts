import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from './calendar-date'
import { addMonths, firstOfMonth, lastDay, lastOfMonth, monthOf, monthsLater } from './months'

const day = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays(toCalendarDate('1970-01-01'), count))
const on = toCalendarDate

describe('months', () => {
  it('follow each other over the end of a year', () => {
    expect([monthsLater('2026-12', 1), monthsLater('2026-01', -1), monthsLater('2026-03', -15)]).toEqual([
      '2027-01',
      '2025-12',
      '2024-12',
    ])
    expect(monthsLater('2026-11', 2)).toBe('2027-01')
    expect(addMonths(on('2025-11-01'), 2)).toBe('2026-01-01')
    expect(addMonths(on('2025-11-01'), -11)).toBe('2024-12-01')
  })

  it('end on their last day', () => {
    expect([lastDay('2026-02'), lastDay('2024-02'), lastDay('2026-12')]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2026-12-31',
    ])
    expect(lastOfMonth(on('2028-02-03'))).toBe('2028-02-29')
  })

  it('have every day in them from their first to their last, and meet without gap or overlap', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(firstOfMonth(one) <= one && one <= lastOfMonth(one)).toBe(true)
        expect(addDays(lastOfMonth(one), 1)).toBe(firstOfMonth(addMonths(one, 1)))
      }),
    )
  })

  it('are so many apart as were added, on the same day or the last there is', () => {
    expect(addMonths(on('2024-02-29'), -12)).toBe('2023-02-28')
    expect(addMonths(on('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(on('2026-02-28'), 1)).toBe('2026-03-28')
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (one, count) => {
        const later = addMonths(one, count)
        expect(monthOf(later)).toBe(monthsLater(monthOf(one), count))
        expect(later.slice(8) === one.slice(8) || later === lastOfMonth(later)).toBe(true)
        expect(monthsLater(monthOf(later), -count)).toBe(monthOf(one))
      }),
    )
  })
})
