import { randomBytes } from 'node:crypto'
import type { SealingKey } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { createUser } from '@/lib/db/users'
import type { JobQueue } from '@/lib/jobs/queue'
import { createWorker, type Worker, type WorkerContext } from '@/lib/jobs/worker'
import { createPlaid, type Plaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { createEmulator, type Emulator } from '@/lib/plaid-emulator/emulator'
import { memoryStore } from '@/lib/plaid-emulator/store'
import { pass } from '@/lib/sync/testing'
import { connectItem, findDuplicate, type LinkContext } from './link'
import type { ConnectInput } from './schema'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** The smallest of the pretend banks. */
export const WALLET = 'Northlight Bitcoin Wallet'

interface Person {
  userId: string
  householdId: string
}

/** A person, and Plaid as an emulator of their own. */
export interface PlaidWorld {
  db: Database
  emulator: Emulator
  plaid: Plaid
  person: Person
  tokenKeys: readonly SealingKey[]
  /** The present moment; a test moves it. */
  now: Date
  /** What the network makes of a call of Plaid; a test changes it. */
  carry: (path: string, send: () => Promise<Response>) => Promise<Response>
}

/** The same with a worker, so that what is asked for can be done. */
export interface LinkWorld extends PlaidWorld {
  context: LinkContext & WorkerContext
  worker: Worker
}

export async function newPerson({ db, now }: Pick<PlaidWorld, 'db' | 'now'>): Promise<Person> {
  const email = `${crypto.randomUUID()}@example.org`
  const created = await createUser(db, { email, name: 'P', passwordHash: 'x', timeZone: 'UTC' }, now)
  if (!created) throw new Error('The person is there already')
  return created
}

export async function plaidWorld(db: Database, webhookUrl: string | null): Promise<PlaidWorld> {
  const movable: Pick<PlaidWorld, 'now' | 'carry'> = {
    now: new Date('2026-03-03T12:00:00Z'),
    carry: (_path, send) => send(),
  }
  const emulator = createEmulator({
    store: memoryStore(),
    now: () => movable.now,
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
    webhookUrl,
    fetch: (request) => movable.carry(new URL(request.url).pathname, () => emulator.fetch(request)),
  })
  return Object.assign(movable, {
    db,
    emulator,
    plaid,
    person: await newPerson({ db, now: movable.now }),
    tokenKeys: [{ id: 'k1', key: randomBytes(32) }],
  })
}

export async function linkWorld(db: Database, queue: JobQueue): Promise<LinkWorld> {
  const world = await plaidWorld(db, 'http://127.0.0.1/webhook')
  const { plaid, tokenKeys } = world
  const context: LinkWorld['context'] = {
    db,
    plaid,
    bank: plaid,
    clock: { now: () => world.now },
    queue,
    tokenKeys,
    log: silent,
    webhookUrl: plaid.webhookUrl,
    sleep: async (ms) => pass(world, ms),
  }
  return Object.assign(world, { context, worker: createWorker(context) })
}

/** What Link hands over at the end of a visit to a bank, every account of which is shared. */
export async function visit(
  { plaid, emulator, person }: Pick<PlaidWorld, 'plaid' | 'emulator' | 'person'>,
  institution = WALLET,
): Promise<ConnectInput> {
  const linkToken = await plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const visited = await visitLinkOf((request) => emulator.fetch(request), linkToken, institution)
  return { ...visited, anotherLogin: false }
}

/** Connects a bank that the person does not have yet, and imports what it has. */
export async function connect(world: LinkWorld, institution?: string): Promise<ItemKey> {
  const { db, context, person, worker } = world
  const input = await visit(world, institution)
  if (await findDuplicate(db, person.householdId, input)) throw new Error('The person has that login already')
  const key = await connectItem(context, person, input)
  pass(world, 10_000)
  await worker.drain()
  return key
}

/** Has the emulator do something at the bank's side. */
export const control = ({ emulator }: Pick<PlaidWorld, 'emulator'>, path: string, body: object = {}) =>
  emulator.fetch(
    new Request(`http://127.0.0.1/emulator/${path}`, { method: 'POST', body: JSON.stringify(body) }),
  )

/** The Items that Plaid has, whoever's they are. */
export async function itemsAtPlaid({ emulator }: Pick<PlaidWorld, 'emulator'>): Promise<unknown[]> {
  const response = await emulator.fetch(new Request('http://127.0.0.1/emulator/items'))
  return (await response.json()).items
}

export const itemOf = ({ db, person }: Pick<PlaidWorld, 'db' | 'person'>, itemId: string) =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: person.householdId, id: itemId } },
  })
