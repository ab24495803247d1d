import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { flowColumns, monthLabel } from './flow-scale'
import { fromTop } from './waterline-scale'

const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((units) => plain(exact(`${units}e-2`)))
const months = fc.array(fc.record({ income: cents, spending: cents }), { minLength: 1, maxLength: 36 })

describe('the bars of a cash flow', () => {
  it('lie within the plot, each with one end on the waterline', () => {
    fc.assert(
      fc.property(months, (list) => {
        const { scale, columns } = flowColumns(list)
        const zero = fromTop(0, scale)
        for (const { income, spending, netTop, middle } of columns) {
          for (const bar of [income, spending]) {
            expect(bar.top).toBeGreaterThanOrEqual(-1e-9)
            expect(bar.top + bar.height).toBeLessThanOrEqual(1 + 1e-9)
            const ends = [bar.top, bar.top + bar.height]
            expect(Math.min(...ends.map((end) => Math.abs(end - zero)))).toBeLessThan(1e-9)
          }
          expect(netTop).toBeGreaterThanOrEqual(0)
          expect(netTop).toBeLessThanOrEqual(1)
          expect(middle).toBeGreaterThan(0)
          expect(middle).toBeLessThan(1)
        }
      }),
    )
  })

  it('have a net that is exact where floating point is not', () => {
    const { columns } = flowColumns([{ income: '0.3', spending: '-0.1' }])
    expect(columns.map(({ net }) => net)).toEqual(['0.2'])
  })

  it('stand above the waterline for money in, below it for spending, and above it for more refunds than spending', () => {
    const { scale, columns } = flowColumns([
      { income: '100', spending: '-60' },
      { income: '0', spending: '40' },
    ])
    const zero = fromTop(0, scale)
    expect(columns[0]?.income.top).toBeLessThan(zero)
    expect(columns[0]?.spending.top).toBe(zero)
    expect(columns[1]?.spending.top).toBeLessThan(zero)
  })

  it('are named by their month in the language of the person', () => {
    expect(monthLabel('2026-11', 'en-US')).toBe('November 2026')
    expect(monthLabel('2026-03', 'de')).toBe('März 2026')
    expect(monthLabel('2026-11', 'en-US', 'short')).toBe('Nov')
    expect(monthLabel('2026-11', 'en-US', 'shortWithYear')).toBe('Nov 2026')
  })
})
