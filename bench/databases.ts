import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '@/lib/db/open'
import { migratedImage, withName } from '@/lib/db/testing'
import { migrate } from '@/prisma/migrate'
import type { BenchContext } from './part'

/** A migrated database of a benchmark's own, and the plainest way to it. */
export interface BenchDatabase {
  db: Database
  /** A folder, or a server's address: what a server of Evenkeel is told to use. Close `db` before that: once is enough. */
  dataDir: string
  url: string | null
  /** SQL without Prisma: through `pg`, or straight to PGlite. @returns the rows. */
  plain(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Closes and removes it. */
  remove(): Promise<void>
}

/** Makes an empty one. It is removed with `remove`. */
export async function benchDatabase({ serverUrl }: Pick<BenchContext, 'serverUrl'>): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'evenkeel-bench-'))
  if (serverUrl === null) {
    const db = closedOnce(await openDatabase({ kind: 'embedded', dataDir, image: await migratedImage() }))
    return {
      db,
      dataDir,
      url: null,
      plain: async (text, values) => (await db.executeSql(text, values)).rows as Record<string, unknown>[],
      async remove() {
        await db.close()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  }
  const name = `evenkeel_bench_${randomUUID().replaceAll('-', '')}`
  const administrator = new pg.Client({ connectionString: serverUrl })
  await administrator.connect()
  await administrator.query(`CREATE DATABASE ${name}`)
  const url = withName(serverUrl, name)
  const db = closedOnce(await openDatabase({ kind: 'postgres', url }))
  await migrate(db)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // As the app's sessions are.
  await client.query("SET TIME ZONE 'UTC'; SET jit = off; SET max_parallel_workers_per_gather = 0")
  return {
    db,
    dataDir,
    url,
    plain: async (text, values) => (await client.query(text, values)).rows,
    async remove() {
      await client.end()
      await db.close()
      await administrator.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await administrator.end()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** To be closed as often as one likes. */
function closedOnce(db: Database): Database {
  let closing: Promise<void> | undefined
  return {
    ...db,
    close: () => {
      closing ??= db.close()
      return closing
    },
  }
}
