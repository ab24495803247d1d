import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayLabel,
  estimatedUntil,
  fromTop,
  ruleLabel,
  type WaterlinePoint,
  waterlineRows,
  waterlineScale,
} from './waterline-scale'

const money = fc.double({ min: 1e-8, max: 1e12, noNaN: true })
const days = fc.array(
  fc
    .record({ owned: money, debt: money })
    .map(({ owned, debt }) => ({ owned, owed: -debt, net: owned - debt })),
  { minLength: 1, maxLength: 40 },
)

function point(day: string, estimated: boolean): WaterlinePoint {
  return { day, owned: 5, owed: -2, net: 3, ownedText: '5', owedText: '2', netText: '3', estimated }
}

describe('the scale of a chart', () => {
  it('holds every day and the waterline, with one to three rules that are never the waterline', () => {
    fc.assert(
      fc.property(days, (points) => {
        const scale = waterlineScale(points)
        for (const { owned, owed, net } of points)
          for (const value of [owned, owed, net, 0]) {
            expect(fromTop(value, scale)).toBeGreaterThanOrEqual(0)
            expect(fromTop(value, scale)).toBeLessThanOrEqual(1)
          }
        expect(scale.rules.length).toBeGreaterThanOrEqual(1)
        expect(scale.rules.length).toBeLessThanOrEqual(3)
        expect(scale.rules).not.toContain(0)
      }),
    )
  })

  it('still has a height when there is nothing on any day', () => {
    const scale = waterlineScale([{ owned: 0, owed: 0, net: 0 }])
    expect(scale.max).toBeGreaterThan(scale.min)
  })

  it('has round rules', () => {
    expect(waterlineScale([{ owned: 38_150, owed: -10_198, net: 27_952 }]).rules).toEqual([15_000, 30_000])
    expect(waterlineScale([{ owned: 0.70318, owed: 0, net: 0.70318 }]).rules).toEqual([0.2, 0.4, 0.6])
  })
})

describe('what was estimated', () => {
  const points = [point('2026-11-01', true), point('2026-11-02', true), point('2026-11-03', false)]

  it('meets what was read on the first day that was read, without a gap', () => {
    const rows = waterlineRows(points)
    expect(rows.map((row) => row.netEstimated)).toEqual([3, 3, 3])
    expect(rows.map((row) => row.net)).toEqual([undefined, undefined, 3])
  })

  it('ends where the first day that was read stands', () => {
    expect(estimatedUntil(points)).toBe(1)
    expect(estimatedUntil([...points, point('2026-11-04', false), point('2026-11-05', false)])).toBe(0.5)
    expect(estimatedUntil([point('2026-11-03', false)])).toBe(0)
  })

  it('is a level line when there is one day only', () => {
    expect(waterlineRows([point('2026-11-03', false)]).map((row) => row.net)).toEqual([3, 3])
  })
})

describe('labels', () => {
  it('of rules are short', () => {
    expect(ruleLabel(30_000, 'en')).toBe('30k')
    expect(ruleLabel(-2_500, 'en')).toBe('−2.5k')
    expect(ruleLabel(0.25, 'en')).toBe('0.25')
  })

  it('of days say the day whatever zone the machine is in', () => {
    expect(dayLabel('2026-11-20', 'en', false)).toBe('Nov 20')
    expect(dayLabel('2026-11-20', 'en', true)).toBe('Nov 20, 2026')
  })
})
