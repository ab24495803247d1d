import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { budgetView } from '@/lib/budgets/budget-view'
import { readBudgetFigures } from '@/lib/budgets/month-figures'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { addMonths, lastOfMonth } from '@/lib/calendar/months'
import { categoryBook } from '@/lib/categories/category-book'
import type { BudgetTerms } from '@/lib/finance/budget-months'
import { exact, plain } from '@/lib/money/money'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { conditionOf } from '@/lib/transactions/conditions'
import { NO_FILTER } from '@/lib/transactions/schema'
import { listBudgetNews } from './budget-news'
import { changeBudgets, findFirstEntryDay, listBudgets, listSpendingByDay, restoreBudgets } from './budgets'
import { sumEntries } from './entry-reads'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

const MONTH = toCalendarDate('2026-03-01')
const FEBRUARY = addMonths(MONTH, -1)
const TODAY = toCalendarDate('2026-03-20')
const GROCERIES = 'FOOD_AND_DRINK_GROCERIES'
const FOOD = 'FOOD_AND_DRINK'
const on = (day: string) => ({ postedOn: toCalendarDate(day), shownOn: toCalendarDate(day) })

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const household = () => world.key.householdId
const set = (category: string, terms: Partial<BudgetTerms>, month = MONTH, scope: 'on' | 'only' = 'on') =>
  changeBudgets(
    db,
    household(),
    'USD',
    month,
    [{ category, amount: null, rollover: false, ...terms }],
    scope,
    world.now,
  )
const view = async (month = MONTH) => {
  const [budgets, firstDay] = await Promise.all([
    listBudgets(db, household()),
    findFirstEntryDay(db, household(), 'USD'),
  ])
  const question = { month, currency: 'USD', today: TODAY, firstDay, budgets }
  const figures = await readBudgetFigures(db, household(), question)
  return budgetView(figures, categoryBook([], { primary: {}, detailed: {} }))
}

describe('stored budgets', () => {
  it('hold from their month on, or for it alone, and are taken back to the last row', async () => {
    await set(GROCERIES, { amount: '400.10', rollover: true }, FEBRUARY)
    const before = await set(GROCERIES, { amount: '500', rollover: true }, MONTH, 'only')
    expect(await listBudgets(db, household())).toEqual([
      {
        category: GROCERIES,
        currency: 'USD',
        rows: [
          { month: FEBRUARY, amount: '400.1', rollover: true },
          { month: MONTH, amount: '500', rollover: true },
          { month: addMonths(MONTH, 1), amount: '400.1', rollover: true },
        ],
      },
    ])
    await restoreBudgets(db, household(), before, world.now)
    expect(await listBudgets(db, household())).toEqual(before)
    const removed = await set(GROCERIES, {}, FEBRUARY)
    expect(await listBudgets(db, household())).toEqual([])
    await restoreBudgets(db, household(), removed, world.now)
    expect(await listBudgets(db, household())).toEqual(before)
  })

  it('are each household’s own', async () => {
    await set(GROCERIES, { amount: '400' })
    const own = world
    world = await syncWorld(db)
    expect(await listBudgets(db, household())).toEqual([])
    expect(await set(GROCERIES, { amount: '1' })).toEqual([
      { category: GROCERIES, currency: 'USD', rows: [] },
    ])
    expect(await listBudgets(db, own.key.householdId)).toMatchObject([{ rows: [{ amount: '400' }] }])
  })

  it('are both there when two people set them at once', async () => {
    await Promise.all([
      set(GROCERIES, { amount: '1' }),
      set(FOOD, { amount: '2' }),
      set(FOOD, { amount: '3' }),
    ])
    const stored = await listBudgets(db, household())
    expect(stored.map(({ category }) => category)).toEqual([FOOD, GROCERIES])
    expect(stored.every(({ rows }) => rows.length === 1)).toBe(true)
  })
})

