import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { countWebhooks, listStuckWebhooks, replayWebhook, storeWebhook } from '@/lib/db/webhook-inbox'
import { itemOf, runsOf } from '@/lib/sync/testing'
import { workInbox } from './inbox'
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

const later = (ms: number) => {
  world.now = new Date(world.now.getTime() + ms)
}
const inbox = () => db.prisma.webhookInbox.findMany({ orderBy: [{ webhookCode: 'asc' }, { outcome: 'asc' }] })

/** Whatever a webhook would change of an Item fails: as it does when a table is locked for too long. */
async function whileItemsCannotBeWritten(work: () => Promise<void>): Promise<void> {
  await db.executeSql('ALTER TABLE items RENAME COLUMN new_accounts_available TO hidden_for_a_test')
  try {
    await work()
  } finally {
    await db.executeSql('ALTER TABLE items RENAME COLUMN hidden_for_a_test TO new_accounts_available')
  }
}

/** The database as a process has it that is held up between reading the inbox and working on what it read. */
function heldUpAfterReading(meanwhile: () => Promise<void>): Database {
  const prisma = new Proxy(db.prisma, {
    get(target, name) {
      if (name === 'itemLookup') {
        return {
          async findMany(query: Prisma.ItemLookupFindManyArgs) {
            const found = await target.itemLookup.findMany(query)
            await meanwhile()
            return found
          },
        }
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...db, prisma }
}

describe('a webhook that cannot be handled', () => {
  it('is kept and tried again after a while, and stops no other', async () => {
    await world.webhook('ITEM', 'NEW_ACCOUNTS_AVAILABLE')
    await world.webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
    await whileItemsCannotBeWritten(async () => {
      for (let drain = 0; drain < 20; drain += 1) await workInbox(world.jobContext)
    })
    expect(await inbox()).toMatchObject([
      { handledAt: null, attempts: 1, outcome: null },
      { outcome: 'sync' },
    ])
    await workInbox(world.jobContext)
    expect((await inbox())[0]).toMatchObject({ handledAt: null, attempts: 1 })
    later(60_000)
    await workInbox(world.jobContext)
    expect((await inbox())[0]).toMatchObject({ outcome: 'new_accounts' })
    expect(await itemOf(world)).toMatchObject({ newAccountsAvailable: true })
  })

  it('is stuck after eight tries, is told to the operator, and can be replayed', async () => {
    await world.webhook('ITEM', 'NEW_ACCOUNTS_AVAILABLE')
    await whileItemsCannotBeWritten(async () => {
      for (let attempt = 0; attempt < 12; attempt += 1) {
        await workInbox(world.jobContext)
        later(2 * 3_600_000)
      }
    })
    const [stuck] = await listStuckWebhooks(db, 10)
    expect(stuck).toMatchObject({ type: 'ITEM', code: 'NEW_ACCOUNTS_AVAILABLE', attempts: 8 })
    expect(world.logged.filter(([level]) => level === 'error')).toHaveLength(8)
    if (!stuck) throw new Error('There is none')
    expect(await replayWebhook(db, stuck.id)).toBe(true)
    expect(await replayWebhook(db, stuck.id)).toBe(false)
    await workInbox(world.jobContext)
    expect(await itemOf(world)).toMatchObject({ newAccountsAvailable: true })
    expect(await listStuckWebhooks(db, 10)).toEqual([])
  })
})

describe('a webhook for an Item that nobody here has', () => {
  const body = { webhook_type: 'TRANSACTIONS', webhook_code: 'SYNC_UPDATES_AVAILABLE' }
  const unknown = {
    deliveryKey: 'unknown',
    type: body.webhook_type,
    code: body.webhook_code,
    plaidItemId: 'not-yet',
    body,
  }

  it('is kept while the Item may be about to be stored, and then handled', async () => {
    await storeWebhook(db, unknown, world.now)
    await workInbox(world.jobContext)
    expect(await inbox()).toMatchObject([{ handledAt: null, attempts: 0 }])
    await db.prisma.itemLookup.create({ data: { plaidItemId: 'not-yet', ...world.key } })
    later(30_000)
    await workInbox(world.jobContext)
    expect(await inbox()).toMatchObject([{ outcome: 'sync' }])
    expect(await world.jobs('created')).toHaveLength(1)
  })

  it('is let go after ten minutes, and one that comes after a removal does no harm', async () => {
    await storeWebhook(db, { ...unknown, plaidItemId: 'never-here' }, world.now)
    await db.prisma.itemLookup.deleteMany({ where: world.key })
    await db.prisma.item.deleteMany({ where: { householdId: world.key.householdId } })
    await world.webhook('ITEM', 'LOGIN_REPAIRED')
    await world.worker.drain()
    later(10 * 60_000)
    await world.worker.drain()
    expect((await inbox()).map(({ outcome }) => outcome)).toEqual(['unknown_item', 'unknown_item'])
    expect(await world.jobs('created')).toEqual([])
  })
})

describe('webhooks', () => {
  it('that come again are counted and change nothing', async () => {
    const body = { webhook_type: 'ITEM', webhook_code: 'NEW_ACCOUNTS_AVAILABLE' }
    const delivery = {
      deliveryKey: 'again',
      type: body.webhook_type,
      code: body.webhook_code,
      plaidItemId: world.plaidItemId,
      body,
    }
    expect(await storeWebhook(db, delivery, world.now)).toBe(true)
    await workInbox(world.jobContext)
    expect(await storeWebhook(db, delivery, world.now)).toBe(false)
    await workInbox(world.jobContext)
    expect(await inbox()).toMatchObject([{ deliveries: 2, outcome: 'new_accounts' }])
  })

  it('are counted by code and by what became of them, those without a meaning too', async () => {
    await world.webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
    await world.webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
    await world.webhook('BRAND_NEW', 'NEVER_HEARD_OF')
    await world.webhook('ASSETS', 'PRODUCT_READY')
    await storeWebhook(
      db,
      { deliveryKey: 'no-item', type: 'LINK', code: 'EVENTS', plaidItemId: null, body: {} },
      world.now,
    )
    await workInbox(world.jobContext)
    expect(await countWebhooks(db)).toEqual([
      {
        type: 'ASSETS',
        code: 'PRODUCT_READY',
        outcome: 'stored',
        count: 1,
        deliveries: 1,
        lastAt: world.now,
      },
      {
        type: 'BRAND_NEW',
        code: 'NEVER_HEARD_OF',
        outcome: 'stored',
        count: 1,
        deliveries: 1,
        lastAt: world.now,
      },
      { type: 'LINK', code: 'EVENTS', outcome: 'stored', count: 1, deliveries: 1, lastAt: world.now },
      {
        type: 'TRANSACTIONS',
        code: 'SYNC_UPDATES_AVAILABLE',
        outcome: 'sync',
        count: 2,
        deliveries: 2,
        lastAt: world.now,
      },
    ])
  })

  it('that come out of order leave the connection as the bank itself says it is', async () => {
    const error = { error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED' } }
    await world.webhook('ITEM', 'LOGIN_REPAIRED')
    await world.worker.drain()
    await world.webhook('ITEM', 'ERROR', error)
    await world.worker.drain()
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', errorCode: null, errorType: null })
    expect((await runsOf(world)).map(({ phase }) => phase)).toEqual(['done', 'done'])

    // The other way round: the repair is old, and the login is broken.
    world.bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    await world.webhook('ITEM', 'ERROR', error)
    await world.webhook('ITEM', 'LOGIN_REPAIRED')
    await world.worker.drain()
    expect(await itemOf(world)).toMatchObject({ health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED' })
  })

  it('that two processes have in hand change the connection once: what a sync has found since stands', async () => {
    await queue.sendSync({ ...world.key, trigger: 'person' })
    await world.worker.drain()
    await world.webhook('ITEM', 'ERROR', {
      error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED' },
    })
    // One process has read the inbox and is held up; the other handles the webhook and asks the bank, which is well.
    await workInbox({ ...world.jobContext, db: heldUpAfterReading(() => world.worker.drain()) })
    expect((await runsOf(world)).map(({ phase }) => phase)).toEqual(['done', 'done'])
    await world.worker.drain()
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('that take one account back close it for that reason', async () => {
    await queue.sendSync({ ...world.key, trigger: 'person' })
    await world.worker.drain()
    await world.webhook('ITEM', 'USER_ACCOUNT_REVOKED', { account_id: 'acc-1' })
    await world.webhook('ITEM', 'USER_ACCOUNT_REVOKED')
    await world.worker.drain()
    expect((await inbox()).map(({ outcome }) => outcome)).toEqual(['account_closed', 'malformed'])
    const accounts = await db.prisma.account.findMany({ where: { householdId: world.key.householdId } })
    expect(accounts).toMatchObject([{ closedAt: world.now, closedBecause: 'revoked' }])
  })
})
