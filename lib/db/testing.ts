import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { z } from 'zod'
import { migrate } from '../../prisma/migrate'
import { type Database, databaseOnPglite, openDatabase } from './open'
import { partitionTables } from './partition-testing'
import { createPglite } from './pglite'

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const partitioning = fileURLToPath(new URL('./partition-testing.ts', import.meta.url))
const cache = fileURLToPath(new URL('../../node_modules/.cache/evenkeel', import.meta.url))

/**
 * A migrated, empty database for one test or one file of tests: a new one at each call. Close it when done.
 *
 * In memory by default; with TEST_DATABASE_URL a database of its own on that server (whose user must be allowed
 * to create databases), dropped when closed. A migrated one is made once and copied: by file, or as a template.
 * With TEST_PARTITIONED=1 its tables are spread by a hash of the household.
 */
export async function testDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  return server ? onServer(server) : inMemory()
}

/**
 * As `testDatabase`, and always in memory.
 *
 * @param through what stands between Evenkeel and the PGlite: for tests in which statements fail.
 */
export async function inMemory(through: (pglite: PGlite) => PGlite = (same) => same): Promise<Database> {
  return databaseOnPglite(through(await load(await migratedImage())))
}

/** A database in memory in which nothing was made, not even the migrations. */
export async function unmigrated(): Promise<Database> {
  return databaseOnPglite(await load(await emptyImage()))
}

const isPartitioned = process.env.TEST_PARTITIONED === '1'

/** What a database's tables are besides migrated, for the name of what is kept of it. */
async function tablesKind(): Promise<string> {
  if (!isPartitioned) return 'migrated'
  const sum = createHash('sha256').update(await readFile(partitioning))
  return `partitioned_${sum.digest('hex').slice(0, 8)}`
}

let migrated: Promise<Blob> | undefined
let empty: Promise<Blob> | undefined

/** What PGlite makes of nothing, which takes it seconds: an image to begin with. */
export function emptyImage(): Promise<Blob> {
  empty ??= kept('empty', () => createPglite({}))
  return empty
}

/** An image with every migration applied, and nothing else. */
export function migratedImage(): Promise<Blob> {
  migrated ??= tablesKind().then((kind) =>
    kept(kind, async () => {
      const pglite = await load(await emptyImage())
      await makeTables(await databaseOnPglite(pglite))
      return pglite
    }),
  )
  return migrated
}

async function makeTables(database: Database): Promise<void> {
  await migrate(database)
  if (isPartitioned) await partitionTables(database)
}

let parts: Promise<{ pgliteWasmModule: WebAssembly.Module; fsBundle: Blob }> | undefined

/** What every PGlite is made of: read and compiled once. */
async function partsOfPglite() {
  const [code, files] = await Promise.all([fileOfPglite('pglite.wasm'), fileOfPglite('pglite.data')])
  return { pgliteWasmModule: await WebAssembly.compile(code), fsBundle: new Blob([files]) }
}

async function fileOfPglite(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  return new Uint8Array(await readFile(path.join(folder, name)))
}

/** A PGlite in memory that begins with an image. Its files are in memory already: there is little to buffer. */
async function load(image: Blob): Promise<PGlite> {
  parts ??= partsOfPglite()
  return createPglite({
    ...(await parts),
    loadDataDir: image,
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
  })
}

async function kept(name: string, make: () => Promise<PGlite>): Promise<Blob> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(new TextDecoder().decode(await fileOfPglite('../package.json'))))
  const state = `-${version}-${await migrationsHash()}.tar`
  const file = path.join(cache, `${name}${state}`)
  const found = await readFile(file).catch(() => null)
  if (found) return new Blob([new Uint8Array(found)])
  const pglite = await make()
  // Whoever opens the image would otherwise do everything again that its log says.
  await pglite.exec('CHECKPOINT')
  const made = await pglite.dumpDataDir('none')
  await pglite.close()
  // Two workers may make it at once; either's is good, half of one is not.
  await mkdir(cache, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, new Uint8Array(await made.arrayBuffer()))
  await rename(draft, file)
  await removeOlderImages(state)
  return made
}

async function removeOlderImages(state: string): Promise<void> {
  const older = (await readdir(cache)).filter((name) => name.endsWith('.tar') && !name.endsWith(state))
  await Promise.all(older.map((name) => rm(path.join(cache, name), { force: true })))
}

async function onServer(serverUrl: string): Promise<Database> {
  const template = `evenkeel_${await tablesKind()}_${await migrationsHash()}`
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
  await makeTables(database)
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
