import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, runsOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { historyOf } from '@/lib/transactions/history'
import type { Database } from './open'
import { testDatabase } from './testing'
import { findSuccessor, listHistory } from './transaction-events'

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
const line = async (plaidTransactionId: string) =>
  listHistory(db, world.key.householdId, await idOf(world, plaidTransactionId))
const history = async (plaidTransactionId: string) => historyOf(await line(plaidTransactionId))
const kinds = async (plaidTransactionId: string) =>
  (await history(plaidTransactionId)).map(({ kind }) => kind)
const events = () =>
  db.prisma.transactionEvent.findMany({
    where: { householdId: world.key.householdId },
    orderBy: { at: 'asc' },
  })

const pending = purchase('p1', { pending: true, amount: '-54', name: 'BLUE HERON' })
const posted = purchase('p2', { pendingPlaidTransactionId: 'p1', amount: '-64.2', name: 'BLUE HERON 77' })

describe('the history of a transaction', () => {
  it('begins with its first report, which costs no row of its own', async () => {
    world.bank.add(purchase('t1'), purchase('t2'))
    await sync()
    world.bank.add(purchase('t3'))
    await sync()
    expect(await events()).toEqual([])
    expect(await history('t3')).toEqual([
      {
        kind: 'reported',
        at: world.now,
        pending: false,
        amount: { amount: '-12.5', currency: 'USD' },
        changes: [],
      },
    ])
  })

  it('tells each field that the bank changed, with what stood there, and by which run', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.modify(
      purchase('t1', { amount: '-0.12345678', merchantName: null, location: { city: 'Salem' } }),
    )
    expect(await sync()).toEqual({ kind: 'done', written: 1 })
    const runId = (await runsOf(world)).at(-1)?.id
    expect(await events()).toMatchObject([
      {
        kind: 'changed',
        runId,
        at: world.now,
        changes: {
          amount: ['-12.5', '-0.12345678'],
          merchant_name: ['Harvest Market', null],
          location: [{ city: 'Boston', lat: 42.36 }, { city: 'Salem' }],
        },
      },
    ])
    const [event] = await events()
    expect(Object.keys(Object(event?.changes)).sort()).toEqual(['amount', 'location', 'merchant_name'])
  })

  it('keeps every digit and never writes a number as a float', async () => {
    world.bank.add(purchase('t1', { amount: '-123456789012345678.0123456789' }))
    await sync()
    world.bank.modify(purchase('t1', { amount: '-100' }))
    await sync()
    expect((await events()).map(({ changes }) => changes)).toEqual([
      { amount: ['-123456789012345678.0123456789', '-100'] },
    ])
  })

  it('says nothing where the bank calls modified what is the same', async () => {
    world.bank.add(purchase('t1'), purchase('t2'))
    await sync()
    world.bank.modify(purchase('t1')).modify(purchase('t2', { amount: '-1' }))
    await sync()
    expect(await events()).toHaveLength(1)
    world.bank.modify(purchase('t1')).modify(purchase('t2', { amount: '-1.00' }))
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await events()).toHaveLength(1)
  })

  it('says nothing of a run that could not be stored', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.modify(purchase('t1', { amount: '-2' })).add(purchase('t2', { amount: '1e30' }))
    await expect(sync()).rejects.toThrow(/numeric/)
    expect(await events()).toEqual([])
  })

  it('tells of removal and restoration, each once, and of what was different then', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.remove('t1')
    await sync()
    await sync()
    world.bank.remove('t1')
    await sync()
    world.bank.add(purchase('t1', { amount: '-9' }))
    await sync()
    expect(await events()).toMatchObject([
      { kind: 'removed', changes: null },
      { kind: 'restored', changes: { amount: ['-12.5', '-9'] } },
    ])
    expect(await kinds('t1')).toEqual(['reported', 'removed', 'restored'])
  })

  it('goes back to the pending one that it replaced, with what became of that', async () => {
    world.bank.add(pending)
    await sync()
    const reportedAt = world.now
    world.bank.modify({ ...pending, amount: '-55' })
    await sync()
    world.bank.add(posted).remove('p1')
    expect(await sync()).toEqual({ kind: 'done', written: 2 })
    expect((await events()).map(({ kind }) => kind)).toEqual(['changed', 'replaced'])
    const [reported, changed, post] = await history('p2')
    expect(reported).toMatchObject({
      kind: 'reported',
      pending: true,
      amount: { amount: '-54' },
      at: reportedAt,
    })
    expect(changed).toMatchObject({ kind: 'changed', pending: true, amount: { amount: '-55' } })
    expect(post).toMatchObject({
      kind: 'posted',
      pending: false,
      at: world.now,
      changes: [
        {
          field: 'amount',
          before: { money: { amount: '-55', currency: 'USD' } },
          after: { money: { amount: '-64.2', currency: 'USD' } },
        },
        { field: 'name', before: { text: 'BLUE HERON' }, after: { text: 'BLUE HERON 77' } },
      ],
    })
    expect(await kinds('p1')).toEqual(['reported', 'changed', 'replaced'])
    expect(await findSuccessor(db, world.key.householdId, 'p1')).toEqual({
      id: await idOf(world, 'p2'),
    })
  })

  it('tells that a pending one was removed first and posted in a later delta', async () => {
    world.bank.add(pending)
    await sync()
    world.bank.remove('p1')
    await sync()
    world.bank.add(posted)
    await sync()
    expect(await kinds('p1')).toEqual(['reported', 'removed', 'replaced'])
    expect(await kinds('p2')).toEqual(['reported', 'removed', 'posted'])
    world.bank.modify({ ...posted, amount: '-70' })
    await sync()
    expect(await kinds('p1')).toEqual(['reported', 'removed', 'replaced'])
    expect(await kinds('p2')).toEqual(['reported', 'removed', 'posted', 'changed'])
  })

  it('tells that one which was there already turned out to post a pending one', async () => {
    world.bank.add(pending, purchase('p2', { amount: '-64.2' }))
    await sync()
    world.bank.modify(posted).remove('p1')
    await sync()
    const entries = await history('p2')
    expect(entries.map(({ kind }) => kind)).toEqual(['reported', 'reported', 'changed'])
    expect(entries.at(-1)?.changes.map(({ field }) => field)).toEqual(['name', 'replaces'])
  })

  it('tells that a transaction posted without another entry', async () => {
    world.bank.add(pending)
    await sync()
    world.bank.modify({ ...pending, pending: false })
    await sync()
    expect(await history('p1')).toMatchObject([
      { kind: 'reported', pending: true },
      { kind: 'posted', pending: false, changes: [] },
    ])
  })

  it('is told in a first import too where that posts what it holds as pending', async () => {
    world.bank.add(pending, posted)
    await sync()
    expect(await kinds('p1')).toEqual(['reported', 'replaced'])
    expect(await kinds('p2')).toEqual(['reported', 'posted'])
  })

  it('ends where a bank says that transactions replace each other', async () => {
    world.bank.add(
      purchase('a', { pendingPlaidTransactionId: 'b' }),
      purchase('b', { pendingPlaidTransactionId: 'a' }),
      purchase('c', { pendingPlaidTransactionId: 'c' }),
    )
    await sync()
    expect((await line('a')).length).toBeLessThan(10)
    expect(await kinds('c')).toEqual(['reported'])
  })

  it('is nothing to a stranger', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.remove('t1')
    await sync()
    const stranger = await syncWorld(db)
    expect(await listHistory(db, stranger.key.householdId, await idOf(world, 't1'))).toEqual([])
    expect(await findSuccessor(db, stranger.key.householdId, 't1')).toBeNull()
  })
})
