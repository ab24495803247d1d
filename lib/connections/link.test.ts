import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { seal } from '@/lib/crypto/seal'
import { listItems } from '@/lib/db/item-reads'
import { markNewAccounts, setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { listTransactionRows } from '@/lib/db/transaction-reads'
import { createUser } from '@/lib/db/users'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { createWorker, type Worker, type WorkerContext } from '@/lib/jobs/worker'
import { createPlaid, type Plaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { memoryStore } from '@/lib/plaid-emulator/store'
import {
  cleanUpIntents,
  connectItem,
  findDuplicate,
  finishReconnect,
  type LinkContext,
  reconnectToken,
  removeConnection,
} from './link'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }

let db: Database
let queue: JobQueue
let emulator: Emulator
let plaid: Plaid
let context: LinkContext & WorkerContext
let worker: Worker
let person: { userId: string; householdId: string }
let now: Date
let people = 0

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})

beforeEach(async () => {
  now = new Date('2026-03-03T12:00:00Z')
  people += 1
  emulator = createEmulator({
    store: memoryStore(),
    now: () => now,
    fetch: async () => new Response(null, { status: 200 }),
    authorizeControl: () => true,
  })
  plaid = createPlaid({
    baseUrl: 'http://127.0.0.1',
    clientId: 'client',
    secret: 'secret',
    products: ['transactions'],
    countryCodes: ['US', 'CA', 'GB', 'NL'],
    redirectUri: null,
    webhookUrl: 'http://127.0.0.1/webhook',
    fetch: (request) => emulator.fetch(request),
  })
  const clock = { now: () => now }
  const sleep = async (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  context = {
    db,
    plaid,
    bank: plaid,
    clock,
    queue,
    tokenKeys,
    log: silent,
    webhookUrl: plaid.webhookUrl,
    sleep,
  }
  worker = createWorker(context)
  const created = await createUser(
    db,
    { email: `linker-${people}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' },
    now,
  )
  if (!created) throw new Error('The person is there already')
  person = created
})

/** The smallest of the pretend banks, unless a test wants another. */
async function visit(institution = 'Northlight Bitcoin Wallet') {
  const linkToken = await plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const done = await visitLinkOf((request) => emulator.fetch(request), linkToken, institution)
  return { ...done, anotherLogin: false }
}

async function connect(institution?: string) {
  const key = await connectItem(context, person, await visit(institution))
  now = new Date(now.getTime() + 10_000)
  await worker.drain()
  return key
}

const control = (path: string) =>
  emulator.fetch(new Request(`http://127.0.0.1/emulator/${path}`, { method: 'POST', body: '{}' }))
const emulatedItems = async (): Promise<unknown[]> =>
  (await (await emulator.fetch(new Request('http://127.0.0.1/emulator/items'))).json()).items
const rows = () =>
  listTransactionRows(db, person.householdId, { state: 'all', accountId: null, text: null }, null, 10_000)
const intents = () =>
  db.prisma.linkIntent.findMany({ where: { householdId: person.householdId }, orderBy: { createdAt: 'asc' } })
const item = (itemId: string) =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: person.householdId, id: itemId } },
  })

describe('connecting a bank', () => {
  it('imports its whole history, and nowhere in the database stands an access token', async () => {
    const { itemId } = await connect('First Platypus Bank')
    expect(await item(itemId)).toMatchObject({ health: 'healthy', institutionName: 'First Platypus Bank' })
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
    const first = await connect()
    const again = await visit()
    expect(await findDuplicate(db, person.householdId, again)).toMatchObject({ itemId: first.itemId })
    expect(await findDuplicate(db, person.householdId, await visit('Tartan Bank'))).toBeNull()
    const stranger = crypto.randomUUID()
    expect(await findDuplicate(db, stranger, again)).toBeNull()
  })

  it('does not count a connection whose access has ended, which only a new one can follow', async () => {
    const key = await connect()
    const state = { health: 'relink', errorCode: 'ITEM_NOT_FOUND' } as const
    await setItemHealth(db.prisma, key, state, now)
    expect(await findDuplicate(db, person.householdId, await visit())).toBeNull()
    const second = await connect()
    expect(await findDuplicate(db, person.householdId, await visit())).toMatchObject({
      itemId: second.itemId,
    })
  })

  it('leaves nothing when Plaid refuses the exchange', async () => {
    const input = { ...(await visit()), publicToken: 'public-sandbox-00000000-0000-0000-0000-000000000000' }
    await expect(connectItem(context, person, input)).rejects.toThrow(BankFailure)
    expect(await listItems(db, person.householdId)).toHaveLength(0)
    expect(await intents()).toMatchObject([{ state: 'abandoned', sealedPublicToken: null }])
  })
})

describe('an exchange that a crash cut off', () => {
  async function crashAt(step: 'before the exchange' | 'after the exchange' | 'before the Item is stored') {
    const dead = new Error('the process died')
    const dying: Plaid = {
      ...plaid,
      exchange: async (token) => {
        if (step === 'before the exchange') throw dead
        const exchanged = await plaid.exchange(token)
        if (step === 'after the exchange') throw dead
        return exchanged
      },
      institution: async () => {
        throw dead
      },
    }
    const input = await visit()
    await expect(connectItem({ ...context, plaid: dying }, person, input)).rejects.toBe(dead)
    now = new Date(now.getTime() + 6 * 60_000)
    await cleanUpIntents(context)
    return intents()
  }

  it('is ended at Plaid when its access token was known', async () => {
    expect(await crashAt('before the Item is stored')).toMatchObject([
      { state: 'abandoned', sealedAccessToken: null },
    ])
    expect(await emulatedItems()).toHaveLength(0)
  })

  it('is ended at Plaid when the exchange had not happened yet', async () => {
    expect(await crashAt('before the exchange')).toMatchObject([
      { state: 'abandoned', sealedPublicToken: null },
    ])
    expect(await emulatedItems()).toHaveLength(0)
  })

  it('is ended later when Plaid could not be reached for it at first', async () => {
    const input = await visit()
    const dead = new Error('the process died')
    const dying: Plaid = {
      ...plaid,
      exchange: async () => {
        throw dead
      },
    }
    await expect(connectItem({ ...context, plaid: dying }, person, input)).rejects.toBe(dead)
    now = new Date(now.getTime() + 6 * 60_000)
    const halfOffline: Plaid = {
      ...plaid,
      removeItem: async () => {
        throw new BankFailure('wait', 'NETWORK', null)
      },
    }
    await cleanUpIntents({ ...context, plaid: halfOffline })
    expect(await intents()).toMatchObject([{ state: 'exchanged', finishedAt: null }])
    expect(await emulatedItems()).toHaveLength(1)
    await cleanUpIntents(context)
    expect(await intents()).toMatchObject([{ state: 'abandoned', sealedAccessToken: null }])
    expect(await emulatedItems()).toHaveLength(0)
  })

  it('does not hold up the others when the key that sealed it is gone', async () => {
    const lost = {
      householdId: person.householdId,
      userId: person.userId,
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
        householdId: person.householdId,
        id: crypto.randomUUID(),
        userId: person.userId,
        state: 'started',
        createdAt: now,
      },
    })
    await cleanUpIntents(context)
    expect(await intents()).toMatchObject([{ state: 'started' }])
  })
})

