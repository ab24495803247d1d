import { afterEach, describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { SLOT } from '@/lib/i18n/client-words'
import type { ListRow } from '@/lib/transactions/list-rows'
import { glanceInList, rememberListed } from './opened-glance'

const row = (transactionId: string, changes: Partial<ListRow> = {}): ListRow => ({
  key: `key of ${transactionId}`,
  transactionId,
  day: toCalendarDate('2026-11-20'),
  heading: 'Yesterday',
  title: 'Harvest Market',
  amount: '−$1,064.20',
  fraction: '.20',
  suffix: '',
  moneyIn: false,
  was: null,
  category: 'Groceries',
  colour: null,
  account: 'Checking',
  mask: '1234',
  tags: [],
  note: '',
  pending: false,
  flagged: true,
  reviewed: false,
  part: false,
  aside: null,
  ...changes,
})
const list = (...rows: ListRow[]) =>
  rememberListed({ rows, hrefOf: ({ transactionId }) => `/transactions?open=${transactionId}` })
const glance = (id: string, locale = 'en') => glanceInList(id, { was: `was ${SLOT} before`, locale })?.glance

afterEach(() => rememberListed(null))

describe('what the list knows of a transaction that is opened', () => {
  it('is what its row says, in the pieces that the sheet sets', () => {
    list(row('a', { was: '54.00', pending: true }))
    expect(glance('a')).toMatchObject({
      title: 'Harvest Market',
      day: 'Nov 20, 2026',
      account: 'Checking',
      mask: '1234',
      amount: { text: '−$1,064.20', sign: '', prefix: '−$1,064', fraction: '.20', suffix: '' },
      was: 'was 54.00 before',
      pending: true,
      flagged: true,
      reviewed: false,
    })
  })

  it('keeps the pieces of an amount in any language, and its whole', () => {
    list(row('a', { amount: '+1.064,20\u00a0$', fraction: ',20', suffix: '\u00a0$', moneyIn: true }))
    expect(glance('a', 'de')).toMatchObject({
      day: '20.11.2026',
      amount: { sign: '+', prefix: '1.064', fraction: ',20', suffix: '\u00a0$' },
    })
    list(row('a', { amount: '−¥1,064', fraction: '' }))
    expect(glance('a')?.amount).toMatchObject({ sign: '', prefix: '−¥1,064', fraction: '', suffix: '' })
  })

  it('leads to the transactions before and after it, not to other parts of itself', () => {
    list(row('a'), row('b', { part: true }), row('b', { part: true }), row('c'))
    expect(glance('b')).toMatchObject({
      amount: null,
      previousHref: '/transactions?open=a',
      nextHref: '/transactions?open=c',
    })
    expect(glance('a')).toMatchObject({ previousHref: null, nextHref: '/transactions?open=b' })
    expect(glance('c')).toMatchObject({ previousHref: '/transactions?open=b', nextHref: null })
  })

  it('is nothing where the list has not loaded it, or has left the page', () => {
    list(row('a'))
    expect(glance('z')).toBeUndefined()
    rememberListed(null)
    expect(glance('a')).toBeUndefined()
  })
})
