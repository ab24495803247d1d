import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs } from '../../day'
import { institutions } from '../institutions'
import { openingDay, priceMinor, type SecurityKey, securities } from './market'
import { createPortfolio, hasPortfolio, portfolioMinor, valueMinor } from './portfolio'

const invested = institutions.flatMap(({ id, accounts }) =>
  accounts.filter(({ role }) => hasPortfolio(role)).map((plan) => ({ id, plan })),
)
const days = fc.integer({ min: openingDay, max: openingDay + 3650 })

describe('a portfolio', () => {
  it('holds exactly what its rows have left it with, on any day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...invested),
        days,
        fc.integer({ min: 0, max: 700 }),
        ({ plan }, day, more) => {
          const portfolio = createPortfolio(plan)
          const before = new Map(portfolio?.positionsOn(day).map((one) => [one.security, one.quantity]))
          const after = new Map(portfolio?.positionsOn(day + more).map((one) => [one.security, one.quantity]))
          const rows = (portfolio?.tradesUntil(day + more) ?? []).filter((trade) => trade.day > day)
          const bought = new Map<SecurityKey, number>()
          for (const { security, quantity, amountMinor } of rows) {
            if (quantity !== 0) bought.set(security, (bought.get(security) ?? 0) + quantity)
            bought.set('usd', (bought.get('usd') ?? 0) - amountMinor * 10_000)
          }
          for (const [security, quantity] of after) {
            expect(quantity - (before.get(security) ?? 0)).toBe(bought.get(security) ?? 0)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is told the same in one go or day by day, and never owes anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...invested), days, ({ plan }, day) => {
        const [whole, parts] = [createPortfolio(plan), createPortfolio(plan)]
        for (let step = openingDay; step < day; step += 111) parts?.positionsOn(step)
        expect(parts?.positionsOn(day)).toEqual(whole?.positionsOn(day))
        for (const { quantity, costMinor } of whole?.positionsOn(day) ?? []) {
          expect(quantity).toBeGreaterThanOrEqual(0)
          expect(costMinor).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('opens with what the account had, and grows over the years', () => {
    for (const { id, plan } of invested) {
      const opened = createPortfolio(plan)
        ?.positionsOn(openingDay - 1)
        .reduce(
          (sum, { security, quantity }) =>
            sum + valueMinor(quantity, priceMinor(securities[security], openingDay)),
          0,
        )
      expect(opened).toBe(plan.openingMinor)
      const later = portfolioMinor(id, plan, (openingDay + 1826) * dayMs)
      expect(later).toBeGreaterThan(plan.openingMinor * 1.1)
    }
  })
})
