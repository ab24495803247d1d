import { describe, expect, it } from 'vitest'
import { readRecurringSearch, recurringHref, streamChangeSchema } from './schema'

describe('the address of the recurring payments', () => {
  it('says what is looked at, and is read as what was said', () => {
    for (const search of [
      { view: 'list', show: 'current', month: null },
      { view: 'calendar', show: 'current', month: '2026-12' },
      { view: 'list', show: 'dismissed', month: null },
    ] as const) {
      const params = new URLSearchParams(recurringHref(search).split('?')[1])
      expect(readRecurringSearch(Object.fromEntries(params))).toEqual(search)
    }
  })

  it('passes over what it does not know', () => {
    const nothing = { view: 'list', show: 'current', month: null }
    expect(readRecurringSearch({ view: 'x', show: ['y', 'bill'], month: '2026-13' })).toEqual(nothing)
    expect(readRecurringSearch({ month: '20261-01' })).toEqual(nothing)
  })
})

describe('what a person says of recurring payments', () => {
  const streamId = '018f3c2e-0000-7000-8000-000000000001'

  it('is a name without what no database takes, or one of the known words', () => {
    expect(streamChangeSchema.parse({ streamId, title: '  The line\0 \ud83c ' }).title).toBe('The line')
    expect(streamChangeSchema.parse({ streamId, title: ' ' }).title).toBe('')
    expect(streamChangeSchema.safeParse({ streamId, title: 'x'.repeat(81) }).success).toBe(false)
    expect(streamChangeSchema.safeParse({ streamId, confirmed: 'yes' }).success).toBe(false)
    expect(streamChangeSchema.safeParse({ streamId, householdId: streamId }).success).toBe(false)
    expect(streamChangeSchema.safeParse({ streamId: 'x' }).success).toBe(false)
  })
})
