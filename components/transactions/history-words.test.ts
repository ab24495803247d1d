import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { type CategoryOverride, categoryBook } from '@/lib/categories/category-book'
import history from '@/lib/i18n/messages/en.history.json'
import messages from '@/lib/i18n/messages/en.json'
import { titleKey, type ValueWords, valueText } from './history-words'

const words: ValueWords = {
  locale: 'en',
  book: categoryBook([], messages.categories),
  accounts: [
    {
      id: 'a',
      name: 'Checking',
      mask: '0042',
      institutionName: 'Tartan Bank',
      currency: 'EUR',
      hidden: false,
    },
  ],
  otherAccount: 'an account that is gone',
  channels: { online: 'Online', store: 'In a store', other: 'Other' },
  pending: 'pending',
  posted: 'posted',
}

describe('a value in a history', () => {
  it('is an exact amount in its currency, with its sign', () => {
    const money = (amount: string, currency: string) =>
      valueText({ type: 'money', money: { amount, currency } }, words)
    expect(money('-64.2', 'USD')).toBe('−$64.20')
    expect(money('1200', 'JPY')).toBe('+¥1,200')
    expect(money('-0.00123456', 'BTC')).toBe('−0.00123456\u00a0BTC')
  })

  it('is words and never a code', () => {
    expect(
      valueText({ type: 'category', primary: 'FOOD_AND_DRINK', detailed: 'FOOD_AND_DRINK_COFFEE' }, words),
    ).toBe('Food and drink · Coffee')
    expect(valueText({ type: 'account', accountId: 'a' }, words)).toBe('Tartan Bank, Checking ••0042')
    expect(valueText({ type: 'account', accountId: 'b' }, words)).toBe('an account that is gone')
    expect(valueText({ type: 'channel', channel: 'in store' }, words)).toBe('In a store')
    expect(valueText({ type: 'channel', channel: 'by pigeon' }, words)).toBe('Other')
    expect(valueText({ type: 'day', day: toCalendarDate('2026-11-20') }, words)).toBe('Nov 20, 2026')
    expect(valueText({ type: 'state', pending: true }, words)).toBe('pending')
    expect(valueText({ type: 'text', text: 'BLUE HERON' }, words)).toBe('BLUE HERON')
  })

  it('names a category as the household does, wherever it was moved', () => {
    const said: CategoryOverride = {
      code: 'FOOD_AND_DRINK_COFFEE',
      groupCode: 'TRAVEL',
      name: 'Espresso',
      icon: null,
      colour: null,
      kind: null,
      hidden: false,
      position: null,
    }
    const book = categoryBook(
      [said, { ...said, code: 'TRAVEL', groupCode: null, name: 'Away' }],
      messages.categories,
    )
    const text = (primary: string | null, detailed: string | null) =>
      valueText({ type: 'category', primary, detailed }, { ...words, book })
    expect(text('FOOD_AND_DRINK', 'FOOD_AND_DRINK_COFFEE')).toBe('Away · Espresso')
    expect(text('TRAVEL', null)).toBe('Away')
    expect(text('TRAVEL', 'NEW_CODE')).toBe('Away')
    expect(text(null, 'NEW_CODE')).toBe('New code')
    expect(text('TRAVEL', 'OWN_gone')).toBe('Away')
  })
})

describe('the title of an entry', () => {
  it('has words of its own for each kind, and says whether the first report was pending', () => {
    const kinds = ['reported', 'posted', 'changed', 'removed', 'restored', 'replaced'] as const
    const titles = kinds.map((kind) => history[titleKey({ kind, pending: false })])
    titles.push(history[titleKey({ kind: 'reported', pending: true })])
    expect(new Set(titles).size).toBe(7)
  })
})
