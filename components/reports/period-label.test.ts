import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { periodLabel } from './period-label'

const label = (from: string, to: string) =>
  periodLabel(
    { from: toCalendarDate(from), to: toCalendarDate(to) },
    'en',
    (number, year) => `Q${number} ${year}`,
  )

describe('what days are called', () => {
  it('is the name of the calendar period that they are, else the first and the last of them', () => {
    expect(label('2026-11-01', '2026-11-30')).toBe('November 2026')
    expect(label('2026-10-01', '2026-12-31')).toBe('Q4 2026')
    expect(label('2026-01-01', '2026-12-31')).toBe('2026')
    expect(label('2026-10-01', '2026-10-21')).toMatch(/^Oct 1\s–\s21, 2026$/)
    expect(label('2025-12-01', '2026-11-30')).toMatch(/^Dec 1, 2025\s–\sNov 30, 2026$/)
  })
})
