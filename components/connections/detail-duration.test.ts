import { describe, expect, it } from 'vitest'
import { durationText } from './detail-duration'

describe('how long something took', () => {
  it('is told as exactly as one wants to know it', () => {
    const told = [0, 340, 2_680, 9_940, 9_960, 75_400, 99_600, 3_600_000, 5_970_000, 171_000_000].map((ms) =>
      durationText(ms, 'en'),
    )
    expect(told).toEqual([
      '0 ms',
      '340 ms',
      '2.7 sec',
      '9.9 sec',
      '10 sec',
      '75 sec',
      '2 min',
      '60 min',
      '2 hr',
      '2 days',
    ])
  })

  it('is never negative, although clocks step back', () => {
    expect(durationText(-500, 'en')).toBe('0 ms')
  })
})
