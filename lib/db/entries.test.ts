import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { exact, plain } from '@/lib/money/money'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { relist, relistAll } from './entries'
import { listEntries, sumEntries, sumEntriesBy } from './entry-reads'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const sync = () => syncAMinuteLater(world)
const all = { all: [] }
const entries = () =>
  db.prisma.entry.findMany({ where: { householdId: world.key.householdId }, orderBy: { id: 'asc' } })
const only = async () => {
  const [entry, ...others] = await listEntries(db, world.key.householdId, all, null, 100)
  if (!entry || others.length > 0) throw new Error('There is not exactly one entry')
  return entry
}
const split = async (transactionId: string, amounts: readonly (string | null)[]) => {
  const { householdId } = world.key
  await db.prisma.transactionSplit.createMany({
    data: amounts.map((amount, position) => ({
      householdId,
      id: newId(world.now),
      transactionId,
      position,
      amount,
    })),
  })
  await relist(db.prisma, householdId, [transactionId])
}

describe('what is listed', () => {
  it('says what a person says before what a rule says, and that before what the bank says', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    const id = await idOf(world, 't1')
    expect(await only()).toMatchObject({ title: 'Harvest Market', flow: 'spending', reviewed: false })
    await db.prisma.ruleOutcome.create({
      data: {
        householdId: world.key.householdId,
        transactionId: id,
        title: 'The market',
        category: 'TRAVEL_LODGING',
        tags: ['rule', 'Both'],
        excluded: true,
        ruleIds: [],
        updatedAt: world.now,
      },
    })
    await relist(db.prisma, world.key.householdId, [id])
    expect(await only()).toMatchObject({ title: 'The market', category: 'TRAVEL_LODGING', flow: 'excluded' })
    await saveEdit(
      db,
      world.key.householdId,
      id,
      { title: 'Ours', category: 'INCOME_SALARY', tags: ['both'], excluded: false, reviewed: true },
      world.now,
    )
    expect(await only()).toMatchObject({
      title: 'Ours',
      category: 'INCOME_SALARY',
      categoryGroup: 'INCOME',
      flow: 'income',
      tags: ['both', 'rule'],
      reviewed: true,
    })
  })

  it('is on the day that a person chose, and in no report where it only moves money', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    const shownOn = toCalendarDate('2020-02-29')
    await saveEdit(db, world.key.householdId, await idOf(world, 't1'), { shownOn, transfer: true }, world.now)
    expect(await only()).toMatchObject({ listedOn: shownOn, flow: 'transfer' })
  })

  it('is found by small letters of any alphabet, whatever the database was told of letters', async () => {
    world.bank.add(purchase('t1', { merchantName: 'ÜBER Ørstad Éclair', originalDescription: 'ΚΑΦΕ БАНЯ' }))
    await sync()
    const [{ merchantKey, search } = { merchantKey: '', search: '' }] = await entries()
    expect(merchantKey).toBe('über ørstad éclair')
    expect(search).toContain('καφε баня')
  })

  it('goes with the transaction, and comes back with it', async () => {
    const bought = purchase('t1')
    world.bank.add(bought)
    await sync()
    world.bank.remove('t1')
    await sync()
    expect(await entries()).toEqual([])
    world.bank.add(bought)
    await sync()
    expect(await entries()).toHaveLength(1)
  })

  it('is the same whether a sync lists what it stores or all is listed anew', async () => {
    const { householdId } = world.key
    world.bank.add(purchase('t1'), purchase('t2', { pending: true }))
    await sync()
    await saveEdit(db, householdId, await idOf(world, 't1'), { title: 'Mine' }, world.now)
    const rule = { all: [{ is: 'text', text: 'harvest' }] }
    await db.prisma.rule.create({
      data: {
        householdId,
        id: newId(world.now),
        name: '',
        position: 1,
        condition: rule,
        changes: { category: 'TRAVEL_LODGING', tags: ['a'] },
        createdAt: world.now,
        updatedAt: world.now,
      },
    })
    world.bank.modify(purchase('t1', { amount: '-7' }))
    world.bank.remove('t2')
    world.bank.add(
      purchase('t3', { pendingPlaidTransactionId: 't2' }),
      purchase('t4', { merchantName: 'Elsewhere' }),
    )
    await sync()
    const listed = await entries()
    expect(listed.map(({ title, category }) => [title, category]).sort()).toEqual([
      ['Elsewhere', 'TRAVEL_LODGING'],
      ['Harvest Market', 'TRAVEL_LODGING'],
      ['Mine', 'TRAVEL_LODGING'],
    ])
    expect(await relistAll(db.prisma, householdId)).toBe(0)
    await db.prisma.entry.deleteMany({ where: { householdId } })
    await relistAll(db.prisma, householdId)
    expect(await entries()).toEqual(listed)
  })

  it('is known to the planner by number once a sync brings much, though nobody has counted before', async () => {
    // As it is after a look of autovacuum's at tables that are just being filled for the first time.
    await db.executeSql("UPDATE pg_class SET reltuples = 0 WHERE relname IN ('transactions', 'entries')")
    world.bank.add(...Array.from({ length: 2_100 }, (_, at) => purchase(`t${at}`)))
    await sync()
    expect(await db.prisma.entry.count({ where: { householdId: world.key.householdId } })).toBe(2_100)
    const { rows } = await db.executeSql(
      "SELECT relname::text AS name FROM pg_class WHERE relname IN ('transactions', 'entries') AND reltuples > 0 ORDER BY 1",
    )
    expect(rows).toEqual([{ name: 'entries' }, { name: 'transactions' }])
  })

  it('is not written anew by a sync that brings nothing new', async () => {
    const bought = purchase('t1')
    world.bank.add(bought)
    await sync()
    const versions = () =>
      db.prisma
        .$queryRaw`SELECT id, xmin::text FROM entries WHERE household_id = ${world.key.householdId}::uuid`
    const before = await versions()
    world.bank.modify(bought)
    await sync()
    await relistAll(db.prisma, world.key.householdId)
    expect(await versions()).toEqual(before)
  })

  it('keeps the parts of a pending transaction that posts with a tip, which goes to the first of them', async () => {
    world.bank.add(purchase('p1', { pending: true, amount: '-54' }))
    await sync()
    await split(await idOf(world, 'p1'), [null, '-20'])
    world.bank.remove('p1')
    world.bank.add(purchase('t1', { pendingPlaidTransactionId: 'p1', amount: '-60' }))
    await sync()
    const parts = await listEntries(db, world.key.householdId, all, null, 10)
    expect(parts.map(({ amount }) => amount).sort()).toEqual(['-20', '-40'])
    expect(new Set(parts.map(({ transactionId }) => transactionId))).toEqual(
      new Set([await idOf(world, 't1')]),
    )
  })

  it('adds up to the transactions to the last digit, whichever way it is cut and however it is split', async () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((value) => value !== 0)
    const bought = fc.record({
      cents,
      day: fc.integer({ min: 0, max: 400 }),
      currency: fc.constantFrom('USD', 'EUR', 'XBT'),
      category: fc.constantFrom(
        'FOOD_AND_DRINK_GROCERIES',
        'INCOME_SALARY',
        'TRANSFER_OUT_SAVINGS',
        'NEW_CODE',
      ),
      parts: fc.array(cents, { maxLength: 4 }),
      excluded: fc.option(fc.boolean()),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(bought, { minLength: 1, maxLength: 12 }), async (list) => {
        world = await syncWorld(db)
        const { householdId } = world.key
        const amount = (value: number) => plain(exact(value).div(1_000_000))
        world.bank.add(
          ...list.map((one, index) =>
            purchase(`t${index}`, {
              amount: amount(one.cents),
              currency: one.currency,
              postedOn: addDays(toCalendarDate('2026-01-01'), one.day),
              categoryPrimary: null,
              categoryDetailed: one.category,
            }),
          ),
        )
        await sync()
        for (const [index, one] of list.entries()) {
          const id = await idOf(world, `t${index}`)
          if (one.parts.length > 0) await split(id, [null, ...one.parts.map(amount)])
          await saveEdit(db, householdId, id, { excluded: one.excluded }, world.now)
        }
        const expected = new Map<string, string>()
        for (const { currency, cents: value } of list)
          expected.set(currency, plain(exact(expected.get(currency) ?? 0).plus(amount(value))))
        const totals = (rows: readonly { currency: string; net: string }[]) => {
          const found = new Map<string, string>()
          for (const { currency, net } of rows)
            found.set(currency, plain(exact(found.get(currency) ?? 0).plus(net)))
          return found
        }
        for (const keys of [['month'], ['category'], ['account'], ['flow'], ['merchant', 'group']] as const)
          expect(totals(await sumEntriesBy(db, householdId, all, keys))).toEqual(expected)
        const sums = await sumEntries(db, householdId, all)
        expect(
          totals(
            sums.map(({ currency, moneyIn, moneyOut }) => ({
              currency,
              net: plain(exact(moneyIn).plus(moneyOut)),
            })),
          ),
        ).toEqual(expected)
        expect(await relistAll(db.prisma, householdId)).toBe(0)
      }),
      { numRuns: 10 },
    )
  }, 90_000)
})
