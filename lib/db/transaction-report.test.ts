import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BankTransaction } from '@/lib/bank/reports'
import { addDays } from '@/lib/calendar/calendar-date'
import { purchase } from '@/lib/sync/ledger-bank'
import { reportOf } from './transaction-report'

const day = addDays(purchase('t1').postedOn, -9)

/** Something else in place of what a field says, of its kind. */
const OTHERWISE: { readonly [Field in keyof BankTransaction]: BankTransaction[Field] } = {
  plaidTransactionId: 'another',
  plaidAccountId: 'another',
  pendingPlaidTransactionId: 'another',
  pending: true,
  amount: '-0.01',
  currency: 'CHF',
  isoCurrencyCode: 'CHF',
  unofficialCurrencyCode: 'BTC',
  postedOn: day,
  authorizedOn: day,
  shownOn: day,
  postedAt: '1999-12-31T00:00:00Z',
  authorizedAt: '1999-12-31T00:00:00Z',
  name: 'another',
  originalDescription: 'another',
  merchantName: 'another',
  merchantEntityId: 'another',
  logoUrl: 'another',
  website: 'another',
  categoryPrimary: 'another',
  categoryDetailed: 'another',
  categoryConfidence: 'another',
  categoryVersion: 'another',
  paymentChannel: 'another',
  transactionCode: 'another',
  checkNumber: 'another',
  accountOwner: 'another',
  location: { city: 'another' },
  counterparties: [{ name: 'another', type: 'merchant', website: null }],
  paymentMeta: { payee: 'another' },
}

describe('the report of a transaction', () => {
  it('has the same digest whenever the bank says the same', () => {
    expect(reportOf(purchase('t1'))).toEqual(reportOf(purchase('t1')))
  })

  it('has another digest where any field says something else, the account included', () => {
    const told = purchase('t1')
    const { digest } = reportOf(told)
    for (const [field, value] of Object.entries(OTHERWISE)) {
      // By its id a report is looked up: the digest is of what it says.
      if (field === 'plaidTransactionId') continue
      expect(reportOf({ ...told, [field]: value }).digest, field).not.toBe(digest)
    }
  })

  it('is one JSON object of columns, with the names and no halves of characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const columns: { name: string } = JSON.parse(reportOf(purchase('t1', { name })).columns)
        expect(columns.name).toBe(name.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd'))
      }),
    )
  })
})
