import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { PrismaPg } from '@prisma/adapter-pg'
import type {
  SqlDriverAdapterFactory,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { Pool, PoolConfig, QueryResult } from 'pg'
import { acquireDataFolderLock } from './data-folder-lock'
import { toDriverError } from './driver-error'
import { PrismaClient } from './generated/client'
import { takingLargeTexts } from './large-text'

/** Where the data is: a folder of this machine, or a PostgreSQL server. */
export type DatabaseConfig = EmbeddedConfig | { kind: 'postgres'; url: string }

interface EmbeddedConfig {
  kind: 'embedded'
  dataDir: string
  /** What a folder without a database begins with: the image of another, instead of seconds of making an empty one. */
  image?: Blob
}

/** An open database. Close it; an embedded one stays locked until then. */
export interface Database {
  readonly kind: DatabaseConfig['kind']
  readonly prisma: PrismaClient
  /**
   * Runs SQL beside Prisma, as pg-boss wants it. Without values the text may be several statements, which
   * succeed or fail together; the rows of all of them are returned. 64-bit integers come as strings.
   */
  executeSql(text: string, values?: unknown[]): Promise<SqlResult>
  /**
   * Runs `work` with an adapter that has one connection to itself, without the time limits of ordinary
   * statements, while no other process does the same: for migrations. Scripts run in one piece, all or nothing.
   */
  withMigrationAdapter<T>(work: (adapter: SqlMigrationAwareDriverAdapterFactory) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What a statement gave back; `rowCount` is how many rows it returned or changed. */
export interface SqlResult {
  rows: unknown[]
  rowCount?: number
}

/**
 * Interactive transactions. PGlite has one connection, so a waiting transaction waits for all before it: a first
 * import of some thousand rows takes seconds on a slow machine. What takes longer than this is stuck.
 */
const transactionOptions = { maxWait: 20_000, timeout: 30_000 }

const connectTimeoutMs = 10_000
/** One process' share of a server that by default allows 100. */
const poolSize = 10
/**
 * Set by statement and not as startup parameters, which connection poolers refuse. Prisma sends moments
 * without a zone and reads them back as UTC: in a session with another zone every moment would shift. Days are read as
 * ISO writes them. A server that does not know yet how many rows there are would compile a list of fifty for seconds.
 * And a page's statements run side by side already: to share one of them among processes costs twice its work.
 */
const sessionSettings =
  "SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; SET jit = off; SET max_parallel_workers_per_gather = 0; " +
  "SET statement_timeout = '60s'; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'"
/** The key of the advisory lock of `prisma migrate`. */
const prismaMigrationLock = 72_707_369
const migrationSettings = "SET TIME ZONE 'UTC'; SET statement_timeout = 0; SET lock_timeout = '120s'"

/**
 * Opens the database, without migrating it: prisma/migrate.ts does that.
 *
 * The embedded one is PGlite in `<dataDir>/pglite`, made when missing. Throws DatabaseInUseError where another
 * process has it open. A server is not contacted before the first statement.
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.kind === 'embedded' ? openFolder(config) : openServer(config.url)
}

async function openFolder(config: EmbeddedConfig): Promise<Database> {
  const dataDir = path.resolve(config.dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await chmod(dataDir, 0o700)
  const lock = await acquireDataFolderLock(dataDir)
  try {
    const { createPglite } = await import('./pglite')
    const files = path.join(dataDir, 'pglite')
    const begins = config.image && !existsSync(files) ? { loadDataDir: config.image } : {}
    const pglite = await createPglite({ dataDir: files, ...begins })
    return await databaseOnPglite(pglite, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A database on a PGlite that is open already; closing it closes the PGlite and then calls `afterClose`. */
export async function databaseOnPglite(
  pglite: PGlite,
  afterClose: () => Promise<void> = async () => {},
): Promise<Database> {
  const { parsers, pgliteAdapterFactory, runScript } = await import('./pglite-adapter')
  // Statements are kept prepared, but planned for the values that they come with: one plan for all values took six times
  // as long for some.
  await pglite.exec("SET TIME ZONE 'UTC'; SET plan_cache_mode = force_custom_plan")
  const adapter = pgliteAdapterFactory(pglite)
  const prisma = createClient(adapter)
  return {
    kind: 'embedded',
    prisma,
    async executeSql(text, values) {
      if (!values?.length) return joined(await runScript(pglite, text))
      const { rows, rowCount } = await pglite.query(text, values, { parsers })
      return { rows, ...(rowCount === undefined ? {} : { rowCount }) }
    },
    withMigrationAdapter: (work) => work(adapter),
    async close() {
      await prisma.$disconnect()
      await pglite.close()
      await afterClose()
    },
  }
}

async function openServer(url: string): Promise<Database> {
  const [{ default: pg }, adapter] = await Promise.all([import('pg'), import('@prisma/adapter-pg')])
  const pool = createPool(pg.Pool, { connectionString: url, max: poolSize }, sessionSettings)
  const prisma = createClient(new adapter.PrismaPg(pool))
  return {
    kind: 'postgres',
    prisma,
    async executeSql(text, values) {
      if (values?.length) return joined([await pool.query(text, values)])
      return joined(await runOnServer(pool, text))
    },
    async withMigrationAdapter(work) {
      const connection = createPool(pg.Pool, { connectionString: url, max: 1 }, migrationSettings)
      try {
        // Prisma's own engines take this lock too, but give up after ten seconds. Taken here first it waits for as
        // long as another process migrates, and the engine, on the same session, finds it taken by itself.
        await connection.query('SELECT pg_advisory_lock($1)', [prismaMigrationLock])
        return await work(withWholeScripts(new adapter.PrismaPg(connection), connection))
      } finally {
        await connection.end()
      }
    },
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/**
 * @prisma/adapter-pg cuts a script at every semicolon, also those inside a function or a text, and runs the parts
 * one by one. A migration is sent in one piece instead, as `prisma migrate deploy` does.
 */
function withWholeScripts(factory: PrismaPg, connection: Pool): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect()
      adapter.executeScript = async (script) => {
        try {
          await connection.query(script)
        } catch (error) {
          await connection.query('ROLLBACK')
          throw toDriverError(error)
        }
      }
      return adapter
    },
  }
}

function createPool(PoolClass: typeof Pool, config: PoolConfig, settings: string): Pool {
  const pool = new PoolClass({
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'evenkeel',
    ...config,
    onConnect: async (client) => {
      await client.query(settings)
    },
  })
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** Several statements at once; a connection on which they failed is not used again, it may be inside a transaction. */
async function runOnServer(pool: Pool, text: string): Promise<QueryResult[]> {
  const client = await pool.connect()
  try {
    const results: QueryResult | QueryResult[] = await client.query(text)
    client.release()
    return Array.isArray(results) ? results : [results]
  } catch (error) {
    client.release(true)
    throw error
  }
}

function createClient(adapter: SqlDriverAdapterFactory): PrismaClient {
  return new PrismaClient({ adapter: takingLargeTexts(adapter), transactionOptions, errorFormat: 'minimal' })
}

function joined(results: { rows: unknown[]; rowCount?: number | null }[]): SqlResult {
  const rowCount = results.at(-1)?.rowCount
  return {
    rows: results.flatMap((result) => result.rows),
    ...(typeof rowCount === 'number' ? { rowCount } : {}),
  }
}
