import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Database } from '../lib/db/open'
import { createSchemaEngine, noFilters } from './schema-engine'

const schemaFile = fileURLToPath(new URL('./schema.prisma', import.meta.url))

/**
 * The SQL that would bring a database to what schema.prisma says; '' when it is there already. Compare against a
 * freshly migrated one to see what the migrations lack. Indexes that a Prisma schema cannot express, partial ones,
 * those over expressions and those that carry more columns than their keys, are left alone. For the embedded database only: the engine cannot read a server's catalogue
 * through the adapter (PostgreSQL's internal "char" type).
 */
export async function schemaDiff(database: Database): Promise<string> {
  const schema = await readFile(schemaFile, 'utf8')
  const files = [{ path: 'schema.prisma', content: schema }]
  return database.withMigrationAdapter(async (adapter) => {
    const engine = await createSchemaEngine(adapter, schema)
    try {
      const { stdout } = await engine.diff({
        from: { tag: 'schemaDatasource', files, configDir: '.' },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters: noFilters,
      })
      const sql = (await carriers(database))
        .reduce((text, name) => text.replace(`-- DropIndex\nDROP INDEX "${name}";`, ''), stdout ?? '')
        .trim()
      return sql === '-- This is an empty migration.' ? '' : sql
    } finally {
      engine.free()
    }
  })
}

/** The indexes with columns besides their keys (INCLUDE), of which the engine knows nothing. */
async function carriers(database: Database): Promise<string[]> {
  const { rows } = await database.executeSql(
    'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indnkeyatts < indnatts',
  )
  return (rows as { name: string }[]).map(({ name }) => name)
}
