import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { createPlaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { memoryStore } from '@/lib/plaid-emulator/store'
import { connectOnce, findConnected } from './connect-once'
import { cleanUpIntents, findDuplicate, type LinkContext } from './link'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }

let db: Database
let queue: JobQueue
let emulator: Emulator
let context: LinkContext
let person: { userId: string; householdId: string }
let now: Date
let people = 0
/** What the network does to an exchange. */
let exchanging: (send: () => Promise<Response>) => Promise<Response>

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
  exchanging = (send) => send()
  emulator = createEmulator({
    store: memoryStore(),
    now: () => now,
    fetch: async () => new Response(null, { status: 200 }),
    authorizeControl: () => true,
  })
  const plaid = createPlaid({
    baseUrl: 'http://127.0.0.1',
    clientId: 'client',
    secret: 'secret',
    products: ['transactions'],
    countryCodes: ['US', 'CA', 'GB', 'NL'],
    redirectUri: null,
    webhookUrl: 'http://127.0.0.1/webhook',
    fetch: (request) =>
      new URL(request.url).pathname === '/item/public_token/exchange'
        ? exchanging(() => emulator.fetch(request))
        : emulator.fetch(request),
  })
  context = { db, plaid, clock: { now: () => now }, queue, tokenKeys, log: silent }
  person = await newPerson()
})

async function newPerson() {
  people += 1
  const created = await createUser(
    db,
    { email: `once-${people}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' },
    now,
  )
  if (!created) throw new Error('The person is there already')
  return created
}

async function visit() {
  const linkToken = await context.plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const done = await visitLinkOf((request) => emulator.fetch(request), linkToken, 'Northlight Bitcoin Wallet')
  return { ...done, anotherLogin: false }
}

const items = () => db.prisma.item.findMany({ where: { householdId: person.householdId } })
const states = async () =>
  (
    await db.prisma.linkIntent.findMany({
      where: { householdId: person.householdId },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ state }) => state)
const itemsAtBank = async (): Promise<unknown[]> =>
  (await (await emulator.fetch(new Request('http://127.0.0.1/emulator/items'))).json()).items

describe('connecting once, however often one asks', () => {
  it('tells whoever asks again, because no answer came, of the connection that there is', async () => {
    const given = await visit()
    expect(await findConnected(context, person.householdId, given)).toBeNull()
    const first = await connectOnce(context, person, given)
    const [item] = await items()
    expect(first).toEqual({ kind: 'connected', itemId: item?.id })
    expect(await findConnected(context, person.householdId, given)).toBe(item?.id)
    expect(await connectOnce(context, person, given)).toEqual(first)
    expect(await items()).toHaveLength(1)
    expect(await itemsAtBank()).toHaveLength(1)
  })

  it('makes one connection of five tries at once', async () => {
    const given = await visit()
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => connectOnce(context, person, given)))
    const [item] = await items()
    const connected = outcomes.filter(({ kind }) => kind === 'connected')
    expect(connected.length).toBeGreaterThan(0)
    for (const outcome of connected) expect(outcome).toEqual({ kind: 'connected', itemId: item?.id })
    expect(await connectOnce(context, person, given)).toEqual({ kind: 'connected', itemId: item?.id })
    expect(await items()).toHaveLength(1)
    expect(await itemsAtBank()).toHaveLength(1)
  })

  it('says that it is under way while the first try waits for its answer, and then what came of it', async () => {
    const given = await visit()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let arrived = () => {}
    const exchanged = new Promise<void>((resolve) => {
      arrived = resolve
    })
    exchanging = async (send) => {
      exchanging = (again) => again()
      const response = await send()
      arrived()
      await held
      return response
    }
    const first = connectOnce(context, person, given)
    await exchanged
    expect(await connectOnce(context, person, given)).toEqual({ kind: 'under_way' })
    release()
    const outcome = await first
    expect(outcome.kind).toBe('connected')
    expect(await connectOnce(context, person, given)).toEqual(outcome)
  })

  it('goes through at the second try when the first never reached Plaid, and leaves nothing to clean up', async () => {
    const given = await visit()
    exchanging = async () => new Response('{}', { status: 503 })
    await expect(connectOnce(context, person, given)).rejects.toBeInstanceOf(BankFailure)
    expect(await states()).toEqual(['started'])
    exchanging = (send) => send()
    expect((await connectOnce(context, person, given)).kind).toBe('connected')
    expect((await states()).sort()).toEqual(['abandoned', 'completed'])
    now = new Date(now.getTime() + 60 * 60_000)
    await cleanUpIntents(context)
    expect((await states()).sort()).toEqual(['abandoned', 'completed'])
    expect(await itemsAtBank()).toHaveLength(1)
  })

  it('tells nobody of another household’s connection, whatever session they name', async () => {
    const given = await visit()
    await connectOnce(context, person, given)
    const other = await newPerson()
    expect(await findConnected(context, other.householdId, given)).toBeNull()
    await expect(connectOnce(context, other, given)).rejects.toMatchObject({ code: 'INVALID_PUBLIC_TOKEN' })
  })

  it('keeps another login at the same bank apart: that is another session', async () => {
    const first = await connectOnce(context, person, await visit())
    const second = await visit()
    expect(await findConnected(context, person.householdId, second)).toBeNull()
    expect(await connectOnce(context, person, second)).not.toEqual(first)
    expect(await items()).toHaveLength(2)
    expect(await findDuplicate(db, person.householdId, { ...second, institution: null })).toBeNull()
  })
})
