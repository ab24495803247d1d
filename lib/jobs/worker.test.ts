import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { storeWebhook } from '@/lib/db/webhook-inbox'
import type { Plaid } from '@/lib/plaid/client'
import { LedgerBank, purchase } from '@/lib/sync/ledger-bank'
import { tick } from '@/lib/tick'
import { type JobQueue, openQueue } from './queue'
import { createWorker, type Worker, type WorkerContext } from './worker'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }

let db: Database
let queue: JobQueue
let bank: LedgerBank
let worker: Worker
let context: WorkerContext
let key: ItemKey
let now: Date
let deliveries = 0

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})

beforeEach(async () => {
  now = new Date()
  bank = new LedgerBank()
  bank.add(purchase('t1'))
  await db.executeSql("DELETE FROM pgboss.job WHERE state < 'completed'")
  const user = { email: `${newId(now)}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  key = { householdId: created.householdId, itemId: newId(now) }
  const item = {
    ...key,
    plaidItemId: `plaid-${key.itemId}`,
    institution: { plaidInstitutionId: 'ins_1', name: 'Test Bank', url: null, primaryColor: null },
    institutionIsPlaids: true,
    sealedAccessToken: seal('access-sandbox-1', key.itemId, tokenKeys),
    webhookUrl: null,
  }
  await db.prisma.$transaction((tx) => createItem(tx, item, now))
  context = {
    bank,
    db,
    clock: { now: () => now },
    tokenKeys,
    webhookUrl: null,
    log: silent,
    sleep: async () => {},
    queue,
  }
  worker = createWorker(context)
})

const item = () =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
  })
const runs = () =>
  db.prisma.syncRun.findMany({ where: { householdId: key.householdId }, orderBy: { startedAt: 'asc' } })
const jobs = async (state: string) =>
  (
    await db.executeSql(
      `SELECT * FROM pgboss.job WHERE state = '${state}' AND data->>'itemId' = '${key.itemId}'`,
    )
  ).rows

async function webhook(type: string, code: string, more: object = {}): Promise<void> {
  deliveries += 1
  await storeWebhook(
    db,
    {
      deliveryKey: `delivery-${deliveries}`,
      type,
      code,
      plaidItemId: `plaid-${key.itemId}`,
      body: { webhook_type: type, webhook_code: code, ...more },
    },
    now,
  )
}

describe('the queue', () => {
  it('keeps one of many waiting jobs for a connection, and the worker runs it', async () => {
    await Promise.all(Array.from({ length: 20 }, () => queue.sendSync({ ...key, trigger: 'webhook' })))
    expect(await jobs('created')).toHaveLength(1)
    await worker.drain()
    expect(await runs()).toMatchObject([{ trigger: 'webhook', phase: 'done' }])
    expect(await jobs('created')).toHaveLength(0)
  })

  it('lets a job for now pass one that waits for later', async () => {
    await queue.sendSync({ ...key, trigger: 'follow_up' }, { later: { why: 'follow_up', seconds: 600 } })
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    expect(await runs()).toMatchObject([{ trigger: 'person' }])
  })

  it('drops what was planned when a run that was asked for has done it', async () => {
    await queue.sendSync({ ...key, trigger: 'retry' }, { later: { why: 'retry', seconds: 600 } })
    await queue.sendSync({ ...key, trigger: 'follow_up' }, { later: { why: 'follow_up', seconds: 600 } })
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    expect(await jobs('created')).toHaveLength(0)
    expect(await item()).toMatchObject({ nextTryAt: null, failures: 0 })
  })

  it('forgets a job whose transaction did not commit', async () => {
    const dead = new Error('no commit')
    const doomed = db.prisma.$transaction(async (tx) => {
      await queue.sendSync({ ...key, trigger: 'connected' }, { tx })
      throw dead
    })
    await expect(doomed).rejects.toBe(dead)
    expect(await jobs('created')).toHaveLength(0)
    await db.prisma.$transaction((tx) => queue.sendSync({ ...key, trigger: 'connected' }, { tx }))
    expect(await jobs('created')).toHaveLength(1)
  })

  it('stops when its time is up and leaves the rest queued', async () => {
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain(Date.now() - 1)
    expect(await runs()).toHaveLength(0)
    expect(await jobs('created')).toHaveLength(1)
  })
})

describe('a run that fails', () => {
  it('is tried again later when the bank cannot answer', async () => {
    bank.beforePage = () => {
      throw new BankFailure('wait', 'INSTITUTION_DOWN', 'req')
    }
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    expect(await jobs('created')).toMatchObject([{ data: { trigger: 'retry' } }])
    expect(await item()).toMatchObject({ health: 'waiting', failures: 1 })
  })

  it('is not tried again when only a person can help', async () => {
    bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    expect(await jobs('retry')).toHaveLength(0)
    expect(await jobs('created')).toHaveLength(0)
    expect(await item()).toMatchObject({ health: 'sign_in' })
  })

  it('is followed by another while more history is on its way', async () => {
    bank.historyStatus = 'INITIAL_UPDATE_COMPLETE'
    await queue.sendSync({ ...key, trigger: 'connected' })
    await worker.drain()
    expect(await jobs('created')).toMatchObject([{ data: { trigger: 'follow_up', round: 1 } }])
    expect(await item()).toMatchObject({ health: 'importing' })
  })
})

describe('a slow bank', () => {
  it('holds up nobody else’s work', async () => {
    let release = () => {}
    const hung = new Promise<void>((resolve) => {
      release = resolve
    })
    bank.beforePage = () => hung
    await queue.sendSync({ ...key, trigger: 'person' })
    const first = worker.drain()
    await expect.poll(async () => (await jobs('active')).length).toBe(1)
    await webhook('ITEM', 'WEBHOOK_UPDATE_ACKNOWLEDGED')
    const second = worker.drain()
    await expect
      .poll(
        async () =>
          (await db.prisma.webhookInbox.findFirst({ where: { plaidItemId: `plaid-${key.itemId}` } }))
            ?.outcome,
      )
      .toBe('stored')
    release()
    await Promise.all([first, second])
    expect(await runs()).toMatchObject([{ phase: 'done' }])
  })

  it('does not make a busy connection wait as long as its next look for history', async () => {
    await queue.sendSync({ ...key, trigger: 'follow_up' }, { later: { why: 'follow_up', seconds: 3_600 } })
    await queue.sendSync({ ...key, trigger: 'webhook' }, { later: { why: 'busy', seconds: 3 } })
    expect(await jobs('created')).toHaveLength(2)
  })
})

describe('a webhook', () => {
  it('leads to a sync when it speaks of transactions, and many of them to one', async () => {
    for (const code of ['SYNC_UPDATES_AVAILABLE', 'DEFAULT_UPDATE', 'HISTORICAL_UPDATE'])
      await webhook('TRANSACTIONS', code)
    await worker.drain()
    expect(await runs()).toHaveLength(1)
    const stored = await db.prisma.webhookInbox.findMany({ where: { plaidItemId: `plaid-${key.itemId}` } })
    expect(stored.map(({ outcome, handledAt }) => [outcome, handledAt !== null])).toEqual(
      Array(3).fill(['sync', true]),
    )
  })

  it('is worked on by the drain that it asked for, also while others drain', async () => {
    const drains: Promise<void>[] = []
    for (let count = 0; count < 12; count += 1) {
      await webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
      drains.push(worker.drain())
    }
    await drains.at(-1)
    expect(await db.prisma.webhookInbox.count({ where: { handledAt: null } })).toBe(0)
    await Promise.all(drains)
  })

  it('is one when the same delivery comes twice', async () => {
    const body = { webhook_type: 'X', webhook_code: 'Y' }
    const delivery = { deliveryKey: 'twice', type: 'X', code: 'Y', plaidItemId: null, body }
    expect(await storeWebhook(db, delivery, now)).toBe(true)
    expect(await storeWebhook(db, delivery, now)).toBe(false)
  })

  it('asks for a new login, and a repaired one is synced', async () => {
    bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    await webhook('ITEM', 'ERROR', { error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED' } })
    await worker.drain()
    expect(await item()).toMatchObject({ health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED' })
    bank.errorCode = null
    await webhook('ITEM', 'LOGIN_REPAIRED')
    await worker.drain()
    expect(await item()).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('that comes too late, after the login was mended, does not ask for it again', async () => {
    await webhook('ITEM', 'ERROR', { error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED' } })
    await worker.drain()
    expect(await item()).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('says when the consent will end', async () => {
    await webhook('ITEM', 'PENDING_EXPIRATION', { consent_expiration_time: '2027-01-01T00:00:00Z' })
    await worker.drain()
    expect(await item()).toMatchObject({
      health: 'expiring',
      consentExpiresAt: new Date('2027-01-01T00:00:00Z'),
    })
    await webhook('ITEM', 'PENDING_DISCONNECT', {
      disconnect_time: '2027-02-01T00:00:00Z',
      reason: 'INSTITUTION_MIGRATION',
    })
    await worker.drain()
    expect((await item()).consentExpiresAt).toEqual(new Date('2027-02-01T00:00:00Z'))
  })

  it('marks new accounts, a revoked account and a revoked permission', async () => {
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    await webhook('ITEM', 'NEW_ACCOUNTS_AVAILABLE')
    await webhook('ITEM', 'USER_ACCOUNT_REVOKED', { account_id: 'acc-1' })
    await webhook('ITEM', 'USER_PERMISSION_REVOKED')
    await worker.drain()
    expect(await item()).toMatchObject({ newAccountsAvailable: true, health: 'relink' })
    const accounts = await db.prisma.account.findMany({ where: { householdId: key.householdId } })
    expect(accounts.map(({ closedAt }) => closedAt)).toEqual([now])
  })

  it('that nobody can use is stored and stops no other', async () => {
    await webhook('ITEM', 'WEBHOOK_UPDATE_ACKNOWLEDGED')
    await webhook('ITEM', 'ERROR', { error: 'nonsense' })
    await webhook('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')
    await worker.drain()
    const stored = await db.prisma.webhookInbox.findMany({
      where: { plaidItemId: `plaid-${key.itemId}` },
      orderBy: { id: 'asc' },
    })
    expect(stored.map(({ outcome }) => outcome).sort()).toEqual(['malformed', 'stored', 'sync'])
    expect(await runs()).toHaveLength(1)
  })
})

describe('the tick', () => {
  const plaid = () => bank as unknown as Plaid

  it('syncs what has been quiet too long, and leaves alone what asks for a person', async () => {
    await queue.sendSync({ ...key, trigger: 'person' })
    await worker.drain()
    now = new Date(now.getTime() + 7 * 3_600_000)
    await tick({ ...context, plaid: plaid() })
    await worker.drain()
    expect((await runs()).map(({ trigger }) => trigger)).toEqual(['person', 'schedule'])
    bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    now = new Date(now.getTime() + 7 * 3_600_000)
    await tick({ ...context, plaid: plaid() })
    await worker.drain()
    now = new Date(now.getTime() + 7 * 3_600_000)
    await tick({ ...context, plaid: plaid() })
    await worker.drain()
    expect((await runs()).map(({ phase }) => phase)).toEqual(['done', 'done', 'failed'])
  })
})
