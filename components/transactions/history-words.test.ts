import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import history from '@/lib/i18n/messages/en.history.json'
import messages from '@/lib/i18n/messages/en.json'
import { titleKey, type ValueWords, valueText } from './history-words'

const words: ValueWords = {
  locale: 'en',
  categories: messages.categories,
  accounts: [{ id: 'a', name: 'Checking', mask: '0042', institutionName: 'Tartan Bank' }],
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
})

describe('the title of an entry', () => {
  it('has words of its own for each kind, and says whether the first report was pending', () => {
    const kinds = ['reported', 'posted', 'changed', 'removed', 'restored', 'replaced'] as const
    const titles = kinds.map((kind) => history[titleKey({ kind, pending: false })])
    titles.push(history[titleKey({ kind: 'reported', pending: true })])
    expect(new Set(titles).size).toBe(7)
  })
})