describe('what counts in a budget', () => {
  beforeEach(async () => {
    world.bank.add(
      purchase('a', { amount: '-100.10', ...on('2026-03-02') }),
      purchase('b', { amount: '-20', ...on('2026-03-31') }),
      purchase('refund', { amount: '5.05', ...on('2026-03-09') }),
      purchase('pending', { amount: '-7', pending: true, ...on('2026-03-19') }),
      purchase('coffee', { amount: '-9', categoryDetailed: 'FOOD_AND_DRINK_COFFEE', ...on('2026-03-05') }),
      purchase('before', { amount: '-87.60', ...on('2026-02-28') }),
      purchase('after', { amount: '-1', ...on('2026-04-01') }),
      purchase('moved', { amount: '-1000', ...on('2026-03-03') }),
      purchase('excluded', { amount: '-1000', ...on('2026-03-03') }),
      purchase('euros', { amount: '-1000', currency: 'EUR', isoCurrencyCode: 'EUR', ...on('2026-03-03') }),
      purchase('wage', {
        amount: '3000',
        categoryPrimary: 'INCOME',
        categoryDetailed: 'INCOME_SALARY',
        ...on('2026-01-01'),
      }),
    )
    await syncAMinuteLater(world)
    await saveEdit(db, household(), await idOf(world, 'moved'), { transfer: true }, world.now)
    await saveEdit(db, household(), await idOf(world, 'excluded'), { excluded: true }, world.now)
  })

  it('is what was posted in the month, less refunds; transfers and what is excluded count nowhere', async () => {
    await set(GROCERIES, { amount: '150' })
    const { groups, unbudgeted } = await view()
    expect(groups[0]?.lines[0]).toMatchObject({ spent: '115.05', pending: '7', left: '34.95' })
    expect(unbudgeted).toMatchObject([{ code: 'FOOD_AND_DRINK_COFFEE', spent: '9' }])
  })

  it('is the sum of the transactions that the figure leads to', async () => {
    await set(FOOD, { amount: '150' })
    const { totals, counted } = await view()
    const listed = async (state: 'posted' | 'pending') => {
      const days = { from: MONTH, to: lastOfMonth(MONTH) }
      const filter = { ...NO_FILTER, state, categories: counted, currency: 'USD', flow: 'spending' as const }
      const [sum] = await sumEntries(db, household(), conditionOf({ ...filter, ...days }))
      return plain(
        exact(sum?.moneyIn ?? '0')
          .plus(sum?.moneyOut ?? '0')
          .negated(),
      )
    }
    expect(totals?.spent).toBe('124.05')
    expect(await listed('posted')).toBe(totals?.spent)
    expect(await listed('pending')).toBe(totals?.pending)
  })

  it('rolls over from the month before, where it was switched on then', async () => {
    await set(GROCERIES, { amount: '100', rollover: true }, FEBRUARY)
    expect((await view()).groups[0]?.lines[0]).toMatchObject({
      carried: '12.4',
      available: '112.4',
      left: '-2.65',
    })
    expect((await view(FEBRUARY)).groups[0]?.lines[0]).toMatchObject({ carried: '0', left: '12.4' })
  })

  it('adds up day by day to what was spent', async () => {
    const days = await listSpendingByDay(db, household(), {
      all: [
        { is: 'currency', currency: 'USD' },
        { is: 'category', codes: [GROCERIES] },
        { is: 'flow', flow: 'spending' },
        { is: 'state', state: 'posted' },
        { is: 'listed', from: MONTH, to: lastOfMonth(MONTH) },
      ],
    })
    expect(days).toEqual([
      { day: '2026-03-02', spent: '100.1' },
      { day: '2026-03-09', spent: '-5.05' },
      { day: '2026-03-31', spent: '20' },
    ])
  })

  it('is news once nine tenths are spent, per currency, with what was carried', async () => {
    await set(GROCERIES, { amount: '127.84' })
    expect(await listBudgetNews(db, household(), TODAY)).toEqual([])
    await set(GROCERIES, { amount: '127.83' })
    await set('FOOD_AND_DRINK_COFFEE', { amount: '5' })
    const news = [
      { category: 'FOOD_AND_DRINK_COFFEE', currency: 'USD', month: MONTH, limit: '5', spent: '9' },
      { category: GROCERIES, currency: 'USD', month: MONTH, limit: '127.83', spent: '115.05' },
    ]
    expect(await listBudgetNews(db, household(), TODAY)).toEqual(news)
    await set(GROCERIES, { amount: '120', rollover: true }, FEBRUARY)
    expect(await listBudgetNews(db, household(), TODAY)).toEqual(news.slice(0, 1))
  })
})
