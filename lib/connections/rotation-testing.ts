import { BankFailure } from '@/lib/bank/failure'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import type { Plaid } from '@/lib/plaid/client'
import { pass } from '@/lib/sync/testing'
import type { RotationContext } from './rotation'
import { itemOf, plaidWorld, silent, visit } from './testing'

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

/** A person with a connection at a bank of an emulator of their own, all in one database. */
export async function connectedPerson(db: Database) {
  const world = await plaidWorld(db, null)
  const { plaid, emulator, person, tokenKeys } = world
  /** What becomes of an answer of Plaid's to a call of a path; the call itself has been worked. */
  let answered: (path: string, response: Response) => Response = (_path, response) => response
  const tokens = new Set<string>()
  world.carry = async (path, send) => {
    const response = await send()
    const text = await response.clone().text()
    for (const [token] of text.matchAll(/access-sandbox-[0-9a-f-]{36}/g)) tokens.add(token)
    return answered(path, response)
  }
  const { publicToken } = await visit(world)
  const { accessToken, plaidItemId } = await plaid.exchange(publicToken)
  const key = { householdId: person.householdId, itemId: newId(world.now) }
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
      world.now,
    ),
  )
  const context: RotationContext = { db, plaid, clock: { now: () => world.now }, tokenKeys, log: silent }
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
    pass: (seconds: number) => pass(world, seconds * 1000),
    now: () => world.now,
    works,
    /** Every access token that Plaid ever gave, and that it still takes. */
    living: async () => {
      const all = await Promise.all([...tokens].map(async (token) => ((await works(token)) ? token : null)))
      return all.filter((token) => token !== null)
    },
    answerWith: (change: (path: string, response: Response) => Response) => {
      answered = change
    },
    item: () => itemOf(world, key.itemId),
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
