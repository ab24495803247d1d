import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { addMonths } from '@/lib/calendar/months'
import { exact, plain } from '@/lib/money/money'
import { type BudgetFigures, budgetView, type Groups, type SpendingSum } from './budget-view'

const MONTH = toCalendarDate('2026-11-01')
const EARLIER = [addMonths(MONTH, -1), addMonths(MONTH, -2), addMonths(MONTH, -3)]
const TREE: Record<string, string[]> = {
  FOOD: ['GROCERIES', 'COFFEE'],
  TRAVEL: ['FLIGHTS'],
  RENT: ['RENT_PAID'],
}
const book: Groups = {
  groups: Object.entries(TREE).map(([code, all]) => ({
    code,
    categories: all.map((one) => ({ code: one })),
  })),
  groupOf: (code) => Object.keys(TREE).find((group) => group === code || TREE[group]?.includes(code)) ?? null,
}
const spending = (category: string | null, spent: string, month = MONTH): SpendingSum => ({
  month,
  category,
  group: category === null ? null : book.groupOf(category),
  spent,
})
const budget = (category: string, amount: string, rollover = false, month = MONTH) => ({
  category,
  rows: [{ month, amount, rollover }],
})
const figures = (some: Partial<BudgetFigures>): BudgetFigures => ({
  month: MONTH,
  currency: 'USD',
  budgets: [],
  posted: [],
  pending: [],
  earlierMonths: EARLIER,
  running: null,
  ...some,
})

describe('the budgets of a month', () => {
  it('counts each amount once: in a budget, in that of its group, or as unbudgeted', () => {
    const codes = [...Object.keys(TREE), ...Object.values(TREE).flat()]
    const amount = fc
      .bigInt({ min: -(10n ** 8n), max: 10n ** 9n })
      .map((units) => plain(exact(`${units}e-3`)))
    const sums = fc.array(
      fc
        .record({ code: fc.constantFrom(...codes, null), amount, month: fc.constantFrom(MONTH, ...EARLIER) })
        .map((one) => spending(one.code, one.amount, one.month)),
      { maxLength: 30 },
    )
    const total = (all: readonly string[]) => plain(all.reduce((whole, one) => whole.plus(one), exact('0')))
    fc.assert(
      fc.property(sums, sums, fc.subarray(codes), (posted, later, budgeted) => {
        const pending = later.filter(({ month }) => month === MONTH)
        const budgets = budgeted.map((code) => budget(code, '100'))
        const view = budgetView(figures({ budgets, posted, pending }), book)
        const own = posted.filter(({ month }) => month === MONTH).map(({ spent }) => spent)
        expect(total([view.totals?.spent ?? '0', view.unbudgetedTotals.spent])).toBe(total(own))
        expect(total(view.unbudgeted.map(({ spent }) => spent))).toBe(view.unbudgetedTotals.spent)
        const waiting = pending.map(({ spent }) => spent)
        expect(total([view.totals?.pending ?? '0', view.unbudgetedTotals.pending])).toBe(total(waiting))
        if (view.totals)
          expect(view.totals.left).toBe(plain(exact(view.totals.available).minus(view.totals.spent)))
      }),
    )
  })

  it('lets a budgeted group stand for its categories, whose own budgets count in it', () => {
    const view = budgetView(
      figures({
        budgets: [budget('GROCERIES', '300'), budget('FOOD', '500'), budget('FLIGHTS', '50')],
        posted: [spending('GROCERIES', '120'), spending('COFFEE', '30'), spending('FLIGHTS', '60')],
      }),
      book,
    )
    expect(view.totals).toMatchObject({ limit: '550', spent: '210', left: '340' })
    expect(view.counted).toEqual(['FOOD', 'FLIGHTS'])
    const [food, travel] = view.groups
    expect(food).toMatchObject({ code: 'FOOD', planned: '300', budget: { spent: '150', left: '350' } })
    expect(food?.lines).toMatchObject([{ code: 'GROCERIES', spent: '120', left: '180' }])
    expect(travel).toMatchObject({ budget: null, lines: [{ code: 'FLIGHTS', left: '-10' }] })
    expect(view.unbudgeted).toEqual([])
  })

  it('leaves what is pending out of what was spent and of what is left', () => {
    const view = budgetView(
      figures({
        budgets: [budget('COFFEE', '40')],
        posted: [spending('COFFEE', '10')],
        pending: [spending('COFFEE', '25'), spending(null, '3')],
      }),
      book,
    )
    expect(view.groups[0]?.lines[0]).toMatchObject({ spent: '10', pending: '25', left: '30' })
    expect(view.unbudgeted).toMatchObject([{ code: null, spent: '0', pending: '3', suggestion: null }])
  })

  it('carries on what was left, and says for when something else is set', () => {
    const rows = [
      { month: addMonths(MONTH, -1), amount: '100', rollover: true },
      { month: addMonths(MONTH, 2), amount: '120', rollover: true },
    ]
    const posted = [spending('COFFEE', '87.60', addMonths(MONTH, -1)), spending('COFFEE', '20')]
    const view = budgetView(figures({ budgets: [{ category: 'COFFEE', rows }], posted }), book)
    expect(view.groups[0]?.lines[0]).toMatchObject({
      limit: '100',
      carried: '12.4',
      available: '112.4',
      left: '92.4',
      changesIn: '2027-01-01',
    })
  })

  it('suggests for what has no budget, from the whole months before, and never for what is uncategorised', () => {
    const view = budgetView(
      figures({
        budgets: [budget('FOOD', '500')],
        posted: [
          spending('GROCERIES', '900', EARLIER[0]),
          spending('FLIGHTS', '700', EARLIER[0]),
          spending('FLIGHTS', '533.60', EARLIER[2]),
          spending('FLIGHTS', '9999'),
          spending(null, '80', EARLIER[1]),
        ],
      }),
      book,
    )
    expect(view.suggestions).toEqual([{ code: 'FLIGHTS', average: '411.2', months: 3, amount: '415' }])
    expect(view.unbudgeted).toMatchObject([{ code: 'FLIGHTS', spent: '9999', suggestion: { amount: '415' } }])
  })

  it('forecasts a running month from how the months before ended', () => {
    const view = budgetView(
      figures({
        budgets: [budget('GROCERIES', '300')],
        posted: [spending('GROCERIES', '120')],
        pending: [spending('GROCERIES', '10')],
        running: {
          daysBegun: 10,
          days: 30,
          restOfEarlier: [spending('GROCERIES', '450'), spending('COFFEE', '9')],
        },
      }),
      book,
    )
    expect(view.totals?.forecast).toBe('280')
  })
})
