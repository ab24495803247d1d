import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { meterOf } from './meter'

const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((units) => plain(exact(`${units}e-2`)))

describe('a meter', () => {
  it('never draws more than its whole, and says exactly what is left', () => {
    fc.assert(
      fc.property(cents, cents, cents, (limit, used, pending) => {
        const meter = meterOf(limit, used, pending)
        expect(meter.used + meter.pending).toBeLessThanOrEqual(1 + 1e-9)
        for (const part of [meter.used, meter.pending, meter.limit]) expect(part).toBeGreaterThanOrEqual(0)
        expect(plain(exact(meter.left).plus(used).plus(pending))).toBe(plain(limit))
      }),
    )
  })

  it('has its limit within the bar once it is passed', () => {
    expect(meterOf('200', '225', '25')).toEqual({ used: 0.9, pending: 0.1, limit: 0.8, left: '-50' })
    expect(meterOf('200', '50')).toEqual({ used: 0.25, pending: 0, limit: 1, left: '150' })
  })

  it('is empty without a limit and without use', () => {
    expect(meterOf('0', '0')).toEqual({ used: 0, pending: 0, limit: 1, left: '0' })
  })
})
