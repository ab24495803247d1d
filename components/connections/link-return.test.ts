import { describe, expect, it } from 'vitest'
import { forgetVisit, keepVisit, takeVisit } from './link-return'

function memory() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    values,
  }
}

const NOW = Date.UTC(2026, 10, 20)
const back = '?oauth_state_id=4c5f'
const visit = { purpose: { kind: 'reconnect', itemId: 'i', name: 'Tartan Bank' }, token: 'link-1' } as const

describe('the way back from a bank that signs in on its own site', () => {
  it('continues the visit that left, once', () => {
    const store = memory()
    keepVisit(visit, () => store, NOW)
    expect(takeVisit(back, () => store, NOW + 60_000)).toEqual(visit)
    expect(takeVisit(back, () => store, NOW + 60_000)).toBeNull()
  })

  it('continues nothing when no bank has led back, and keeps the visit for when one does', () => {
    const store = memory()
    keepVisit(visit, () => store, NOW)
    expect(takeVisit('?range=1y', () => store, NOW)).toBeNull()
    expect(takeVisit(back, () => store, NOW)).toEqual(visit)
  })

  it('continues nothing that is over, too old, or not what was kept', () => {
    const store = memory()
    keepVisit(visit, () => store, NOW)
    forgetVisit(() => store)
    expect(takeVisit(back, () => store, NOW)).toBeNull()
    keepVisit(visit, () => store, NOW)
    expect(takeVisit(back, () => store, NOW + 5 * 60 * 60_000)).toBeNull()
    for (const text of ['{', 'null', '7', '{"token":"link-1","keptMs":1e15,"purpose":{"kind":"else"}}']) {
      store.values.set('evenkeel:link-visit', text)
      expect(takeVisit(back, () => store, NOW)).toBeNull()
    }
  })

  it('does without a store that the browser forbids', () => {
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError')
    }
    expect(() => keepVisit(visit, forbidden, NOW)).not.toThrow()
    expect(takeVisit(back, forbidden, NOW)).toBeNull()
  })
})
