import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initials } from './initials'

describe('the initials of a merchant', () => {
  it('are those of its first two words', () => {
    expect(initials('Blue Heron Bistro')).toBe('BH')
    expect(initials('harvest market')).toBe('HM')
    expect(initials("McDonald's")).toBe('M')
    expect(initials('7-Eleven #1204')).toBe('71')
    expect(initials('SQ *COFFEE')).toBe('SC')
    expect(initials('Élan Über')).toBe('ÉÜ')
  })

  it('are a dot where there is no letter', () => {
    expect(initials('***')).toBe('·')
    expect(initials('')).toBe('·')
  })

  it('fit a tile, whatever the bank calls it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const length = [...initials(name)].length
        expect(length).toBeGreaterThan(0)
        // Some letters, such as ß and ﬃ, are longer as capitals.
        expect(length).toBeLessThanOrEqual(6)
      }),
    )
  })
})
