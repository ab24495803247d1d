import { describe, expect, it } from 'vitest'
import type { KeyPress } from './key-sequence'
import { type Shortcut, ShortcutRegistry } from './shortcut-registry'

const press = (key: string): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
})

const shortcut = (keys: string, label = keys): Shortcut => ({ keys, label, run: () => {} })

/** What each press means, one every tenth of a second. */
function type(registry: ShortcutRegistry, keys: string, everyMs = 100): (string | undefined)[] {
  return [...keys].map((key, index) => registry.press(press(key), 1000 + index * everyMs, false)?.label)
}

describe('the shortcuts of a page', () => {
  it('are found by one key or by several in a row', () => {
    const registry = new ShortcutRegistry()
    registry.add({ name: 'Go', shortcuts: [shortcut('g t'), shortcut('g a'), shortcut('j')] })
    expect(type(registry, 'jgtga')).toEqual(['j', undefined, 'g t', undefined, 'g a'])
  })

  it('forget the first key after a while, and after one that does not follow it', () => {
    const registry = new ShortcutRegistry()
    registry.add({ name: 'Go', shortcuts: [shortcut('g t')] })
    expect(type(registry, 'gt', 5000)).toEqual([undefined, undefined])
    expect(type(registry, 'gxt')).toEqual([undefined, undefined, undefined])
  })

  it('take a key that does not follow the one before for itself', () => {
    const registry = new ShortcutRegistry()
    registry.add({ name: 'List', shortcuts: [shortcut('g t'), shortcut('j')] })
    expect(type(registry, 'gj')).toEqual([undefined, 'j'])
    expect(type(registry, 'ggt')).toEqual([undefined, undefined, 'g t'])
  })

  it('mean what the page says before what was there already, until the page goes', () => {
    const registry = new ShortcutRegistry()
    registry.add({ name: 'Everywhere', shortcuts: [shortcut('c', 'shell')] })
    const set = registry.add({ name: 'Here', shortcuts: [shortcut('c', 'page')] })
    expect(type(registry, 'c')).toEqual(['page'])
    set(null)
    expect(type(registry, 'c')).toEqual(['shell'])
    expect(registry.list().map(({ name }) => name)).toEqual(['Everywhere'])
  })

  it('stay in their place in the list when they change', () => {
    const registry = new ShortcutRegistry()
    const set = registry.add({ name: 'One', shortcuts: [] })
    registry.add({ name: 'Two', shortcuts: [shortcut('x')] })
    registry.add({ name: 'One', shortcuts: [shortcut('y')] })
    set({ name: 'One', shortcuts: [shortcut('z')] })
    expect(registry.list().map(({ name, shortcuts }) => [name, shortcuts.map(({ keys }) => keys)])).toEqual([
      ['One', ['z', 'y']],
      ['Two', ['x']],
    ])
  })

  it('leave out what must do nothing where the keyboard is', () => {
    const registry = new ShortcutRegistry()
    registry.add({ name: 'List', shortcuts: [shortcut('j')] })
    expect(registry.press(press('j'), 0, false, () => false)).toBeNull()
  })
})
