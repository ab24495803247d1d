import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { INTERNAL_RETRY, retryFor } from '@/lib/bank/retry'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { purchase } from '@/lib/sync/ledger-bank'
import { itemOf, pass, runsOf } from '@/lib/sync/testing'
import { type JobQueue, openQueue } from './queue'
import { type JobWorld, jobWorld } from './testing'

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

const ask = () => queue.sendSync({ ...world.key, trigger: 'person' })
const failWith = (failure: Error) => {
  world.bank.beforePage = () => {
    throw failure
  }
}
const setFailures = (failures: number) =>
  db.prisma.item.updateMany({ where: { householdId: world.key.householdId }, data: { failures } })

/** In how many seconds the next run is planned, by the Item and by the queue. */
async function planned(): Promise<{ told: number | null; queued: number[]; triggers: unknown[] }> {
  const { nextTryAt } = await itemOf(world)
  const { rows } = await db.executeSql(
    `SELECT round(extract(epoch FROM start_after - now()))::int AS seconds, data->>'trigger' AS trigger
     FROM pgboss.job WHERE name = 'sync-item' AND state = 'created' AND data->>'itemId' = '${world.key.itemId}'`,
  )
  const jobs = rows as { seconds: number; trigger: string }[]
  return {
    told: nextTryAt && (nextTryAt.getTime() - world.now.getTime()) / 1_000,
    queued: jobs.map(({ seconds }) => seconds),
    triggers: jobs.map(({ trigger }) => trigger),
  }
}

describe('a run that failed', () => {
  it('is tried again with growing pauses while the bank or Plaid cannot answer', async () => {
    const waits = []
    for (const failures of [0, 1, 2]) {
      failWith(new BankFailure('slow_down', 'TRANSACTIONS_SYNC_LIMIT', 'r', { type: 'RATE_LIMIT_EXCEEDED' }))
      await setFailures(failures)
      await ask()
      await world.worker.drain()
      waits.push((await planned()).told ?? 0)
    }
    const retry = retryFor('slow_down')
    for (const [index, seconds] of waits.entries()) {
      const least = (retry?.firstSeconds ?? 0) * (retry?.factor ?? 0) ** index
      expect(seconds).toBeGreaterThanOrEqual(least)
      expect(seconds).toBeLessThanOrEqual(Math.ceil(least * 1.2))
    }
    const { told, queued, triggers } = await planned()
    // One plan at a time, and the Item tells the truth of it.
    expect(triggers).toEqual(['retry'])
    expect(Math.abs((told ?? 0) - (queued[0] ?? 0))).toBeLessThan(10)
  })

  it('waits as long as Plaid asks, where that is longer', async () => {
    failWith(new BankFailure('slow_down', 'RATE_LIMIT', 'r', { retryAfterSeconds: 3_000 }))
    await ask()
    await world.worker.drain()
    expect((await planned()).told).toBeGreaterThanOrEqual(3_000)
  })

  it('stops where only a person can help, and what was planned is dropped', async () => {
    failWith(new BankFailure('wait', 'INSTITUTION_DOWN', 'r', { type: 'INSTITUTION_ERROR' }))
    await ask()
    await world.worker.drain()
    expect((await planned()).triggers).toEqual(['retry'])
    failWith(new BankFailure('sign_in', 'ITEM_LOGIN_REQUIRED', 'r', { type: 'ITEM_ERROR' }))
    await ask()
    await world.worker.drain()
    expect(await planned()).toEqual({ told: null, queued: [], triggers: [] })
    expect(await itemOf(world)).toMatchObject({ health: 'sign_in', failures: 2 })
    expect(await queue.listDeadLetters(10)).toEqual([])
  })

  it('stops and tells the operator where the installation is at fault', async () => {
    failWith(new BankFailure('operator', 'INVALID_API_KEYS', 'req-9', { type: 'INVALID_INPUT' }))
    await ask()
    await world.worker.drain()
    expect(await planned()).toEqual({ told: null, queued: [], triggers: [] })
    expect(await itemOf(world)).toMatchObject({ health: 'operator' })
    expect(world.logged.filter(([level]) => level === 'error')).toMatchObject([
      ['error', { event: 'operator', code: 'INVALID_API_KEYS', requestId: 'req-9' }],
    ])
  })

  it('by a fault of our own is tried again a few times', async () => {
    failWith(new RangeError('a bug'))
    await ask()
    await world.worker.drain()
    expect((await planned()).told).toBeGreaterThanOrEqual(INTERNAL_RETRY.firstSeconds)
    expect(await itemOf(world)).toMatchObject({ errorCode: 'INTERNAL', failures: 1 })
  })

  it('runs at once when a person asks, and leaves no second run behind', async () => {
    failWith(new BankFailure('wait', 'INSTITUTION_DOWN', 'r'))
    await ask()
    await world.worker.drain()
    world.bank.beforePage = () => {}
    world.bank.add(purchase('t1'))
    pass(world, 1_000)
    await ask()
    await world.worker.drain()
    expect(await runsOf(world)).toMatchObject([{ phase: 'failed' }, { phase: 'done', written: 1 }])
    expect(await planned()).toEqual({ told: null, queued: [], triggers: [] })
    expect(await itemOf(world)).toMatchObject({ failures: 0, nextTryAt: null })
  })

  it('of a connection that was removed meanwhile leaves nothing behind', async () => {
    world.bank.beforePage = async () => {
      await db.prisma.item.deleteMany({ where: { householdId: world.key.householdId } })
      throw new BankFailure('wait', 'NETWORK', null)
    }
    await ask()
    await world.worker.drain()
    await world.makeDue()
    await world.worker.drain()
    expect(await world.jobs('created')).toEqual([])
    expect(await world.jobs('active')).toEqual([])
    expect(await queue.listDeadLetters(10)).toEqual([])
  })
})

