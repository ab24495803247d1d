import { expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { dayText } from './day-text'

it('is the day itself in whatever zone the server stands', () => {
  expect(dayText(toCalendarDate('2026-11-20'), 'en')).toBe('Nov 20, 2026')
})
