import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toProductStates } from '@/lib/bank/products'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { exact, plain } from '@/lib/money/money'
import { refreshExtraProducts } from '@/lib/sync/extra-products'
import { pass } from '@/lib/sync/testing'
import { connect, control, itemOf, type LinkWorld, linkWorld, silent } from './testing'

let db: Database
let queue: JobQueue
let world: LinkWorld

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})
beforeEach(async () => {
  world = await linkWorld(db, queue)
})

const holdings = () =>
  db.prisma.holding.findMany({
    where: { householdId: world.person.householdId },
    include: { security: true, account: true },
  })
const liabilities = () =>
  db.prisma.liability.findMany({
    where: { householdId: world.person.householdId },
    include: { account: true },
  })
const statesOf = async (itemId: string) => toProductStates((await itemOf(world, itemId)).productStates)

describe('what a login has beside transactions', () => {
  it('is stored with exact amounts: what is held adds up to the balance of its account', async () => {
    const key = await connect(world, 'Bramblewick Invest')
    await refreshExtraProducts(world.context, key)
    const held = await holdings()
    expect(held.length).toBeGreaterThan(5)
    expect(held.some(({ security }) => security.isCash)).toBe(true)
    for (const name of new Set(held.map(({ account }) => account.name))) {
      const own = held.filter(({ account }) => account.name === name)
      const sum = own.reduce((total, { value }) => plain(exact(total).plus(value)), '0')
      expect(sum).toBe(plain(own[0]?.account.current ?? ''))
    }
    expect(await statesOf(key.itemId)).toMatchObject({
      investments: { state: 'ready', code: null, storedAt: world.now.toISOString() },
      liabilities: { state: 'absent', storedAt: null },
    })
    expect(await liabilities()).toEqual([])
  })

  it('says of a debt what is due when, and at which rate', async () => {
    const key = await connect(world, 'Alderbrook Bank')
    await refreshExtraProducts(world.context, key)
    const owed = await liabilities()
    expect(owed.map(({ kind }) => kind).sort()).toEqual(['credit', 'loan', 'student'])
    for (const liability of owed) {
      expect(liability.nextDueOn).not.toBeNull()
      expect(liability.minimumPayment?.isPositive()).toBe(true)
      expect(JSON.stringify(liability.aprs)).toMatch(/"percentage":\s*"\d+(\.\d+)?"/)
    }
  })

  it('is looked up again only after a while, and then not written where nothing is new', async () => {
    const key = await connect(world, 'Bramblewick Invest')
    await refreshExtraProducts(world.context, key)
    const asked: string[] = []
    world.carry = (path, send) => {
      asked.push(path)
      return send()
    }
    await refreshExtraProducts(world.context, key)
    expect(asked).toEqual([])
    const before = await holdings()
    pass(world, 2 * 3_600_000)
    await refreshExtraProducts(world.context, key)
    expect(asked).toEqual(['/investments/holdings/get'])
    expect(await holdings()).toEqual(before)
  })

  it('stands as it was while the bank cannot be reached, and is asked for again by the next sync', async () => {
    const key = await connect(world, 'Bramblewick Invest')
    await refreshExtraProducts(world.context, key)
    const before = await holdings()
    pass(world, 2 * 3_600_000)
    world.carry = async () => new Response('down', { status: 502 })
    await refreshExtraProducts(world.context, key)
    expect(await holdings()).toEqual(before)
    expect((await statesOf(key.itemId)).investments).toMatchObject({ state: 'failed', code: 'HTTP_502' })
    world.carry = (_path, send) => send()
    await refreshExtraProducts(world.context, key)
    expect((await statesOf(key.itemId)).investments).toMatchObject({ state: 'ready' })
  })

  it('follows a sync, and never makes one fail', async () => {
    world.context.followers = [
      { name: 'broken', run: () => Promise.reject(new Error('on purpose')) },
      { name: 'products', run: refreshExtraProducts },
    ]
    const key = await connect(world, 'Bramblewick Invest')
    expect((await holdings()).length).toBeGreaterThan(5)
    expect(await itemOf(world, key.itemId)).toMatchObject({ failures: 0 })
  })

  it('waits where the bank wants a new login, and goes with the connection', async () => {
    const key = await connect(world, 'Bramblewick Invest')
    const { plaidItemId } = await itemOf(world, key.itemId)
    await control(world, `items/${plaidItemId}/require-login`)
    await refreshExtraProducts(world.context, key)
    expect((await statesOf(key.itemId)).investments).toMatchObject({
      state: 'failed',
      code: 'ITEM_LOGIN_REQUIRED',
    })
    await db.prisma.item.delete({
      where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
    })
    expect(await holdings()).toEqual([])
  })
})
