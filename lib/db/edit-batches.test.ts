import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { type BulkChange, changeTransactions, undoBatch } from './edit-batches'
import { relist } from './entries'
import type { Database } from './open'
import { testDatabase } from './testing'
import { type EditChange, saveEdit } from './transaction-edits'

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
const household = () => world.key.householdId
const change = (ids: readonly string[], what: BulkChange) =>
  changeTransactions(db, household(), newId(world.now), ids, what, world.now)
const undo = (batchId: string) => undoBatch(db, household(), batchId, world.now)
const edits = () =>
  db.prisma.transactionEdit.findMany({
    where: { householdId: household() },
    orderBy: { transactionId: 'asc' },
  })
const entries = () =>
  db.prisma.entry.findMany({ where: { householdId: household() }, orderBy: { id: 'asc' } })
const three = async () => {
  world.bank.add(purchase('t1'), purchase('t2'), purchase('t3'))
  await sync()
  return Promise.all(['t1', 't2', 't3'].map((id) => idOf(world, id)))
}

const tag = fc.constantFrom('kim', 'Kim', 'work', 'trip')
const someTags = fc.uniqueArray(tag, { maxLength: 3, selector: (one) => one.toLowerCase() })
const edit = fc.record<EditChange>(
  {
    note: fc.constantFrom('', 'dinner'),
    category: fc.constantFrom(null, 'TRAVEL_LODGING'),
    tags: someTags,
    flagged: fc.boolean(),
    title: fc.constantFrom(null, 'The market'),
    transfer: fc.constantFrom(null, true, false),
    excluded: fc.constantFrom(null, true, false),
    reviewed: fc.boolean(),
  },
  { requiredKeys: [] },
)
const bulk = fc.record<BulkChange>(
  {
    category: fc.constantFrom(null, 'FOOD_AND_DRINK_COFFEE'),
    title: fc.constantFrom(null, 'Renamed'),
    addTags: someTags,
    removeTags: someTags,
    reviewed: fc.boolean(),
    flagged: fc.boolean(),
    excluded: fc.constantFrom(null, true, false),
    transfer: fc.constantFrom(null, true, false),
  },
  { requiredKeys: [] },
)

