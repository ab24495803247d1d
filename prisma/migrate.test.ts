import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../lib/db/open'
import { migratedImage, testDatabase, unmigrated, withName } from '../lib/db/testing'
import { MigrationError, markRolledBack, migrate } from './migrate'
import { schemaDiff } from './schema-diff'

const root = fileURLToPath(new URL('..', import.meta.url))
const own = path.join(root, 'prisma/migrations')

interface Recorded {
  migration_name: string
  finished: boolean
  rolled_back: boolean
  logs: string | null
  applied_steps_count: number
}

async function recorded(database: Database): Promise<Recorded[]> {
  const { rows } = await database.executeSql(
    `SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back, logs,
            applied_steps_count FROM _prisma_migrations ORDER BY started_at, migration_name`,
  )
  return rows as Recorded[]
}

async function exists(database: Database, table: string): Promise<boolean> {
  const { rows } = await database.executeSql('SELECT to_regclass($1)::text AS name', [table])
  return (rows as { name: string | null }[])[0]?.name !== null
}

describe('migrate', () => {
  let database: Database
  let folder: string
  beforeAll(async () => {
    database = await testDatabase()
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-migrations-'))
  })
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** The committed migrations and further ones, in a folder of their own. */
  async function withFurther(further: Record<string, string>): Promise<string> {
    const directory = path.join(folder, randomUUID())
    await cp(own, directory, { recursive: true })
    for (const [name, sql] of Object.entries(further)) {
      await mkdir(path.join(directory, name))
      await writeFile(path.join(directory, name, 'migration.sql'), sql)
    }
    return directory
  }

  it('does nothing to a database that has them all', async () => {
    expect(await migrate(database)).toEqual({ applied: [] })
  })

  it('keeps the partial indexes that a Prisma schema cannot say', async () => {
    const { rows } = await database.executeSql(
      "SELECT indexname::text AS name FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% WHERE %' ORDER BY 1",
    )
    expect(rows).toEqual([
      { name: 'entries_pending_idx' },
      { name: 'entries_unreviewed_idx' },
      { name: 'link_intents_open_idx' },
      { name: 'sync_runs_unfinished_idx' },
      { name: 'transactions_import_idx' },
      { name: 'transactions_posted_idx' },
      { name: 'transactions_replaces_idx' },
    ])
  })

  it('applies what is missing in order, and records it as Prisma would', async () => {
    const directory = await withFurther({
      '20990101000000_first': 'CREATE TABLE in_order (a int);',
      '20990102000000_second': "ALTER TABLE in_order ADD COLUMN b text DEFAULT 'a;b';",
    })
    const { applied } = await migrate(database, { directory })
    expect(applied).toEqual(['20990101000000_first', '20990102000000_second'])
    expect((await recorded(database)).at(-1)).toEqual({
      migration_name: '20990102000000_second',
      finished: true,
      rolled_back: false,
      logs: null,
      applied_steps_count: 1,
    })
    expect(await migrate(database, { directory })).toEqual({ applied: [] })
  })

  it('sends a script in one piece, functions and texts with semicolons included', async () => {
    const broken = await testDatabase()
    const directory = await withFurther({
      '20990101000000_function': `
        CREATE FUNCTION two_steps() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;
        CREATE TABLE semicolons (a text DEFAULT ';');`,
    })
    await migrate(broken, { directory })
    expect((await broken.executeSql('SELECT two_steps() AS two')).rows).toEqual([{ two: 2 }])
    await broken.close()
  })

  it('stops at a broken migration, keeps nothing of it, records the failure and says what PostgreSQL said', async () => {
    const broken = await testDatabase()
    const directory = await withFurther({
      '20990101000000_broken':
        'CREATE TABLE from_broken (a int); ALTER TABLE no_such_table ADD COLUMN b int;',
      '20990102000000_after': 'CREATE TABLE from_after (a int);',
    })
    const failure = await migrate(broken, { directory }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationError)
    expect(String(failure)).toContain('20990101000000_broken')
    expect(String(failure)).toContain('relation "no_such_table" does not exist')
    expect(await exists(broken, 'from_broken')).toBe(false)
    expect(await exists(broken, 'from_after')).toBe(false)
    expect((await recorded(broken)).at(-1)).toMatchObject({
      migration_name: '20990101000000_broken',
      finished: false,
      rolled_back: false,
      logs: expect.stringContaining('no_such_table'),
    })
    await broken.close()
  })

  it('refuses to go on after a failure until it is marked as rolled back, and then applies the mended one', async () => {
    const broken = await testDatabase()
    const name = '20990101000000_mended_later'
    const directory = await withFurther({ [name]: 'SELECT 1 / 0;' })
    await expect(migrate(broken, { directory })).rejects.toThrow('division by zero')
    await writeFile(path.join(directory, name, 'migration.sql'), 'CREATE TABLE from_mended (a int);')
    await expect(migrate(broken, { directory })).rejects.toThrow(MigrationError)
    expect(await exists(broken, 'from_mended')).toBe(false)
    await markRolledBack(broken, name)
    expect(await migrate(broken, { directory })).toEqual({ applied: [name] })
    expect(await exists(broken, 'from_mended')).toBe(true)
    await broken.close()
  })

  it('from the command line ends with an error when a migration is broken, so that nothing starts after it', async () => {
    const directory = await withFurther({ '20990101000000_broken': 'SELECT 1 / 0;' })
    const project = path.join(folder, 'project')
    await mkdir(path.join(project, 'prisma'), { recursive: true })
    await cp(directory, path.join(project, 'prisma/migrations'), { recursive: true })
    for (const file of [
      'prisma/migrate.ts',
      'prisma/schema-engine.ts',
      'lib/db',
      'tsconfig.json',
      'package.json',
    ]) {
      await cp(path.join(root, file), path.join(project, file), { recursive: true })
    }
    await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'))
    const dataDir = path.join(project, 'data')
    // As somebody has it who updates: everything up to the broken one is there.
    await (await openDatabase({ kind: 'embedded', dataDir, image: await migratedImage() })).close()
    const result = await runCommand(path.join(project, 'prisma/migrate.ts'), { DATA_DIR: dataDir })
    expect(result.output).toContain('20990101000000_broken failed')
    expect(result.code).toBe(1)
  }, 60_000)
})

