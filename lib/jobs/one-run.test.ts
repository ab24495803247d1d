import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '@/lib/db/open'
import { testDatabase, withName } from '@/lib/db/testing'
import { purchase } from '@/lib/sync/ledger-bank'
import { itemOf, pass, runsOf } from '@/lib/sync/testing'
import { workInbox } from './inbox'
import { type JobQueue, openQueue } from './queue'
import { jobWorld } from './testing'
import { createWorker } from './worker'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

let first: Database
let second: Database
let queues: [JobQueue, JobQueue]

/** A second pool on the same server; the embedded database has one connection, which both share. */
async function again(db: Database): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) return db
  const { rows } = await db.executeSql('SELECT current_database() AS name')
  const [row] = rows as { name: string }[]
  return openDatabase({ kind: 'postgres', url: withName(server, row?.name ?? '') })
}

beforeAll(async () => {
  first = await testDatabase()
  second = await again(first)
  queues = [await openQueue(first, silent), await openQueue(second, silent)]
})
afterAll(async () => {
  for (const queue of queues) await queue.stop()
  if (second !== first) await second.close()
  await first.close()
})

/** Two servers on one database, at one connection; the bank notes how many runs read from it at a time. */
async function twoServers() {
  const [queue, other] = queues
  const world = await jobWorld(first, queue)
  let reading = 0
  let most = 0
  const transactionsPage = world.bank.transactionsPage.bind(world.bank)
  world.bank.transactionsPage = async (token, cursor) => {
    reading += 1
    most = Math.max(most, reading)
    try {
      // Time for the other server to come in between.
      await first.executeSql('SELECT 1')
      return await transactionsPage(token, cursor)
    } finally {
      reading -= 1
    }
  }
  world.bank.add(...Array.from({ length: 60 }, (_, index) => purchase(`t${index}`)))
  const workers = [world.worker, createWorker({ ...world.jobContext, db: second, queue: other })] as const
  return { world, workers, mostAtOnce: () => most }
}

const drainAll = async (workers: readonly { drain(): Promise<void> }[]) => {
  await Promise.all(workers.flatMap((worker) => [worker.drain(), worker.drain(), worker.drain()]))
}

describe('one connection', () => {
  it('has one run at a time, however many ask and however many servers work', async () => {
    const { world, workers, mostAtOnce } = await twoServers()
    const [queue, other] = queues
    const asking = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? queue : other).sendSync({ ...world.key, trigger: index % 3 ? 'person' : 'webhook' }),
    )
    await Promise.all([...asking, drainAll(workers)])
    await world.makeDue()
    await drainAll(workers)

    expect(mostAtOnce()).toBe(1)
    const where = { householdId: world.key.householdId }
    expect(await first.prisma.transaction.count({ where })).toBe(60)
    expect(await first.prisma.account.count({ where })).toBe(1)
    const runs = await runsOf(world)
    expect(runs.every(({ phase }) => phase === 'done')).toBe(true)
    expect(runs.map(({ written }) => written).filter((written) => written > 0)).toEqual([60])
    expect(await itemOf(world)).toMatchObject({ leaseUntil: null, failures: 0 })
    expect(await world.jobs('active')).toEqual([])
  })

  it('has one run for fifty triggers that came before any was worked on', async () => {
    const { world, workers } = await twoServers()
    const [queue, other] = queues
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? queue : other).sendSync({ ...world.key, trigger: 'person' }),
      ),
    )
    await drainAll(workers)
    expect(await runsOf(world)).toHaveLength(1)
  })

  it('has at most two runs for a burst of fifty webhooks, also when they come while a run is at work', async () => {
    const { world, workers, mostAtOnce } = await twoServers()
    await world.webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
    world.bank.beforePage = async (page) => {
      if (page > 1) return
      const burst = Array.from({ length: 49 }, () => world.webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE'))
      await Promise.all(burst)
      // Both servers hear of them, and one of them is at work already.
      await Promise.all([workInbox(world.jobContext), workers[1].drain(), workers[1].drain()])
    }
    // Of the first: what drains waits for the runs of its own server.
    await Promise.all([workers[0].drain(), workers[0].drain()])
    await world.makeDue()
    await drainAll(workers)
    expect((await runsOf(world)).length).toBeLessThanOrEqual(2)
    expect(mostAtOnce()).toBe(1)
    expect(await first.prisma.webhookInbox.count({ where: { outcome: 'sync' } })).toBe(50)
  })

  it('that was asked for while a run was at work is run again as soon as that has ended', async () => {
    const { world, workers } = await twoServers()
    let asked = false
    world.bank.beforePage = async () => {
      if (asked) return
      asked = true
      pass(world, 1_000)
      await queues[0].sendSync({ ...world.key, trigger: 'person' })
      // The other server finds the connection taken.
      await workers[1].drain()
    }
    await queues[0].sendSync({ ...world.key, trigger: 'webhook' })
    await workers[0].drain()
    expect((await runsOf(world)).map(({ trigger }) => trigger)).toEqual(['webhook', 'person'])
  })
})
