import { describe, expect, it } from 'vitest'
import { matchScore } from './match-score'

describe('how well a name answers to what was typed', () => {
  it('is best for the name itself, then for its beginning, then for the beginning of a word, then inside one', () => {
    const scores = ['Rent', 'Rent and utilities', 'Fines, rent', 'Current account'].map((name) =>
      matchScore(name, 'rent'),
    )
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(new Set(scores).size).toBe(4)
    expect(scores.at(-1)).toBeGreaterThan(0)
  })

  it('is nothing when one of the words is nowhere', () => {
    expect(matchScore('Everyday checking', 'every check')).toBeGreaterThan(0)
    expect(matchScore('Everyday checking', 'every savings')).toBe(0)
  })

  it('does not mind capitals, marks and spaces', () => {
    expect(matchScore('Café Zürich', '  CAFE zurich ')).toBe(1)
  })

  it('finds by other words as well, but the name comes first', () => {
    expect(matchScore('Hide amounts', 'privacy', ['privacy', 'blur'])).toBeGreaterThan(0)
    expect(matchScore('Hide amounts', 'privacy', ['privacy'])).toBeLessThan(matchScore('Privacy', 'priv'))
  })

  it('lets everything through while nothing is typed', () => {
    expect(matchScore('Anything', ' ')).toBe(1)
  })
})
