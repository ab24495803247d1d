import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { bestPairs, isSure, rankPairs, type TransferCandidate } from './transfers'

const candidate = (
  out: string,
  into: string,
  changes: Partial<Pick<TransferCandidate, 'days' | 'saidBy' | 'isNamed'>> & { currency?: string } = {},
): TransferCandidate => {
  const { currency = 'USD', ...rest } = changes
  const side = { accountId: 'a', title: 'x', day: toCalendarDate('2026-03-02') }
  return {
    out: { ...side, transactionId: out, amount: { amount: '-5', currency: 'USD' } },
    in: { ...side, transactionId: into, amount: { amount: '5', currency } },
    days: 0,
    saidBy: 1,
    isNamed: false,
    ...rest,
  }
}
const ids = (list: readonly TransferCandidate[]) =>
  list.map(({ out, in: into }) => `${out.transactionId}${into.transactionId}`)

describe('candidates for transfers', () => {
  it('stand by what is said of them, then by name, then by the nearest day; two currencies come last', () => {
    expect(
      ids(
        rankPairs([
          candidate('a', '1', { currency: 'EUR', saidBy: 2, isNamed: true }),
          candidate('b', '2', { days: 2 }),
          candidate('c', '3', { days: 1 }),
          candidate('d', '4', { isNamed: true, days: 5 }),
          candidate('e', '5', { saidBy: 2, days: 5 }),
        ]),
      ),
    ).toEqual(['e5', 'd4', 'c3', 'b2', 'a1'])
  })

  it('take each transaction once, the likeliest first, also where several are alike', () => {
    const alike = ['a', 'b'].flatMap((out) => ['1', '2'].map((into) => candidate(out, into)))
    expect(ids(bestPairs(alike))).toEqual(['a1', 'b2'])
    expect(ids(bestPairs([candidate('a', '1', { days: 3 }), candidate('a', '2', { days: 1 })]))).toEqual([
      'a2',
    ])
  })

  it('are sure where both sides say so, or one does and a name agrees, and never across currencies', () => {
    expect(isSure(candidate('a', '1', { saidBy: 2 }))).toBe(true)
    expect(isSure(candidate('a', '1', { isNamed: true }))).toBe(true)
    expect(isSure(candidate('a', '1'))).toBe(false)
    expect(isSure(candidate('a', '1', { saidBy: 0, isNamed: true }))).toBe(false)
    expect(isSure(candidate('a', '1', { saidBy: 2, currency: 'EUR' }))).toBe(false)
  })
})
