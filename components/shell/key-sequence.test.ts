import { describe, expect, it } from 'vitest'
import { isStep, type KeyPress, keyCaps, parseKeys, progressOf } from './key-sequence'

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : ''
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

function isPressed(keys: string, given: KeyPress, apple = false): boolean {
  return progressOf(parseKeys(keys), [given], apple) === 'done'
}

describe('the keys of a shortcut', () => {
  it('are read one after the other, each with what is held', () => {
    expect(parseKeys('g t').map(({ key }) => key)).toEqual(['g', 't'])
    expect(parseKeys('Mod+Shift+K')).toEqual([{ key: 'k', mod: true, alt: false, shift: true }])
    expect(parseKeys('Shift+Space')).toEqual([{ key: ' ', mod: false, alt: false, shift: true }])
    expect(parseKeys('+')).toEqual([{ key: '+', mod: false, alt: false, shift: false }])
    expect(parseKeys('Mod++').at(0)?.key).toBe('+')
  })

  it('are refused where there is no such key, so that a slip of the pen is found at once', () => {
    expect(() => parseKeys('Hyper+k')).toThrow(TypeError)
    expect(() => parseKeys('Spacebar')).toThrow(TypeError)
    expect(() => parseKeys(' ')).toThrow(TypeError)
  })

  it('are ⌘ on Apple keyboards and Ctrl elsewhere, never both', () => {
    expect(isPressed('Mod+k', press('k', { ctrlKey: true }))).toBe(true)
    expect(isPressed('Mod+k', press('k', { metaKey: true }))).toBe(false)
    expect(isPressed('Mod+k', press('k', { metaKey: true }), true)).toBe(true)
    expect(isPressed('Mod+k', press('k', { ctrlKey: true }), true)).toBe(false)
    expect(isPressed('Mod+k', press('k', { ctrlKey: true, metaKey: true }))).toBe(false)
  })

  it('do nothing while another key is held that belongs to the browser', () => {
    expect(isPressed('j', press('j'))).toBe(true)
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }])
      expect(isPressed('j', press('j', held))).toBe(false)
  })

  it('tell a capital letter from a small one, also with caps lock', () => {
    expect(isPressed('Shift+p', press('P', { shiftKey: true }))).toBe(true)
    expect(isPressed('Shift+p', press('p'))).toBe(false)
    expect(isPressed('p', press('P'))).toBe(true)
  })

  it('find a sign wherever a keyboard has it, with Shift or without', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true)
    expect(isPressed('?', press('?'))).toBe(true)
    expect(isPressed('/', press('/', { shiftKey: true }))).toBe(true)
  })

  it('are where they were on a keyboard of another script', () => {
    expect(isPressed('g', press('п', { code: 'KeyG' }))).toBe(true)
    // On a French keyboard the key where A stands elsewhere says q, and means q.
    expect(isPressed('a', press('q', { code: 'KeyA' }))).toBe(false)
  })

  it('are begun by the first of them and done by the last', () => {
    const steps = parseKeys('g t')
    expect(progressOf(steps, [press('g')], false)).toBe('begun')
    expect(progressOf(steps, [press('g'), press('t')], false)).toBe('done')
    expect(progressOf(steps, [press('t')], false)).toBe('no')
    expect(progressOf(steps, [press('g'), press('t'), press('t')], false)).toBe('no')
  })

  it('are shown as the keyboard has them printed', () => {
    expect(keyCaps('Mod+k', true)).toEqual([['⌘', 'K']])
    expect(keyCaps('Mod+k', false)).toEqual([['Ctrl', 'K']])
    expect(keyCaps('g t', false)).toEqual([['G'], ['T']])
    expect(keyCaps('Shift+Space', false)).toEqual([['Shift', 'Space']])
    expect(
      isStep(
        parseKeys('Down').at(0) ?? { key: '', mod: false, alt: false, shift: false },
        press('ArrowDown'),
        false,
      ),
    ).toBe(true)
  })
})
