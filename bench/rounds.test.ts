import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interleave, median, quantile } from './rounds'

describe('quantiles', () => {
  it('lie between the least and the greatest, and grow with the share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (values, one, other) => {
          const [low, high] = [Math.min(one, other), Math.max(one, other)].map((share) =>
            quantile(values, share / 100),
          )
          expect(low).toBeGreaterThanOrEqual(Math.min(...values))
          expect(high).toBeLessThanOrEqual(Math.max(...values))
          expect(low).toBeLessThanOrEqual(high ?? 0)
        },
      ),
    )
  })

  it('have the middle of two where there is none in the middle, and there is none of nothing', () => {
    expect(median([4, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('rounds', () => {
  it('do every way equally often, once before it counts, and take turns in who is first', async () => {
    const done: string[] = []
    const way = (name: string) => async () => void done.push(name)
    const medians = await interleave({ subject: way('s'), floor: way('f') }, 3)
    expect(done.join('')).toBe('sffssffs')
    expect(Object.keys(medians)).toEqual(['subject', 'floor'])
  })
})
