import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { categoryBook } from '@/lib/categories/category-book'
import type { StoredEntry } from '@/lib/db/entry-reads'
import messages from '@/lib/i18n/messages/en.json'
import { toListRow } from './list-rows'
import { readKey } from './schema'

const entry: StoredEntry = {
  id: '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e7f',
  transactionId: '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e70',
  accountId: 'a1',
  listedOn: toCalendarDate('2026-11-20'),
  title: 'Harvest Market',
  amount: '-1064.2',
  currency: 'USD',
  pending: false,
  category: 'FOOD_AND_DRINK_GROCERIES',
  categoryGroup: 'FOOD_AND_DRINK',
  flow: 'spending',
  note: '',
  tags: [],
  flagged: false,
  reviewed: false,
  part: false,
  replacedAmount: null,
  replacedCurrency: null,
}
const row = (changes: Partial<StoredEntry>, locale = 'en') =>
  toListRow(
    { ...entry, ...changes },
    {
      accounts: new Map([['a1', { name: 'Checking', mask: '1234' }]]),
      book: categoryBook([], messages.categories),
      locale,
      today: toCalendarDate('2026-11-21'),
      dayWords: { today: 'Today', yesterday: 'Yesterday' },
    },
  )

describe('a row of the list', () => {
  it('is in finished words, exact and in the person’s language', () => {
    expect(row({})).toMatchObject({
      heading: 'Yesterday',
      amount: '−$1,064.20',
      fraction: '.20',
      suffix: '',
      moneyIn: false,
      category: 'Groceries',
      account: 'Checking',
      mask: '1234',
      aside: null,
      was: null,
    })
    expect(row({ amount: '0.00123456', currency: 'BTC' })).toMatchObject({
      amount: '+0.00123456\u00a0BTC',
      moneyIn: true,
    })
    expect(row({}, 'de')).toMatchObject({
      amount: '−1.064,20\u00a0$',
      fraction: ',20',
      suffix: '\u00a0$',
    })
  })

  it('says what a pending one amounted to, but not with a part of one', () => {
    const replaced = { replacedAmount: '-54', replacedCurrency: 'USD' }
    expect(row(replaced).was).toBe('54.00')
    expect(row({ ...replaced, part: true }).was).toBeNull()
    expect(row({ ...replaced, replacedAmount: '-1064.2' }).was).toBeNull()
  })

  it('says what counts nowhere, and has no colour without a category', () => {
    expect(row({ flow: 'transfer' }).aside).toBe('transfer')
    expect(row({ flow: 'income' }).aside).toBeNull()
    expect(row({ category: null, categoryGroup: null })).toMatchObject({ category: null, colour: null })
  })

  it('is where the next page begins', () => {
    expect(readKey(row({}).key)).toEqual({ listedOn: entry.listedOn, id: entry.id })
  })
})
