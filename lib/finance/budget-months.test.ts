import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '../calendar/calendar-date'
import { addMonths } from '../calendar/months'
import { exact, plain } from '../money/money'
import { type BudgetRow, type BudgetScope, budgetMonths, changedBudget, termsIn } from './budget-months'

const START = toCalendarDate('2025-11-01')
const MONTHS = 14
const monthAt = (index: number) => addMonths(START, index)
const END = monthAt(MONTHS - 1)

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((units) => plain(exact(`${units}e-4`)))
const signed = fc.bigInt({ min: -(10n ** 11n), max: 10n ** 12n }).map((units) => plain(exact(`${units}e-4`)))
const spending = fc
  .array(signed, { minLength: MONTHS, maxLength: MONTHS })
  .map((all) => new Map(all.map((one, index) => [monthAt(index), one])))
const change = fc.record({
  month: fc.nat(MONTHS - 1).map(monthAt),
  terms: fc.record({ amount: fc.option(amount, { freq: 4 }), rollover: fc.boolean() }),
  scope: fc.constantFrom<BudgetScope>('only', 'on', 'until'),
})
const rowsOf = (
  changes: readonly { month: BudgetRow['month']; terms: Omit<BudgetRow, 'month'>; scope: BudgetScope }[],
) =>
  changes.reduce<BudgetRow[]>((rows, { month, terms, scope }) => changedBudget(rows, month, terms, scope), [])
const budget = fc.array(change, { maxLength: 8 }).map(rowsOf)
const sum = (amounts: readonly string[]) => plain(amounts.reduce((total, one) => total.plus(one), exact('0')))

describe('a budget month by month', () => {
  it('leaves, with roll-over, what all its months had less what all of them spent, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: MONTHS, maxLength: MONTHS }), spending, (amounts, spent) => {
        const rows = amounts.map((one, index) => ({ month: monthAt(index), amount: one, rollover: true }))
        const months = budgetMonths(rows, spent, END)
        expect(months.at(-1)?.left).toBe(plain(exact(sum(amounts)).minus(sum([...spent.values()]))))
      }),
    )
  })

  it('stands on its own each month without roll-over', () => {
    fc.assert(
      fc.property(budget, spending, (rows, spent) => {
        const alone = rows.map((row) => ({ ...row, rollover: false }))
        for (const month of budgetMonths(alone, spent, END)) {
          const own =
            month.amount === null ? '0' : plain(exact(month.amount).minus(spent.get(month.month) ?? '0'))
          expect(month).toMatchObject({ carried: '0', left: own })
        }
      }),
    )
  })

  it('loses and invents nothing: what is left is what was carried and allowed less what was spent', () => {
    fc.assert(
      fc.property(budget, spending, (rows, spent) => {
        const months = budgetMonths(rows, spent, END).filter((one) => one.amount !== null)
        const left = sum(months.map((one) => one.left))
        const had = sum(months.flatMap((one) => [one.carried, one.amount ?? '0']))
        expect(left).toBe(plain(exact(had).minus(sum(months.map((one) => one.spent)))))
        for (const [index, month] of months.entries()) {
          const before = months[index - 1]
          const follows = before && addMonths(before.month, 1) === month.month
          const moves = follows && before.rollover && month.rollover
          expect(month.carried).toBe(moves ? before.left : '0')
        }
      }),
    )
  })

  it('never changes an earlier month by a change of a later one', () => {
    fc.assert(
      fc.property(budget, change, spending, (rows, { month, terms, scope }, spent) => {
        const earlier = (all: readonly BudgetRow[]) =>
          budgetMonths(all, spent, addMonths(month, -1)).filter((one) => one.amount !== null)
        expect(earlier(changedBudget(rows, month, terms, scope))).toEqual(earlier(rows))
      }),
    )
  })

  it('holds as it was set: for the month alone, from then on, or until the next change', () => {
    fc.assert(
      fc.property(budget, change, (rows, { month, terms, scope }) => {
        const changed = changedBudget(rows, month, terms, scope)
        const wanted = terms.amount === null ? { amount: null, rollover: false } : terms
        expect(termsIn(changed, month)).toEqual(wanted)
        const nextChange = rows.find((row) => row.month > month)?.month ?? addMonths(END, 1)
        for (let later = addMonths(month, 1); later <= END; later = addMonths(later, 1)) {
          const holds = scope === 'on' || (scope === 'until' && later < nextChange)
          expect(termsIn(changed, later)).toEqual(holds ? wanted : termsIn(rows, later))
        }
        const months = changed.map((row) => row.month)
        expect(months).toEqual([...new Set(months)].sort())
      }),
    )
  })

  it('carries nothing into the month in which roll-over was switched on, nor out of the last that has it', () => {
    const rows = [
      { month: monthAt(0), amount: '100', rollover: false },
      { month: monthAt(1), amount: '100', rollover: true },
      { month: monthAt(3), amount: '100', rollover: false },
    ]
    const spent = new Map([
      [monthAt(0), '40'],
      [monthAt(1), '87.60'],
      [monthAt(2), '150'],
    ])
    expect(budgetMonths(rows, spent, monthAt(3)).map(({ carried, left }) => [carried, left])).toEqual([
      ['0', '60'],
      ['0', '12.4'],
      ['12.4', '-37.6'],
      ['0', '100'],
    ])
  })
})
