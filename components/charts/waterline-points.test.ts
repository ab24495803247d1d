import { describe, expect, it } from 'vitest'
import { valuePoints } from './waterline-points'

describe('a single value over time', () => {
  it('is owned above the waterline and owed below it, and reads as it is', () => {
    const points = valuePoints(
      [
        { day: '2026-11-01', amount: '12.50' },
        { day: '2026-11-02', amount: '-3.25', estimated: true },
      ],
      'USD',
      'en-US',
    )
    expect(points.map(({ owned, owed, net }) => [owned, owed, net])).toEqual([
      [12.5, 0, 12.5],
      [0, -3.25, -3.25],
    ])
    expect(points.map(({ netText }) => netText)).toEqual(['$12.50', '−$3.25'])
    expect(points.map(({ estimated }) => estimated)).toEqual([false, true])
  })
})
