import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { listEntries, sumEntries } from './entry-reads'
import type { Database } from './open'
import { testDatabase } from './testing'
import { type EditChange, listTags, saveEdit } from './transaction-edits'
import { findTransaction } from './transaction-reads'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  world = await syncWorld(db)
})

const sync = () => syncAMinuteLater(world)
const save = async (plaidTransactionId: string, change: EditChange) =>
  saveEdit(db, world.key.householdId, await idOf(world, plaidTransactionId), change, world.now)
const visible = async () =>
  (await listEntries(db, world.key.householdId, { all: [] }, null, 100)).map(
    ({ note, category, tags, flagged }) => ({
      note,
      category: category === purchase('any').categoryDetailed ? null : category,
      tags,
      flagged,
    }),
  )
const edits = () => db.prisma.transactionEdit.count({ where: { householdId: world.key.householdId } })

const NOTHING = { note: '', category: null, tags: [], flagged: false }
const ALL = { note: 'dinner', category: 'TRAVEL_LODGING', tags: ['kim', 'work'], flagged: true }
const pending = purchase('p1', { pending: true, amount: '-54' })
const posted = purchase('p2', { pendingPlaidTransactionId: 'p1', amount: '-64.2' })

describe('what a person writes', () => {
  beforeEach(async () => {
    world.bank.add(purchase('t1'))
    await sync()
  })

  it('is stored part by part, and no part touches another', async () => {
    await save('t1', { note: 'dinner' })
    await save('t1', { tags: ['kim', 'work'] })
    await save('t1', { category: 'TRAVEL_LODGING' })
    await save('t1', { flagged: true })
    expect(await visible()).toEqual([ALL])
    await save('t1', { note: '' })
    expect(await visible()).toEqual([{ ...ALL, note: '' }])
  })

  it('leaves no row behind when all of it is cleared', async () => {
    await save('t1', ALL)
    await save('t1', { note: '', tags: [] })
    expect(await edits()).toBe(1)
    await save('t1', { category: null, flagged: false })
    expect(await edits()).toBe(0)
    await save('t1', { flagged: false })
    expect(await edits()).toBe(0)
    expect(await visible()).toEqual([NOTHING])
  })

  it('stands beside what the bank says, which stays as it is', async () => {
    await save('t1', { category: 'TRAVEL_LODGING' })
    const found = await findTransaction(db, world.key.householdId, await idOf(world, 't1'))
    expect(found).toMatchObject({
      categoryDetailed: 'FOOD_AND_DRINK_GROCERIES',
      edit: { category: 'TRAVEL_LODGING' },
    })
    world.bank.modify(purchase('t1', { categoryDetailed: 'FOOD_AND_DRINK_COFFEE' }))
    await sync()
    expect(await visible()).toMatchObject([{ category: 'TRAVEL_LODGING' }])
  })

  it('is found by the text of a note and of a tag, wildcards being letters like others', async () => {
    await save('t1', { note: 'with Kim', tags: ['100%', 'Summer house'] })
    const count = async (text: string) =>
      (await sumEntries(db, world.key.householdId, { is: 'text', text })).length
    expect([await count('KIM'), await count('summer'), await count('00%')]).toEqual([1, 1, 1])
    expect([await count('winter'), await count('1_0%')]).toEqual([0, 0])
  })

  it('survives a change, the removal and the restoration of the transaction', async () => {
    await save('t1', ALL)
    world.bank.modify(purchase('t1', { amount: '-1' }))
    await sync()
    expect(await visible()).toEqual([ALL])
    world.bank.remove('t1')
    await sync()
    expect(await visible()).toEqual([])
    world.bank.add(purchase('t1'))
    await sync()
    expect(await visible()).toEqual([ALL])
  })

  it('is nothing to a stranger, who can neither write nor find it', async () => {
    await save('t1', ALL)
    const stranger = await syncWorld(db)
    expect(
      await saveEdit(db, stranger.key.householdId, await idOf(world, 't1'), { note: 'theirs' }, world.now),
    ).toBe(false)
    expect(await listTags(db, stranger.key.householdId)).toEqual([])
    expect(await saveEdit(db, world.key.householdId, newId(world.now), { note: 'x' }, world.now)).toBe(false)
    expect(await visible()).toEqual([ALL])
  })

  it('offers the tags in use, the most used first and each once in whatever case', async () => {
    world.bank.add(purchase('t2'), purchase('t3'))
    await sync()
    await save('t1', { tags: ['Work', 'kim'] })
    await save('t2', { tags: ['work'] })
    await save('t3', { tags: ['abroad'] })
    const tags = await listTags(db, world.key.householdId)
    expect(tags.map((tag) => tag.toLowerCase())).toEqual(['work', 'abroad', 'kim'])
  })
})

