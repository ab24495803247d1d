import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptLogin } from '@/lib/db/login-change'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
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
} from './link'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const WALLET = 'Northlight Bitcoin Wallet'

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
    countryCodes: ['US'],
    redirectUri: null,
    webhookUrl: 'http://127.0.0.1/webhook',
    fetch: (request) => emulator.fetch(request),
  })
  const sleep = async (ms: number) => wait(ms)
  const clock = { now: () => now }
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
  const user = { email: `mender-${people}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  person = created
})

function wait(ms: number) {
  now = new Date(now.getTime() + ms)
}

async function connect(institution = WALLET) {
  const linkToken = await plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const visited = await visitLinkOf((request) => emulator.fetch(request), linkToken, institution)
  const input = { ...visited, anotherLogin: false }
  expect(await findDuplicate(db, person.householdId, input)).toBeNull()
  const key = await connectItem(context, person, input)
  wait(10_000)
  await worker.drain()
  return key
}

async function sync(key: { householdId: string; itemId: string }) {
  await queue.sendSync({ ...key, trigger: 'webhook' })
  await worker.drain()
}

const control = (path: string, body: object = {}) =>
  emulator.fetch(
    new Request(`http://127.0.0.1/emulator/${path}`, { method: 'POST', body: JSON.stringify(body) }),
  )
const item = (itemId: string) =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: person.householdId, id: itemId } },
  })
const accounts = () =>
  db.prisma.account.findMany({ where: { householdId: person.householdId }, orderBy: { id: 'asc' } })
const rows = () =>
  db.prisma.transaction.findMany({
    where: { householdId: person.householdId, removedAt: null },
    orderBy: { id: 'asc' },
  })

describe('a reconnect that is cancelled', () => {
  it('changes nothing', async () => {
    const key = await connect()
    const { plaidItemId } = await item(key.itemId)
    await control(`items/${plaidItemId}/require-login`)
    await sync(key)
    const everything = async () => [await item(key.itemId), await accounts(), await rows()]
    const before = await everything()
    for (const selectAccounts of [false, true]) {
      const token = await reconnectToken(
        context,
        { userId: person.userId, language: 'en' },
        key,
        selectAccounts,
      )
      expect(token).toMatch(/^link-sandbox-/)
    }
    expect(await everything()).toEqual(before)
    expect(await db.prisma.linkIntent.count({ where: { householdId: person.householdId } })).toBe(1)
  })

  it('notes what Plaid says where the access has ended for good', async () => {
    const key = await connect()
    const { plaidItemId } = await item(key.itemId)
    await control(`items/${plaidItemId}/remove`)
    const asked = reconnectToken(context, { userId: person.userId, language: 'en' }, key, false)
    await expect(asked).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' })
    expect(await item(key.itemId)).toMatchObject({ health: 'relink', errorCode: 'ITEM_NOT_FOUND' })
  })
})