describe('the migrations', () => {
  it('bring an empty database to exactly what schema.prisma says', async () => {
    const database = await unmigrated()
    const { applied } = await migrate(database)
    expect(applied[0]).toBe('20261120000000_initial')
    expect(await exists(database, 'transactions')).toBe(true)
    expect(await schemaDiff(database)).toBe('')
    // And if they did not, it would show.
    await database.executeSql('ALTER TABLE users DROP COLUMN name')
    expect(await schemaDiff(database)).toContain('ADD COLUMN     "name" TEXT NOT NULL')
    await database.close()
  }, 60_000)
})

const server = process.env.TEST_DATABASE_URL
if (server) {
  describe('several processes that migrate one server at once', () => {
    it('all succeed, and each migration is applied once', async () => {
      const name = `evenkeel_race_${randomUUID().replaceAll('-', '')}`
      const administrator = await openDatabase({ kind: 'postgres', url: server })
      await administrator.executeSql(`CREATE DATABASE ${name}`)
      const url = withName(server, name)
      const results = await Promise.all(
        Array.from({ length: 3 }, () =>
          runCommand(path.join(root, 'prisma/migrate.ts'), { DATABASE_URL: url }),
        ),
      )
      expect(results.map((result) => result.code)).toEqual([0, 0, 0])
      expect(results.filter((result) => result.output.includes('applied 2'))).toHaveLength(1)
      const database = await openDatabase({ kind: 'postgres', url })
      const names = (await recorded(database)).map((row) => row.migration_name)
      expect(new Set(names).size).toBe(names.length)
      await database.close()
      await administrator.executeSql(`DROP DATABASE ${name} WITH (FORCE)`)
      await administrator.close()
    }, 60_000)
  })
}

function runCommand(
  script: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/tsx/dist/cli.mjs'), script], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
