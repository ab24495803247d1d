import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { seal } from '@/lib/crypto/seal'
import { listEntries } from '@/lib/db/entry-reads'
import { listItems } from '@/lib/db/item-reads'
import { markNewAccounts, setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import type { Plaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { pass } from '@/lib/sync/testing'
import {
  cleanUpIntents,
  connectItem,
  findDuplicate,
  finishReconnect,
  reconnectToken,
  removeConnection,
} from './link'
import { connect, control, itemOf, itemsAtPlaid, type LinkWorld, linkWorld, silent, visit } from './testing'

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

const rows = () => listEntries(db, world.person.householdId, { all: [] }, null, 10_000)
const intents = () =>
  db.prisma.linkIntent.findMany({
    where: { householdId: world.person.householdId },
    orderBy: { createdAt: 'asc' },
  })

describe('connecting a bank', () => {
  it('imports its whole history, and nowhere in the database stands an access token', async () => {
    const { itemId } = await connect(world, 'First Platypus Bank')
    expect(await itemOf(world, itemId)).toMatchObject({
      health: 'healthy',
      institutionName: 'First Platypus Bank',
    })
    expect((await rows()).length).toBeGreaterThan(500)
    expect(await intents()).toMatchObject([
      { state: 'completed', sealedAccessToken: null, sealedPublicToken: null },
    ])
    const dump = JSON.stringify([
      await db.prisma.item.findMany(),
      await db.prisma.linkIntent.findMany(),
      await db.prisma.syncRun.findMany(),
      (await db.executeSql('SELECT * FROM pgboss.job')).rows,
    ])
    expect(dump).not.toMatch(/access-|public-sandbox/)
  }, 60_000)

  it('knows a login that the person has already, before anything is exchanged', async () => {
    const first = await connect(world)
    const again = await visit(world)
    expect(await findDuplicate(db, world.person.householdId, again)).toMatchObject({ itemId: first.itemId })
    expect(await findDuplicate(db, world.person.householdId, await visit(world, 'Tartan Bank'))).toBeNull()
    const stranger = crypto.randomUUID()
    expect(await findDuplicate(db, stranger, again)).toBeNull()
  })

  it('does not count a connection whose access has ended, which only a new one can follow', async () => {
    const key = await connect(world)
    const state = { health: 'relink', errorCode: 'ITEM_NOT_FOUND' } as const
    await setItemHealth(db.prisma, key, state, world.now)
    expect(await findDuplicate(db, world.person.householdId, await visit(world))).toBeNull()
    const second = await connect(world)
    expect(await findDuplicate(db, world.person.householdId, await visit(world))).toMatchObject({
      itemId: second.itemId,
    })
  })

  it('leaves nothing when Plaid refuses the exchange', async () => {
    const input = {
      ...(await visit(world)),
      publicToken: 'public-sandbox-00000000-0000-0000-0000-000000000000',
    }
    await expect(connectItem(world.context, world.person, input)).rejects.toThrow(BankFailure)
    expect(await listItems(db, world.person.householdId)).toHaveLength(0)
    expect(await intents()).toMatchObject([{ state: 'abandoned', sealedPublicToken: null }])
  })
})

describe('an exchange that a crash cut off', () => {
  async function crashAt(step: 'before the exchange' | 'after the exchange' | 'before the Item is stored') {
    const dead = new Error('the process died')
    const dying: Plaid = {
      ...world.plaid,
      exchange: async (token) => {
        if (step === 'before the exchange') throw dead
        const exchanged = await world.plaid.exchange(token)
        if (step === 'after the exchange') throw dead
        return exchanged
      },
      institution: async () => {
        throw dead
      },
    }
    const input = await visit(world)
    await expect(connectItem({ ...world.context, plaid: dying }, world.person, input)).rejects.toBe(dead)
    pass(world, 6 * 60_000)
    await cleanUpIntents(world.context)
    return intents()
  }

  it('is ended at Plaid when its access token was known', async () => {
    expect(await crashAt('before the Item is stored')).toMatchObject([
      { state: 'abandoned', sealedAccessToken: null },
    ])
    expect(await itemsAtPlaid(world)).toHaveLength(0)
  })

  it('is ended at Plaid when the exchange had not happened yet', async () => {
    expect(await crashAt('before the exchange')).toMatchObject([
      { state: 'abandoned', sealedPublicToken: null },
    ])
    expect(await itemsAtPlaid(world)).toHaveLength(0)
  })

  it('is ended later when Plaid could not be reached for it at first', async () => {
    const input = await visit(world)
    const dead = new Error('the process died')
    const dying: Plaid = {
      ...world.plaid,
      exchange: async () => {
        throw dead
      },
    }
    await expect(connectItem({ ...world.context, plaid: dying }, world.person, input)).rejects.toBe(dead)
    pass(world, 6 * 60_000)
    const halfOffline: Plaid = {
      ...world.plaid,
      removeItem: async () => {
        throw new BankFailure('wait', 'NETWORK', null)
      },
    }
    await cleanUpIntents({ ...world.context, plaid: halfOffline })
    expect(await intents()).toMatchObject([{ state: 'exchanged', finishedAt: null }])
    expect(await itemsAtPlaid(world)).toHaveLength(1)
    await cleanUpIntents(world.context)
    expect(await intents()).toMatchObject([{ state: 'abandoned', sealedAccessToken: null }])
    expect(await itemsAtPlaid(world)).toHaveLength(0)
  })

  it('does not hold up the others when the key that sealed it is gone', async () => {
    const lost = {
      householdId: world.person.householdId,
      userId: world.person.userId,
      state: 'exchanged',
      createdAt: new Date(0),
    }
    await db.prisma.linkIntent.create({
      data: {
        ...lost,
        id: crypto.randomUUID(),
        sealedAccessToken: seal('access-x', 'row', [{ id: 'gone', key: randomBytes(32) }]),
      },
    })
    expect(await crashAt('before the Item is stored')).toMatchObject([
      { state: 'exchanged' },
      { state: 'abandoned' },
    ])
  })

  it('is told to the operator when its access token is lost', async () => {
    expect(await crashAt('after the exchange')).toMatchObject([{ state: 'lost' }])
  })

  it('is left alone while it may still be under way', async () => {
    await db.prisma.linkIntent.create({
      data: {
        householdId: world.person.householdId,
        id: crypto.randomUUID(),
        userId: world.person.userId,
        state: 'started',
        createdAt: world.now,
      },
    })
    await cleanUpIntents(world.context)
    expect(await intents()).toMatchObject([{ state: 'started' }])
  })
})

describe('a reconnect', () => {
  it('keeps the Item, its accounts and every transaction, and exchanges nothing', async () => {
    const key = await connect(world)
    const before = { ids: (await rows()).map(({ id }) => id).sort(), item: await itemOf(world, key.itemId) }
    await control(world, `items/${before.item.plaidItemId}/require-login`)
    await queue.sendSync({ ...key, trigger: 'webhook' })
    await world.worker.drain()
    expect(await itemOf(world, key.itemId)).toMatchObject({
      health: 'sign_in',
      errorCode: 'ITEM_LOGIN_REQUIRED',
    })
    expect(await finishReconnect(world.context, key, false)).toBe('still_broken')

    const linkToken = await reconnectToken(
      world.context,
      { userId: world.person.userId, language: 'en' },
      key,
      false,
    )
    if (!linkToken) throw new Error('There is no such connection')
    await visitLinkOf((request) => world.emulator.fetch(request), linkToken, null)
    expect(await finishReconnect(world.context, key, false)).toBe('mended')
    await world.worker.drain()
    expect(await itemOf(world, key.itemId)).toMatchObject({
      health: 'healthy',
      plaidItemId: before.item.plaidItemId,
      sealedAccessToken: before.item.sealedAccessToken,
    })
    expect((await rows()).map(({ id }) => id).sort()).toEqual(before.ids)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
    expect(await intents()).toHaveLength(1)
  })

  it('forgets accounts that the bank has announced once the person could choose them, and not before', async () => {
    const key = await connect(world)
    await markNewAccounts(db.prisma, key, true)
    await finishReconnect(world.context, key, false)
    expect(await itemOf(world, key.itemId)).toMatchObject({ newAccountsAvailable: true })
    await finishReconnect(world.context, key, true)
    expect(await itemOf(world, key.itemId)).toMatchObject({ newAccountsAvailable: false })
  })

  it('is not for a connection of somebody else', async () => {
    const { itemId } = await connect(world)
    const stranger = { householdId: crypto.randomUUID(), itemId }
    expect(
      await reconnectToken(world.context, { userId: world.person.userId, language: 'en' }, stranger, false),
    ).toBeNull()
    expect(await finishReconnect(world.context, stranger, true)).toBe('not_found')
    expect(await removeConnection(world.context, stranger)).toBe(false)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
  })
})

describe('removing a connection', () => {
  it('ends the access at Plaid and deletes what came of it, and only that', async () => {
    const kept = await connect(world, 'Tartan-Dominion Bank of Canada')
    const keptRows = (await rows()).length
    const key = await connect(world)
    expect(await removeConnection(world.context, key)).toBe(true)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
    expect((await listItems(db, world.person.householdId)).map(({ id }) => id)).toEqual([kept.itemId])
    expect(await rows()).toHaveLength(keptRows)
    expect(await db.prisma.itemLookup.count({ where: { householdId: world.person.householdId } })).toBe(1)
  })

  it('deletes nothing while Plaid cannot be reached', async () => {
    const key = await connect(world)
    const offline: Plaid = {
      ...world.plaid,
      removeItem: async () => {
        throw new BankFailure('wait', 'NETWORK', null)
      },
    }
    await expect(removeConnection({ ...world.context, plaid: offline }, key)).rejects.toThrow('NETWORK')
    expect(await listItems(db, world.person.householdId)).toHaveLength(1)
  })
})
