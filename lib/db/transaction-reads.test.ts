import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'
import { countAlikeEdits, findNeighbours, findTransaction, listRuleNames } from './transaction-reads'
import { saveSplit } from './transaction-splits'

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
const on = (day: string, id: string, pending = false) => {
  const postedOn = toCalendarDate(`2026-03-${day}`)
  return purchase(id, { postedOn, shownOn: postedOn, pending })
}

describe('what stands beside a transaction', () => {
  const beside = async (id: string, condition = {}) => {
    const known = new Map<string | null, string>()
    for (const name of ['a', 'b', 'c', 'd']) known.set(await idOf(world, name), name)
    const found = await findNeighbours(
      db,
      world.key.householdId,
      { all: [], ...condition },
      await idOf(world, id),
    )
    return [known.get(found.previousId) ?? null, known.get(found.nextId) ?? null]
  }

  it('is the newer and the older one of the same list, and nothing at its ends', async () => {
    world.bank.add(on('04', 'a'), on('03', 'b', true), on('02', 'c'), on('01', 'd'))
    await sync()
    expect(await beside('a')).toEqual([null, 'b'])
    expect(await beside('b')).toEqual(['a', 'c'])
    expect(await beside('d')).toEqual(['c', null])
    const posted = { all: [{ is: 'state', state: 'posted' }] }
    expect(await beside('c', posted)).toEqual(['a', 'd'])
    // Also of one that is itself no longer in the list: it was just reviewed.
    expect(await beside('b', posted)).toEqual(['a', 'c'])
  })

  it('is never a part of the same transaction', async () => {
    world.bank.add(on('04', 'a'), on('03', 'b'), on('02', 'c'), on('01', 'd'))
    await sync()
    const parts = [null, '-1', '-2'].map((amount) => ({ amount, category: null, note: '' }))
    await saveSplit(db, world.key.householdId, await idOf(world, 'b'), parts, world.now)
    expect(await beside('b')).toEqual(['a', 'c'])
    expect(await beside('c')).toEqual(['b', 'd'])
  })
})

describe('edits of the same kind', () => {
  it('are counted by what the bank calls the merchant, while they stand', async () => {
    world.bank.add(purchase('t1'), purchase('t2', { merchantName: 'HARVEST market ' }), purchase('t3'))
    await sync()
    const { householdId } = world.key
    const count = () => countAlikeEdits(db, householdId, 'harvest market', 'TRAVEL_LODGING')
    const write = async (id: string, category: string | null) =>
      saveEdit(db, householdId, await idOf(world, id), { category, title: 'Ours' }, world.now)
    await write('t1', 'TRAVEL_LODGING')
    expect(await count()).toBe(1)
    await write('t2', 'TRAVEL_LODGING')
    await write('t3', 'TRAVEL_FLIGHTS')
    expect(await count()).toBe(2)
    const other = await syncWorld(db)
    expect(await countAlikeEdits(db, other.key.householdId, 'harvest market', 'TRAVEL_LODGING')).toBe(0)
    world.bank.remove('t1')
    await sync()
    expect(await count()).toBe(1)
    await write('t2', null)
    expect(await count()).toBe(0)
  })
})

describe('everything about a transaction', () => {
  it('is what the bank, rules and people say of it, each apart', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    const { householdId } = world.key
    const id = await idOf(world, 't1')
    const ruleId = '0192f0c1-2c5b-7cc1-8a6f-2a3b4c5d6e7f'
    await db.prisma.rule.create({
      data: {
        householdId,
        id: ruleId,
        name: 'Coffee',
        position: 0,
        condition: {},
        changes: {},
        createdAt: world.now,
        updatedAt: world.now,
      },
    })
    await db.prisma.ruleOutcome.create({
      data: {
        householdId,
        transactionId: id,
        category: 'FOOD_AND_DRINK_COFFEE',
        ruleIds: [ruleId],
        updatedAt: world.now,
      },
    })
    await saveEdit(db, householdId, id, { category: 'TRAVEL_LODGING' }, world.now)
    expect(await findTransaction(db, householdId, id)).toMatchObject({
      categoryDetailed: 'FOOD_AND_DRINK_GROCERIES',
      ruleOutcome: { category: 'FOOD_AND_DRINK_COFFEE' },
      edit: { category: 'TRAVEL_LODGING' },
    })
    expect(await listRuleNames(db, householdId, [ruleId])).toEqual(['Coffee'])
    const other = await syncWorld(db)
    expect(await findTransaction(db, other.key.householdId, id)).toBeNull()
    expect(await listRuleNames(db, other.key.householdId, [ruleId])).toEqual([])
  })
})
