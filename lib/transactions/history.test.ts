import { describe, expect, it } from 'vitest'
import type { StoredHistory } from '@/lib/db/transaction-events'
import { historyOf } from './history'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 12, minute))
const values = {
  account_id: 'a',
  pending_plaid_transaction_id: null,
  pending: false,
  amount: '-3',
  currency: 'EUR',
  posted_on: '2026-03-02',
  authorized_on: null,
  shown_on: '2026-03-02',
  name: 'SHOP',
  original_description: null,
  merchant_name: 'Shop',
  website: null,
  logo_url: null,
  category_primary: 'TRAVEL',
  category_detailed: 'TRAVEL_LODGING',
  payment_channel: 'online',
  check_number: null,
  location: null,
  counterparties: null,
}
const stored = (changes: Partial<StoredHistory>): StoredHistory => ({
  id: 't',
  createdAt: at(0),
  removedAt: null,
  values,
  events: [],
  ...changes,
})

describe('a history', () => {
  it('gives each amount in the currency that it had then', () => {
    const entries = historyOf([
      stored({
        events: [
          { kind: 'changed', at: at(1), before: { amount: '-1' } },
          { kind: 'changed', at: at(2), before: { amount: '-2', currency: 'USD' } },
        ],
      }),
    ])
    expect(entries.map(({ amount }) => `${amount.amount} ${amount.currency}`)).toEqual([
      '-1 USD',
      '-2 USD',
      '-3 EUR',
    ])
    expect(entries[2]?.changes).toEqual([
      {
        field: 'amount',
        before: { type: 'money', money: { amount: '-2', currency: 'USD' } },
        after: { type: 'money', money: { amount: '-3', currency: 'EUR' } },
      },
    ])
  })

  it('names both parts of a category where one of them changed', () => {
    const [, changed] = historyOf([
      stored({ events: [{ kind: 'changed', at: at(1), before: { category_detailed: 'TRAVEL_FLIGHTS' } }] }),
    ])
    expect(changed?.changes).toEqual([
      {
        field: 'category',
        before: { type: 'category', primary: 'TRAVEL', detailed: 'TRAVEL_FLIGHTS' },
        after: { type: 'category', primary: 'TRAVEL', detailed: 'TRAVEL_LODGING' },
      },
    ])
  })

  it('reads dates, places, parties and channels, and what appeared or went', () => {
    const [, changed] = historyOf([
      stored({
        values: { ...values, location: { city: 'Delft', lat: 52 }, website: null },
        events: [
          {
            kind: 'changed',
            at: at(1),
            before: {
              location: null,
              website: 'shop.example',
              authorized_on: '2026-03-01',
              payment_channel: 'in store',
              counterparties: [{ name: 'Payer', type: 'payment_app' }],
            },
          },
        ],
      }),
    ])
    expect(changed?.changes).toEqual([
      { field: 'happened', before: { type: 'day', day: '2026-03-01' }, after: null },
      { field: 'place', before: null, after: { type: 'text', text: 'Delft' } },
      {
        field: 'channel',
        before: { type: 'channel', channel: 'in store' },
        after: { type: 'channel', channel: 'online' },
      },
      { field: 'counterparties', before: { type: 'text', text: 'Payer' }, after: null },
      { field: 'website', before: { type: 'text', text: 'shop.example' }, after: null },
    ])
  })

  it('says that something changed where there is nothing to read', () => {
    const [, changed] = historyOf([
      stored({ events: [{ kind: 'changed', at: at(1), before: { logo_url: 'https://example.org/x.png' } }] }),
    ])
    expect(changed).toMatchObject({
      kind: 'changed',
      changes: [{ field: 'details', before: null, after: null }],
    })
  })

  it('is empty of a transaction that is not there', () => {
    expect(historyOf([])).toEqual([])
  })
})
