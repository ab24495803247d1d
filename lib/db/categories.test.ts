import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld, visibleOf } from '@/lib/sync/testing'
import {
  countByCategory,
  createCategory,
  findCategoryUse,
  isCategory,
  listStoredCategories,
  removeCategory,
  saveCategory,
} from './categories'
import type { Database } from './open'
import { editRules } from './rules'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

let db: Database
let world: SyncWorld
let household: string

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
  household = world.key.householdId
  world.bank.add(purchase('t1'), purchase('t2'))
  await syncAMinuteLater(world)
})

const looks = { icon: null, colour: null, kind: null }
const own = async (groupCode: string | null, name = 'Ours') => {
  const code = `OWN_${newId(world.now)}`
  const kind = groupCode === null ? ('transfer' as const) : null
  await createCategory(db, household, code, { ...looks, kind, name, groupCode }, world.now)
  return code
}
const choose = async (id: string, category: string | null) =>
  saveEdit(db, household, await idOf(world, id), { category }, world.now)
const listed = async () =>
  (await visibleOf(world)).map(({ category, categoryGroup, flow }) => ({ category, categoryGroup, flow }))
const BANKS = { category: 'FOOD_AND_DRINK_GROCERIES', categoryGroup: 'FOOD_AND_DRINK', flow: 'spending' }

describe('categories of a household', () => {
  it('belong to the group that the person chose, and count as it says', async () => {
    const group = await own(null)
    const code = await own(group)
    await choose('t1', code)
    expect(await listed()).toContainEqual({ category: code, categoryGroup: group, flow: 'transfer' })
    expect(await saveCategory(db, household, group, { kind: 'income' }, world.now)).toBe(1)
    expect(await listed()).toContainEqual({ category: code, categoryGroup: group, flow: 'income' })
    expect(await saveCategory(db, household, code, { groupCode: 'TRAVEL' }, world.now)).toBe(1)
    expect(await listed()).toContainEqual({ category: code, categoryGroup: 'TRAVEL', flow: 'spending' })
    expect(await countByCategory(db, household)).toEqual(
      new Map([
        [code, 1],
        [BANKS.category, 1],
      ]),
    )
  })

  it('of Plaid’s leave no row behind when all is as the app says again, and list what was moved anew', async () => {
    const { category } = BANKS
    expect(await saveCategory(db, household, category, { name: 'Food', kind: 'transfer' }, world.now)).toBe(2)
    expect(await listed()).toEqual(Array(2).fill({ ...BANKS, flow: 'transfer' }))
    expect(await saveCategory(db, household, category, { name: null }, world.now)).toBe(0)
    expect(await listStoredCategories(db, household)).toHaveLength(1)
    expect(await saveCategory(db, household, category, { kind: null }, world.now)).toBe(2)
    expect(await listStoredCategories(db, household)).toEqual([])
    expect(await listed()).toEqual(Array(2).fill(BANKS))
  })

  it('that are deleted give what they had to another, or back to what the bank says', async () => {
    const first = await own('TRAVEL')
    const second = await own('TRAVEL')
    await choose('t1', first)
    const rule = {
      name: 'R',
      condition: { all: [{ is: 'text' as const, text: 'nothing like it' }] },
      changes: { category: first },
    }
    const create = (id: string) =>
      editRules(
        db,
        household,
        { do: 'create', id, draft: rule },
        { history: false, most: 10, now: world.now },
      )
    await create(newId(world.now))
    expect(await findCategoryUse(db, household, first)).toEqual({
      edits: 1,
      rules: 1,
      budgets: 0,
      categories: 0,
    })
    expect(await removeCategory(db, household, first, second, world.now)).toBe(1)
    expect(await listed()).toContainEqual({ category: second, categoryGroup: 'TRAVEL', flow: 'spending' })
    expect(await db.prisma.rule.findMany({ where: { householdId: household } })).toMatchObject([
      { changes: { category: second } },
    ])
    expect(await removeCategory(db, household, second, null, world.now)).toBe(1)
    expect(await listed()).toEqual(Array(2).fill(BANKS))
    expect(await db.prisma.transactionEdit.count({ where: { householdId: household } })).toBe(0)
    expect(await db.prisma.rule.count({ where: { householdId: household } })).toBe(0)
    expect(await isCategory(db, household, first)).toBe(false)
  })

  it('that were in a group which is deleted go to another; Plaid’s go back to where they were', async () => {
    const group = await own(null)
    const code = await own(group)
    await choose('t1', code)
    await saveCategory(db, household, BANKS.category, { groupCode: group }, world.now)
    expect(new Set((await listed()).map(({ flow }) => flow))).toEqual(new Set(['transfer']))
    expect(await removeCategory(db, household, group, 'TRAVEL', world.now)).toBe(2)
    expect(await listed()).toEqual(
      expect.arrayContaining([BANKS, { category: code, categoryGroup: 'TRAVEL', flow: 'spending' }]),
    )
    expect((await listStoredCategories(db, household)).map(({ code }) => code)).toEqual([code])
  })

  it('can be neither changed nor deleted by another household, nor one of Plaid’s deleted by anybody', async () => {
    const code = await own('TRAVEL')
    const other = (await syncWorld(db)).key.householdId
    expect(await saveCategory(db, other, code, { name: 'Theirs' }, world.now)).toBeNull()
    expect(await removeCategory(db, other, code, null, world.now)).toBeNull()
    expect(await isCategory(db, other, code)).toBe(false)
    expect(await isCategory(db, household, code)).toBe(true)
    await saveCategory(db, household, 'TRAVEL_LODGING', { name: 'Beds' }, world.now)
    expect(await removeCategory(db, household, 'TRAVEL_LODGING', null, world.now)).toBeNull()
  })
})
