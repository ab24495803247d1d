import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { firstOfMonth, lastOfMonth } from '@/lib/calendar/months'
import { connect, type LinkWorld, linkWorld, silent } from '@/lib/connections/testing'
import { listAccounts } from '@/lib/db/account-reads'
import { listBudgets } from '@/lib/db/budgets'
import { listStoredCategories } from '@/lib/db/categories'
import { relistAll } from '@/lib/db/entries'
import { countTransactions, listEntries, type StoredEntry, sumEntriesBy } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import { listRuleRuns } from '@/lib/db/rule-runs'
import { countByRule, listRules } from '@/lib/db/rules'
import { listSavedFilters } from '@/lib/db/saved-filters'
import { testDatabase } from '@/lib/db/testing'
import { listTransferCandidates } from '@/lib/db/transfer-pairs'
import { termsIn } from '@/lib/finance/budget-months'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { exact, plain } from '@/lib/money/money'
import { ruleDraft } from '@/lib/rules/schema'
import { bestPairs, isSure } from '@/lib/transactions/transfers'
import { seedChoices } from './seed-choices'

let db: Database
let queue: JobQueue
let world: LinkWorld
let householdId: string
let today: CalendarDate
/** How many sure pairs there were before. */
let surePairs: number

const sure = async () => bestPairs(await listTransferCandidates(db, householdId)).filter(isSure)
const all = (condition: EntryCondition) => listEntries(db, householdId, condition, null, 5_000)
const days = (entries: readonly StoredEntry[]) => entries.map(({ listedOn }) => listedOn)

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
  world = await linkWorld(db, queue)
  await connect(world, 'Alderbrook Bank')
  await connect(world, 'Noorderkade Bank')
  householdId = world.person.householdId
  today = dayInZone(world.now, 'UTC')
  surePairs = (await sure()).length
  await seedChoices(db, world.person, world.context.clock)
}, 120_000)
afterAll(async () => {
  await queue.stop()
  await db.close()
})

describe('the choices of the demo’s household', () => {
  it('are budgets since half a year, of which this month one is passed and one nearly used up', async () => {
    const month = firstOfMonth(today)
    const budgets = await listBudgets(db, householdId)
    expect(budgets).toHaveLength(7)
    expect(budgets.filter(({ rows }) => rows[0] && rows[0].month < addDays(today, -150))).toHaveLength(6)
    expect(budgets.filter(({ rows }) => termsIn(rows, month).rollover)).toHaveLength(1)
    const sums = await sumEntriesBy(
      db,
      householdId,
      {
        all: [
          { is: 'currency', currency: 'USD' },
          { is: 'flow', flow: 'spending' },
          { is: 'state', state: 'posted' },
          { is: 'listed', from: month, to: lastOfMonth(month) },
        ],
      },
      ['group', 'category'],
    )
    const used = budgets
      .filter(({ rows }) => !termsIn(rows, month).rollover)
      .map(({ category, rows }) =>
        sums
          .filter((sum) => sum.category === category || sum.group === category)
          .reduce((total, { net }) => total.minus(net), exact('0'))
          .dividedBy(termsIn(rows, month).amount ?? '1')
          .toNumber(),
      )
    expect(used.filter((share) => share > 1)).toHaveLength(1)
    expect(used.filter((share) => share >= 0.9 && share <= 1)).toHaveLength(1)
  })

  it('are rules that a person could have written, each of which says something of the past', async () => {
    const rules = await listRules(db, householdId)
    const counts = await countByRule(db, householdId)
    expect(rules).toHaveLength(3)
    for (const { id, name, condition, changes } of rules) {
      expect(ruleDraft.parse({ name, condition, changes })).toEqual({ name, condition, changes })
      expect(counts.get(id) ?? 0, name).toBeGreaterThan(5)
    }
    const [run] = await listRuleRuns(db, householdId, 1)
    expect(run?.finishedAt).not.toBeNull()
    const [own] = await listStoredCategories(db, householdId)
    expect(own).toMatchObject({ name: 'School and lessons', groupCode: 'GENERAL_SERVICES' })
    const lessons = await all({ is: 'category', codes: [own?.code ?? ''] })
    expect(new Set(lessons.map(({ title }) => title))).toEqual(
      new Set(['Willow Lane Montessori', 'Nadia Okafor Piano']),
    )
  })

  it('split one purchase into parts that add up to it', async () => {
    const parts = await all({ is: 'part' })
    expect(parts).toHaveLength(3)
    expect(new Set(parts.map(({ transactionId }) => transactionId)).size).toBe(1)
    const whole = await db.prisma.transaction.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: parts[0]?.transactionId ?? '' } },
    })
    expect(plain(parts.reduce((sum, { amount }) => sum.plus(amount), exact('0')))).toBe(plain(whole.amount))
  })

  it('leave the last three weeks to be looked at, and nothing older', async () => {
    const open = await all({ not: { is: 'reviewed' } })
    expect(open.length).toBeGreaterThan(20)
    expect(open.length).toBeLessThan(250)
    const border = addDays(today, -21)
    expect(days(open).every((day) => day > border)).toBe(true)
    expect(await countTransactions(db, householdId, { is: 'reviewed' })).toBeGreaterThan(2_000)
  })

  it('confirm the transfers there is little doubt of, but the newest two', async () => {
    expect(surePairs).toBeGreaterThan(100)
    const left = await sure()
    expect(left).toHaveLength(2)
    const border = left.map(({ out }) => out.day).sort()[0] ?? today
    const confirmed = await db.prisma.transferPair.findMany({ where: { householdId, state: 'confirmed' } })
    expect(confirmed).toHaveLength(surePairs - 2)
    const newer = await db.prisma.transaction.count({
      where: {
        householdId,
        id: { in: confirmed.map(({ outId }) => outId) },
        postedOn: { gt: new Date(border) },
      },
    })
    expect(newer).toBe(0)
  })

  it('tag the trip with all that it cost in both currencies, and none of the bills of these days', async () => {
    const trip = await all({ is: 'tag', tag: 'trip' })
    expect(new Set(trip.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR']))
    expect(trip.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Skylark Airways', 'Pension Seerose', 'FOREIGN TRANSACTION FEE']),
    )
    const there = trip.filter(({ categoryGroup }) => categoryGroup === 'FOOD_AND_DRINK')
    expect(there.length).toBeGreaterThan(20)
    expect(days(there).every((day) => day >= addDays(today, -47) && day <= addDays(today, -36))).toBe(true)
    const groups = new Set(trip.map(({ categoryGroup }) => categoryGroup))
    for (const group of ['INCOME', 'RENT_AND_UTILITIES', 'LOAN_PAYMENTS']) expect(groups).not.toContain(group)
  })

  it('are notes, names and filters that find something', async () => {
    const noted = await all({ is: 'noted' })
    expect(new Set(noted.filter(({ part }) => !part).map(({ title }) => title))).toEqual(
      new Set(['Tread & Torque', 'Voltside', 'Northloom', 'LATE FEE CASCADE LIGHT & POWER']),
    )
    expect(await all({ is: 'flagged' })).toHaveLength(2)
    const named = (await listAccounts(db, householdId)).filter(({ name, bankName }) => name !== bankName)
    expect(named.map(({ name }) => name)).toEqual(['Euro account'])
    expect(await listSavedFilters(db, householdId)).toHaveLength(2)
    expect((await all({ is: 'tag', tag: 'tax' })).length).toBeGreaterThan(10)
  })

  it('stand in the list as they were made: listing everything anew writes nothing', async () => {
    expect(await db.prisma.$transaction((tx) => relistAll(tx, householdId))).toBe(0)
  })
})
