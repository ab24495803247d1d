import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relativeTime } from './relative-time'

const now = new Date('2026-11-20T12:00:00Z')
const ago = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1_000), now, 'en')

describe('an age in words', () => {
  it('is said in the largest unit that fits', () => {
    expect(ago(10)).toBe('now')
    expect(ago(45)).toBe('1 minute ago')
    expect(ago(180)).toBe('3 minutes ago')
    expect(ago(59 * 60)).toBe('59 minutes ago')
    expect(ago(3_600)).toBe('1 hour ago')
    expect(ago(3 * 86_400)).toBe('3 days ago')
    expect(ago(65 * 86_400)).toBe('2 months ago')
    expect(ago(-2 * 86_400)).toBe('in 2 days')
  })

  it('never says 60 minutes or 24 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000 }), (seconds) => {
        expect(ago(seconds)).not.toMatch(/^(60 minutes|24 hours)/)
      }),
    )
  })

  it('does not claim that something happened today or yesterday, which depends on the time zone', () => {
    expect(ago(26 * 3_600)).toBe('1 day ago')
  })
})
