import { randomBytes } from 'node:crypto'
import { BankFailure } from '@/lib/bank/failure'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { createUser } from '@/lib/db/users'
import { createPlaid, type Plaid } from '@/lib/plaid/client'
import { visitLinkOf } from '@/lib/plaid/emulator-link'
import { createEmulator } from '@/lib/plaid-emulator/emulator'
import { memoryStore } from '@/lib/plaid-emulator/store'
import type { RotationContext } from './rotation'

/** A process that dies at its n-th call to the outside: before the call is made, or when its answer is on the way. */
export class Life {
  calls = 0
  private isOver = false

  constructor(
    private readonly last: number,
    private readonly at: 'before' | 'after',
  ) {}

  get ended(): boolean {
    return this.isOver
  }

  async spend<Value>(call: () => Promise<Value>): Promise<Value> {
    if (this.isOver) throw new Death()
    this.calls += 1
    const isLast = this.calls === this.last
    if (isLast && this.at === 'before') this.isOver = true
    if (this.isOver) throw new Death()
    const value = await call()
    if (isLast) this.isOver = true
    if (this.isOver) throw new Death()
    return value
  }
}

/** Nothing that runs after it has any effect: all that a dead process could still reach throws it again. */
export class Death extends Error {
  constructor() {
    super('the process died')
  }
}

/** The same object, whose methods and those of its parts spend a life. */
export function mortal<Thing extends object>(thing: Thing, life: Life): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'function') {
        return (...args: unknown[]) => life.spend(async () => Reflect.apply(value, target, args))
      }
      return typeof value === 'object' && value !== null ? mortal(value, life) : value
    },
  })
}

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A person with a connection at a bank of an emulator of their own, all in one database. */
export async function connectedPerson(db: Database) {
  let now = new Date('2026-03-03T12:00:00Z')
  const emulator = createEmulator({
    store: memoryStore(),
    now: () => now,
    fetch: async () => new Response(null, { status: 200 }),
    authorizeControl: () => true,
  })
  /** What becomes of an answer of Plaid's to a call of a path; the call itself has been worked. */
  let answered: (path: string, response: Response) => Response = (_path, response) => response
  const tokens = new Set<string>()
  const plaid = createPlaid({
    baseUrl: 'http://127.0.0.1',
    clientId: 'client',
    secret: 'secret',
    products: ['transactions'],
    countryCodes: ['US', 'CA', 'GB', 'NL'],
    redirectUri: null,
    webhookUrl: null,
    fetch: async (request) => {
      const response = await emulator.fetch(request)
      const text = await response.clone().text()
      for (const [token] of text.matchAll(/access-sandbox-[0-9a-f-]{36}/g)) tokens.add(token)
      return answered(new URL(request.url).pathname, response)
    },
  })
  const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
  const email = `rotator-${crypto.randomUUID()}@example.org`
  const person = await createUser(db, { email, name: 'P', passwordHash: 'x', timeZone: 'UTC' }, now)
  if (!person) throw new Error('The person is there already')
  const linkToken = await plaid.createLinkToken({ userId: person.userId, language: 'en' })
  const visited = await visitLinkOf(
    (request) => emulator.fetch(request),
    linkToken,
    'Northlight Bitcoin Wallet',
  )
  const { accessToken, plaidItemId } = await plaid.exchange(visited.publicToken)
  const key = { householdId: person.householdId, itemId: newId(now) }
  await db.prisma.$transaction((tx) =>
    createItem(
      tx,
      {
        ...key,
        plaidItemId,
        institution: { plaidInstitutionId: 'ins_900002', name: 'Wallet', url: null, primaryColor: null },
        institutionIsPlaids: true,
        sealedAccessToken: seal(accessToken, key.itemId, tokenKeys),
        webhookUrl: null,
      },
      now,
    ),
  )
  const context: RotationContext = { db, plaid, clock: { now: () => now }, tokenKeys, log: silent }
  const works = async (token: string) => {
    try {
      await plaid.item(token)
      return true
    } catch (error) {
      if (error instanceof BankFailure && error.code === 'INVALID_ACCESS_TOKEN') return false
      throw error
    }
  }
  return {
    key,
    person,
    plaid,
    emulator,
    context,
    tokenKeys,
    firstToken: accessToken,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    now: () => now,
    works,
    /** Every access token that Plaid ever gave, and that it still takes. */
    living: async () => {
      const all = await Promise.all([...tokens].map(async (token) => ((await works(token)) ? token : null)))
      return all.filter((token) => token !== null)
    },
    answerWith: (change: (path: string, response: Response) => Response) => {
      answered = change
    },
    item: () =>
      db.prisma.item.findUniqueOrThrow({
        where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
      }),
  }
}

export type ConnectedPerson = Awaited<ReturnType<typeof connectedPerson>>

/** A context in which everything outside spends one life. */
export function mortalContext(context: RotationContext, life: Life): RotationContext {
  const { db, plaid } = context
  const prisma = mortal(db.prisma, life)
  const mortalDb: Database = {
    kind: db.kind,
    prisma,
    executeSql: (text, values) => life.spend(() => db.executeSql(text, values)),
    withMigrationAdapter: (work) => db.withMigrationAdapter(work),
    close: () => db.close(),
  }
  const mortalPlaid: Plaid | RotationContext['plaid'] = mortal(plaid, life)
  return { ...context, db: mortalDb, plaid: mortalPlaid }
}
