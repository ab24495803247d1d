import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { moneyFlow } from './money-flow'
import { total } from './ranking'

const words = { hub: 'Money in', saved: 'Kept', drawn: 'Drawn', others: (count: number) => `${count} others` }
const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 16n }).map((units) => plain(exact(`${units}e-4`)))
const parts = fc
  .array(amount, { maxLength: 20 })
  .map((list) => list.map((one, index) => ({ id: `${index}`, label: `part ${index}`, amount: one })))
const above = (list: readonly { amount: string }[]) =>
  total(list.map((part) => part.amount).filter((one) => exact(one).greaterThan(0)))

describe('a flow of money', () => {
  it('brings as much to the middle as it takes away, to the last digit', () => {
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 1, max: 9 }), (income, spending, limit) => {
        const { nodes, links } = moneyFlow(income, spending, words, limit)
        const into = total(links.filter(({ to }) => to === 'hub').map((link) => link.amount))
        const out = total(links.filter(({ from }) => from === 'hub').map((link) => link.amount))
        expect(into).toBe(out)
        const named = (id: string) => links.find(({ from, to }) => from === id || to === id)?.amount ?? '0'
        expect(plain(exact(into).minus(named('drawn')))).toBe(above(income))
        expect(plain(exact(out).minus(named('saved')))).toBe(above(spending))
        for (const link of links) expect(exact(link.amount).greaterThan(0)).toBe(true)
        const ids = nodes.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { from, to } of links) expect(ids).toEqual(expect.arrayContaining([from, to]))
      }),
    )
  })

  it('says what was kept, or that more was spent than came in, never both', () => {
    const part = (sum: string) => [{ id: 'a', label: 'a', amount: sum }]
    const kinds = (income: string, spending: string) =>
      moneyFlow(part(income), part(spending), words).nodes.map(({ id }) => id)
    expect(kinds('10', '4')).toEqual(['in:a', 'hub', 'out:a', 'saved'])
    expect(kinds('4', '10')).toEqual(['in:a', 'drawn', 'hub', 'out:a'])
    expect(kinds('4', '4.00')).toEqual(['in:a', 'hub', 'out:a'])
  })

  it('is empty when nothing flowed', () => {
    expect(moneyFlow([], [{ id: 'a', label: 'a', amount: '-3' }], words)).toEqual({ nodes: [], links: [] })
  })
})
