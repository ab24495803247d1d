import fc from 'fast-check'
import type { Route } from 'next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { firstDay, lastDay, monthOf, monthsLater } from '@/lib/calendar/months'
import { type EntrySum, sumEntries, sumEntriesBy } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { exact, plain } from '@/lib/money/money'
import { purchase } from '@/lib/sync/ledger-bank'
import { type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { conditionOf } from '@/lib/transactions/conditions'
import { filterOf, NO_FILTER, readTransactionSearch } from '@/lib/transactions/schema'
import { flowsByCurrency, spendingByCurrency, spentHref } from './flows'

const today = toCalendarDate('2026-03-03')
let db: Database

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})

const CATEGORIES = [
  ['INCOME', 'INCOME_SALARY'],
  ['FOOD_AND_DRINK', 'FOOD_AND_DRINK_GROCERIES'],
  ['FOOD_AND_DRINK', 'FOOD_AND_DRINK_COFFEE'],
  ['TRAVEL', 'TRAVEL_FLIGHTS'],
  ['LOAN_PAYMENTS', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT'],
  [null, null],
] as const

const row = fc.record({
  cents: fc.integer({ min: -90_000, max: 90_000 }).filter((cents) => cents !== 0),
  back: fc.integer({ min: 0, max: 130 }),
  category: fc.constantFrom(...CATEGORIES),
  currency: fc.constantFrom('USD', 'EUR'),
  pending: fc.boolean(),
})

/** What the list at an address adds up to, and how many rows it has, in one currency. */
async function listAt(world: SyncWorld, href: Route, currency: string) {
  const search = readTransactionSearch(new URLSearchParams(href.split('?')[1]))
  const sums = await sumEntries(db, world.key.householdId, conditionOf(filterOf(search)))
  expect(sums.every((sum) => sum.currency === currency)).toBe(true)
  const [sum] = sums
  return { net: sum ? plain(exact(sum.moneyIn).plus(sum.moneyOut)) : '0', count: sum?.count ?? 0 }
}

describe('the numbers of cash flow and spending', () => {
  it('are each the sum of the rows that their address lists, in every month, category and currency', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const world = await syncWorld(db)
        rows.forEach(({ cents, back, category: [primary, detailed], currency, pending }, index) => {
          const day = addDays(today, -back)
          world.bank.add(
            purchase(`t${index}`, {
              amount: plain(exact(cents).div(100)),
              currency,
              isoCurrencyCode: currency,
              postedOn: day,
              shownOn: day,
              authorizedOn: day,
              categoryPrimary: primary,
              categoryDetailed: detailed,
              pending,
            }),
          )
        })
        await syncAMinuteLater(world)
        const sums = (from: string, flow: 'spending' | null, keys: Parameters<typeof sumEntriesBy>[3]) =>
          sumEntriesBy(
            db,
            world.key.householdId,
            conditionOf({
              ...NO_FILTER,
              state: 'posted',
              flow,
              from: firstDay(from),
              to: lastDay(monthOf(today)),
            }),
            keys,
          )
        const first = monthsLater(monthOf(today), -11)
        const flows = flowsByCurrency(await sums(first, null, ['month', 'flow']), { from: first, today })
        for (const { currency, months } of flows) {
          expect(months.at(-1)?.month).toBe('2026-03')
          for (const { income, spending, incomeHref, spendingHref } of months) {
            expect((await listAt(world, incomeHref, currency)).net).toBe(income)
            expect((await listAt(world, spendingHref, currency)).net).toBe(spending)
          }
        }
        const spent = spendingByCurrency(
          await sums(monthsLater(monthOf(today), -2), 'spending', ['month', 'group', 'category']),
          today,
        )
        for (const one of spent) {
          const { currency, month, total, totalHref, previousTotal, previousHref } = one
          expect((await listAt(world, totalHref, currency)).net).toBe(total)
          expect((await listAt(world, previousHref, currency)).net).toBe(previousTotal)
          expect(plain(one.rows.reduce((sum, { amount }) => sum.plus(amount), exact(0)))).toBe(total)
          for (const { amount, href } of one.rows) {
            expect((await listAt(world, href, currency)).net).toBe(amount)
          }
          const some = one.rows.slice(1)
          if (some.length > 0) {
            const href = spentHref(
              currency,
              month,
              some.map(({ code }) => code),
            )
            const folded = plain(some.reduce((sum, { amount }) => sum.plus(amount), exact(0)))
            expect((await listAt(world, href, currency)).net).toBe(folded)
          }
        }
      }),
      { numRuns: 10 },
    )
  }, 60_000)

  const sum = (more: Partial<EntrySum>): EntrySum => ({
    currency: 'USD',
    month: null,
    category: null,
    group: null,
    merchant: null,
    accountId: null,
    flow: null,
    count: 1,
    net: '-1',
    ...more,
  })

  it('begin with the first month that has any, and leave none out up to this one, which is said to go on', () => {
    const [dollars] = flowsByCurrency(
      [
        sum({ month: toCalendarDate('2025-12-01'), flow: 'spending', net: '-5' }),
        sum({ month: toCalendarDate('2026-02-01'), flow: 'income', net: '9' }),
        sum({ month: toCalendarDate('2025-11-01'), flow: 'transfer', net: '7' }),
      ],
      { from: '2025-04', today },
    )
    expect(
      dollars?.months.map(({ month, income, spending, partial }) => [month, income, spending, partial]),
    ).toEqual([
      ['2025-12', '0', '-5', false],
      ['2026-01', '0', '0', false],
      ['2026-02', '9', '0', false],
      ['2026-03', '0', '0', true],
    ])
  })

  it('are of last month while this one has no spending, and of no month where neither has any', () => {
    const last = sum({ month: toCalendarDate('2026-02-01'), group: 'TRAVEL', category: 'TRAVEL_FLIGHTS' })
    const before = { ...last, month: toCalendarDate('2026-01-01'), net: '-3' }
    expect(spendingByCurrency([last, before], today)).toMatchObject([
      { month: '2026-02', previousMonth: '2026-01', partial: false, total: '-1', previousTotal: '-3' },
    ])
    const now = { ...last, month: toCalendarDate('2026-03-01'), net: '2' }
    expect(spendingByCurrency([now, last, before], today)).toMatchObject([
      { month: '2026-03', partial: true, total: '2', previousTotal: '-1' },
    ])
    expect(spendingByCurrency([before], today)).toEqual([])
  })
})
