import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredHolding } from '@/lib/db/holdings'
import { exact, plain } from '@/lib/money/money'
import { portfolios, worthOf, worthOfKind } from './portfolio'
import { HOLDING_KINDS, investmentsHref, readInvestmentSearch, SORTS } from './schema'

const account = (id: string) => ({ id, name: id, institutionName: 'Broker', mask: null })
const accounts = ['a', 'b'].map(account)
const amount = fc
  .integer({ min: -1_000_000, max: 1_000_000_000 })
  .map((value) => plain(exact(value).div(1_000)))

const holding = fc.record({
  accountId: fc.constantFrom('a', 'b'),
  securityId: fc.uuid(),
  name: fc.constantFrom('Meridian', 'Kestrel', 'Ünïcødé'),
  ticker: fc.option(fc.constant('MRD')),
  type: fc.constantFrom('etf', 'equity', 'something new', null),
  isCash: fc.boolean(),
  quantity: amount,
  costBasis: fc.option(amount),
  price: amount,
  priceOn: fc.constant(null),
  value: amount,
  currency: fc.constantFrom('USD', 'EUR'),
})

const sum = (amounts: readonly string[]) => plain(amounts.reduce((total, one) => total.plus(one), exact(0)))

describe('a portfolio', () => {
  it('is worth the same by kind, by account and by holding, to the last digit, each currency by itself', () => {
    fc.assert(
      fc.property(
        fc.array(holding, { maxLength: 20 }),
        fc.constantFrom(...SORTS),
        fc.boolean(),
        (stored: StoredHolding[], sort, turned) => {
          for (const portfolio of portfolios(stored, accounts, { sort, turned })) {
            const own = stored.filter(({ currency }) => currency === portfolio.currency)
            const value = sum(own.map((one) => one.value))
            expect(portfolio.value).toBe(value)
            expect(sum(portfolio.kinds.map((one) => one.amount))).toBe(value)
            expect(sum(portfolio.accounts.map((one) => one.value))).toBe(value)
            const holdings = portfolio.accounts.flatMap((one) => one.holdings)
            expect(holdings).toHaveLength(own.length)
            expect(sum(holdings.map((one) => one.gain ?? '0'))).toBe(portfolio.gain ?? '0')
            for (const { kind, amount: part } of portfolio.kinds)
              expect(worthOfKind(portfolio, kind)).toBe(part)
          }
        },
      ),
    )
  })

  it('takes an unknown cost for no gain and no loss', () => {
    expect(
      worthOf([
        { value: '120', costBasis: '100' },
        { value: '50', costBasis: null },
      ]),
    ).toEqual({ value: '170', cost: '100', gain: '20', change: '0.2', unknown: 1, unknownValue: '50' })
    expect(worthOf([{ value: '50', costBasis: null }])).toMatchObject({
      cost: null,
      gain: null,
      change: null,
    })
    expect(worthOf([{ value: '50', costBasis: '0' }])).toMatchObject({ gain: '50', change: null })
  })

  it('puts what cannot be compared last, whichever way it is sorted', () => {
    const one = (securityId: string, costBasis: string | null): StoredHolding => ({
      accountId: 'a',
      securityId,
      name: securityId,
      ticker: null,
      type: 'etf',
      isCash: false,
      quantity: '1',
      costBasis,
      price: '10',
      priceOn: null,
      value: '10',
      currency: 'USD',
    })
    const stored = [one('unknown', null), one('loss', '12'), one('win', '5')]
    const names = (turned: boolean) =>
      portfolios(stored, accounts, { sort: 'gain', turned })[0]?.accounts[0]?.holdings.map(({ name }) => name)
    expect(names(false)).toEqual(['win', 'loss', 'unknown'])
    expect(names(true)).toEqual(['loss', 'win', 'unknown'])
  })
})

describe('the address of the investments', () => {
  it('says what it read, and passes over the rest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SORTS),
        fc.boolean(),
        fc.option(fc.constantFrom(...HOLDING_KINDS)),
        (sort, turned, kind) => {
          const search = { sort, turned, kind }
          const query = investmentsHref(search, {}).split('?')[1] ?? ''
          expect(readInvestmentSearch(Object.fromEntries(new URLSearchParams(query)))).toEqual(search)
        },
      ),
    )
    expect(readInvestmentSearch({ sort: 'hats', kind: ['etf'] })).toEqual({
      sort: 'value',
      turned: false,
      kind: null,
    })
  })
})
