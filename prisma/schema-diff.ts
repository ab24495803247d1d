import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Database } from '../lib/db/open'
import { createSchemaEngine, noFilters } from './schema-engine'

const schemaFile = fileURLToPath(new URL('./schema.prisma', import.meta.url))

/**
 * The SQL that would bring a database to what schema.prisma says; '' when it is there already. Compare against a
 * freshly migrated one to see what the migrations lack. Indexes that a Prisma schema cannot express, partial ones and
 * those over expressions, are left alone. For the embedded database only: the engine cannot read a server's catalogue
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
      const sql = (stdout ?? '').trim()
      return sql === '-- This is an empty migration.' ? '' : sql
    } finally {
      engine.free()
    }
  })
}
