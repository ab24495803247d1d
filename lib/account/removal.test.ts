import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { connectItem, type LinkContext } from '@/lib/connections/link'
import { newId } from '@/lib/crypto/id'
import { fillTables } from '@/lib/db/fill-testing'
import { countHouseholdRows } from '@/lib/db/household-export'
import { createIntent } from '@/lib/db/link-intents'
import type { Database } from '@/lib/db/open'
import { listTables, quoted } from '@/lib/db/table-catalogue'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { createWorker } from '@/lib/jobs/worker'
import { createPlaid, type Plaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { memoryStore } from '@/lib/plaid-emulator/store'
import { finishRemovals, removeAccount } from './removal'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const LONG = Number.POSITIVE_INFINITY

let db: Database
let queue: JobQueue
let emulator: Emulator
let context: LinkContext
let person: { userId: string; householdId: string }
let email: string
let now: Date
let people = 0
/** Whether Plaid can be reached when access is to be ended, and what it was asked to end. */
let isReachable: boolean
let ended: string[]

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
  isReachable = true
  ended = []
  emulator = createEmulator({
    store: memoryStore(),
    now: () => now,
    fetch: async () => new Response(null, { status: 200 }),
    authorizeControl: () => true,
  })
  const real = createPlaid({
    baseUrl: 'http://127.0.0.1',
    clientId: 'client',
    secret: 'secret',
    products: ['transactions'],
    countryCodes: ['US', 'CA', 'GB', 'NL'],
    redirectUri: null,
    webhookUrl: null,
    fetch: (request) => emulator.fetch(request),
  })
  const plaid: Plaid = {
    ...real,
    async removeItem(accessToken) {
      if (!isReachable) throw new BankFailure('wait', 'NETWORK', null)
      await real.removeItem(accessToken)
      ended.push(accessToken)
    },
  }
  context = { db, plaid, clock: { now: () => now }, queue, tokenKeys, log: silent }
  email = `leaving-${people}@example.org`
  const user = { email, name: `Leaving Person ${people}.`, passwordHash: 'x', timeZone: 'Europe/Berlin' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  person = created
})

/** Connects a bank as the browser would, and lets its first import run. */
async function connect(bank: string): Promise<void> {
  const linkToken = await context.plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const visit = await visitLinkOf((request) => emulator.fetch(request), linkToken, bank)
  const { itemId } = await connectItem(context, person, { ...visit, anotherLogin: false })
  const { plaid } = context
  const worker = createWorker({
    ...context,
    bank: plaid,
    webhookUrl: null,
    sleep: async () => {},
    recoverToken: async () => false,
  })
  await worker.drain()
  // By then the bank has its history ready.
  now = new Date(now.getTime() + 3_600_000)
  await queue.sendSync({ householdId: person.householdId, itemId, trigger: 'person' })
  await worker.drain()
}

