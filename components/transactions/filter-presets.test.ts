import { expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { periodsOn } from './filter-presets'

it('means months and years of the calendar, also at their turn', () => {
  expect(periodsOn(toCalendarDate('2026-01-05'))).toMatchObject({
    month: { from: '2026-01-01', to: null },
    lastMonth: { from: '2025-12-01', to: '2025-12-31' },
    year: { from: '2026-01-01', to: null },
    lastYear: { from: '2025-01-01', to: '2025-12-31' },
    all: { from: null, to: null },
  })
  expect(periodsOn(toCalendarDate('2024-03-31')).lastMonth).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(periodsOn(toCalendarDate('2026-03-31')).days90).toEqual({ from: '2026-01-01', to: null })
})
