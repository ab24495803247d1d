import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { FLOWS } from '@/lib/finance/category-kinds'
import {
  type EntryFilter,
  entriesHref,
  filterOf,
  isFiltered,
  NO_FILTER,
  readTransactionSearch,
  searchQuery,
  type TransactionSearch,
  transactionsHref,
} from './schema'

const id = fc.uuid()
const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays(toCalendarDate('2010-01-01'), days))
const text = fc
  .string({ minLength: 1, maxLength: 100, unit: 'grapheme' })
  .map((value) => value.trim().slice(0, 200).trim())
  .filter((value) => value !== '' && !/\p{Surrogate}/u.test(value))
const amount = fc
  .tuple(fc.nat(10_000_000), fc.option(fc.stringMatching(/^\d{1,10}$/)))
  .map(([whole, fraction]) => (fraction === null ? String(whole) : `${whole}.${fraction}`))
const search = fc.record<TransactionSearch>({
  text: fc.option(text),
  state: fc.constantFrom(null, 'posted', 'pending'),
  accountIds: fc.uniqueArray(id, { maxLength: 4 }),
  categories: fc.uniqueArray(fc.constantFrom('none', 'TRAVEL', 'TRAVEL_LODGING', 'OWN_0192f0c1-2c5b'), {
    maxLength: 3,
  }),
  merchantKey: fc.option(text),
  tag: fc.option(text),
  currency: fc.constantFrom(null, 'USD', 'EUR', 'BTC'),
  direction: fc.constantFrom(null, 'in', 'out'),
  flow: fc.constantFrom(null, ...FLOWS),
  from: fc.option(day),
  to: fc.option(day),
  review: fc.constantFrom(null, 'open', 'done'),
  min: fc.option(amount),
  max: fc.option(amount),
  after: fc.option(fc.record({ listedOn: day, id })),
  openId: fc.option(id),
})

const nothing: TransactionSearch = { ...NO_FILTER, after: null, openId: null }

function read(href: string): TransactionSearch {
  const { searchParams } = new URL(href, 'http://localhost')
  const params = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]))
  const found = readTransactionSearch(params)
  expect(readTransactionSearch(searchParams)).toEqual(found)
  return found
}

describe('the address of the list', () => {
  it('says all of a search and is read back as the same one', () => {
    fc.assert(
      fc.property(search, (wanted) => {
        expect(read(entriesHref(wanted))).toEqual(wanted)
        expect(read(transactionsHref(nothing, wanted))).toEqual(wanted)
      }),
    )
  })

  it('begins at the newest again when a filter changes, and keeps its place when a row opens or closes', () => {
    fc.assert(
      fc.property(search, id, (from, openId) => {
        const changes: Partial<EntryFilter>[] = [{ accountIds: [] }, { state: 'pending' }, { from: null }]
        for (const change of changes)
          expect(read(transactionsHref(from, change))).toEqual({
            ...from,
            ...change,
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
    expect(entriesHref({})).toBe('/transactions')
    expect(searchQuery(nothing)).toBe('')
  })

  it('passes over what it does not understand', () => {
    const odd = {
      state: 'gone',
      account: ['1', ''],
      category: ['a b', '../'],
      q: '  ',
      from: '2026-02-30',
      to: 'yesterday',
      min: '-5',
      max: '1e3',
      flow: 'sideways',
      direction: 'up',
      review: '1',
      after: '2026-02-30_x',
      open: ['../etc', 'b'],
      other: 'x',
    }
    expect(readTransactionSearch(odd)).toEqual(nothing)
  })

  it('is never an error and holds nothing that the database cannot store, whatever it says', () => {
    const value = fc.string({ unit: 'binary', maxLength: 60 })
    const names = [
      'q',
      'state',
      'account',
      'category',
      'merchant',
      'tag',
      'currency',
      'from',
      'min',
      'after',
      'open',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.array(value))), (params) => {
        const found = readTransactionSearch(params)
        expect(JSON.stringify(found)).not.toMatch(/\\u0000|\p{Surrogate}/u)
        expect(read(entriesHref(found))).toEqual(found)
      }),
    )
  })

  it('tells a filter from a tab', () => {
    expect(isFiltered({ ...NO_FILTER, state: 'pending', review: 'open' })).toBe(false)
    expect(isFiltered({ ...NO_FILTER, tag: 'kim' })).toBe(true)
    expect(filterOf(nothing)).toEqual(NO_FILTER)
  })
})
