import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  isDriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { type Database, type DatabaseConfig, openDatabase } from '../lib/db/open'
import { createSchemaEngine, noFilters } from './schema-engine'

/** What `migrate` may be told; the tests point it at migrations of their own. */
export interface MigrateOptions {
  /** The folder of migrations; this one's own by default. */
  directory?: string
}

/** A migration could not be applied, or one that failed before stands in the way. Nothing may start on this database. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

const ownDirectory = fileURLToPath(new URL('./migrations', import.meta.url))
const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'

/**
 * Applies the committed migrations that this database does not have yet, in order, and records them in
 * `_prisma_migrations` as `prisma migrate deploy` would: either can carry on where the other stopped. Several
 * processes may do so at once; one applies, the others wait and find nothing left to do.
 *
 * Each migration is applied as a whole or not at all. Throws MigrationError with PostgreSQL's words when one
 * fails; it stays recorded as failed, and every later attempt is refused until somebody has resolved it.
 */
export async function migrate(
  database: Database,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const migrationsList = await readMigrations(options.directory ?? ownDirectory)
  return database.withMigrationAdapter(async (adapter) => {
    const said: string[] = []
    const engine = await createSchemaEngine(hearing(adapter, said), datasource)
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters })
      return { applied: appliedMigrationNames }
    } catch (error) {
      throw await explain(database, error, said.at(-1))
    } finally {
      engine.free()
    }
  })
}

/** The same adapter, which also notes what PostgreSQL says of a script that fails: the engine passes on less. */
function hearing(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  said: string[],
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connectToShadowDb: () => adapter.connectToShadowDb(),
    connect: async () => {
      const connection = await adapter.connect()
      const run = connection.executeScript.bind(connection)
      connection.executeScript = async (script) => {
        try {
          await run(script)
        } catch (error) {
          if (isDriverAdapterError(error)) said.push(error.cause.originalMessage ?? error.message)
          throw error
        }
      }
      return connection
    },
  }
}

async function readMigrations(directory: string) {
  const entries = await readdir(directory, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return {
    baseDir: directory,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(directory, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(directory, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  }
}

async function explain(database: Database, cause: unknown, postgresSaid?: string): Promise<unknown> {
  if (!(cause instanceof Error) || cause.name !== 'SchemaConnectorError') return cause
  const { rows } = await database
    .executeSql(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL',
    )
    .catch(() => ({ rows: [] }))
  const [failed] = rows.map((row) => (isNamed(row) ? row.migration_name : ''))
  // What follows in the engine's message is a trace of its own functions.
  const reason = postgresSaid ?? cause.message.split('\n   0: ')[0]
  if (!failed) return new MigrationError(`The database could not be migrated: ${reason}`, { cause })
  return new MigrationError(
    `The migration ${failed} failed, and nothing of it was applied: ${reason}\n` +
      `Mend what stood in its way, then run: npm run db:migrate -- --rolled-back ${failed}`,
    { cause },
  )
}

function isNamed(row: unknown): row is { migration_name: string } {
  return typeof row === 'object' && row !== null && 'migration_name' in row
}

/**
 * Marks a failed migration as rolled back, after which `migrate` tries it again. Throws where the migration is
 * unknown or did not fail.
 */
export async function markRolledBack(database: Database, migrationName: string): Promise<void> {
  await database.withMigrationAdapter(async (adapter) => {
    const engine = await createSchemaEngine(adapter, datasource)
    try {
      await engine.markMigrationRolledBack({ migrationName })
    } finally {
      engine.free()
    }
  })
}

/** The database that the environment names: DATABASE_URL, else the folder DATA_DIR (`.data` by default). */
export function databaseFromEnvironment(environment: NodeJS.ProcessEnv): DatabaseConfig {
  const url = environment.DATABASE_URL
  return url ? { kind: 'postgres', url } : { kind: 'embedded', dataDir: environment.DATA_DIR || '.data' }
}

async function main(): Promise<void> {
  const [option, name] = process.argv.slice(2)
  const database = await openDatabase(databaseFromEnvironment(process.env))
  try {
    if (option === '--rolled-back' && name) await markRolledBack(database, name)
    const { applied } = await migrate(database)
    const lines = applied.length ? applied.map((each) => `applied ${each}`) : ['no migration was missing']
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await database.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Both engines leave timers of ten seconds behind: exit rather than wait for them.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exit(1)
    },
  )
}
