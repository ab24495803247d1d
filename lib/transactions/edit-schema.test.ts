import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { DAYS_AHEAD, NOTE_MAX, readEdit, TAG_MAX, TAGS_MAX, TITLE_MAX } from './edit-schema'

describe('what a person writes on a transaction', () => {
  const transactionId = '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e7f'
  const today = toCalendarDate('2026-03-03')
  const edit = (change: Record<string, unknown>) => readEdit({ transactionId, ...change }, today)
  const value = (change: Record<string, unknown>) => {
    const read = edit(change)
    return read.ok ? read.value : read.code
  }

  it('is read in parts, and a part that is left out is not there', () => {
    expect(value({ note: '  dinner ' })).toEqual({ transactionId, note: 'dinner' })
    expect(value({ category: null })).toEqual({ transactionId, category: null })
    expect(value({ flagged: false })).toEqual({ transactionId, flagged: false })
    expect(value({ tags: [] })).toEqual({ transactionId, tags: [] })
  })

  it('is refused when it says nothing, of nothing, or something else', () => {
    expect(value({})).toBe('INVALID')
    expect(value({ note: undefined })).toBe('INVALID')
    expect(readEdit({ note: 'x' }, today)).toMatchObject({ code: 'INVALID' })
    expect(readEdit(null, today)).toMatchObject({ code: 'INVALID' })
    expect(value({ flagged: 'yes' })).toBe('INVALID')
    expect(value({ note: 'x', householdId: transactionId })).toBe('INVALID')
    expect(edit({ transactionId: '1', note: 'x' })).toMatchObject({ code: 'INVALID' })
  })

  it('says which bound was passed', () => {
    expect(value({ note: 'x'.repeat(NOTE_MAX) })).toMatchObject({ note: 'x'.repeat(NOTE_MAX) })
    expect(value({ note: 'x'.repeat(NOTE_MAX + 1) })).toBe('NOTE_TOO_LONG')
    expect(value({ tags: ['ü'.repeat(TAG_MAX)] })).toMatchObject({ tags: ['ü'.repeat(TAG_MAX)] })
    expect(value({ tags: ['x'.repeat(TAG_MAX + 1)] })).toBe('TAG_TOO_LONG')
    const tags = Array.from({ length: TAGS_MAX + 1 }, (_, index) => `tag ${index}`)
    expect(value({ tags: tags.slice(1) })).toMatchObject({ tags: tags.slice(1) })
    expect(value({ tags })).toBe('TOO_MANY_TAGS')
    expect(value({ category: 'FOOD_AND_DRINK' })).toBe('UNKNOWN_CATEGORY')
    expect(value({ category: 'TRAVEL_LODGING' })).toMatchObject({ category: 'TRAVEL_LODGING' })
  })

  it('may be a name of one line, and none gives the bank’s back', () => {
    expect(value({ title: '  Corner \n shop ' })).toMatchObject({ title: 'Corner shop' })
    expect(value({ title: ' ' })).toMatchObject({ title: null })
    expect(value({ title: null })).toMatchObject({ title: null })
    expect(value({ title: 'ü'.repeat(TITLE_MAX) })).toMatchObject({ title: 'ü'.repeat(TITLE_MAX) })
    expect(value({ title: 'ü'.repeat(TITLE_MAX + 1) })).toBe('TITLE_TOO_LONG')
  })

  it('may be a day that there is, from 1970 to a year ahead', () => {
    expect(value({ shownOn: '2024-02-29' })).toMatchObject({ shownOn: '2024-02-29' })
    expect(value({ shownOn: null })).toMatchObject({ shownOn: null })
    expect(value({ shownOn: addDays(today, DAYS_AHEAD) })).toMatchObject({ shownOn: '2027-03-04' })
    for (const shownOn of ['1969-12-31', addDays(today, DAYS_AHEAD + 1), '2026-02-30', 'today', ''])
      expect(value({ shownOn }), shownOn).toBe('DAY_OUT_OF_RANGE')
  })

  it('may be yes, no, or as it was detected, of transfers and reports', () => {
    for (const said of [true, false, null]) {
      expect(value({ transfer: said })).toMatchObject({ transfer: said })
      expect(value({ excluded: said })).toMatchObject({ excluded: said })
    }
    expect(value({ reviewed: true })).toMatchObject({ reviewed: true })
    expect(value({ reviewed: null })).toBe('INVALID')
    expect(value({ category: 'OWN_0192f0c1' })).toMatchObject({ category: 'OWN_0192f0c1' })
  })

  it('keeps tags in their order, tidy and each once in whatever case', () => {
    expect(value({ tags: [' Summer   house ', 'kim', 'KIM', '', ' , ', 'a,b'] })).toMatchObject({
      tags: ['Summer house', 'kim', 'a b'],
    })
  })

  it('holds nothing that the database cannot store, whatever is typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(typed, fc.array(typed, { maxLength: 25 }), (note, tags) => {
        const read = edit({ note, tags })
        if (!read.ok) return expect(['TAG_TOO_LONG', 'TOO_MANY_TAGS']).toContain(read.code)
        const all = [read.value.note ?? '', ...(read.value.tags ?? [])]
        for (const text of all) expect(text).not.toMatch(/\0|\p{Surrogate}/u)
        expect(edit({ note: read.value.note, tags: read.value.tags })).toEqual(read)
      }),
    )
  })
})
