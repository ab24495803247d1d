import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './open'
import { isOfHousehold, listTables, MIGRATIONS_TABLE, referredFirst } from './table-catalogue'
import { testDatabase } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('the catalogue of tables', () => {
  it('has every table of the database but the list of migrations', async () => {
    const named = await db.prisma.$queryRaw<{ name: string }[]>`
      SELECT tablename::text AS name FROM pg_catalog.pg_tables WHERE schemaname = 'public'`
    const names = named.map(({ name }) => name).filter((name) => name !== MIGRATIONS_TABLE)
    expect((await listTables(db.prisma)).map(({ name }) => name).sort()).toEqual(names.sort())
  })

  it('knows of every table by which key its rows are told apart', async () => {
    const tables = await listTables(db.prisma)
    expect(tables.filter(({ primaryKey }) => primaryKey.length === 0).map(({ name }) => name)).toEqual([])
    expect(tables.find(({ name }) => name === 'transactions')?.primaryKey).toEqual(['household_id', 'id'])
  })

  it('has the exact type of a column, and what it refers to', async () => {
    const tables = await listTables(db.prisma)
    const transactions = tables.find(({ name }) => name === 'transactions')
    expect(transactions && isOfHousehold(transactions)).toBe(true)
    expect(transactions?.columns.find(({ name }) => name === 'amount')?.type).toBe('numeric(28,10)')
    const account = transactions?.references.find(({ target }) => target === 'accounts')
    expect(account).toMatchObject({
      columns: ['household_id', 'account_id'],
      targetColumns: ['household_id', 'id'],
    })
    expect(account?.definition).toMatch(/^FOREIGN KEY/)
  })

  it('places each table after those that it refers to', async () => {
    const ordered = referredFirst(await listTables(db.prisma))
    const placeOf = new Map(ordered.map(({ name }, index) => [name, index]))
    const wrong = ordered.flatMap(({ name, references }) =>
      references
        .filter(({ target }) => target !== name && (placeOf.get(target) ?? 0) > (placeOf.get(name) ?? 0))
        .map(({ target }) => `${name} before ${target}`),
    )
    expect(wrong).toEqual([])
  })
})
