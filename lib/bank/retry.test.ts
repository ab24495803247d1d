import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { INTERNAL_RETRY, retryFor, retrySeconds, spreadSeconds } from './retry'

describe('trying again', () => {
  it('waits longer each time, up to a bound, and stops in the end', () => {
    const wait = retryFor('wait')
    if (!wait) throw new Error('A bank that is down is tried again')
    const waits = Array.from({ length: 12 }, (_, index) => retrySeconds(wait, index + 1))
    expect(waits).toEqual([30, 90, 270, 810, 2_430, 3_600, 3_600, 3_600, 3_600, null, null, null])
    expect(retrySeconds(INTERNAL_RETRY, 1)).toBe(15)
    expect(retrySeconds(INTERNAL_RETRY, INTERNAL_RETRY.tries)).toBeNull()
  })

  it('is left to the person or the operator where nothing gets better by itself', () => {
    for (const kind of ['sign_in', 'unlock', 'relink', 'unsupported', 'operator'] as const) {
      expect(retryFor(kind)).toBeNull()
    }
  })

  it('does not bring every connection of a bank back in the same second', () => {
    const now = new Date('2026-03-03T12:00:00Z')
    const waits = Array.from({ length: 200 }, () => spreadSeconds(600, newId(now)))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(600)
    expect(Math.max(...waits)).toBeLessThanOrEqual(720)
    expect(new Set(waits).size).toBeGreaterThan(50)
    expect(spreadSeconds(600, 'one')).toBe(spreadSeconds(600, 'one'))
  })
})
