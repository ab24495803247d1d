import { describe, expect, it } from 'vitest'
import { forgetVisit, keepVisit, takeReturn } from './link-return'

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
const visit = {
  purpose: { kind: 'reconnect', itemId: 'i', name: 'Tartan Bank' },
  token: 'link-1',
  leg: 0,
} as const

describe('the way back from a bank that signs in on its own site', () => {
  const here = () => {
    const [tab, all] = [memory(), memory()]
    return { tab, all, stores: [() => tab, () => all] }
  }

  it('continues the visit that left, once', () => {
    const { stores } = here()
    keepVisit(visit, stores, NOW)
    expect(takeReturn(back, stores, NOW + 60_000)).toEqual({ kind: 'resume', visit })
    expect(takeReturn(back, stores, NOW + 60_000)).toEqual({ kind: 'foreign' })
  })

  it('says once that the visit was left when no bank has led back, and keeps it for when one does', () => {
    const { stores } = here()
    keepVisit(visit, stores, NOW)
    expect(takeReturn('?range=1y', stores, NOW)).toEqual({ kind: 'left', purpose: visit.purpose })
    expect(takeReturn('?range=1y', stores, NOW)).toEqual({ kind: 'none' })
    expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'resume', visit })
    expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'foreign' })
  })

  it('says nothing of a visit that another tab has under way, or that was left long ago', () => {
    const { stores, all } = here()
    const newTab = memory()
    keepVisit(visit, stores, NOW)
    expect(takeReturn('', [() => newTab, () => all], NOW)).toEqual({ kind: 'none' })
    expect(takeReturn('', stores, NOW + 5 * 60 * 60_000)).toEqual({ kind: 'none' })
  })

  it('says nothing of a visit that is over, also after it was told of', () => {
    const { stores, all } = here()
    keepVisit(visit, stores, NOW)
    takeReturn('', stores, NOW)
    forgetVisit(stores)
    expect(all.values.size).toBe(0)
    expect(takeReturn('', stores, NOW)).toEqual({ kind: 'none' })
  })

  it('continues in a new tab, which a bank’s app may open', () => {
    const { stores, all } = here()
    keepVisit(visit, stores, NOW)
    const [newTab] = [memory()]
    expect(takeReturn(back, [() => newTab, () => all], NOW)).toEqual({ kind: 'resume', visit })
  })

  it('continues each tab’s own visit, whichever began last', () => {
    const { stores, all } = here()
    const other = memory()
    const elsewhere = { ...visit, token: 'link-2' }
    keepVisit(visit, stores, NOW)
    keepVisit(elsewhere, [() => other, () => all], NOW + 1)
    expect(takeReturn(back, stores, NOW + 2)).toEqual({ kind: 'resume', visit })
    expect(takeReturn(back, [() => other, () => all], NOW + 3)).toEqual({ kind: 'resume', visit: elsewhere })
  })

  it('says that a visit has become too old, and what it was for', () => {
    const { stores } = here()
    keepVisit(visit, stores, NOW)
    const later = NOW + 5 * 60 * 60_000
    expect(takeReturn(back, stores, later)).toEqual({ kind: 'expired', purpose: visit.purpose })
  })

  it('knows a visit that is over, was never begun here, or is not what was kept', () => {
    const { stores, tab } = here()
    expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'foreign' })
    keepVisit(visit, stores, NOW)
    forgetVisit(stores)
    expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'foreign' })
    for (const text of ['{', 'null', '7', '{"token":"link-1","keptMs":1e15,"purpose":{"kind":"else"}}']) {
      tab.values.set('evenkeel:link-visit', text)
      expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'foreign' })
    }
  })

  it('does without a store that the browser forbids', () => {
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError')
    }
    const stores = [forbidden, forbidden]
    expect(() => keepVisit(visit, stores, NOW)).not.toThrow()
    expect(takeReturn(back, stores, NOW)).toEqual({ kind: 'foreign' })
  })
})
