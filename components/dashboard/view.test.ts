import { describe, expect, it } from 'vitest'
import { RANGES } from '@/lib/dashboard/schema'
import { readView, viewHref } from './view'

describe("the overview's address", () => {
  it('reads back every view that it wrote', () => {
    for (const range of RANGES) {
      for (const currency of [null, 'CAD', 'BTC', 'a b&c']) {
        const { searchParams } = new URL(viewHref({ range, currency }), 'http://localhost')
        expect(readView(Object.fromEntries(searchParams))).toEqual({ range, currency })
      }
    }
  })

  it('passes over what it does not know', () => {
    expect(readView({ range: '7w', currency: ['USD', 'CAD'] })).toEqual({ range: '3m', currency: null })
    expect(readView({ currency: 'X'.repeat(500) })).toEqual({ range: '3m', currency: null })
  })

  it('says nothing of the plain view', () => {
    expect(viewHref(readView({}))).toBe('/dashboard')
  })
})
