import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptLogin } from '@/lib/db/login-change'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { createWorker } from '@/lib/jobs/worker'
import { pass } from '@/lib/sync/testing'
import { cleanUpIntents, finishReconnect, reconnectToken } from './link'
import { connect, control, itemOf, itemsAtPlaid, type LinkWorld, linkWorld, silent } from './testing'

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

async function sync(key: { householdId: string; itemId: string }) {
  await queue.sendSync({ ...key, trigger: 'webhook' })
  await world.worker.drain()
}

const accounts = () =>
  db.prisma.account.findMany({ where: { householdId: world.person.householdId }, orderBy: { id: 'asc' } })
const rows = () =>
  db.prisma.transaction.findMany({
    where: { householdId: world.person.householdId, removedAt: null },
    orderBy: { id: 'asc' },
  })

describe('a reconnect that is cancelled', () => {
  it('changes nothing', async () => {
    const key = await connect(world)
    const { plaidItemId } = await itemOf(world, key.itemId)
    await control(world, `items/${plaidItemId}/require-login`)
    await sync(key)
    const everything = async () => [await itemOf(world, key.itemId), await accounts(), await rows()]
    const before = await everything()
    for (const selectAccounts of [false, true]) {
      const token = await reconnectToken(
        world.context,
        { userId: world.person.userId, language: 'en' },
        key,
        selectAccounts,
      )
      expect(token).toMatch(/^link-sandbox-/)
    }
    expect(await everything()).toEqual(before)
    expect(await db.prisma.linkIntent.count({ where: { householdId: world.person.householdId } })).toBe(1)
  })

  it('notes what Plaid says where the access has ended for good', async () => {
    const key = await connect(world)
    const { plaidItemId } = await itemOf(world, key.itemId)
    await control(world, `items/${plaidItemId}/remove`)
    const asked = reconnectToken(world.context, { userId: world.person.userId, language: 'en' }, key, false)
    await expect(asked).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' })
    expect(await itemOf(world, key.itemId)).toMatchObject({ health: 'relink', errorCode: 'ITEM_NOT_FOUND' })
  })
})

describe('a connection whose access has ended', () => {
  it('is followed by a new one that neither loses nor doubles anything', async () => {
    const old = await connect(world)
    const { plaidItemId } = await itemOf(world, old.itemId)
    await control(world, `items/${plaidItemId}/arrive`, { count: 2 })
    await sync(old)
    const before = { accounts: await accounts(), rows: await rows() }
    const posted = before.rows.find(({ pending }) => !pending)
    const pending = before.rows.find((row) => row.pending)
    if (!posted || !pending) throw new Error('The bank has too little to tell')
    await saveEdit(db, world.person.householdId, posted.id, { note: 'the boat', tags: ['sea'] }, world.now)

    await control(world, `items/${plaidItemId}/revoke`)
    await sync(old)
    expect(await itemOf(world, old.itemId)).toMatchObject({
      health: 'relink',
      errorCode: 'USER_PERMISSION_REVOKED',
    })

    const fresh = await connect(world)
    const items = await db.prisma.item.findMany({ where: { householdId: world.person.householdId } })
    expect(items.map(({ id }) => id)).toEqual([fresh.itemId])
    expect((await accounts()).map(({ id }) => id)).toEqual(before.accounts.map(({ id }) => id))
    const isPosted = (row: { pending: boolean }) => !row.pending
    expect((await rows()).filter(isPosted).map(({ id }) => id)).toEqual(
      before.rows.filter(isPosted).map(({ id }) => id),
    )
    expect(
      await db.prisma.transactionEdit.findMany({ where: { householdId: world.person.householdId } }),
    ).toMatchObject([{ transactionId: posted.id, note: 'the boat', tags: ['sea'] }])

    // What comes next comes to the same accounts, and the old access is ended at Plaid too.
    await control(world, `items/${(await itemOf(world, fresh.itemId)).plaidItemId}/arrive`, { count: 1 })
    const count = (await rows()).length
    await sync(fresh)
    expect(await rows()).toHaveLength(count + 1)
    expect(await accounts()).toHaveLength(before.accounts.length)
    pass(world, 6 * 60_000)
    await cleanUpIntents(world.context)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
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
    ...world.context,
    bank: { ...world.plaid, accounts: async () => ({ accounts: [other], requestId: 'req' }) },
    plaid: { ...world.plaid, accounts: async () => ({ accounts: [other], requestId: 'req' }) },
  })

  it('is noticed at once, keeps the accounts from before out of sight of the totals, and may be kept', async () => {
    const key = await connect(world)
    const before = { accounts: await accounts(), rows: (await rows()).length }
    const changed = signedInAsAnother()
    expect(await finishReconnect(changed, key, false)).toBe('other_login')
    expect(await itemOf(world, key.itemId)).toMatchObject({ loginChangedAt: world.now, health: 'healthy' })
    pass(world, 1_000)
    await createWorker(changed).drain()
    const after = await accounts()
    expect(after).toHaveLength(before.accounts.length + 1)
    expect(after.filter(({ closedAt }) => closedAt === null)).toMatchObject([{ name: 'Joint Wallet' }])
    expect(after.filter(({ closedBecause }) => closedBecause === 'not_shared')).toHaveLength(
      before.accounts.length,
    )
    expect(await rows()).toHaveLength(before.rows)
    expect(
      (await itemOf(world, key.itemId)).loginChangedAt,
      'a sync of the same login changes nothing',
    ).not.toBeNull()

    expect(await db.prisma.$transaction((tx) => acceptLogin(tx, key, world.now))).toBe(true)
    expect(await itemOf(world, key.itemId)).toMatchObject({ loginChangedAt: null })
    await queue.sendSync({ ...key, trigger: 'person' })
    await createWorker(changed).drain()
    expect(await itemOf(world, key.itemId)).toMatchObject({ loginChangedAt: null })
  })

  it('is noticed by a sync too, and forgotten when the login from before is back', async () => {
    const key = await connect(world)
    const before = await accounts()
    pass(world, 1_000)
    await queue.sendSync({ ...key, trigger: 'schedule' })
    await createWorker(signedInAsAnother()).drain()
    expect((await itemOf(world, key.itemId)).loginChangedAt).toEqual(world.now)
    pass(world, 1_000)
    expect(await finishReconnect(world.context, key, false)).toBe('mended')
    await world.worker.drain()
    expect((await itemOf(world, key.itemId)).loginChangedAt).toBeNull()
    const open = (await accounts()).filter(({ closedAt }) => closedAt === null)
    expect(open.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })
})
