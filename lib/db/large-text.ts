import { randomUUID } from 'node:crypto'
import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'

const shared = globalThis as typeof globalThis & { evenkeelLargeTexts?: Map<string, string> }
/** Texts of statements under way, by what stands for them. Once for all bundles: a client may be opened by another. */
shared.evenkeelLargeTexts ??= new Map()
const underWay = shared.evenkeelLargeTexts

/**
 * Lets a statement have a text of megabytes as a parameter. On the way to the driver Prisma writes all parameters as
 * JSON and reads them back: a sync's hundred megabytes would be in memory three times over. A name goes that way instead,
 * and the driver is given the text.
 *
 * @param ask sends one statement, with the name in the place of the text.
 */
export async function withLargeText<Value>(
  text: string,
  ask: (name: string) => Promise<Value>,
): Promise<Value> {
  const name = randomUUID()
  underWay.set(name, text)
  try {
    return await ask(name)
  } finally {
    underWay.delete(name)
  }
}

/** The same way to a database, on which `withLargeText` can be used. */
export function takingLargeTexts(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = taking(await factory.connect())
      const start = adapter.startTransaction.bind(adapter)
      adapter.startTransaction = async (isolationLevel) => taking(await start(isolationLevel))
      return adapter
    },
  }
}

function taking<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = (query) => queryRaw(filled(query))
  queryable.executeRaw = (query) => executeRaw(filled(query))
  return queryable
}

function filled(query: SqlQuery): SqlQuery {
  if (underWay.size === 0) return query
  const args = query.args.map((arg) => (typeof arg === 'string' ? (underWay.get(arg) ?? arg) : arg))
  return { ...query, args }
}
