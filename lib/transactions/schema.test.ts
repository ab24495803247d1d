import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { readTransactionSearch, type TransactionSearch, transactionsHref } from './schema'

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
