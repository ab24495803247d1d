import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyFlow } from './money-flow'
import { sankeyLayout } from './sankey-layout'

const words = { hub: 'Money in', saved: 'Kept', drawn: 'Drawn', others: (count: number) => `${count} others` }
const parts = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 14 })
  .map((list) => list.map((one, index) => ({ id: `${index}`, label: `part ${index}`, amount: `${one}` })))

describe('the layout of a flow', () => {
  it('gives every name room of its own and every ribbon its place in both its nodes', () => {
    fc.assert(
      fc.property(parts, parts, (income, spending) => {
        const flow = moneyFlow(income, spending, words)
        const { nodes, links, height, columns } = sankeyLayout(flow.nodes, flow.links)
        expect(columns).toBe(3)
        for (let column = 0; column < columns; column += 1) {
          const here = nodes.filter((node) => node.column === column)
          here.slice(1).forEach((node, index) => {
            const above = here[index]
            expect(node.middle - (above?.middle ?? 0)).toBeGreaterThanOrEqual(38)
            expect(node.top).toBeGreaterThanOrEqual((above?.top ?? 0) + (above?.height ?? 0) - 1e-6)
          })
        }
        for (const node of nodes) {
          expect(node.top).toBeGreaterThanOrEqual(-1e-6)
          expect(node.top + node.height).toBeLessThanOrEqual(height + 1e-6)
          for (const end of ['from', 'to'] as const) {
            const own = links
              .filter((link) => link[end] === node.id)
              .map((link) => ({
                top: end === 'from' ? link.fromTop : link.toTop,
                thickness: link.thickness,
              }))
              .sort((a, b) => a.top - b.top)
            let free = node.top
            for (const { top, thickness } of own) {
              expect(top).toBeCloseTo(free, 4)
              free = top + thickness
            }
            if (own.length > 0) expect(free).toBeCloseTo(node.top + node.height, 4)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('puts what a category is made of in a column after it, in the order of the categories', () => {
    const nodes = ['pay', 'hub', 'home', 'food', 'rent', 'lunch'].map((id) => ({ id }))
    const links = [
      { from: 'pay', to: 'hub', amount: '10' },
      { from: 'hub', to: 'home', amount: '6' },
      { from: 'hub', to: 'food', amount: '4' },
      { from: 'food', to: 'lunch', amount: '4' },
      { from: 'home', to: 'rent', amount: '6' },
    ]
    const layout = sankeyLayout(nodes, links)
    expect(layout.columns).toBe(4)
    expect(layout.nodes.filter(({ column }) => column === 3).map(({ id }) => id)).toEqual(['rent', 'lunch'])
    expect(layout.nodes.find(({ id }) => id === 'hub')?.value).toBe('10')
  })

  it('comes to an end when money goes round in a circle', () => {
    const circle = [
      { from: 'a', to: 'b', amount: '1' },
      { from: 'b', to: 'a', amount: '1' },
    ]
    expect(sankeyLayout([{ id: 'a' }, { id: 'b' }], circle).nodes).toHaveLength(2)
  })
})
