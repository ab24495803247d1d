import type { PGlite, Results } from '@electric-sql/pglite'
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { toDriverError } from './driver-error'

/** 64-bit integers as text, as the `pg` driver has them; everything else is alike already. */
export const parsers = { 20: (text: string) => text }

/**
 * Prisma's way to PGlite. pglite-prisma-adapter converts the values; three of its habits are not good enough
 * for a ledger and are replaced here:
 *
 * - `executeScript` does not wait, so that a migration which fails counts as applied;
 * - `commit` swallows an error of COMMIT itself (a deferred constraint), `rollback` does not wait;
 * - the isolation level is set outside the transaction, where it means nothing.
 */
export function pgliteAdapterFactory(pglite: PGlite): SqlMigrationAwareDriverAdapterFactory {
  const values = new PrismaPGlite(pglite)
  return {
    provider: 'postgres',
    adapterName: values.adapterName,
    connect: async () => adapter(pglite, await values.connect()),
    connectToShadowDb: () => Promise.reject(new Error('Evenkeel compares schemas without a shadow database')),
  }
}

function adapter(pglite: PGlite, values: SqlDriverAdapter): SqlDriverAdapter {
  const inTurn = turns()
  return {
    provider: 'postgres',
    adapterName: values.adapterName,
    queryRaw: (query) => inTurn(() => values.queryRaw(query)),
    executeRaw: (query) => inTurn(() => values.executeRaw(query)),
    executeScript: async (script) => {
      await runScript(pglite, script).catch((error: unknown) => {
        throw toDriverError(error)
      })
    },
    startTransaction: (isolationLevel) => startTransaction(pglite, isolationLevel),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    // The database outlives Prisma's client; whoever opened it closes it.
    dispose: async () => {},
  }
}

/**
 * Lets one statement after the other through, and everything else that waits in this process between two of them. PGlite
 * works in this thread: a page's twenty statements in one go would keep its own first lines, and every other request,
 * from being sent.
 */
function turns(): <Value>(ask: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (ask) => {
    const mine = last.then(ask)
    last = mine.then(pause, pause)
    return mine
  }
}

const pause = () => new Promise((resolve) => setImmediate(resolve))

/** A script that is one transaction from end to end, and what is in it. */
const wholeTransaction = /^\s*BEGIN\s*;([\s\S]*)\bCOMMIT\s*;?\s*$/i

/**
 * Runs statements that take no parameters, all of them or none, and returns one result for each. PGlite has one
 * session: a script that opens a transaction and fails inside must not leave it for everybody's next statement
 * to fail in.
 */
export async function runScript(pglite: PGlite, script: string): Promise<Results[]> {
  const body = wholeTransaction.exec(script)?.[1]
  if (body !== undefined) return pglite.transaction((session) => session.exec(body, { parsers }))
  try {
    return await pglite.exec(script, { parsers })
  } catch (error) {
    await pglite.exec('ROLLBACK')
    throw error
  }
}

async function startTransaction(pglite: PGlite, isolationLevel?: IsolationLevel): Promise<Transaction> {
  const outcome = deferred<void>()
  const opened = deferred<Transaction>()
  const finished = pglite.transaction(async (session) => {
    if (isolationLevel) await session.exec(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`)
    // The converter asks of its client nothing but `query`, which the session has.
    const values: SqlQueryable = await new PrismaPGlite(session as unknown as PGlite).connect()
    const statement = async (sql: string) => {
      await values.executeRaw({ sql, args: [], argTypes: [] })
    }
    opened.resolve({
      provider: 'postgres',
      adapterName: values.adapterName,
      options: { usePhantomQuery: true },
      queryRaw: (query) => values.queryRaw(query),
      executeRaw: (query) => values.executeRaw(query),
      createSavepoint: (name) => statement(`SAVEPOINT ${name}`),
      rollbackToSavepoint: (name) => statement(`ROLLBACK TO SAVEPOINT ${name}`),
      releaseSavepoint: (name) => statement(`RELEASE SAVEPOINT ${name}`),
      commit: async () => {
        outcome.resolve()
        await finished
      },
      rollback: async () => {
        if (!session.closed) await session.rollback()
        outcome.resolve()
        await finished
      },
    })
    await outcome.promise
  })
  finished.catch((error: unknown) => opened.reject(toDriverError(error)))
  return opened.promise
}

interface Deferred<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (reason: unknown) => void
}

function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}
