import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayInZone,
  daysBetween,
  isTimeZone,
  parseCalendarDate,
  toCalendarDate,
} from './calendar-date'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((moment) => toCalendarDate(moment.toISOString().slice(0, 10)))

describe('a calendar date', () => {
  it('refuses days that do not exist', () => {
    for (const text of [
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-04-00',
      '2026-04-31',
      '2026-01-32',
      '2025-02-29',
      '2026-1-1',
      '0000-01-01',
      '',
      '20260101',
      '2026-01-01T00:00:00Z',
    ]) {
      expect(parseCalendarDate(text)).toBeNull()
    }
    expect(parseCalendarDate('2024-02-29')).toBe('2024-02-29')
  })

  it('comes back to where it started when days are added and taken away', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3000, max: 3000 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count)
        expect(addDays(addDays(start, count), -count)).toBe(start)
      }),
    )
  })

  it('depends on the time zone that the moment is seen from', () => {
    const moment = new Date('2026-03-01T02:30:00Z')
    expect(dayInZone(moment, 'UTC')).toBe('2026-03-01')
    expect(dayInZone(moment, 'America/New_York')).toBe('2026-02-28')
    expect(dayInZone(moment, 'Pacific/Auckland')).toBe('2026-03-01')
    expect(isTimeZone('Mars/Olympus')).toBe(false)
  })
})