describe('what was written on a pending transaction', () => {
  beforeEach(async () => {
    world.bank.add(pending)
    await sync()
  })

  it('is all on the posted one when that comes with the removal', async () => {
    await save('p1', ALL)
    world.bank.add(posted).remove('p1')
    await sync()
    expect(await visible()).toEqual([ALL])
    expect(await edits()).toBe(1)
  })

  it('is all there when the removal comes in a later delta, and when it came in an earlier one', async () => {
    await save('p1', ALL)
    world.bank.add(posted)
    await sync()
    expect(await visible()).toEqual([ALL])
    world.bank.remove('p1')
    await sync()
    expect(await visible()).toEqual([ALL])

    world.bank.add(purchase('q1', { pending: true, shownOn: pending.shownOn }))
    await sync()
    await save('q1', { tags: ['later'] })
    world.bank.remove('q1')
    await sync()
    expect(await visible()).toEqual([ALL])
    world.bank.add(purchase('q2', { pendingPlaidTransactionId: 'q1' }))
    await sync()
    expect(await visible()).toHaveLength(2)
    expect(await visible()).toContainEqual({ ...NOTHING, tags: ['later'] })
  })

  it('joins what is on the posted one already: nothing of either side is lost', async () => {
    world.bank.add(purchase('p2', { amount: '-64.2' }))
    await sync()
    await save('p1', { note: 'older', category: 'TRAVEL_LODGING', tags: ['kim', 'Work'], flagged: true })
    await save('p2', { note: 'newer', category: 'TRAVEL_FLIGHTS', tags: ['work', 'abroad'] })
    world.bank.modify(posted).remove('p1')
    await sync()
    expect(await visible()).toEqual([
      { note: 'newer\nolder', category: 'TRAVEL_FLIGHTS', tags: ['kim', 'Work', 'abroad'], flagged: true },
    ])
  })

  it('fills what is empty on the posted one, without an empty line', async () => {
    world.bank.add(purchase('p2', { amount: '-64.2' }))
    await sync()
    await save('p1', { note: 'older', category: 'TRAVEL_LODGING' })
    await save('p2', { flagged: true })
    world.bank.modify(posted).remove('p1')
    await sync()
    expect(await visible()).toEqual([{ note: 'older', category: 'TRAVEL_LODGING', tags: [], flagged: true }])
  })

  it('does not come back once it was cleared on the posted one', async () => {
    await save('p1', ALL)
    world.bank.add(posted).remove('p1')
    await sync()
    await save('p2', NOTHING)
    world.bank.modify({ ...posted, amount: '-65' })
    await sync()
    world.bank.remove('p2')
    await sync()
    world.bank.add(posted)
    await sync()
    expect(await visible()).toEqual([NOTHING])
  })

  it('goes to the posted one when it is saved a moment after that came, and to the last of several', async () => {
    const opened = await idOf(world, 'p1')
    world.bank.add(posted).remove('p1')
    await sync()
    expect(await saveEdit(db, world.key.householdId, opened, { note: 'in time' }, world.now)).toBe(true)
    expect(await visible()).toEqual([{ ...NOTHING, note: 'in time' }])
    world.bank.add(purchase('p3', { pendingPlaidTransactionId: 'p2' })).remove('p2')
    await sync()
    expect(await visible()).toEqual([{ ...NOTHING, note: 'in time' }])
    await saveEdit(db, world.key.householdId, opened, { tags: ['still'] }, world.now)
    expect(await visible()).toEqual([{ ...NOTHING, note: 'in time', tags: ['still'] }])
  })

  it('is not lost when it is being written while the posted ones are being stored', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index)
    world.bank.add(...numbers.map((index) => purchase(`a${index}`, { pending: true })))
    await sync()
    const opened = await Promise.all(numbers.map((index) => idOf(world, `a${index}`)))
    for (const index of numbers)
      world.bank.add(purchase(`b${index}`, { pendingPlaidTransactionId: `a${index}` })).remove(`a${index}`)
    await Promise.all([
      sync(),
      ...opened.map((id, index) => saveEdit(db, world.key.householdId, id, { note: `${index}` }, world.now)),
    ])
    expect((await visible()).map(({ note }) => note).sort()).toEqual(
      ['', ...numbers.map((index) => `${index}`)].sort(),
    )
  })

  it('passes through several steps of one delta', async () => {
    await save('p1', ALL)
    world.bank.add(
      purchase('p3', { pendingPlaidTransactionId: 'p2' }),
      purchase('p2', { pending: true, pendingPlaidTransactionId: 'p1' }),
    )
    await sync()
    expect(await visible()).toEqual([ALL])
    expect(await edits()).toBe(1)
  })

  it('moves on when the bank removes the posted one and posts the pending one again', async () => {
    await save('p1', ALL)
    world.bank.add(posted).remove('p1')
    await sync()
    world.bank.add(purchase('p4', { pendingPlaidTransactionId: 'p1' })).remove('p2')
    await sync()
    expect(await visible()).toEqual([ALL])
  })

  it('comes back to it when the bank takes the posting back', async () => {
    await save('p1', ALL)
    world.bank.add(posted).remove('p1')
    await sync()
    world.bank.remove('p2').add(pending)
    await sync()
    expect(await visible()).toEqual([ALL])
  })

  it('stays where it is when a transaction merely looks alike', async () => {
    await save('p1', { note: 'mine' })
    world.bank.add(purchase('p9', { amount: '-54' }))
    await sync()
    expect((await visible()).map(({ note }) => note).sort()).toEqual(['', 'mine'])
  })

  it('is not lost where a bank says that transactions replace each other', async () => {
    await save('p1', { note: 'mine' })
    world.bank
      .modify({ ...pending, pendingPlaidTransactionId: 'p2' })
      .add(purchase('p2', { pendingPlaidTransactionId: 'p1' }))
    await sync()
    expect(await edits()).toBe(1)
  })
})
