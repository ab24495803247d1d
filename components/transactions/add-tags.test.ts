import { describe, expect, it } from 'vitest'
import { addTags } from './add-tags'

const limits = { tag: 10, tags: 3 }
const added = (tags: string[], typed: string) => {
  const result = addTags(tags, typed, limits)
  return result.ok ? result.value : result.code
}

describe('typing tags', () => {
  it('adds what commas part, in order and without needless spaces', () => {
    expect(added(['kim'], ' work ,  summer   x,')).toEqual(['kim', 'work', 'summer x'])
  })

  it('adds nothing for nothing, or for what is there already in whatever case', () => {
    expect(added(['Kim'], '')).toEqual(['Kim'])
    expect(added(['Kim'], ' , KIM,')).toEqual(['Kim'])
  })

  it('refuses a tag that is too long and one too many', () => {
    expect(added([], 'x'.repeat(11))).toBe('TAG_TOO_LONG')
    expect(added(['a', 'b', 'c'], 'd')).toBe('TOO_MANY_TAGS')
    expect(added(['a', 'b', 'c'], 'C')).toEqual(['a', 'b', 'c'])
  })

  it('leaves alone more than fit, as two transactions that became one can have', () => {
    expect(added(['a', 'b', 'c', 'd'], '')).toEqual(['a', 'b', 'c', 'd'])
    expect(added(['a', 'b', 'c', 'd'], 'e')).toBe('TOO_MANY_TAGS')
  })
})
