import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { exact, plain, sumByCurrency } from '@/lib/money/money'
import { netWorth, type WorthAccount } from './net-worth'

const today = toCalendarDate('2026-11-20')
const cents = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((units) => plain(exact(units).div(100)))
const back = fc.integer({ min: 0, max: 60 })

const household = fc
  .array(
    fc.record({
      currency: fc.constantFrom('USD', 'EUR', 'BTC'),
      balance: fc.option(cents, { freq: 6 }),
      institutionName: fc.constantFrom('Alder', 'Bramble', ''),
      hidden: fc.boolean(),
      closedDaysAgo: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 3 }),
      snapshots: fc.dictionary(back.map(String), cents, { maxKeys: 6 }),
      posted: fc.dictionary(back.map(String), cents, { maxKeys: 12 }),
    }),
    { maxLength: 8 },
  )
  .map((made) => {
    const values = (id: number, days: Record<string, string>) =>
      Object.entries(days).map(([ago, value]) => ({
        accountId: String(id),
        day: addDays(today, -Number(ago)),
        value,
      }))
    return {
      accounts: made.map(
        ({ closedDaysAgo, snapshots: _, posted: __, ...account }, id): WorthAccount => ({
          ...account,
          id: String(id),
          closedOn: closedDaysAgo === null ? null : addDays(today, -closedDaysAgo),
        }),
      ),
      snapshots: made.flatMap(({ snapshots }, id) => values(id, snapshots)),
      posted: made.flatMap(({ posted }, id) => values(id, posted)),
    }
  })

const span = fc.integer({ min: 1, max: 730 }).map((days) => ({ from: addDays(today, -days), today }))
/** The balances that pages show: of accounts that are there and not hidden. */
const shown = (accounts: readonly WorthAccount[]) =>
  accounts.flatMap(({ balance, currency, hidden, closedOn }) =>
    balance === null || hidden || closedOn !== null ? [] : [{ amount: balance, currency }],
  )

describe('net worth', () => {
  it('of today is the sum of the balances shown, in each currency, to the last digit', () => {
    fc.assert(
      fc.property(household, span, ({ accounts, ...days }, range) => {
        const worth = netWorth(accounts, days, range)
        const sums = new Map(sumByCurrency(shown(accounts)).map(({ currency, amount }) => [currency, amount]))
        expect(new Set(worth.map(({ currency }) => currency))).toEqual(new Set(sums.keys()))
        for (const { currency, net, owned, owed, points } of worth) {
          expect(net).toBe(sums.get(currency))
          expect(plain(exact(owned).plus(owed))).toBe(net)
          expect(points.at(-1)).toEqual({ day: today, owned, owed, net, estimated: false })
          expect(points[0]?.day).toBe(range.from)
        }
      }),
    )
  })

  it('never counts a hidden account, on no day', () => {
    fc.assert(
      fc.property(household, span, ({ accounts, ...days }, range) => {
        const seen = accounts.filter(({ hidden }) => !hidden)
        expect(netWorth(accounts, days, range)).toEqual(netWorth(seen, days, range))
      }),
    )
  })

  it('keeps a debt apart from what is owned, and a closed account in the days before', () => {
    const base = { institutionName: '', hidden: false, closedOn: null, currency: 'USD' }
    const [dollars] = netWorth(
      [
        { ...base, id: 'checking', balance: '100' },
        { ...base, id: 'card', balance: '-30' },
        { ...base, id: 'old', balance: '7', closedOn: addDays(today, -2) },
      ],
      { snapshots: [], posted: [] },
      { from: addDays(today, -3), today },
    )
    expect(dollars).toMatchObject({ owned: '100', owed: '-30', net: '70', accountCount: 2 })
    expect(dollars?.points.map(({ net }) => net)).toEqual(['77', '77', '70', '70'])
  })

  it('puts the currency with the most accounts first', () => {
    const of = (id: string, currency: string): WorthAccount => ({
      id,
      currency,
      balance: '1',
      institutionName: '',
      hidden: false,
      closedOn: null,
    })
    const worth = netWorth(
      [of('a', 'BTC'), of('b', 'USD'), of('c', 'USD'), of('d', 'EUR')],
      { snapshots: [], posted: [] },
      { from: addDays(today, -1), today },
    )
    expect(worth.map(({ currency }) => currency)).toEqual(['USD', 'BTC', 'EUR'])
  })
})