describe('a reconnect', () => {
  it('keeps the Item, its accounts and every transaction, and exchanges nothing', async () => {
    const key = await connect()
    const before = { ids: (await rows()).map(({ id }) => id).sort(), item: await item(key.itemId) }
    await control(`items/${before.item.plaidItemId}/require-login`)
    await queue.sendSync({ ...key, trigger: 'webhook' })
    await worker.drain()
    expect(await item(key.itemId)).toMatchObject({ health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED' })
    expect(await finishReconnect(context, key, false)).toBe('still_broken')

    const linkToken = await reconnectToken(context, { userId: person.userId, language: 'en' }, key, false)
    if (!linkToken) throw new Error('There is no such connection')
    await visitLinkOf((request) => emulator.fetch(request), linkToken, null)
    expect(await finishReconnect(context, key, false)).toBe('mended')
    await worker.drain()
    expect(await item(key.itemId)).toMatchObject({
      health: 'healthy',
      plaidItemId: before.item.plaidItemId,
      sealedAccessToken: before.item.sealedAccessToken,
    })
    expect((await rows()).map(({ id }) => id).sort()).toEqual(before.ids)
    expect(await emulatedItems()).toHaveLength(1)
    expect(await intents()).toHaveLength(1)
  })

  it('forgets accounts that the bank has announced once the person could choose them, and not before', async () => {
    const key = await connect()
    await markNewAccounts(db.prisma, key, true)
    await finishReconnect(context, key, false)
    expect(await item(key.itemId)).toMatchObject({ newAccountsAvailable: true })
    await finishReconnect(context, key, true)
    expect(await item(key.itemId)).toMatchObject({ newAccountsAvailable: false })
  })

  it('is not for a connection of somebody else', async () => {
    const { itemId } = await connect()
    const stranger = { householdId: crypto.randomUUID(), itemId }
    expect(
      await reconnectToken(context, { userId: person.userId, language: 'en' }, stranger, false),
    ).toBeNull()
    expect(await finishReconnect(context, stranger, true)).toBe('not_found')
    expect(await removeConnection(context, stranger)).toBe(false)
    expect(await emulatedItems()).toHaveLength(1)
  })
})

describe('removing a connection', () => {
  it('ends the access at Plaid and deletes what came of it, and only that', async () => {
    const kept = await connect('Tartan-Dominion Bank of Canada')
    const keptRows = (await rows()).length
    const key = await connect()
    expect(await removeConnection(context, key)).toBe(true)
    expect(await emulatedItems()).toHaveLength(1)
    expect((await listItems(db, person.householdId)).map(({ id }) => id)).toEqual([kept.itemId])
    expect(await rows()).toHaveLength(keptRows)
    expect(await db.prisma.itemLookup.count({ where: { householdId: person.householdId } })).toBe(1)
  })

  it('deletes nothing while Plaid cannot be reached', async () => {
    const key = await connect()
    const offline: Plaid = {
      ...plaid,
      removeItem: async () => {
        throw new BankFailure('wait', 'NETWORK', null)
      },
    }
    await expect(removeConnection({ ...context, plaid: offline }, key)).rejects.toThrow('NETWORK')
    expect(await listItems(db, person.householdId)).toHaveLength(1)
  })
})