describe('a change of several transactions', () => {
  it('writes what it names and leaves the rest of what was written', async () => {
    const [first = '', second = '', third = ''] = await three()
    await saveEdit(db, household(), first, { note: 'dinner', tags: ['Kim'], flagged: true }, world.now)
    const done = await change([first, second, newId(world.now)], {
      category: 'TRAVEL_LODGING',
      addTags: ['kim', 'trip'],
      reviewed: true,
    })
    expect(done).toMatchObject({ count: 2, split: 0 })
    const rows = new Map((await entries()).map((entry) => [entry.transactionId, entry]))
    expect(rows.get(first)).toMatchObject({
      note: 'dinner',
      flagged: true,
      category: 'TRAVEL_LODGING',
      tags: ['Kim', 'trip'],
      reviewed: true,
    })
    expect(rows.get(second)).toMatchObject({ category: 'TRAVEL_LODGING', tags: ['kim', 'trip'] })
    expect(rows.get(third)).toMatchObject({ tags: [], reviewed: false })
    await change([first, second], { removeTags: ['KIM'] })
    expect((await edits()).map(({ tags }) => tags)).toEqual([['trip'], ['trip']])
  })

  it('leaves the categories of split ones to their parts, and says how many', async () => {
    const [first = '', second = ''] = await three()
    await db.prisma.transactionSplit.createMany({
      data: [null, '-3'].map((amount, position) => ({
        householdId: household(),
        id: newId(world.now),
        transactionId: first,
        position,
        amount,
      })),
    })
    await relist(db.prisma, household(), [first])
    expect(await change([first, second], { category: 'TRAVEL_LODGING' })).toMatchObject({
      count: 1,
      split: 1,
    })
    expect(await change([first, second], { flagged: true })).toMatchObject({ count: 2, split: 0 })
  })

  it('leaves everything as it was before when it is undone, whatever was written before', async () => {
    const ids = await three()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), edit), { maxLength: 4 }),
        fc.array(fc.tuple(fc.subarray(ids), bulk), { minLength: 1, maxLength: 4 }),
        async (written, changes) => {
          for (const [index, what] of written)
            await saveEdit(db, household(), ids[index] ?? '', what, world.now)
          const before = [await edits(), await entries()]
          const batches: string[] = []
          for (const [some, what] of changes) batches.push((await change(some, what)).batchId)
          for (const batchId of batches.toReversed()) expect(await undo(batchId)).not.toBeNull()
          expect([await edits(), await entries()]).toEqual(before)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is undone in the columns that it can write, whatever its stored list of columns says', async () => {
    const [first = ''] = await three()
    const { batchId } = await change([first], { flagged: true })
    await saveEdit(db, household(), first, { note: 'dinner' }, world.now)
    const columns = ['flagged', 'note', 'household_id', 'flagged) VALUES (now()); DELETE FROM rules; --']
    await db.prisma.$executeRaw`
      UPDATE edit_batches SET before = jsonb_set(before, '{columns}', ${JSON.stringify(columns)}::jsonb)
      WHERE household_id = ${household()}::uuid AND id = ${batchId}::uuid`
    expect(await undo(batchId)).toBe(1)
    expect(await edits()).toMatchObject([{ transactionId: first, flagged: false, note: 'dinner' }])
  })

  it('is undone once, and by nobody else', async () => {
    const [first = ''] = await three()
    const { batchId } = await change([first], { flagged: true })
    const other = await syncWorld(db)
    expect(await undoBatch(db, other.key.householdId, batchId, world.now)).toBeNull()
    expect(await change([await idOf(world, 't2')], { flagged: true })).toMatchObject({ count: 1 })
    expect(
      await changeTransactions(
        db,
        other.key.householdId,
        newId(world.now),
        [first],
        { flagged: false },
        world.now,
      ),
    ).toMatchObject({ count: 0 })
    expect(await undo(batchId)).toBe(1)
    expect(await undo(batchId)).toBeNull()
    expect((await edits()).map(({ transactionId }) => transactionId)).toEqual([await idOf(world, 't2')])
  })

  it('keeps what somebody wrote on another field since', async () => {
    const [first = ''] = await three()
    const { batchId } = await change([first], { flagged: true, category: 'TRAVEL_LODGING' })
    await saveEdit(db, household(), first, { note: 'later' }, world.now)
    await undo(batchId)
    expect(await edits()).toMatchObject([{ note: 'later', flagged: false, category: null }])
  })

  it('is undone on the posted transaction when the pending one has posted meanwhile', async () => {
    world.bank.add(purchase('p1', { pending: true, amount: '-54' }))
    await sync()
    const pending = await idOf(world, 'p1')
    await saveEdit(db, household(), pending, { note: 'dinner', tags: ['kim'] }, world.now)
    const { batchId } = await change([pending], { category: 'TRAVEL_LODGING', addTags: ['trip'] })
    world.bank.remove('p1')
    world.bank.add(purchase('p2', { pendingPlaidTransactionId: 'p1', amount: '-64.2' }))
    await sync()
    const posted = await idOf(world, 'p2')
    expect(await edits()).toMatchObject([{ transactionId: posted, category: 'TRAVEL_LODGING' }])
    expect(await undo(batchId)).toBe(1)
    expect(await edits()).toMatchObject([
      { transactionId: posted, note: 'dinner', tags: ['kim'], category: null },
    ])
    expect(await change([pending], { flagged: true })).toMatchObject({ count: 1 })
    expect(await edits()).toMatchObject([{ transactionId: posted, flagged: true }])
  })
})
