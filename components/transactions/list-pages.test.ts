import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import type { ListRow } from '@/lib/transactions/list-rows'
import { itemsOf, type LoadedPage, renewed, replaced } from './list-pages'
import { NOTHING_SELECTED, pressed, rangeBetween } from './list-selection'

const row = (number: number, age = number): ListRow => {
  const day = addDays(toCalendarDate('2026-01-01'), -age)
  return {
    key: `key ${number}`,
    transactionId: `t${number}`,
    day,
    heading: day,
    title: `Title ${number}`,
    amount: '−1.00',
    fraction: '',
    suffix: '',
    moneyIn: false,
    was: null,
    category: null,
    colour: null,
    account: '',
    mask: null,
    tags: [],
    note: '',
    pending: false,
    flagged: false,
    reviewed: false,
    part: false,
    aside: null,
  }
}
const page = (after: string | null, rows: ListRow[], next: string | null): LoadedPage => ({
  after,
  rows,
  next,
  stale: false,
})
const keys = (pages: readonly LoadedPage[]) => pages.flatMap(({ rows }) => rows.map(({ key }) => key))

describe('the lines of the list', () => {
  it('are all rows in their order, with one heading for each day', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(4), { maxLength: 6 }), { maxLength: 4 }), (ages) => {
        const sorted = ages.flat().sort((a, b) => a - b)
        let number = 0
        const pages = ages.map(({ length }) =>
          page(
            null,
            Array.from({ length }, () => row(number, sorted[number++] ?? 0)),
            null,
          ),
        )
        const items = itemsOf(pages)
        expect(items.flatMap((item) => (item.kind === 'row' ? [item.row.key] : []))).toEqual(keys(pages))
        const days = items.flatMap((item) => (item.kind === 'day' ? [item.day] : []))
        expect(new Set(days).size).toBe(days.length)
        expect(days).toHaveLength(new Set(sorted).size)
      }),
    )
  })
})

describe('loaded pages', () => {
  const first = page(null, [row(1), row(2)], 'key 2')
  const second = page('key 2', [row(3), row(4)], 'key 4')
  const third = page('key 4', [row(5)], null)

  it('follow where the first one ends once that came anew, and are old', () => {
    const fresh = page(null, [row(0), row(1)], 'key 1')
    const all = renewed([first, second, third], fresh)
    expect(all.map(({ after, stale }) => [after, stale])).toEqual([
      [null, false],
      ['key 1', true],
      ['key 4', true],
    ])
    expect(renewed([first, second], page(null, [row(0)], null))).toHaveLength(1)
  })

  it('lose nothing and show nothing twice when one of them is loaded again', () => {
    const moved = renewed([first, second, third], page(null, [row(0), row(1)], 'key 1'))
    const again = replaced(moved, 'key 1', { rows: [row(2), row(3), row(4)], next: null })
    expect(keys(again)).toEqual([0, 1, 2, 3, 4, 5].map((number) => `key ${number}`))
    expect(again.map(({ next }) => next)).toEqual(['key 1', 'key 4', null])
    const much = replaced(moved, 'key 1', { rows: [row(2)], next: 'key 2' })
    expect(keys(much)).toEqual(['key 0', 'key 1', 'key 2'])
    expect(much.at(-1)?.next).toBe('key 2')
    expect(replaced([first, second], 'elsewhere', { rows: [], next: null })).toEqual([first, second])
  })
})

describe('what is ticked', () => {
  const rows = [1, 2, 3, 4].map((number) => row(number))
  const [a, b, c] = rows

  it('is a range from the one that was pressed last, whichever way', () => {
    expect(rangeBetween(rows, 'key 3', 'key 1').map(({ key }) => key)).toEqual(['key 1', 'key 2', 'key 3'])
    expect(rangeBetween(rows, null, 'key 2').map(({ key }) => key)).toEqual(['key 2'])
    expect(rangeBetween(rows, 'gone', 'key 2').map(({ key }) => key)).toEqual(['key 2'])
    expect(rangeBetween(rows, 'key 1', 'gone')).toEqual([])
  })

  it('becomes what the pressed one becomes', () => {
    if (!a || !b || !c) throw new Error('There are three')
    const some = pressed(NOTHING_SELECTED, b, [b], rows)
    expect([...some.ids]).toEqual(['t2'])
    const more = pressed(some, c, [a, b, c], rows)
    expect([...more.ids].sort()).toEqual(['t1', 't2', 't3'])
    expect([...pressed(more, a, [a, b], rows).ids]).toEqual(['t3'])
    expect([...pressed({ ids: new Set(), all: true }, a, [a], rows).ids]).toEqual(['t2', 't3', 't4'])
  })
})
