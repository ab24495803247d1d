import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, dayNumber, dayOf } from './day'
import { recurringStreams } from './recurring-streams'
import type { Category } from './world/categories'
import type { Change } from './world/history'

/** A posted row of a party on one account, on a day, positive = out. */
function row(
  day: number,
  minor: number,
  party: string,
  options: { shop?: boolean; category?: Category } = {},
) {
  const moment = day * dayMs
  const change: Change = {
    before: null,
    after: 'enriched',
    entry: {
      arrivedBy: -1,
      settledAt: moment,
      settledBy: -1,
      vanishes: false,
      linked: false,
      entry: {
        key: `${day}.${party}`,
        account: 'everyday',
        pendingMinor: minor,
        postedMinor: minor,
        occurredAt: moment,
        settlesAt: moment,
        pends: false,
        fate: 'posts',
        enrichedAt: null,
        timed: false,
        purpose: {
          name: party.toUpperCase(),
          merchant: party,
          category: options.category ?? 'GENERAL_SERVICES_OTHER_GENERAL_SERVICES',
          channel: options.shop ? 'in store' : 'online',
          place: null,
          code: null,
          counterparty: null,
        },
      },
    },
  }
  return change
}

const start = dayNumber(Date.parse('2025-01-15'))
const accounts = new Set(['everyday'])
/** The one stream of payments some days apart, looked at some days after the last one. */
function only(days: readonly number[], after = 1, minor = 999) {
  const rows = days.map((day) => row(day, minor, 'Payee')).reverse()
  const [stream, ...more] = recurringStreams(rows, accounts, (days.at(-1) ?? 0) + after)
  expect(more).toEqual([])
  return stream
}
const every = (gap: number, count: number) => Array.from({ length: count }, (_, index) => start + gap * index)

describe('streams of recurring payments', () => {
  it('are named by the days between the payments, and expect the next one accordingly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), (count) => {
        for (const [frequency, gap] of [
          ['WEEKLY', 7],
          ['BIWEEKLY', 14],
          ['ANNUALLY', 365],
        ] as const) {
          const days = every(gap, count)
          const stream = only(days)
          expect(stream).toMatchObject({ frequency, status: 'MATURE', isActive: true })
          expect(Math.abs((stream?.nextDay ?? 0) - (days.at(-1) ?? 0) - gap)).toBeLessThanOrEqual(1)
          expect(stream?.rows.map(({ entry }) => entry.settledAt / dayMs)).toEqual(days)
        }
      }),
    )
  })

  it('keep the day of the month, also at its end, and two of them where there are two', () => {
    const dates = (list: readonly string[]) => list.map((day) => dayNumber(Date.parse(day)))
    const next = (list: readonly string[]) => {
      const stream = only(dates(list))
      return [stream?.frequency, dayOf((stream?.nextDay ?? 0) * dayMs)]
    }
    expect(next(['2025-01-05', '2025-02-05', '2025-03-05'])).toEqual(['MONTHLY', '2025-04-05'])
    expect(next(['2024-12-31', '2025-01-31', '2025-02-28'])).toEqual(['MONTHLY', '2025-03-31'])
    // The first of March was a Saturday: it came a day early, in February.
    expect(next(['2024-12-01', '2025-01-01', '2025-02-01', '2025-02-28'])).toEqual(['MONTHLY', '2025-04-01'])
    const pay = ['2025-01-15', '2025-01-31', '2025-02-15', '2025-02-28', '2025-03-15', '2025-03-31']
    expect(next(pay)).toEqual(['SEMI_MONTHLY', '2025-04-15'])
    expect(next(pay.slice(0, -1))).toEqual(['SEMI_MONTHLY', '2025-03-31'])
  })

  it('begin with two payments alike, mature with the third, and are given up when none follows', () => {
    expect(only(every(30, 2))).toMatchObject({ status: 'EARLY_DETECTION', isActive: true })
    expect(only(every(30, 2), 60)).toMatchObject({ status: 'TOMBSTONED', isActive: false, nextDay: null })
    expect(only(every(30, 3))).toMatchObject({ status: 'MATURE', isActive: true })
    expect(only(every(30, 3), 60)).toMatchObject({ status: 'MATURE', isActive: false, nextDay: null })
    expect(only(every(365, 2))).toMatchObject({ status: 'MATURE', frequency: 'ANNUALLY' })
  })

  it('are not made of visits to a shop, of uneven days, or of amounts that have nothing in common', () => {
    const found = (rows: Change[]) => recurringStreams(rows, accounts, start + 400).length
    const days = every(30, 6)
    expect(found(days.map((day, index) => row(day, 500 + index * 300, 'Shop', { shop: true })))).toBe(0)
    expect(found([3, 20, 90, 95, 200].map((day) => row(start + day, 999, 'Payee')))).toBe(0)
    expect(found(days.map((day, index) => row(day, 400 * (1 + (index % 3)), 'Payee')))).toBe(0)
    expect(
      found(
        days.map((day, index) =>
          row(day, 400 * (1 + (index % 3)), 'Payee', { category: 'RENT_AND_UTILITIES_WATER' }),
        ),
      ),
    ).toBe(1)
  })

  it('go one way and belong to one party each', () => {
    const rows = every(30, 4).flatMap((day) => [
      row(day, 1000, 'One'),
      row(day, -1000, 'One'),
      row(day, 1000, 'Other'),
    ])
    const streams = recurringStreams(rows, accounts, start + 91)
    expect(streams.map(({ key, isInflow, averageMinor }) => [key, isInflow, averageMinor]).sort()).toEqual([
      ['One', false, 1000],
      ['One', true, -1000],
      ['Other', false, 1000],
    ])
    expect(recurringStreams(rows, new Set(['another']), start + 91)).toEqual([])
  })
})
