import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalTables } from './global-tables'
import type { Database } from './open'
import { testDatabase } from './testing'

interface Key {
  table: string
  index: string
  first_column: string
}

describe('the tables of a household', () => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  const tables = () =>
    database.prisma.$queryRaw<{ name: string }[]>`
      SELECT tablename::text AS name FROM pg_catalog.pg_tables WHERE schemaname = 'public' ORDER BY 1`

  const keys = () =>
    database.prisma.$queryRaw<Key[]>`
      SELECT owner.relname::text AS "table", key.relname::text AS "index", lead.attname::text AS first_column
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class owner ON owner.oid = i.indrelid
      JOIN pg_catalog.pg_class key ON key.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace space ON space.oid = owner.relnamespace AND space.nspname = 'public'
      LEFT JOIN pg_catalog.pg_attribute lead ON lead.attrelid = owner.oid AND lead.attnum = i.indkey[0]
      WHERE i.indisprimary OR i.indisunique`

  it('all carry household_id, which may not be null', async () => {
    const carrying = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'household_id' AND is_nullable = 'NO'`
    const names = new Set(carrying.map(({ name }) => name))
    const without = (await tables()).filter(({ name }) => !globalTables.has(name) && !names.has(name))
    expect(without).toEqual([])
    expect(names.size).toBeGreaterThan(5)
  })

  it('lead their primary key and every unique key with household_id', async () => {
    const owned = (await keys()).filter((key) => !globalTables.has(key.table))
    expect(owned.filter((key) => key.first_column !== 'household_id')).toEqual([])
    const keyed = new Set(owned.map((key) => key.table))
    const keyless = (await tables()).filter(({ name }) => !globalTables.has(name) && !keyed.has(name))
    expect(keyless).toEqual([])
  })

  it('are all of them but the listed ones, and every listed one exists', async () => {
    const names = new Set((await tables()).map(({ name }) => name))
    expect([...globalTables].filter((name) => !names.has(name))).toEqual([])
  })

  it('refer to each other by keys that begin with household_id, so that no row can point into another household', async () => {
    const foreign = await database.prisma.$queryRaw<
      { name: string; owner: string; target: string; first: string }[]
    >`
      SELECT c.conname::text AS name, owner.relname::text AS owner, target.relname::text AS target,
             lead.attname::text AS first
      FROM pg_catalog.pg_constraint c
      JOIN pg_catalog.pg_class owner ON owner.oid = c.conrelid
      JOIN pg_catalog.pg_class target ON target.oid = c.confrelid
      JOIN pg_catalog.pg_attribute lead ON lead.attrelid = owner.oid AND lead.attnum = c.conkey[1]
      WHERE c.contype = 'f'`
    const between = foreign.filter((key) => !globalTables.has(key.owner) && !globalTables.has(key.target))
    expect(between.length).toBeGreaterThan(3)
    expect(between.filter((key) => key.first !== 'household_id')).toEqual([])
  })
})