describe('history that is still on its way', () => {
  it('is planned for, and the connection says when', async () => {
    world.bank.historyStatus = 'INITIAL_UPDATE_COMPLETE'
    await ask()
    await world.worker.drain()
    expect(await planned()).toMatchObject({ told: 3, triggers: ['follow_up'] })
    await world.makeDue()
    await world.worker.drain()
    expect(await planned()).toMatchObject({ told: 5, triggers: ['follow_up'] })
    world.bank.historyStatus = 'HISTORICAL_UPDATE_COMPLETE'
    await ask()
    await world.worker.drain()
    expect(await planned()).toEqual({ told: null, queued: [], triggers: [] })
  })
})

describe('a dead letter', () => {
  const exhaust = async () => {
    failWith(new BankFailure('wait', 'INSTITUTION_NOT_RESPONDING', 'r', { type: 'INSTITUTION_ERROR' }))
    await setFailures(50)
    await ask()
    await world.worker.drain()
  }

  it('is left when all tries are used up, one to a connection, and says what and when', async () => {
    await exhaust()
    await exhaust()
    expect(await planned()).toEqual({ told: null, queued: [], triggers: [] })
    const { householdId, itemId } = world.key
    expect(await queue.listDeadLetters(10)).toMatchObject([
      {
        householdId,
        itemId,
        trigger: 'person',
        cause: 'INSTITUTION_NOT_RESPONDING',
        failures: 51,
        at: world.now,
      },
    ])
  })

  it('is replayed once, and is gone when the run is good', async () => {
    await exhaust()
    const [letter] = await queue.listDeadLetters(10)
    if (!letter) throw new Error('There is none')
    world.bank.beforePage = () => {}
    pass(world, 1_000)
    expect(await queue.replay(letter.id)).toBe(true)
    expect(await queue.replay(letter.id)).toBe(false)
    expect(await queue.replay('nonsense')).toBe(false)
    await world.worker.drain()
    expect((await runsOf(world)).at(-1)).toMatchObject({ trigger: 'replay', phase: 'done' })
    expect(await queue.listDeadLetters(10)).toEqual([])
  })

  it('is cleared by any later run that is good', async () => {
    await exhaust()
    world.bank.beforePage = () => {}
    await ask()
    await world.worker.drain()
    expect(await queue.listDeadLetters(10)).toEqual([])
  })

  it('goes with its connection', async () => {
    await exhaust()
    expect(await queue.listDeadLetters(10)).toHaveLength(1)
    await db.prisma.item.deleteMany({ where: { householdId: world.key.householdId } })
    expect(await queue.listDeadLetters(10)).toEqual([])
  })

  it('is also what becomes of a job whose processes died again and again', async () => {
    await ask()
    // It can be fetched from the moment after the one in which it was made.
    await expect.poll(async () => (await queue.fetch(1)).length).toBe(1)
    await db.executeSql(
      "UPDATE pgboss.job SET started_on = now() - interval '1 hour', retry_count = 6 WHERE state = 'active'",
    )
    await queue.maintain()
    expect(await queue.listDeadLetters(10)).toMatchObject([
      { itemId: world.key.itemId, cause: 'INTERRUPTED' },
    ])
  })
})
