import { describe, expect, it } from 'vitest'
import { jsonText } from './json-text'

describe('JSON for the database', () => {
  it('is what JSON always is for text that can be held, whatever that looks like', () => {
    for (const value of [
      'Café 😀',
      '\\u0000',
      '\\ud83d',
      'tab\t',
      '\u0001',
      null,
      [{ name: 'x', amount: 1 }],
    ])
      expect(jsonText(value)).toBe(JSON.stringify(value))
  })

  it('has no character 0 and no half of a character, however deep', () => {
    expect(JSON.parse(jsonText([{ a: 'A\0B', b: { c: ['cut \ud83d', '\ude00 off', '😀'] } }]))).toEqual([
      { a: 'AB', b: { c: ['cut \ufffd', '\ufffd off', '😀'] } },
    ])
  })
})