/** Every row of the whole database, jobs included, that names one of these. */
async function traces(marks: readonly string[]): Promise<string[]> {
  const tables = [
    ...(await listTables(db.prisma)).map(({ name }) => quoted(name)),
    'derived.entry_sums',
    'pgboss.job',
    'pgboss.archive',
  ]
  const found: string[] = []
  for (const table of tables) {
    for (const mark of marks) {
      const { rows } = await db.executeSql(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0`, [mark])
      if (rows.length > 0) found.push(`${table} ${mark}`)
    }
  }
  return found
}

describe('removing an account', () => {
  it('ends the access at Plaid and leaves no row of it in any table, and everything of others', async () => {
    const filled = await fillTables(db, 1, () => false)
    const other = '00000000-0000-4000-8000-000000000001'
    const [household] = await db.prisma.household.findMany({
      where: { memberships: { none: { userId: person.userId } } },
      take: 1,
    })
    const before = await countHouseholdRows(db.prisma, household?.id ?? other)
    expect(before.size).toBeGreaterThan(filled.length / 2)
    await connect('First Platypus Bank')
    await connect('Kanaalbank')
    const plaidItems = await db.prisma.item.findMany({ where: { householdId: person.householdId } })
    expect(plaidItems).toHaveLength(2)
    expect((await countHouseholdRows(db.prisma, person.householdId)).get('transactions')).toBeGreaterThan(10)
    await queue.sendSync({
      householdId: person.householdId,
      itemId: plaidItems[0]?.id ?? '',
      trigger: 'person',
    })
    expect(await removeAccount(context, person, LONG)).toEqual({ waiting: 0 })
    expect(ended).toHaveLength(2)
    expect(await countHouseholdRows(db.prisma, person.householdId)).toEqual(new Map())
    const marks = [
      person.userId,
      person.householdId,
      email,
      ...plaidItems.map(({ plaidItemId }) => plaidItemId),
    ]
    expect(await traces(marks)).toEqual([])
    expect(await countHouseholdRows(db.prisma, household?.id ?? other)).toEqual(before)
  }, 120_000)

  it('deletes everything although Plaid cannot be reached, keeps only what ends the access, and ends it later', async () => {
    await connect('First Platypus Bank')
    const [item] = await db.prisma.item.findMany({ where: { householdId: person.householdId } })
    isReachable = false
    expect(await removeAccount(context, person, LONG)).toEqual({ waiting: 1 })
    expect(
      await traces([person.userId, email, `Leaving Person ${people}.`, item?.plaidItemId ?? '']),
    ).toEqual([])
    const left = await countHouseholdRows(db.prisma, person.householdId)
    expect([...left.keys()].sort()).toEqual(['households', 'link_intents'])
    await finishRemovals(context, LONG)
    expect(await traces([person.householdId])).not.toEqual([])
    isReachable = true
    await finishRemovals(context, LONG)
    expect(ended).toHaveLength(1)
    expect(await traces([person.householdId])).toEqual([])
  }, 120_000)

  it('ends a connection that was just being made when its person left', async () => {
    const linkToken = await context.plaid.createLinkToken({ userId: person.userId, language: 'en' })
    const visit = await visitLinkOf((request) => emulator.fetch(request), linkToken, 'First Platypus Bank')
    const late: LinkContext = {
      ...context,
      plaid: {
        ...context.plaid,
        async exchange(publicToken) {
          const exchanged = await context.plaid.exchange(publicToken)
          expect(await removeAccount(context, person, LONG)).toEqual({ waiting: 1 })
          return exchanged
        },
      },
    }
    await connectItem(late, person, { ...visit, anotherLogin: false })
    await finishRemovals(context, LONG)
    expect(ended).toHaveLength(1)
    expect(await traces([person.householdId, person.userId])).toEqual([])
  }, 120_000)

  it('leaves a household to whoever stays in it', async () => {
    await connect('First Platypus Bank')
    const stays = await createUser(
      db,
      { email: `stays-${people}@example.org`, name: 'Stays', passwordHash: 'x', timeZone: 'UTC' },
      now,
    )
    await db.prisma.membership.create({
      data: { ...person, userId: stays?.userId ?? '', role: 'member', createdAt: now },
    })
    const before = await countHouseholdRows(db.prisma, person.householdId)
    expect(await removeAccount(context, person, LONG)).toEqual({ waiting: 0 })
    expect(ended).toEqual([])
    const after = await countHouseholdRows(db.prisma, person.householdId)
    expect(after.get('transactions')).toBe(before.get('transactions'))
    expect(after.get('users')).toBe(1)
    expect(await db.prisma.user.findUnique({ where: { id: person.userId } })).toBeNull()
  }, 120_000)

  it('is not mistaken for done while an exchange of unknown outcome is open', async () => {
    const intent = {
      householdId: person.householdId,
      id: newId(now),
      userId: person.userId,
      plaidInstitutionId: null,
      linkSessionId: null,
      sealedPublicToken: 'v1.k1.abc',
    }
    await createIntent(db, intent, now)
    expect(await removeAccount(context, person, LONG)).toEqual({ waiting: 1 })
    expect(await db.prisma.household.count({ where: { id: person.householdId } })).toBe(1)
  })
})
