import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { purchase } from './ledger-bank'
import { readDelta } from './read-delta'
import {
  itemOf,
  pass,
  runsOf,
  type SyncWorld,
  syncAMinuteLater,
  syncNow,
  syncWorld,
  visibleOf,
} from './testing'

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

const stored = (plaidTransactionId: string) =>
  db.prisma.transaction.findUniqueOrThrow({
    where: { householdId_plaidTransactionId: { householdId: world.key.householdId, plaidTransactionId } },
  })

/** The next sync is told everything again. */
const forgetCursor = async () => {
  const { id } = await itemOf(world)
  await db.prisma.item.update({
    where: { householdId_id: { householdId: world.key.householdId, id } },
    data: { cursor: null },
  })
}

const writtenLast = async () => (await runsOf(world)).at(-1)?.written

describe('what is told again', () => {
  it('writes nothing where it is alike, and of the rest what differs, whatever part of a report that is', async () => {
    world.bank.add(...['a', 'b', 'c', 'd'].map((id) => purchase(id)))
    await syncNow(world)
    await forgetCursor()
    expect(await syncAMinuteLater(world)).toEqual({ kind: 'done', written: 0 })

    world.bank.modify(purchase('b', { checkNumber: '17' }))
    world.bank.modify(purchase('c', { location: { city: 'Delft' } }))
    await forgetCursor()
    expect(await syncAMinuteLater(world)).toEqual({ kind: 'done', written: 2 })
    expect(await stored('b')).toMatchObject({ checkNumber: '17', updatedAt: world.now })
    expect(await stored('c')).toMatchObject({ location: { city: 'Delft' } })
    expect((await stored('a')).updatedAt).not.toEqual(world.now)

    // As it was at first: the digest of then is no longer the row's.
    world.bank.modify(purchase('b'))
    expect(await syncAMinuteLater(world)).toEqual({ kind: 'done', written: 1 })
    expect(await stored('b')).toMatchObject({ checkNumber: null })
  })

  it('comes back into sight after it was removed, alike as it is', async () => {
    world.bank.add(purchase('a'), purchase('b'))
    await syncNow(world)
    world.bank.remove('a')
    await syncAMinuteLater(world)
    expect(await visibleOf(world)).toHaveLength(1)
    world.bank.add(purchase('a'))
    await syncAMinuteLater(world)
    expect(await writtenLast()).toBe(1)
    expect(await visibleOf(world)).toHaveLength(2)
  })

  it('is compared in full where nobody knows from what report a row was stored', async () => {
    world.bank.add(purchase('a'), purchase('b'))
    await syncNow(world)
    await db.prisma.transaction.updateMany({
      where: { householdId: world.key.householdId },
      data: { reportDigest: null },
    })
    world.bank.modify(purchase('b', { amount: '-99' }))
    await forgetCursor()
    expect(await syncAMinuteLater(world)).toEqual({ kind: 'done', written: 1 })
    expect(await stored('a')).toMatchObject({ reportDigest: null })
    expect((await stored('b')).reportDigest).not.toBeNull()
  })
})

describe('the next page', () => {
  it('is asked for while the one before is told of', async () => {
    const order: string[] = []
    world.bank.pageSize = 1
    world.bank.add(purchase('a'), purchase('b'))
    world.bank.beforePage = async (page) => void order.push(`page ${page}`)
    await readDelta(world.bank, 'token', null, async () => void order.push('told'))
    expect(order).toEqual(['page 1', 'page 2', 'told', 'told'])
  })

  it('may fail where the read has ended already: what ended it counts', async () => {
    world.bank.pageSize = 1
    world.bank.add(purchase('a'), purchase('b'))
    world.bank.beforePage = async (page) => {
      if (page === 2) throw new BankFailure('wait', 'NETWORK', null)
    }
    const lost = new Error('The lease is lost')
    await expect(readDelta(world.bank, 'token', null, () => Promise.reject(lost))).rejects.toBe(lost)
  })
})

describe('how far a run has come', () => {
  it('is told where a page takes its time, and not of each where many come at once', async () => {
    world.bank.pageSize = 1
    world.bank.add(purchase('a'), purchase('b'), purchase('c'))
    const told: (number | undefined)[] = []
    const accounts = world.bank.accounts.bind(world.bank)
    world.bank.accounts = async () => {
      told.push((await runsOf(world)).at(-1)?.pages)
      return accounts()
    }
    await syncNow(world)
    world.bank.modify(purchase('a')).modify(purchase('b'))
    world.bank.beforePage = () => pass(world, 1_000)
    await syncAMinuteLater(world)
    // The last page is asked for, and so takes its time, before the first is told of.
    expect(told).toEqual([0, 1])
    expect((await runsOf(world)).map(({ pages }) => pages)).toEqual([3, 2])
  })
})
