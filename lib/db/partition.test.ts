import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './open'
import { partitionTables } from './partition-testing'
import { isOfHousehold, listTables } from './table-catalogue'
import { testDatabase } from './testing'

/** What belongs to a household and is found by something else: whose Item a webhook is about. */
const LOOK_UPS = ['item_lookups']

let db: Database
let before: Awaited<ReturnType<typeof listTables>>

beforeAll(async () => {
  db = await testDatabase()
  before = await listTables(db.prisma)
  if (process.env.TEST_PARTITIONED !== '1') await partitionTables(db)
})
afterAll(() => db.close())

describe('tables spread by a hash of the household', () => {
  it('are all that belong to one, but for the look-up', async () => {
    const { rows } = await db.executeSql(
      "SELECT relname::text AS name FROM pg_class WHERE relkind = 'p' AND NOT relispartition ORDER BY 1",
    )
    const spread = before
      .filter((table) => isOfHousehold(table) && !LOOK_UPS.includes(table.name))
      .map(({ name }) => name)
    expect(rows).toEqual(spread.sort().map((name) => ({ name })))
  })

  it('have the columns, keys and references that they had', async () => {
    expect(await listTables(db.prisma)).toEqual(before)
  })

  it('have the indexes that they had, under their names', async () => {
    const plain = await testDatabase()
    const names = (database: Database) =>
      database
        .executeSql(
          `SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind IN ('i', 'I') AND NOT c.relispartition ORDER BY 1`,
        )
        .then(({ rows }) => rows)
    expect(await names(db)).toEqual(await names(plain))
    await plain.close()
  })
})
