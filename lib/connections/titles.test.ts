import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionTitles } from './titles'

const titled = fc.uniqueArray(
  fc.record({
    itemId: fc.uuid(),
    institutionName: fc.constantFrom('Tartan Bank', 'Tartan Bank (2)', 'Kanaalbank', ''),
    mask: fc.constantFrom('0000', '1111', null),
  }),
  { selector: ({ itemId }) => itemId, maxLength: 12 },
)

describe('the titles of connections', () => {
  it('are the names of the institutions while each stands once', () => {
    const titles = connectionTitles([
      { itemId: 'a', institutionName: 'Kanaalbank', mask: '2870' },
      { itemId: 'b', institutionName: 'Tartan Bank', mask: '0000' },
    ])
    expect([...titles]).toEqual([
      ['a', 'Kanaalbank'],
      ['b', 'Tartan Bank'],
    ])
  })

  it('have a mask where an institution stands twice, and a number where the masks are the same', () => {
    const titles = connectionTitles([
      { itemId: 'a', institutionName: 'Tartan Bank', mask: '0000' },
      { itemId: 'b', institutionName: 'Tartan Bank', mask: '0000' },
      { itemId: 'c', institutionName: 'Tartan Bank', mask: '1111' },
      { itemId: 'd', institutionName: 'Tartan Bank', mask: null },
    ])
    expect([...titles.values()]).toEqual([
      'Tartan Bank ••0000',
      'Tartan Bank ••0000 (2)',
      'Tartan Bank ••1111',
      'Tartan Bank',
    ])
  })

  it('are never alike, and each begins with its institution', () => {
    fc.assert(
      fc.property(titled, (connections) => {
        const titles = connectionTitles(connections)
        expect(new Set(titles.values()).size).toBe(connections.length)
        for (const { itemId, institutionName } of connections)
          expect(titles.get(itemId)?.startsWith(institutionName)).toBe(true)
      }),
    )
  })
})
