import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { dayHeading } from './day-heading'

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
})