describe('a connection whose access has ended', () => {
  it('is followed by a new one that neither loses nor doubles anything', async () => {
    const old = await connect()
    const { plaidItemId } = await item(old.itemId)
    await control(`items/${plaidItemId}/arrive`, { count: 2 })
    await sync(old)
    const before = { accounts: await accounts(), rows: await rows() }
    const posted = before.rows.find(({ pending }) => !pending)
    const pending = before.rows.find((row) => row.pending)
    if (!posted || !pending) throw new Error('The bank has too little to tell')
    await saveEdit(db, person.householdId, posted.id, { note: 'the boat', tags: ['sea'] }, now)

    await control(`items/${plaidItemId}/revoke`)
    await sync(old)
    expect(await item(old.itemId)).toMatchObject({ health: 'relink', errorCode: 'USER_PERMISSION_REVOKED' })

    const fresh = await connect()
    const items = await db.prisma.item.findMany({ where: { householdId: person.householdId } })
    expect(items.map(({ id }) => id)).toEqual([fresh.itemId])
    expect((await accounts()).map(({ id }) => id)).toEqual(before.accounts.map(({ id }) => id))
    const isPosted = (row: { pending: boolean }) => !row.pending
    expect((await rows()).filter(isPosted).map(({ id }) => id)).toEqual(
      before.rows.filter(isPosted).map(({ id }) => id),
    )
    expect(
      await db.prisma.transactionEdit.findMany({ where: { householdId: person.householdId } }),
    ).toMatchObject([{ transactionId: posted.id, note: 'the boat', tags: ['sea'] }])

    // What comes next comes to the same accounts, and the old access is ended at Plaid too.
    await control(`items/${(await item(fresh.itemId)).plaidItemId}/arrive`, { count: 1 })
    const count = (await rows()).length
    await sync(fresh)
    expect(await rows()).toHaveLength(count + 1)
    expect(await accounts()).toHaveLength(before.accounts.length)
    wait(6 * 60_000)
    await cleanUpIntents(context)
    const { items: left } = await (
      await emulator.fetch(new Request('http://127.0.0.1/emulator/items'))
    ).json()
    expect(left).toHaveLength(1)
  })
})

describe('a reconnect with another login', () => {
  const other = {
    plaidAccountId: 'plaid-of-somebody-else',
    persistentAccountId: null,
    name: 'Joint Wallet',
    officialName: null,
    mask: '9z9z',
    type: 'depository',
    subtype: 'checking',
    currency: 'BTC',
    isoCurrencyCode: null,
    unofficialCurrencyCode: 'BTC',
    current: '1',
    available: null,
    creditLimit: null,
  }

  /** From now on the bank lists somebody else's account. */
  const signedInAsAnother = () => ({
    ...context,
    bank: { ...plaid, accounts: async () => ({ accounts: [other], requestId: 'req' }) },
    plaid: { ...plaid, accounts: async () => ({ accounts: [other], requestId: 'req' }) },
  })

  it('is noticed at once, keeps the accounts from before out of sight of the totals, and may be kept', async () => {
    const key = await connect()
    const before = { accounts: await accounts(), rows: (await rows()).length }
    const changed = signedInAsAnother()
    expect(await finishReconnect(changed, key, false)).toBe('other_login')
    expect(await item(key.itemId)).toMatchObject({ loginChangedAt: now, health: 'healthy' })
    wait(1_000)
    await createWorker(changed).drain()
    const after = await accounts()
    expect(after).toHaveLength(before.accounts.length + 1)
    expect(after.filter(({ closedAt }) => closedAt === null)).toMatchObject([{ name: 'Joint Wallet' }])
    expect(after.filter(({ closedBecause }) => closedBecause === 'not_shared')).toHaveLength(
      before.accounts.length,
    )
    expect(await rows()).toHaveLength(before.rows)
    expect((await item(key.itemId)).loginChangedAt, 'a sync of the same login changes nothing').not.toBeNull()

    expect(await db.prisma.$transaction((tx) => acceptLogin(tx, key, now))).toBe(true)
    expect(await item(key.itemId)).toMatchObject({ loginChangedAt: null })
    await queue.sendSync({ ...key, trigger: 'person' })
    await createWorker(changed).drain()
    expect(await item(key.itemId)).toMatchObject({ loginChangedAt: null })
  })

  it('is noticed by a sync too, and forgotten when the login from before is back', async () => {
    const key = await connect()
    const before = await accounts()
    wait(1_000)
    await queue.sendSync({ ...key, trigger: 'schedule' })
    await createWorker(signedInAsAnother()).drain()
    expect((await item(key.itemId)).loginChangedAt).toEqual(now)
    wait(1_000)
    expect(await finishReconnect(context, key, false)).toBe('mended')
    await worker.drain()
    expect((await item(key.itemId)).loginChangedAt).toBeNull()
    const open = (await accounts()).filter(({ closedAt }) => closedAt === null)
    expect(open.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })
})
