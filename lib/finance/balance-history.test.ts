import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { exact } from '@/lib/money/money'
import { type AccountHistory, balanceHistory, balanceNow } from './balance-history'

const today = toCalendarDate('2026-03-10')
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => exact(units).div(100).toFixed())

/** What happened to an account: its balance before, and what posted on each of the last days. */
const story = fc.record({ opening: cents, posted: fc.array(cents, { minLength: 1, maxLength: 40 }) })

function accountOf(
  { opening, posted }: { opening: string; posted: string[] },
  snapshotDays: number,
): AccountHistory {
  const balances: string[] = []
  let balance = exact(opening)
  for (const amount of posted) {
    balance = balance.plus(amount)
    balances.push(balance.toFixed())
  }
  const dayOf = (index: number) => addDays(today, index - posted.length + 1)
  return {
    currency: 'USD',
    closedOn: null,
    current: balances.at(-1) ?? opening,
    posted: new Map(posted.map((amount, index) => [dayOf(index), amount])),
    snapshots: new Map(
      balances
        .map((value, index) => [dayOf(index), value] as const)
        .slice(Math.max(0, balances.length - snapshotDays)),
    ),
  }
}

describe('the history of balances', () => {
  it('finds every past balance again from what posted since', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 40 }), (past, snapshotDays) => {
        const account = accountOf(past, snapshotDays)
        const points = balanceHistory([account], addDays(today, -past.posted.length), today)
        expect(exact(points[0]?.net ?? 'NaN').eq(past.opening)).toBe(true)
        let balance = exact(past.opening)
        past.posted.forEach((amount, index) => {
          balance = balance.plus(amount)
          expect(exact(points[index + 1]?.net ?? 'NaN').eq(balance)).toBe(true)
        })
      }),
    )
  })

  it('keeps what is owned and what is owed apart, and their sum is the net', () => {
    fc.assert(
      fc.property(fc.array(story, { minLength: 1, maxLength: 5 }), (pasts) => {
        for (const point of balanceHistory(
          pasts.map((past) => accountOf(past, 0)),
          addDays(today, -30),
          today,
        )) {
          expect(exact(point.owned).gte(0)).toBe(true)
          expect(exact(point.owed).lte(0)).toBe(true)
          expect(exact(point.owned).plus(point.owed).eq(point.net)).toBe(true)
        }
      }),
    )
  })

  it('ends with the balances of now, whatever the step', () => {
    fc.assert(
      fc.property(
        fc.array(story, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (pasts, step) => {
          const accounts = pasts.map((past) => accountOf(past, 3))
          const points = balanceHistory(accounts, addDays(today, -30), today, step)
          expect(points.at(-1)?.day).toBe(today)
          expect(points[0]?.day).toBe(addDays(today, -30))
          expect(points.at(-1)?.net).toBe(balanceNow(accounts.map(({ current }) => current)).net)
        },
      ),
    )
  })

  it('marks the days before the first snapshot as estimated', () => {
    const account = accountOf({ opening: '10', posted: ['1', '1', '1', '1', '1'] }, 2)
    const points = balanceHistory([account], addDays(today, -4), today)
    expect(points.map(({ estimated }) => estimated)).toEqual([true, true, true, false, false])
  })

  it('believes a snapshot more than the transactions', () => {
    const account = accountOf({ opening: '10', posted: ['1', '1', '1'] }, 0)
    const points = balanceHistory(
      [{ ...account, snapshots: new Map([[addDays(today, -1), '500']]) }],
      addDays(today, -2),
      today,
    )
    expect(points.map(({ net }) => net)).toEqual(['499', '500', '13'])
  })

  it('keeps a closed account in the days on which it was there', () => {
    const account = accountOf({ opening: '10', posted: ['1', '1', '0', '0'] }, 0)
    const points = balanceHistory([{ ...account, closedOn: addDays(today, -2) }], addDays(today, -3), today)
    expect(points.map(({ net }) => net)).toEqual(['11', '12', '0', '0'])
  })

  it('never draws two currencies as one', () => {
    const account = accountOf({ opening: '10', posted: ['1'] }, 0)
    expect(() =>
      balanceHistory([account, { ...account, currency: 'EUR' }], addDays(today, -1), today),
    ).toThrow(TypeError)
  })
})
