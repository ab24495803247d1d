import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { migrate } from '../../prisma/migrate'
import { type Database, databaseOnPglite, openDatabase } from './open'

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/evenkeel', import.meta.url))

/**
 * A migrated, empty database for one test or one file of tests: a new one at each call. Close it when done.
 *
 * In memory by default; with TEST_DATABASE_URL a database of its own on that server (whose user must be allowed
 * to create databases), dropped when closed. A migrated one is made once and copied: by file, or as a template.
 */
export async function testDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  return server ? onServer(server) : inMemory()
}

let image: Promise<Blob> | undefined

/**
 * As `testDatabase`, and always in memory.
 *
 * @param through what stands between Evenkeel and the PGlite: for tests in which statements fail.
 */
export async function inMemory(through: (pglite: PGlite) => PGlite = (same) => same): Promise<Database> {
  image ??= migratedImage()
  return databaseOnPglite(through(await PGlite.create({ loadDataDir: await image })))
}

async function migratedImage(): Promise<Blob> {
  const file = path.join(cache, `${await migrationsHash()}.tar`)
  const found = await readFile(file).catch(() => null)
  if (found) return new Blob([new Uint8Array(found)])
  const pglite = await PGlite.create()
  const database = await databaseOnPglite(pglite)
  await migrate(database)
  const made = await pglite.dumpDataDir('none')
  await database.close()
  // Two workers may make it at once; either's is good, half of one is not.
  await mkdir(cache, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, new Uint8Array(await made.arrayBuffer()))
  await rename(draft, file)
  await removeOlderImages(path.basename(file))
  return made
}

async function removeOlderImages(current: string): Promise<void> {
  const older = (await readdir(cache)).filter((name) => name.endsWith('.tar') && name !== current)
  await Promise.all(older.map((name) => rm(path.join(cache, name), { force: true })))
}

async function onServer(serverUrl: string): Promise<Database> {
  const template = `evenkeel_template_${await migrationsHash()}`
  const name = `evenkeel_test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(serverUrl, async (run) => {
    await run(`SELECT pg_advisory_lock(hashtext('${template}'))`)
    const { rowCount } = await run(`SELECT FROM pg_database WHERE datname = '${template}'`)
    if (!rowCount) await makeTemplate(serverUrl, template, run)
    await run(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const database = await openDatabase({ kind: 'postgres', url: withName(serverUrl, name) })
  return {
    ...database,
    async close() {
      await database.close()
      await asAdministrator(serverUrl, (run) => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

type Run = (sql: string) => Promise<pg.QueryResult>

async function makeTemplate(serverUrl: string, template: string, run: Run): Promise<void> {
  const draft = `${template}_draft`
  await run(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await run(`CREATE DATABASE ${draft}`)
  const database = await openDatabase({ kind: 'postgres', url: withName(serverUrl, draft) })
  await migrate(database)
  await database.close()
  await run(`ALTER DATABASE ${draft} RENAME TO ${template}`)
}

async function asAdministrator<T>(serverUrl: string, work: (run: Run) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work((sql) => client.query(sql))
  } finally {
    await client.end()
  }
}

/** The same server and user, another database. */
export function withName(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

let hash: Promise<string> | undefined

function migrationsHash(): Promise<string> {
  hash ??= hashMigrations()
  return hash
}

async function hashMigrations(): Promise<string> {
  const names = (await readdir(migrations, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const sum = createHash('sha256')
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    sum.update(name).update(await readFile(path.join(migrations, name, 'migration.sql')))
  }
  return sum.digest('hex').slice(0, 16)
}
