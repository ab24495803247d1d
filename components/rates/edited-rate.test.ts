import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { editHref, readEdited, readWanted } from './edited-rate'

describe('the address of a rate', () => {
  it('is read back as it was written', () => {
    const rate = { base: 'BTC', quote: 'USD', day: toCalendarDate('2026-11-20') }
    const { searchParams } = new URL(editHref(rate), 'http://localhost')
    expect(readEdited(searchParams.get('edit') ?? undefined)).toEqual(rate)
  })

  it('passes over what is none', () => {
    for (const text of [undefined, '', 'EUR', 'EUR_USD', 'EUR_USD_2026-02-30', 'eur_USD_2026-11-20', ['EUR']])
      expect(readEdited(text)).toBeNull()
    expect(readWanted('<b>')).toBeNull()
    expect(readWanted(['BTC'])).toBeNull()
    expect(readWanted('BTC')).toBe('BTC')
  })
})
