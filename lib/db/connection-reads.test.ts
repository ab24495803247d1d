import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { timelinePage } from '@/lib/connections/timeline'
import { newId } from '@/lib/crypto/id'
import {
  findConcernedTransaction,
  findConnectionFacts,
  listNewestTransactions,
  listReceivedWebhooks,
  listRuns,
  type TimelineKey,
} from './connection-reads'
import type { Database } from './open'
import type { ItemKey } from './sync-store'
import { testDatabase } from './testing'
import { createUser } from './users'

const now = new Date('2026-11-20T10:00:00.000Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

let db: Database
let mine: ItemKey
let theirs: ItemKey
let deliveries = 0

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  mine = await connection()
  theirs = await connection()
})

async function connection(): Promise<ItemKey> {
  const user = { email: `${newId(now)}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  const { householdId } = created
  const itemId = newId(now)
  await db.prisma.item.create({
    data: {
      householdId,
      id: itemId,
      plaidItemId: `plaid-${itemId}`,
      plaidInstitutionId: 'ins_1',
      institutionName: 'Test Bank',
      sealedAccessToken: 'sealed',
      webhookUrl: 'https://user:pass@money.example.org/hooks/a-secret-path?key=a-secret-key',
      productStatus: {
        transactions: { succeededAt: '2026-11-20T09:00:00Z', failedAt: null },
        investments: { succeededAt: 'nonsense', failedAt: '2026-11-19T09:00:00Z' },
      },
      health: 'healthy',
      healthChangedAt: now,
      tokenSince: now,
      createdAt: now,
    },
  })
  await db.prisma.itemLookup.create({ data: { plaidItemId: `plaid-${itemId}`, householdId, itemId } })
  return { householdId, itemId }
}

async function run({ householdId, itemId }: ItemKey, at: Date): Promise<string> {
  const id = newId(at)
  const data = { householdId, id, itemId, trigger: 'person', phase: 'done', plaidRequestIds: ['r1'] }
  await db.prisma.syncRun.create({ data: { ...data, startedAt: at, finishedAt: at } })
  return id
}

async function webhook({ itemId }: ItemKey, at: Date, body = {}): Promise<string> {
  const id = newId(at)
  deliveries += 1
  await db.prisma.webhookInbox.create({
    data: {
      id,
      deliveryKey: `delivery-${deliveries}`,
      plaidItemId: `plaid-${itemId}`,
      webhookType: 'ITEM',
      webhookCode: 'ERROR',
      body,
      receivedAt: at,
    },
  })
  return id
}

async function account({ householdId, itemId }: ItemKey, name: string): Promise<string> {
  const id = newId(now)
  await db.prisma.account.create({
    data: {
      householdId,
      id,
      itemId,
      plaidAccountId: `plaid-${id}`,
      name,
      type: 'depository',
      currency: 'EUR',
      createdAt: now,
    },
  })
  return id
}

async function transaction({ householdId }: ItemKey, accountId: string, day: string): Promise<string> {
  const id = newId(now)
  const on = toUtcMidnight(toCalendarDate(day))
  await db.prisma.transaction.create({
    data: {
      householdId,
      id,
      accountId,
      plaidTransactionId: `plaid-${id}`,
      pending: false,
      amount: '-12.50',
      currency: 'EUR',
      postedOn: on,
      shownOn: on,
      name: `Shop on ${day}`,
      paymentChannel: 'other',
      createdAt: now,
      updatedAt: now,
    },
  })
  return id
}

/** The whole timeline, read page by page. */
async function pages(key: ItemKey, limit: number): Promise<string[][]> {
  const read: string[][] = []
  let before: TimelineKey | null = null
  do {
    const page = timelinePage(
      await listRuns(db, key, before, limit + 1),
      await listReceivedWebhooks(db, key, before, limit + 1),
      limit,
    )
    read.push(page.entries.map(({ id }) => id))
    before = page.next
  } while (before)
  return read
}

describe('the timeline of a connection', () => {
  it('is read page by page, newest first, each entry once, those of one moment too', async () => {
    const ids: string[] = []
    for (let index = 0; index < 11; index += 1) {
      const at = later(Math.floor(index / 3))
      ids.push(await (index % 2 ? webhook(mine, at) : run(mine, at)))
    }
    const read = await pages(mine, 4)
    expect(read.map((page) => page.length)).toEqual([4, 4, 3])
    expect(new Set(read.flat())).toEqual(new Set(ids))
    const moments = read.flat().map((id) => Math.floor(ids.indexOf(id) / 3))
    expect(moments).toEqual(moments.toSorted((a, b) => b - a))
  })

  it('ends with a page that is exactly full', async () => {
    await run(mine, later(1))
    await webhook(mine, later(2))
    expect(await pages(mine, 2)).toHaveLength(1)
  })

  it('shows a household nothing of another one’s, whichever part of the key is foreign', async () => {
    await run(theirs, now)
    await webhook(theirs, now)
    for (const key of [mine, { householdId: mine.householdId, itemId: theirs.itemId }]) {
      expect(await pages(key, 10)).toEqual([[]])
    }
  })

  it('knows the error that a webhook tells of, and nothing else of its body', async () => {
    await webhook(mine, now, {
      error: { error_code: 'ITEM_LOCKED', error_type: 'ITEM_ERROR', error_message: 'private' },
    })
    const [received] = await listReceivedWebhooks(db, mine, null, 5)
    expect(received).toMatchObject({ errorCode: 'ITEM_LOCKED', errorType: 'ITEM_ERROR', deliveries: 1 })
    expect(JSON.stringify(received)).not.toContain('private')
  })
})

describe('the facts of a connection', () => {
  it('are not found for a household that does not have it', async () => {
    const foreign = { householdId: mine.householdId, itemId: theirs.itemId }
    expect(await findConnectionFacts(db, foreign)).toBeNull()
    expect(await findConnectionFacts(db, mine)).not.toBeNull()
  })

  it('hold no token, and of the webhook’s address the host alone', async () => {
    const facts = await findConnectionFacts(db, mine)
    expect(facts?.webhookHost).toBe('money.example.org')
    expect(JSON.stringify(facts)).not.toMatch(/secret|sealed|pass/)
  })

  it('say by product when Plaid last got it, and pass over what is no moment', async () => {
    const facts = await findConnectionFacts(db, mine)
    expect(facts?.products).toContainEqual({
      product: 'transactions',
      succeededAt: new Date('2026-11-20T09:00:00Z'),
      failedAt: null,
    })
    expect(facts?.products).toContainEqual({
      product: 'investments',
      succeededAt: null,
      failedAt: new Date('2026-11-19T09:00:00Z'),
    })
  })

  it('name the visit to Link that made it', async () => {
    const intent = { ...mine, id: newId(now), userId: newId(now), createdAt: now }
    await db.prisma.linkIntent.create({ data: { ...intent, state: 'completed', linkSessionId: 'session-1' } })
    expect((await findConnectionFacts(db, mine))?.linkSessionId).toBe('session-1')
    expect((await findConnectionFacts(db, theirs))?.linkSessionId).toBeNull()
  })
})

describe('the transactions of a support case', () => {
  it('are the newest of each account that has one', async () => {
    const used = await account(mine, 'Used')
    await account(mine, 'Empty')
    await transaction(mine, used, '2026-11-18')
    await transaction(mine, used, '2026-11-19')
    const newest = await listNewestTransactions(db, mine)
    expect(newest).toMatchObject([
      { accountId: used, postedOn: '2026-11-19', name: 'Shop on 2026-11-19', amount: '-12.5' },
    ])
    expect(await listNewestTransactions(db, { ...mine, itemId: theirs.itemId })).toEqual([])
  })

  it('can only be of the connection itself', async () => {
    const id = await transaction(mine, await account(mine, 'Mine'), '2026-11-19')
    const foreign = await transaction(theirs, await account(theirs, 'Theirs'), '2026-11-19')
    expect(await findConcernedTransaction(db, mine, id)).toMatchObject({ plaidTransactionId: `plaid-${id}` })
    expect(await findConcernedTransaction(db, mine, foreign)).toBeNull()
    expect(await findConcernedTransaction(db, { ...mine, itemId: theirs.itemId }, id)).toBeNull()
  })
})
