import { describe, expect, it } from 'vitest'
import { nextTry } from './connection-next'

const now = new Date('2026-11-20T10:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const SIX_HOURS = 6 * 3_600_000
const quiet = { health: 'healthy', busy: false, nextTryAt: null, lastTriedAt: hours(-1) } as const

describe('the next try', () => {
  it('is the one that is planned, else by the schedule', () => {
    expect(nextTry(quiet, SIX_HOURS, now)).toEqual({ kind: 'schedule', at: hours(5) })
    expect(nextTry({ ...quiet, nextTryAt: hours(1) }, SIX_HOURS, now)).toEqual({
      kind: 'planned',
      at: hours(1),
    })
  })

  it('is never told as a moment that has passed', () => {
    expect(nextTry({ ...quiet, nextTryAt: hours(-1) }, SIX_HOURS, now)).toEqual({ kind: 'due' })
    expect(nextTry({ ...quiet, lastTriedAt: hours(-7) }, SIX_HOURS, now)).toEqual({ kind: 'due' })
    expect(nextTry({ ...quiet, lastTriedAt: null }, SIX_HOURS, now)).toEqual({ kind: 'due' })
  })

  it('waits for the person where only they can get it going', () => {
    expect(nextTry({ ...quiet, health: 'sign_in' }, SIX_HOURS, now)).toEqual({ kind: 'after_reconnect' })
    expect(nextTry({ ...quiet, health: 'unlock' }, SIX_HOURS, now)).toEqual({ kind: 'after_reconnect' })
    expect(nextTry({ ...quiet, health: 'relink' }, SIX_HOURS, now)).toEqual({ kind: 'after_connecting_anew' })
    expect(nextTry({ ...quiet, health: 'unsupported' }, SIX_HOURS, now)).toEqual({ kind: 'never' })
  })

  it('is now while a sync is at work', () => {
    expect(nextTry({ ...quiet, busy: true, nextTryAt: hours(1) }, SIX_HOURS, now)).toEqual({
      kind: 'running',
    })
  })
})
