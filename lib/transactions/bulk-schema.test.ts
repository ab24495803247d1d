import { describe, expect, it } from 'vitest'
import { BULK_CHUNK } from './bulk-limits'
import { readBulk } from './bulk-schema'
import { TAG_MAX, TAGS_MAX } from './edit-schema'
import { newFilterSchema } from './saved-filters-schema'

const id = '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e7f'
const read = (change: unknown, target: unknown = { ids: [id] }) => readBulk({ target, change })
const code = (change: unknown, target?: unknown) => {
  const found = read(change, target)
  return found.ok ? found.value.change : found.code
}

describe('a change of many', () => {
  it('names some transactions or a query, and something to change', () => {
    expect(read({ reviewed: true }).ok).toBe(true)
    expect(read({ category: null }, { query: 'state=pending', afterId: null }).ok).toBe(true)
    expect(code({})).toBe('INVALID')
    expect(code({ reviewed: true }, { ids: [] })).toBe('INVALID')
    expect(code({ reviewed: true }, { ids: ['1'] })).toBe('INVALID')
    expect(code({ reviewed: true }, { ids: Array.from({ length: BULK_CHUNK + 1 }, () => id) })).toBe(
      'INVALID',
    )
    expect(code({ reviewed: true }, { ids: [id], query: '' })).toBe('INVALID')
    expect(code({ note: 'x' })).toBe('INVALID')
    expect(readBulk(null)).toMatchObject({ code: 'INVALID' })
  })

  it('says which bound was passed', () => {
    expect(code({ addTags: ['x'.repeat(TAG_MAX + 1)] })).toBe('TAG_TOO_LONG')
    expect(code({ addTags: Array.from({ length: TAGS_MAX + 1 }, (_, index) => `tag ${index}`) })).toBe(
      'TOO_MANY_TAGS',
    )
    expect(code({ category: 'not a code' })).toBe('UNKNOWN_CATEGORY')
    expect(code({ title: ' ' })).toBe('INVALID')
  })

  it('is tidy, and holds nothing that the database cannot store', () => {
    expect(code({ addTags: [' summer   house ', '', 'a,b'], title: ' The\0 market ' })).toEqual({
      addTags: ['summer house', 'a b'],
      title: 'The market',
    })
  })
})

describe('a filter to keep', () => {
  it('is what the list itself would write, without a place in it', () => {
    const kept = (query: string) => newFilterSchema.safeParse({ name: ' Mine ', query }).data
    expect(kept(`open=${id}&direction=in&other=1&after=2026-01-01_${id}`)).toEqual({
      name: 'Mine',
      query: 'direction=in',
    })
    expect(kept('other=1')).toBeUndefined()
    expect(newFilterSchema.safeParse({ name: ' ', query: 'direction=in' }).success).toBe(false)
  })
})
