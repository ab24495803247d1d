import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { folded, positiveTotal, ranked, ratio, shareLabel, total } from './ranking'

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, scale]) => plain(exact(`${units}e-${scale}`)))
const parts = fc.array(amount).map((list) => list.map((one, index) => ({ id: `${index}`, amount: one })))
const sum = (list: readonly { amount: string }[]) => total(list.map((part) => part.amount))

describe('parts by size', () => {
  it('add up to the same with and without the rest, to the last digit', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9 }), (list, limit) => {
        const { shown, rest } = folded(list, limit)
        expect(plain(exact(sum(shown)).plus(sum(rest)))).toBe(sum(list))
        expect([...shown, ...rest].map(({ id }) => id).sort()).toEqual(list.map(({ id }) => id).sort())
      }),
    )
  })

  it('never hide a larger one behind a smaller one, nor a single one behind "1 other"', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9 }), (list, limit) => {
        const { shown, rest } = folded(list, limit)
        const least = shown.at(-1)
        for (const part of rest) expect(exact(part.amount).lte(least?.amount ?? '0')).toBe(true)
        expect(rest.length).not.toBe(1)
        if (rest.length > 0) expect(shown).toHaveLength(limit)
      }),
    )
  })

  it('stay in their order when they are equal', () => {
    const equal = [
      { id: 'b', amount: '1.0' },
      { id: 'a', amount: '1' },
    ]
    expect(ranked(equal).map(({ id }) => id)).toEqual(['b', 'a'])
  })
})

describe('a share', () => {
  it('lies between nothing and all of it, whatever is divided', () => {
    fc.assert(
      fc.property(amount, amount, (part, whole) => {
        expect(ratio(part, whole)).toBeGreaterThanOrEqual(0)
        expect(ratio(part, whole)).toBeLessThanOrEqual(1)
      }),
    )
    expect(ratio('5', '0')).toBe(0)
  })

  it('is of what is above zero, so that refunds make no share larger than the whole', () => {
    expect(positiveTotal(['10.5', '-3', '0.25'])).toBe('10.75')
  })

  it('says that something is there even when it is very little', () => {
    expect(shareLabel(0.124, 'en-US')).toBe('12%')
    expect(shareLabel(0.001, 'en-US')).toBe('<1%')
    expect(shareLabel(0, 'en-US')).toBe('0%')
  })
})
