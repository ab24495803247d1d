import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { sumEntries } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { exact, plain } from '@/lib/money/money'
import { checking, purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { conditionOf } from '@/lib/transactions/conditions'
import { readTransactionSearch } from '@/lib/transactions/schema'
import { buildReport, type Report } from './build-report'
import { changeOf, savingsRate, sumOf } from './report'
import { reportLines } from './report-sheet'
import { type ReportSearch, readReportSearch, reportsHref } from './schema'

let db: Database

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const today = toCalendarDate('2026-03-03')

const reportOf = (world: SyncWorld, query: string): Promise<Report> =>
  buildReport(
    {
      db,
      householdId: world.key.householdId,
      today,
      currencies: ['USD'],
      names: {
        category: (code, group) => code ?? group ?? 'None',
        mark: () => ({ colour: 'slate', icon: 'tag' }),
        account: (id) => id,
      },
    },
    readReportSearch(new URLSearchParams(query)),
  )

/** What the list of transactions says at an address: its sum in that currency. */
async function listed({ key }: SyncWorld, href: string, currency: string): Promise<string> {
  const search = readTransactionSearch(new URLSearchParams(href.split('?')[1]))
  const sums = await sumEntries(db, key.householdId, conditionOf(search))
  return sumOf(
    sums.filter((sum) => sum.currency === currency).flatMap(({ moneyIn, moneyOut }) => [moneyIn, moneyOut]),
  )
}

const amounts = (rows: readonly { amount: string }[]) => sumOf(rows.map(({ amount }) => amount))

/** The totals of one currency's income and spending, as every kind of report adds them up. */
async function totalsByEveryWay(world: SyncWorld, base: string) {
  const found = { income: [] as string[], spending: [] as string[] }
  for (const view of ['flow', 'sankey', 'compare']) {
    const { body, totals } = await reportOf(world, `view=${view}&${base}`)
    for (const flow of ['income', 'spending'] as const) {
      found[flow].push(totals[flow])
      if (body.kind === 'months') found[flow].push(sumOf(body.months.map((month) => month[flow])))
      if (body.kind === 'sides') found[flow].push(amounts(body[flow]))
    }
  }
  for (const view of ['categories', 'categories&level=category', 'merchants', 'accounts']) {
    for (const flow of ['income', 'spending'] as const) {
      const { body } = await reportOf(world, `view=${view}&flow=${flow}&${base}`)
      if (body.kind === 'parts') found[flow].push(amounts(body.rows))
    }
  }
  return found
}

describe('reports', () => {
  it('adds months, groups, categories, merchants and accounts up to the same total of a currency, to the last digit', async () => {
    const bought = fc.record({
      units: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((value) => value !== 0),
      day: fc.integer({ min: 0, max: 420 }),
      currency: fc.constantFrom('USD', 'EUR', 'XBT'),
      account: fc.constantFrom('acc-1', 'acc-2'),
      name: fc.constantFrom('Harvest Market', '=1+1', ' Harvest market ', 'Ünïcødé & Co', '\tx'),
      category: fc.constantFrom(
        ['FOOD_AND_DRINK', 'FOOD_AND_DRINK_GROCERIES'] as const,
        ['FOOD_AND_DRINK', null] as const,
        ['INCOME', 'INCOME_WAGES'] as const,
        ['TRANSFER_OUT', 'TRANSFER_OUT_SAVINGS'] as const,
        [null, 'A_NEW_CODE'] as const,
        [null, null] as const,
      ),
      pending: fc.boolean(),
      excluded: fc.option(fc.boolean()),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(bought, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('', '&pending=1'),
        fc.constantFrom('USD', 'EUR', 'XBT'),
        async (list, pending, currency) => {
          const world = await syncWorld(db)
          const { householdId } = world.key
          world.bank.accountList = [checking('acc-1'), checking('acc-2')]
          world.bank.add(
            ...list.map((one, index) =>
              purchase(`t${index}`, {
                amount: plain(exact(one.units).div(1_000_000)),
                currency: one.currency,
                name: one.name,
                merchantName: null,
                pending: one.pending,
                plaidAccountId: one.account,
                postedOn: addDays(toCalendarDate('2025-01-05'), one.day),
                shownOn: addDays(toCalendarDate('2025-01-05'), one.day),
                categoryPrimary: one.category[0],
                categoryDetailed: one.category[1],
              }),
            ),
          )
          await syncAMinuteLater(world)
          for (const [index, { excluded }] of list.entries())
            await saveEdit(db, householdId, await idOf(world, `t${index}`), { excluded }, world.now)

          const base = `currency=${currency}&period=custom&from=2025-01-20&to=2026-02-10${pending}`
          for (const ways of Object.values(await totalsByEveryWay(world, base))) {
            expect(ways).toHaveLength(10)
            expect(new Set(ways).size, ways.join()).toBe(1)
          }
          for (const view of ['merchants', 'categories&level=category', 'categories']) {
            const { body } = await reportOf(world, `view=${view}&${base}`)
            for (const { href, amount } of body.kind === 'parts' ? body.rows : [])
              if (href) expect(await listed(world, href, currency), href).toBe(amount)
          }
        },
      ),
      { numRuns: 6 },
    )
  })

  describe('of a household', () => {
    let world: SyncWorld
    beforeAll(async () => {
      world = await syncWorld(db)
      const one = (id: string, amount: string, postedOn: string, more: object = {}) =>
        purchase(id, {
          amount,
          postedOn: toCalendarDate(postedOn),
          shownOn: toCalendarDate(postedOn),
          currency: 'USD',
          ...more,
        })
      const wages = { categoryPrimary: 'INCOME', categoryDetailed: 'INCOME_WAGES', merchantName: 'Wages' }
      const trip = { categoryPrimary: 'TRAVEL', categoryDetailed: 'TRAVEL_LODGING', merchantName: '=2+2' }
      world.bank.add(
        one('w1', '2500', '2026-02-02', wages),
        one('w2', '2600', '2026-03-02', wages),
        one('b1', '-100.10', '2026-02-01'),
        one('b2', '-50.05', '2026-02-20'),
        one('b3', '-120', '2026-03-03'),
        one('b4', '-10', '2026-03-03', { pending: true }),
        one('r1', '-300', '2026-02-03', trip),
        one('r2', '-0.000001', '2026-03-01', { ...trip, categoryDetailed: null }),
        one('m1', '-500', '2026-03-01', {
          categoryPrimary: 'TRANSFER_OUT',
          categoryDetailed: 'TRANSFER_OUT_SAVINGS',
        }),
      )
      await syncAMinuteLater(world)
    })

    it('leads from every number to the rows that add up to it', async () => {
      for (const view of ['categories', 'categories&level=category', 'merchants', 'accounts', 'sankey']) {
        for (const flow of ['income', 'spending'] as const) {
          const { body } = await reportOf(world, `view=${view}&flow=${flow}&currency=USD`)
          if (body.kind === 'months') throw new Error('Another view was asked for')
          const rows = body.kind === 'sides' ? body[flow] : body.rows
          expect(rows.length).toBeGreaterThan(0)
          for (const row of rows) {
            if (row.href) expect(await listed(world, row.href, 'USD'), row.href).toBe(row.amount)
            if (row.previousHref) expect(await listed(world, row.previousHref, 'USD')).toBe(row.previous)
          }
        }
      }
      const { body } = await reportOf(world, 'currency=USD')
      if (body.kind !== 'months') throw new Error('Another view was asked for')
      expect(body.months.map(({ month, soFar }) => [month, soFar])).toEqual([
        ['2026-02', false],
        ['2026-03', true],
      ])
      for (const month of body.months) {
        expect(await listed(world, month.incomeHref, 'USD')).toBe(month.income)
        expect(await listed(world, month.spendingHref, 'USD')).toBe(month.spending)
      }
    })

    it('compares a month that is not over with as many days of the one before', async () => {
      const { compared, totals, comparedTotals } = await reportOf(world, 'view=compare&currency=USD')
      expect(compared).toEqual({ from: '2026-02-01', to: '2026-02-03' })
      expect(totals).toEqual({ income: '2600', spending: '-120.000001', kept: '2479.999999' })
      expect(comparedTotals).toEqual({ income: '2500', spending: '-400.1', kept: '2099.9' })
    })

    it('leaves out transfers, and what is pending until it is asked for, and says how many', async () => {
      const posted = await reportOf(world, 'view=merchants&currency=USD')
      expect(posted.leftOut).toEqual({ transfers: 1, excluded: 0, pending: 1 })
      const both = await reportOf(world, 'view=merchants&currency=USD&pending=1')
      expect(both.leftOut.pending).toBe(0)
      expect(both.totals.spending).toBe(sumOf([posted.totals.spending, '-10']))
    })

    it('has no link where no filter finds just the rows of a number', async () => {
      const { body } = await reportOf(
        world,
        'view=categories&level=category&currency=USD&period=custom&from=2026-02-01',
      )
      if (body.kind !== 'parts') throw new Error('Another view was asked for')
      expect(body.rows.find(({ id }) => id === 'TRAVEL')?.href).toBeNull()
      expect(body.rows.find(({ id }) => id === 'TRAVEL_LODGING')?.href).not.toBeNull()
    })

    it('writes files that are exact, and that no spreadsheet takes for formulas', async () => {
      const lines = reportLines(
        await reportOf(world, 'view=merchants&currency=USD&period=custom&from=2026-02-01'),
        (name) => name,
      )
      expect(lines).toContainEqual(expect.stringMatching(/^'=2\+2,-300\.000001,USD,2,/))
      expect(lines[0]).toMatch(/^merchant,amount,currency,transactions,/)
    })
  })

  it('knows no savings rate without income, and no change from nothing', () => {
    expect(savingsRate({ income: '0', spending: '-5', kept: '-5' })).toBeNull()
    expect(savingsRate({ income: '300', spending: '-100', kept: '200' })).toBe('0.6667')
    expect(changeOf('-5', '0')).toBeNull()
    expect(changeOf('-50', '-100')).toBe('0.5')
  })
})

describe('the address of a report', () => {
  it('passes over what it does not understand', () => {
    const search: ReportSearch = readReportSearch({
      view: 'nothing',
      period: ['month', 'year'],
      from: '0001-01-01',
      compare: '1',
      q: '\0',
      flow: 'transfer',
    })
    expect(search).toMatchObject({ view: 'flow', period: 'month', from: null, flow: 'spending', text: null })
  })

  it('keeps chosen days from view to view, and else has those that suit the view', () => {
    const months = readReportSearch({})
    expect(months.period).toBe('12-months')
    expect(reportsHref(months, { view: 'merchants' })).toBe('/reports?view=merchants')
    const chosen = readReportSearch({ period: 'year', from: '2025-01-01' })
    expect(reportsHref(chosen, { view: 'sankey' })).toBe('/reports?view=sankey&period=year&from=2025-01-01')
    expect(readReportSearch(new URLSearchParams('view=sankey&period=year&from=2025-01-01'))).toMatchObject({
      view: 'sankey',
      period: 'year',
      from: '2025-01-01',
    })
  })
})
