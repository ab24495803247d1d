import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import type { BalancePoint } from '@/lib/finance/balance-history'
import { netChange, sparkValues } from './chart-points'

const start = toCalendarDate('2026-08-22')
const line = (nets: string[]): BalancePoint[] =>
  nets.map((net, index) => ({
    day: addDays(start, index),
    owned: net,
    owed: '0',
    net,
    estimated: index === 0,
  }))

describe('the points of a chart', () => {
  it('tell the change exactly where floating numbers would not', () => {
    expect(netChange(line(['0.1', '0.3']), 'USD')).toEqual({
      change: { amount: '0.2', currency: 'USD' },
      since: start,
      estimated: true,
    })
    expect(netChange(line(['0.1']), 'USD')).toBeNull()
  })

  it('become a short line that keeps its two ends', () => {
    const values = sparkValues(line(Array.from({ length: 187 }, (_, index) => String(index))))
    expect(values).toHaveLength(40)
    expect([values[0], values.at(-1)]).toEqual([0, 186])
    expect(sparkValues(line(['5']))).toEqual([5])
    expect(sparkValues([])).toEqual([])
  })
})
