import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { purchase } from './ledger-bank'
import { idOf, type SyncWorld, syncNow, syncWorld, visibleOf } from './testing'

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

const sync = () => syncNow(world)
const visible = () => visibleOf(world)
const write = async (plaidTransactionId: string, note: string) =>
  saveEdit(db, world.key.householdId, await idOf(world, plaidTransactionId), { note }, world.now)

describe('a pending transaction that posts', () => {
  const pending = purchase('p1', { pending: true, amount: '-54', name: 'BLUE HERON' })
  const posted = purchase('p2', { pendingPlaidTransactionId: 'p1', amount: '-64.2' })

  it('hands what was written on it to the posted one, and leaves the list', async () => {
    world.bank.add(pending)
    await sync()
    await write('p1', 'dinner with Kim')
    world.bank.add(posted).remove('p1')
    await sync()
    expect(await visible()).toMatchObject([
      { pending: false, note: 'dinner with Kim', amount: '-64.2', replacedAmount: '-54' },
    ])
  })

  it('does so when the removal comes in a later delta than the posted one, and the other way round', async () => {
    world.bank.add(pending)
    await sync()
    await write('p1', 'dinner')
    world.bank.add(posted)
    await sync()
    expect(await visible()).toMatchObject([{ note: 'dinner' }])
    world.bank.remove('p1')
    await sync()
    expect(await visible()).toMatchObject([{ note: 'dinner' }])

    world.bank.add(purchase('p3', { pending: true }))
    await sync()
    await write('p3', 'later')
    world.bank.remove('p3')
    await sync()
    world.bank.add(purchase('p4', { pendingPlaidTransactionId: 'p3' }))
    await sync()
    expect((await visible()).map(({ note }) => note).sort()).toEqual(['dinner', 'later'])
  })

  it('does not bring back a note that was cleared on the posted one', async () => {
    world.bank.add(pending)
    await sync()
    await write('p1', 'dinner')
    world.bank.add(posted).remove('p1')
    await sync()
    await write('p2', '')
    world.bank.modify({ ...posted, amount: '-65' })
    await sync()
    expect(await visible()).toMatchObject([{ note: '', amount: '-65' }])
  })

  it('keeps both notes when both have one', async () => {
    world.bank.add(pending, purchase('p2', { amount: '-64.2' }))
    await sync()
    await write('p1', 'on the pending one')
    await write('p2', 'on the posted one')
    world.bank.modify(posted).remove('p1')
    await sync()
    expect(await visible()).toMatchObject([{ note: 'on the posted one\non the pending one' }])
  })

  it('takes the note along that is saved a moment after it posted', async () => {
    world.bank.add(pending)
    await sync()
    const opened = await idOf(world, 'p1')
    world.bank.add(posted).remove('p1')
    await sync()
    expect(await saveEdit(db, world.key.householdId, opened, { note: 'just in time' }, world.now)).toBe(true)
    expect(await visible()).toMatchObject([{ pending: false, note: 'just in time' }])
  })

  it('is not taken for another that merely looks alike', async () => {
    world.bank.add(pending)
    await sync()
    await write('p1', 'mine')
    world.bank.add(purchase('t9', { amount: '-54', name: 'BLUE HERON' }))
    await sync()
    expect((await visible()).map(({ note }) => note).sort()).toEqual(['', 'mine'])
  })
})
