import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { summariseEntries } from './entry-reads'
import { foldEntrySums, isSummed } from './entry-sums'
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
  for (let number = 1; number <= 30; number++) world.bank.add(some(number))
  await syncAMinuteLater(world)
})

const some = (number: number, amount = `${number % 3 === 0 ? '' : '-'}${number}.${number % 10}1`) =>
  purchase(`t${number}`, { amount, pending: number % 7 === 0 })

const EVERYTHING: EntryCondition = { all: [] }
/** Finds everything as well, and can be asked of the entries alone. */
const ASKED_OF_ENTRIES: EntryCondition = { is: 'listed', from: null, to: null }

const household = () => world.key.householdId

/** What is kept, held against what the entries come to now. */
async function expectToAgree(): Promise<void> {
  for (const narrow of [
    EVERYTHING,
    { is: 'state', state: 'pending' },
    { is: 'state', state: 'posted' },
    { not: { is: 'reviewed' } },
    { is: 'currency', currency: 'USD' },
  ] satisfies EntryCondition[]) {
    const kept = await summariseEntries(db, household(), EVERYTHING, narrow)
    expect(kept).toEqual(await summariseEntries(db, household(), ASKED_OF_ENTRIES, narrow))
  }
}

const rowsKept = async () => {
  const { rows } = await db.executeSql(
    'SELECT count(*)::int AS count FROM derived.entry_sums WHERE household_id = $1::uuid',
    [household()],
  )
  return (rows as { count: number }[])[0]?.count ?? 0
}

describe('the sums that are kept of entries', () => {
  it('follow what a bank adds, changes, posts and takes back', async () => {
    await expectToAgree()
    world.bank.add(some(31))
    world.bank.modify(some(4, '-400.40'))
    world.bank.modify(some(5, '55.50'))
    world.bank.remove('t6')
    world.bank.remove('t7')
    await syncAMinuteLater(world)
    await expectToAgree()
    const { all } = await summariseEntries(db, household(), EVERYTHING, EVERYTHING)
    expect(all).toBe(29)
  })

  it('follow what a person says', async () => {
    await saveEdit(db, household(), await idOf(world, 't1'), { reviewed: true }, world.now)
    await saveEdit(db, household(), await idOf(world, 't2'), { note: 'changes no sum' }, world.now)
    await expectToAgree()
    const { unreviewed } = await summariseEntries(db, household(), EVERYTHING, EVERYTHING)
    expect(unreviewed).toBe(29)
    await saveEdit(db, household(), await idOf(world, 't1'), { reviewed: false }, world.now)
    await expectToAgree()
  })

  it('are nothing once the entries are gone, with whatever they hung on', async () => {
    await db.prisma.item.deleteMany({ where: { householdId: household() } })
    expect(await summariseEntries(db, household(), EVERYTHING, EVERYTHING)).toEqual({
      sums: [],
      all: 0,
      pending: 0,
      unreviewed: 0,
    })
  })

  it('are not written where a change touches no sum', async () => {
    const before = await rowsKept()
    await saveEdit(db, household(), await idOf(world, 't2'), { note: 'changes no sum' }, world.now)
    expect(await rowsKept()).toBe(before)
  })

  it('are the same after many changes were put into few, two at a time', async () => {
    const id = await idOf(world, 't1')
    for (let turn = 0; turn < 60; turn++)
      await db.prisma.$transaction(async (tx) => {
        for (const reviewed of [true, false])
          await tx.entry.updateMany({ where: { householdId: household(), id }, data: { reviewed } })
      })
    expect(await rowsKept()).toBeGreaterThan(200)
    await Promise.all([
      foldEntrySums(db),
      foldEntrySums(db),
      saveEdit(db, household(), id, { reviewed: true }, world.now),
    ])
    expect(await rowsKept()).toBeLessThan(20)
    await expectToAgree()
  })

  it('are asked only what they know', () => {
    expect(isSummed({ all: [{ is: 'account', ids: ['a'] }, { not: { is: 'reviewed' } }] })).toBe(true)
    expect(isSummed({ any: [{ is: 'state', state: 'pending' }, { is: 'flagged' }] })).toBe(false)
    expect(isSummed({ not: { is: 'text', text: 'coffee' } })).toBe(false)
  })
})
