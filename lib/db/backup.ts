import { BACKUP_FORMAT, type BackupHeader, type BackupLine, RowDigest } from './backup-format'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { listTables, quoted } from './table-catalogue'
import { asText, readRows } from './table-rows'

/** The emulator's state: kept in a table where there is a server, in a file where there is a folder. */
export const DOCUMENTS_TABLE = 'emulator_documents'

/** How long the one transaction may take in which everything is read. */
const TIMEOUT_MS = 6 * 3_600_000

/** What lies beside a database and belongs to it. */
export interface BackupCompanions {
  /** The emulator's documents, where they are not in the database; the value is JSON. */
  documents?: readonly { key: string; value: string }[]
  /** The text of the file of secrets that were made for this data. */
  secrets?: string
  /** The text of the file of the keys by which browsers were asked to be told. */
  pushKeys?: string
}

/** How much a backup holds. */
export interface BackupSize {
  tables: number
  rows: number
  documents: number
}

/**
 * Writes everything that a database holds, line by line: every table there is, as it was at one moment. Jobs that wait
 * (the schema of the queue) are not in it: the schedule asks for what is missing.
 *
 * @param write takes one line without its end, and is waited for.
 */
export async function writeBackup(
  db: Database,
  companions: BackupCompanions,
  madeAt: Date,
  write: (line: string) => Promise<void> | void,
): Promise<BackupSize> {
  const say = (line: BackupHeader | BackupLine) => write(JSON.stringify(line))
  return db.prisma.$transaction(
    async (tx) => {
      await allowTime(tx)
      const migrations = await listMigrations(tx)
      await say({
        kind: 'evenkeel-backup',
        format: BACKUP_FORMAT,
        madeAt: madeAt.toISOString(),
        from: db.kind,
        migrations,
      })
      const all = await listTables(tx)
      const tables = all.filter(({ name }) => name !== DOCUMENTS_TABLE)
      let total = 0
      for (const table of tables) {
        const kept = table.columns.filter(({ isGenerated }) => !isGenerated)
        await say({ kind: 'table', name: table.name, columns: kept.map(({ name }) => name) })
        const digest = new RowDigest()
        const expressions = kept.map(({ name, type }) => asText(`t.${quoted(name)}`, type))
        for await (const rows of readRows(tx, { table, expressions })) {
          for (const row of rows) {
            digest.add(row)
            await write(JSON.stringify(row))
          }
        }
        await say({ kind: 'table-end', name: table.name, rows: digest.rows, sha256: digest.sha256() })
        total += digest.rows
      }
      let documents = 0
      const kept = all.find(({ name }) => name === DOCUMENTS_TABLE)
      if (kept) {
        for await (const rows of readRows(tx, { table: kept, expressions: ['t.key', 't.value::text'] })) {
          for (const [key, value] of rows) {
            await say({ kind: 'emulator', key: key ?? '', value: value ?? 'null' })
            documents += 1
          }
        }
      }
      for (const { key, value } of companions.documents ?? []) {
        await say({ kind: 'emulator', key, value })
        documents += 1
      }
      if (companions.secrets !== undefined) await say({ kind: 'secrets', text: companions.secrets })
      if (companions.pushKeys !== undefined) await say({ kind: 'push-keys', text: companions.pushKeys })
      await say({ kind: 'end', tables: tables.length, rows: total })
      return { tables: tables.length, rows: total, documents }
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: TIMEOUT_MS, maxWait: 60_000 },
  )
}

/** Lets a transaction take as long as it takes: the limits of ordinary statements are for a server with people on it. */
export async function allowTime(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SET LOCAL statement_timeout = 0`
  await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`
}

/** The migrations that a database has, in their order. @throws Error when it has none, or one that failed. */
export async function listMigrations(client: Prisma.TransactionClient): Promise<string[]> {
  const rows = await client.$queryRaw<{ name: string; isDone: boolean }[]>`
    SELECT migration_name AS name, finished_at IS NOT NULL AS "isDone" FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`
  const failed = rows.find(({ isDone }) => !isDone)
  if (failed) throw new Error(`The migration ${failed.name} failed on this database; mend that first`)
  return [...new Set(rows.map(({ name }) => name))]
}
