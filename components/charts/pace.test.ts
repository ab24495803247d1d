import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { usualDigits } from '@/lib/money/exponents'
import { exact } from '@/lib/money/money'
import { paceOf } from './pace'

const spent = [
  { day: '2026-11-01', total: '20' },
  { day: '2026-11-15', total: '310.05' },
]

describe('the pace of a budget', () => {
  it('is even when half of the month has used half of the limit', () => {
    const half = [{ day: '2026-11-15', total: '300' }]
    expect(paceOf('600', '2026-11-01', '2026-11-30', half, 'USD').ahead).toBe('0')
  })

  it('says exactly how far it is from an even pace, in the digits of the currency', () => {
    expect(paceOf('600', '2026-11-01', '2026-11-30', spent, 'USD')).toMatchObject({
      even: '300',
      ahead: '10.05',
    })
    const thirds = [{ day: '2026-10-10', total: '100' }]
    expect(paceOf('1000', '2026-10-01', '2026-10-31', thirds, 'USD').even).toBe('322.58')
    expect(paceOf('1000', '2026-10-01', '2026-10-31', thirds, 'JPY').even).toBe('323')
    expect(paceOf('0.25', '2026-10-01', '2026-10-31', thirds, 'BTC').even).toBe('0.08064516')
    expect(paceOf('100', '2026-10-01', '2026-10-31', thirds, 'KWD').even).toBe('32.258')
  })

  it('is never further from the even share than half of the smallest unit, in any currency, and meets the limit', () => {
    const amounts = fc
      .tuple(fc.bigInt(0n, 10n ** 16n), fc.constantFrom('USD', 'JPY', 'KWD', 'HUF', 'BTC', 'USDT'))
      .chain(([units, currency]) =>
        // Also finer than the currency is, for what banks send may be.
        fc.integer({ min: 0, max: usualDigits(currency) + 1 }).map((digits) => ({
          limit: exact(`${units}e-${digits}`).toFixed(),
          currency,
        })),
      )
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.integer({ min: 1, max: 366 }),
        fc.integer({ min: 1, max: 366 }),
        ({ limit, currency }, { limit: total }, days, day) => {
          const from = toCalendarDate('2026-01-01')
          const passed = Math.min(day, days)
          const known = [{ day: addDays(from, passed - 1), total }]
          const { even, ahead } = paceOf(limit, from, addDays(from, days - 1), known, currency)
          const unit = exact(`1e-${usualDigits(currency)}`)
          const share = exact(limit).times(passed).dividedBy(days)
          expect(exact(even).minus(share).abs().times(2).lte(unit)).toBe(true)
          expect(exact(even).plus(ahead).eq(total)).toBe(true)
          if (passed === days) expect(exact(even).eq(limit)).toBe(true)
        },
      ),
    )
  })

  it('begins with nothing on the first day and puts each day at its end', () => {
    const { line, zeroY, today } = paceOf('600', '2026-11-01', '2026-11-30', spent, 'USD')
    expect(line[0]).toEqual({ x: 0, y: zeroY })
    expect(line[1]?.x).toBeCloseTo(1 / 30)
    expect(today?.x).toBe(0.5)
  })

  it('keeps everything on the plot when the limit is passed, when money came back, and when there is no limit', () => {
    for (const [limit, sum] of [
      ['100', '250'],
      ['100', '-40'],
      ['0', '0'],
    ] as const) {
      const { line, limitY } = paceOf(
        limit,
        '2026-11-01',
        '2026-11-30',
        [{ day: '2026-11-03', total: sum }],
        'USD',
      )
      for (const y of [limitY, ...line.map((point) => point.y)]) {
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(1)
      }
    }
  })

  it('has not begun before the first day', () => {
    expect(paceOf('600', '2026-11-01', '2026-11-30', [], 'USD')).toMatchObject({ even: '0', today: null })
  })
})
