import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { dayHeading, dayText, groupByDay } from './day-text'

const words = { today: 'Today', yesterday: 'Yesterday' }
const today = toCalendarDate('2026-01-01')

describe('the heading of a day', () => {
  it('names today and yesterday, also across the turn of the year', () => {
    expect(dayHeading(today, today, words, 'en')).toBe('Today')
    expect(dayHeading(toCalendarDate('2025-12-31'), today, words, 'en')).toBe('Yesterday')
  })

  it('gives the year only where it is another than this one', () => {
    expect(dayHeading(toCalendarDate('2026-01-03'), today, words, 'en')).toBe('Sat, Jan 3')
    expect(dayHeading(toCalendarDate('2025-12-30'), today, words, 'en')).toBe('Tue, Dec 30, 2025')
  })

  it('is the day itself in whatever zone the server stands', () => {
    expect(dayText(toCalendarDate('2026-11-20'), 'en')).toBe('Nov 20, 2026')
  })
})

describe('rows grouped by day', () => {
  it('are the same rows in the same order, one group per day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (ages) => {
        const rows = ages.sort((a, b) => a - b).map((age, id) => ({ id, shownOn: addDays(today, -age) }))
        const groups = groupByDay(rows)
        expect(groups.flatMap((group) => group.rows)).toEqual(rows)
        expect(new Set(groups.map(({ day }) => day)).size).toBe(groups.length)
      }),
    )
  })
})
