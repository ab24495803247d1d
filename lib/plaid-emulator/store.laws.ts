import { describe, expect, it } from 'vitest'
import type { EmulatorStore } from './store'

/**
 * What every store of the emulator must keep to, whatever it is made of. `makeStore` gives an empty one each time;
 * `reopen`, where there is one, gives the same store as another process over the same state would see it.
 */
export function storeLaws(
  name: string,
  makeStore: () => EmulatorStore | Promise<EmulatorStore>,
  reopen?: (store: EmulatorStore) => EmulatorStore | Promise<EmulatorStore>,
): void {
  describe(`a store in ${name}`, () => {
    it('counts versions, lists by prefix in order, and deletes', async () => {
      const store = await makeStore()
      expect(await store.get('a/1')).toBeNull()
      await store.write([
        { key: 'a/2', value: { n: 2 } },
        { key: 'a/1', value: { n: 1 } },
        { key: 'b/1', value: { n: 3 } },
      ])
      await store.write([{ key: 'a/1', value: { n: 4 } }])
      expect(await store.get('a/1')).toEqual({ key: 'a/1', value: { n: 4 }, version: 2 })
      expect((await store.list('a/')).map(({ key }) => key)).toEqual(['a/1', 'a/2'])
      await store.write([{ key: 'a/1', value: null }])
      expect(await store.get('a/1')).toBeNull()
      expect((await store.list('a/')).map(({ key }) => key)).toEqual(['a/2'])
    })

    it('lists by the bytes of keys, capitals before small letters, and nothing for an unknown prefix', async () => {
      const store = await makeStore()
      const keys = ['p/b', 'p/A', 'p/a', 'p/Z', 'p/10', 'p/9', 'p-other', 'q/a']
      await store.write(keys.map((key) => ({ key, value: {} })))
      expect((await store.list('p/')).map(({ key }) => key)).toEqual([
        'p/10',
        'p/9',
        'p/A',
        'p/Z',
        'p/a',
        'p/b',
      ])
      expect(await store.list('r/')).toEqual([])
    })

    it('takes the characters of a prefix for what they are', async () => {
      const store = await makeStore()
      await store.write(['a_b/1', 'aXb/1', 'a%/1', '100'].map((key) => ({ key, value: {} })))
      expect((await store.list('a_b/')).map(({ key }) => key)).toEqual(['a_b/1'])
      expect((await store.list('a%/')).map(({ key }) => key)).toEqual(['a%/1'])
    })

    it('writes all or nothing when a version is expected', async () => {
      const store = await makeStore()
      expect(await store.write([{ key: 'x', value: { n: 1 }, expected: 0 }])).toBe(true)
      const stale = await store.write([
        { key: 'y', value: { n: 1 } },
        { key: 'x', value: { n: 2 }, expected: 0 },
      ])
      expect(stale).toBe(false)
      expect(await store.get('y')).toBeNull()
      expect(await store.get('x')).toMatchObject({ value: { n: 1 } })
    })

    it('refuses to change or delete what has gone meanwhile', async () => {
      const store = await makeStore()
      await store.write([{ key: 'x', value: { n: 1 } }])
      await store.write([{ key: 'x', value: null, expected: 1 }])
      expect(await store.write([{ key: 'x', value: { n: 2 }, expected: 1 }])).toBe(false)
      expect(await store.write([{ key: 'x', value: null, expected: 1 }])).toBe(false)
      expect(await store.get('x')).toBeNull()
    })

    it('gives a document that several want to take to one of them alone', async () => {
      const store = await makeStore()
      await store.write([{ key: 'x', value: { taken: 0 } }])
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          store.write([{ key: 'x', value: { taken: n + 1 }, expected: 1 }]),
        ),
      )
      expect(claims.filter(Boolean)).toHaveLength(1)
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.write([{ key: 'new', value: { n }, expected: 0 }])),
      )
      expect(added.filter(Boolean)).toHaveLength(1)
    })

    it('lets nobody change what is stored by changing what was read', async () => {
      const store = await makeStore()
      const value = { list: [1] }
      await store.write([{ key: 'k', value }])
      value.list.push(2)
      const read = Object((await store.get('k'))?.value)
      read.list.push(3)
      expect((await store.get('k'))?.value).toEqual({ list: [1] })
    })

    it('gives back any JSON as it was', async () => {
      const store = await makeStore()
      const value = {
        empty: '',
        emoji: 'é🦫',
        lines: 'a\nb\t"c"\\',
        none: null,
        tiny: 0.1,
        large: 1_772_636_400_000,
        deep: { list: [[], {}, [{ a: false }]] },
      }
      await store.write([{ key: 'k', value }])
      expect((await store.get('k'))?.value).toEqual(value)
    })

    it('loses no write of many at once', async () => {
      const store = await makeStore()
      const writes = Array.from({ length: 60 }, (_, n) => store.write([{ key: `k/${n}`, value: { n } }]))
      expect(await Promise.all(writes)).not.toContain(false)
      expect(await store.list('k/')).toHaveLength(60)
    })

    it('loses no change of many that read, change and write with the version they saw', async () => {
      const store = await makeStore()
      const increase = async (): Promise<void> => {
        const stored = await store.get('count')
        const n: unknown = Object(stored?.value).n
        const next = { n: typeof n === 'number' ? n + 1 : 1 }
        const isDone = await store.write([{ key: 'count', value: next, expected: stored?.version ?? 0 }])
        if (!isDone) await increase()
      }
      await Promise.all(Array.from({ length: 12 }, increase))
      expect((await store.get('count'))?.value).toEqual({ n: 12 })
    })

    it('accepts an empty write', async () => {
      expect(await (await makeStore()).write([])).toBe(true)
    })

    if (reopen === undefined) return
    it('shows all that it has acknowledged, versions included, to who opens it anew', async () => {
      const store = await makeStore()
      await Promise.all(Array.from({ length: 20 }, (_, n) => store.write([{ key: `k/${n}`, value: { n } }])))
      await store.write([
        { key: 'k/0', value: { n: 100 } },
        { key: 'k/1', value: null },
      ])
      const again = await reopen(store)
      expect(await again.list('k/')).toHaveLength(19)
      expect(await again.get('k/0')).toEqual({ key: 'k/0', value: { n: 100 }, version: 2 })
      expect(await again.write([{ key: 'k/0', value: { n: 101 }, expected: 1 }])).toBe(false)
    })
  })
}
