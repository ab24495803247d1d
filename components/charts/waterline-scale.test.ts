import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayLabel,
  estimate,
  fromTop,
  labelPlace,
  needsYear,
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
    expect(estimate(points)).toEqual({ until: 1, before: '2026-11-03' })
    const more = [...points, point('2026-11-04', false), point('2026-11-05', false)]
    expect(estimate(more)).toEqual({ until: 0.5, before: '2026-11-03' })
    expect(estimate(points.slice(0, 2))).toEqual({ until: 1, before: null })
    expect(estimate([point('2026-11-03', false)])).toBeNull()
  })

  it('is a level line when there is one day only', () => {
    expect(waterlineRows([point('2026-11-03', false)]).map((row) => row.net)).toEqual([3, 3])
  })
})

describe('the name of a rule', () => {
  const scale = { min: -20, max: 100, rules: [30, 60] }
  const ABOVE = { side: 'above', crossed: false }
  const BELOW = { side: 'below', crossed: false }
  const net = (...values: number[]) => values.map((value) => ({ net: value }))

  it('stands above its rule, and below where the net would strike it through', () => {
    expect(labelPlace(60, net(10, 10, 10), scale)).toEqual(ABOVE)
    expect(labelPlace(60, net(64, 64, 64), scale)).toEqual(BELOW)
    expect(labelPlace(30, net(64, 64, 64), scale)).toEqual(ABOVE)
  })

  it('stays above where neither side is free, and where below is no room', () => {
    expect(labelPlace(60, net(64, 56, 64), scale)).toEqual({ side: 'above', crossed: true })
    expect(labelPlace(-20, net(-15, -15), scale)).toEqual({ side: 'above', crossed: true })
  })

  it('is only moved by what passes beside it', () => {
    const later = [...net(...Array.from({ length: 50 }, () => 10)), ...net(64, 64)]
    expect(labelPlace(60, later, scale)).toEqual(ABOVE)
  })
})

describe('labels', () => {
  it('of days have their year when a chart is about a year long or longer, however few points it has', () => {
    const span = (...days: string[]) => days.map((day) => point(day, false))
    expect(needsYear(span('2025-11-21', '2026-05-01', '2026-11-21'))).toBe(true)
    expect(needsYear(span('2024-11-22', '2026-11-21'))).toBe(true)
    expect(needsYear(span('2026-08-22', '2026-11-21'))).toBe(false)
    expect(needsYear(span('2025-12-20', '2026-01-20'))).toBe(false)
    expect(needsYear([])).toBe(false)
  })

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
