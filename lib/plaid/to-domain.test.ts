import fc from 'fast-check'
import {
  AccountSubtype,
  AccountType,
  CounterpartyType,
  type Transaction,
  TransactionPaymentChannelEnum,
} from 'plaid'
import { describe, expect, it } from 'vitest'
import { exact } from '@/lib/money/money'
import { toBankAccount, toBankTransaction } from './to-domain'

const nothing = {
  address: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  lat: null,
  lon: null,
  store_number: null,
}
const noMeta = {
  reference_number: null,
  ppd_id: null,
  payee: null,
  by_order_of: null,
  payer: null,
  payment_method: null,
  payment_processor: null,
  reason: null,
}

function wire(changes: Partial<Transaction> = {}): Transaction {
  return {
    account_id: 'acc',
    amount: 12.5,
    iso_currency_code: 'USD',
    unofficial_currency_code: null,
    date: '2026-03-02',
    location: nothing,
    name: 'HARVEST MARKET',
    payment_meta: noMeta,
    pending: false,
    pending_transaction_id: null,
    account_owner: null,
    transaction_id: 'tx',
    authorized_date: '2026-03-01',
    authorized_datetime: null,
    datetime: null,
    payment_channel: TransactionPaymentChannelEnum.InStore,
    transaction_code: null,
    ...changes,
  }
}

const balances = {
  available: 10,
  current: 410.25,
  limit: 2000,
  iso_currency_code: 'USD',
  unofficial_currency_code: null,
}
const account = {
  account_id: 'acc',
  balances,
  mask: '3333',
  name: 'Card',
  official_name: null,
  type: AccountType.Credit,
  subtype: AccountSubtype.CreditCard,
}

describe('a transaction from the wire', () => {
  it('counts money out as negative and money in as positive, exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
        fc.integer({ min: 0, max: 3 }),
        (units, scale) => {
          const amount = Number(`${units}e-${scale}`)
          expect(exact(toBankTransaction(wire({ amount })).amount).eq(exact(`${-units}e-${scale}`))).toBe(
            true,
          )
        },
      ),
    )
    expect(toBankTransaction(wire({ amount: 0.12345678 })).amount).toBe('-0.12345678')
    for (const [amount, text] of [
      [0, '0'],
      [-0, '0'],
      [1e21, '-1000000000000000000000'],
      [-1.5e-7, '0.00000015'],
    ] as const) {
      expect(toBankTransaction(wire({ amount })).amount).toBe(text)
    }
    expect(() => toBankTransaction(wire({ amount: Number.NaN }))).toThrow(RangeError)
  })

  it('takes the unofficial code where there is no official one', () => {
    expect(
      toBankTransaction(wire({ iso_currency_code: null, unofficial_currency_code: 'BTC' })),
    ).toMatchObject({
      currency: 'BTC',
      isoCurrencyCode: null,
      unofficialCurrencyCode: 'BTC',
    })
    expect(toBankTransaction(wire({ iso_currency_code: null })).currency).toBe('XXX')
  })

  it('is shown on the day it happened, where the bank says it', () => {
    expect(toBankTransaction(wire())).toMatchObject({ shownOn: '2026-03-01', postedOn: '2026-03-02' })
    expect(toBankTransaction(wire({ authorized_date: null })).shownOn).toBe('2026-03-02')
    expect(() => toBankTransaction(wire({ date: '2026-02-30' }))).toThrow(/Not a day/)
  })

  it('keeps what the bank gave and nothing of what it did not', () => {
    const told = toBankTransaction(
      wire({
        location: { ...nothing, city: 'Boston', lat: 42.3 },
        counterparties: [
          { name: 'Harvest Market', type: CounterpartyType.Merchant, website: null, logo_url: null },
        ],
        personal_finance_category: { primary: 'NEW_CODE', detailed: 'NEW_CODE_DETAIL' },
      }),
    )
    expect(told.location).toEqual({ city: 'Boston', lat: 42.3 })
    expect(told.counterparties).toEqual([{ name: 'Harvest Market', type: 'merchant', website: null }])
    expect(told).toMatchObject({ paymentMeta: null, categoryPrimary: 'NEW_CODE', categoryConfidence: null })
    expect(toBankTransaction(wire({ personal_finance_category: null }))).toMatchObject({
      location: null,
      categoryPrimary: null,
    })
  })
})

describe('an account from the wire', () => {
  it('counts what is owed as negative, and leaves available and limit as they are', () => {
    expect(toBankAccount(account)).toMatchObject({ current: '-410.25', available: '10', creditLimit: '2000' })
    expect(toBankAccount({ ...account, balances: { ...balances, current: -5 } }).current).toBe('5')
    expect(toBankAccount({ ...account, type: AccountType.Depository, subtype: null }).current).toBe('410.25')
  })

  it('may have no balance', () => {
    const silent = { ...balances, current: null, available: null, limit: null }
    expect(toBankAccount({ ...account, balances: silent })).toMatchObject({
      current: null,
      available: null,
      creditLimit: null,
    })
  })
})
