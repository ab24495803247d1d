import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './db/open'
import { beginRun, LEASE_MS } from './db/sync-store'
import { testDatabase } from './db/testing'
import { type JobQueue, openQueue } from './jobs/queue'
import { type JobWorld, jobWorld } from './jobs/testing'
import { createPlaid } from './plaid/client'
import { itemOf, runsOf } from './sync/testing'
import { tick } from './tick'

const HOUR_MS = 3_600_000

let db: Database
let queue: JobQueue
let world: JobWorld

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, { info: () => {}, warn: () => {}, error: () => {} })
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})
beforeEach(async () => {
  world = await jobWorld(db, queue)
})

/** Nothing in these tests speaks to Plaid by it: no exchange was forsaken. */
const plaid = createPlaid({
  baseUrl: 'http://127.0.0.1:9',
  clientId: 'none',
  secret: 'none',
  products: ['transactions'],
  countryCodes: ['US'],
  redirectUri: null,
  webhookUrl: null,
})

async function schedule(afterMs: number): Promise<void> {
  world.now = new Date(world.now.getTime() + afterMs)
  await tick({ ...world.jobContext, plaid })
  await world.worker.drain()
}

async function run(): Promise<void> {
  await queue.sendSync({ ...world.key, trigger: 'person' })
  await world.worker.drain()
}

describe('the schedule', () => {
  it('fetches what a lost webhook would have told, once a connection has been quiet for too long', async () => {
    await run()
    await schedule(5 * HOUR_MS)
    expect(await runsOf(world)).toHaveLength(1)
    await schedule(2 * HOUR_MS)
    expect((await runsOf(world)).map(({ trigger }) => trigger)).toEqual(['person', 'schedule'])
  })

  it('looks once a day at a connection that asks for a person, and finds a login that was repaired', async () => {
    world.bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    await run()
    expect(await itemOf(world)).toMatchObject({ health: 'sign_in' })
    await schedule(7 * HOUR_MS)
    expect(await runsOf(world)).toHaveLength(1)
    world.bank.errorCode = null
    await schedule(18 * HOUR_MS)
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('finds out in a day that an access is not gone, as when the installation had wrong keys for a while', async () => {
    await run()
    world.bank.errorCode = 'ITEM_NOT_FOUND'
    await schedule(7 * HOUR_MS)
    await db.prisma.item.updateMany({
      where: { householdId: world.key.householdId },
      data: { health: 'relink' },
    })
    world.bank.errorCode = null
    await schedule(7 * HOUR_MS)
    expect(await itemOf(world)).toMatchObject({ health: 'relink' })
    await schedule(18 * HOUR_MS)
    expect(await itemOf(world)).toMatchObject({ health: 'healthy' })
  })

  it('makes up for a planned run whose job was lost', async () => {
    await run()
    const planned = new Date(world.now.getTime() + 60_000)
    await db.prisma.item.updateMany({
      where: { householdId: world.key.householdId },
      data: { nextTryAt: planned, health: 'sign_in' },
    })
    await schedule(10 * 60_000)
    expect(await runsOf(world)).toHaveLength(1)
    await schedule(10 * 60_000)
    expect(await runsOf(world)).toHaveLength(2)
    expect(await itemOf(world)).toMatchObject({ nextTryAt: null })
  })

  it('closes runs of processes that died, so that nothing shows as running', async () => {
    await beginRun(db, world.key, 'person', world.now)
    await schedule(LEASE_MS + 1)
    expect(await runsOf(world)).toMatchObject([{ phase: 'failed', errorCode: 'INTERRUPTED' }])
  })

  it('forgets the history of runs after ninety days', async () => {
    await run()
    const first = (await runsOf(world))[0]?.id
    expect(first).toBeDefined()
    const ids = async () => (await runsOf(world)).map(({ id }) => id)
    await schedule(89 * 24 * HOUR_MS)
    expect(await ids()).toContain(first)
    await schedule(2 * 24 * HOUR_MS)
    expect(await ids()).not.toContain(first)
  })
})
