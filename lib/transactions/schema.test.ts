import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import {
  NOTE_MAX,
  readEdit,
  readTransactionSearch,
  TAG_MAX,
  TAGS_MAX,
  type TransactionSearch,
  transactionsHref,
} from './schema'

const id = fc.uuid()
const key = fc.record({
  shownOn: fc.integer({ min: 0, max: 9000 }).map((days) => addDays(toCalendarDate('2010-01-01'), days)),
  id,
})
const text = fc
  .string({ minLength: 1, maxLength: 100, unit: 'grapheme' })
  .map((value) => value.trim().slice(0, 200).trim())
  .filter((value) => value !== '' && !/\p{Surrogate}/u.test(value))
const search = fc.record<TransactionSearch>({
  state: fc.constantFrom('posted', 'pending'),
  accountId: fc.option(id),
  text: fc.option(text),
  after: fc.option(key),
  openId: fc.option(id),
})

const read = (href: string) =>
  readTransactionSearch(Object.fromEntries(new URL(href, 'http://localhost').searchParams))

const nothing: TransactionSearch = {
  state: 'posted',
  accountId: null,
  text: null,
  after: null,
  openId: null,
}

describe('the address of the list', () => {
  it('says all of a search and is read back as the same one', () => {
    fc.assert(
      fc.property(search, (wanted) => {
        expect(read(transactionsHref(nothing, wanted))).toEqual(wanted)
      }),
    )
  })

  it('begins at the newest again when a filter changes, and keeps its place when a row opens or closes', () => {
    fc.assert(
      fc.property(search, id, (from, openId) => {
        expect(read(transactionsHref(from, { accountId: null }))).toMatchObject({ after: null, openId: null })
        expect(read(transactionsHref(from, { state: 'pending' }))).toMatchObject({
          after: null,
          openId: null,
        })
        expect(read(transactionsHref(from, { openId }))).toEqual({ ...from, openId })
        expect(read(transactionsHref(from, { openId: null }))).toEqual({ ...from, openId: null })
      }),
    )
  })

  it('is short when nothing is asked for', () => {
    expect(transactionsHref(nothing, {})).toBe('/transactions')
  })

  it('passes over what it does not understand', () => {
    const odd = {
      state: 'gone',
      account: '1',
      q: '  ',
      after: '2026-02-30_x',
      open: ['../etc', 'b'],
      other: 'x',
    }
    expect(readTransactionSearch(odd)).toEqual(nothing)
  })
})

describe('what a person writes on a transaction', () => {
  const transactionId = '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e7f'
  const edit = (change: Record<string, unknown>) => readEdit({ transactionId, ...change })
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
    expect(readEdit({ note: 'x' })).toMatchObject({ code: 'INVALID' })
    expect(readEdit(null)).toMatchObject({ code: 'INVALID' })
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
