import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../prisma/migrate'
import { allowTime, type BackupSize, DOCUMENTS_TABLE, listMigrations } from './backup'
import { BackupError, type BackupHeader, RowDigest, readHeader, readLine } from './backup-format'
import type { Prisma } from './generated/client'
import type { Database } from './open'
import { type CatalogueTable, listTables, quoted } from './table-catalogue'
import { asText, readRows, type TextRow } from './table-rows'

const ownMigrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const TIMEOUT_MS = 6 * 3_600_000
/** Rows and characters of one statement. */
const MOST_ROWS = 2_000
const MOST_CHARACTERS = 8_000_000

/** Takes what lies beside the database. */
export interface RestoreCompanions {
  putDocuments(documents: readonly { key: string; value: string }[]): Promise<void>
  putSecrets(text: string): Promise<void>
  putPushKeys(text: string): Promise<void>
}

/**
 * Fills an empty database with what a backup holds, in one transaction: every table is read again in the end and
 * compared, by the count and digest of its rows, with what was backed up; where one differs nothing is kept.
 *
 * The database is first brought to the migrations that the backup was made with, and after the loading to those of
 * this version. @throws BackupError, also when the database is not empty.
 */
export async function restoreBackup(
  db: Database,
  lines: AsyncIterable<string>,
  companions: RestoreCompanions,
): Promise<BackupSize & { migrated: string[] }> {
  const source = lines[Symbol.asyncIterator]()
  const first = await source.next()
  const header = readHeader(first.done ? '' : first.value)
  await migrateAsBackedUp(db, header)
  const size = await db.prisma.$transaction((tx) => load(tx, source, companions), {
    timeout: TIMEOUT_MS,
    maxWait: 60_000,
  })
  const { applied } = await migrate(db)
  return { ...size, migrated: applied }
}

async function migrateAsBackedUp(db: Database, { migrations }: BackupHeader): Promise<void> {
  const known = (await readdir(ownMigrations, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const unknown = migrations.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new BackupError(
      `This backup was made by a newer version of Evenkeel: it has the migration ${unknown}, which is not known here. ` +
        'Restore it with that version or a later one.',
    )
  }
  const there = await migrationsThere(db)
  if (there.length > 0 && there.join() !== [...migrations].sort().join()) {
    throw new BackupError(
      'The database has other migrations than the backup. Restore into one in which nothing was made yet.',
    )
  }
  if (there.length === 0) await migrateWith(db, migrations)
  const filled = await tableWithRows(db.prisma)
  if (filled) throw new BackupError(`The database is not empty: its table ${filled} has rows.`)
}

async function migrationsThere(db: Database): Promise<string[]> {
  const [found] = await db.prisma.$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists`
  return found?.exists ? listMigrations(db.prisma) : []
}

/** Applies some of the migrations of this version, and no later ones. */
async function migrateWith(db: Database, names: readonly string[]): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-migrations-'))
  try {
    for (const name of [...names, 'migration_lock.toml']) {
      await cp(path.join(ownMigrations, name), path.join(directory, name), { recursive: true })
    }
    await migrate(db, { directory })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function tableWithRows(client: Prisma.TransactionClient): Promise<string | null> {
  for (const { name } of await listTables(client)) {
    const found = await client.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)
    if (found.length > 0) return name
  }
  return null
}

async function load(
  tx: Prisma.TransactionClient,
  source: AsyncIterator<string>,
  companions: RestoreCompanions,
): Promise<BackupSize> {
  await allowTime(tx)
  // Without them rows may come in any order; made again in the end, they look at every row.
  const tables = await listTables(tx)
  for (const { name, references } of tables) {
    for (const reference of references) {
      await tx.$executeRawUnsafe(`ALTER TABLE ${quoted(name)} DROP CONSTRAINT ${quoted(reference.name)}`)
    }
  }
  const size = await takeLines(tx, tables, source, companions)
  for (const { name, references } of tables) {
    for (const reference of references) {
      await tx.$executeRawUnsafe(
        `ALTER TABLE ${quoted(name)} ADD CONSTRAINT ${quoted(reference.name)} ${reference.definition}`,
      )
    }
  }
  await setSequences(tx, tables)
  return size
}

async function takeLines(
  tx: Prisma.TransactionClient,
  tables: readonly CatalogueTable[],
  source: AsyncIterator<string>,
  companions: RestoreCompanions,
): Promise<BackupSize> {
  const left = new Set(tables.map(({ name }) => name).filter((name) => name !== DOCUMENTS_TABLE))
  const documents: { key: string; value: string }[] = []
  let filling: TableFiller | null = null
  let rows = 0
  let taken = 0
  for (let number = 2; ; number += 1) {
    const next = await source.next()
    if (next.done) throw new BackupError('The backup is not whole: its end is missing.')
    const line = readLine(next.value, number)
    if (Array.isArray(line)) {
      if (!filling) throw new BackupError(`The backup is damaged: its line ${number} belongs to no table.`)
      await filling.add(line)
    } else if (line.kind === 'table') {
      const table = tables.find(({ name }) => name === line.name)
      if (!table || !left.delete(line.name)) {
        throw new BackupError(
          `The backup has a table ${line.name} that its migrations do not make, or has it twice.`,
        )
      }
      filling = new TableFiller(tx, table, line.columns)
    } else if (line.kind === 'table-end') {
      if (!filling) throw new BackupError(`The backup is damaged: its line ${number} ends no table.`)
      await filling.finish(line)
      filling = null
      rows += line.rows
      taken += 1
    } else if (line.kind === 'emulator') documents.push({ key: line.key, value: line.value })
    else if (line.kind === 'secrets') await companions.putSecrets(line.text)
    else if (line.kind === 'push-keys') await companions.putPushKeys(line.text)
    else {
      const [missing] = left
      if (line.tables !== taken || line.rows !== rows || missing !== undefined) {
        throw new BackupError(`The backup is not whole${missing ? `: it lacks the table ${missing}` : ''}.`)
      }
      if (documents.length > 0) await companions.putDocuments(documents)
      return { tables: taken, rows, documents: documents.length }
    }
  }
}

/** Puts a table's rows into the database, some at a time, and compares in the end what stands there. */
class TableFiller {
  readonly #columns: { name: string; type: string }[]
  #waiting: TextRow[] = []
  #characters = 0

  constructor(
    private readonly tx: Prisma.TransactionClient,
    private readonly table: CatalogueTable,
    names: readonly string[],
  ) {
    this.#columns = names.map((name) => {
      const column = table.columns.find((candidate) => candidate.name === name)
      if (!column)
        throw new BackupError(`The table ${table.name} has no column ${name}, which the backup has.`)
      return column
    })
  }

  async add(row: TextRow): Promise<void> {
    if (row.length !== this.#columns.length) {
      throw new BackupError(
        `The backup is damaged: a row of ${this.table.name} has another number of columns.`,
      )
    }
    this.#waiting.push(row)
    for (const value of row) this.#characters += value?.length ?? 0
    if (this.#waiting.length >= MOST_ROWS || this.#characters >= MOST_CHARACTERS) await this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    const names = this.#columns.map(({ name }) => quoted(name)).join(', ')
    const values = this.#columns.map(({ type }, index) => `(line.row ->> ${index})::${type}`).join(', ')
    await this.tx.$executeRawUnsafe(
      `INSERT INTO ${quoted(this.table.name)} (${names}) OVERRIDING SYSTEM VALUE
       SELECT ${values} FROM jsonb_array_elements($1::text::jsonb) AS line(row)`,
      JSON.stringify(this.#waiting),
    )
    this.#waiting = []
    this.#characters = 0
  }

  async finish(expected: { name: string; rows: number; sha256: string }): Promise<void> {
    await this.#flush()
    const digest = new RowDigest()
    const expressions = this.#columns.map(({ name, type }) => asText(`t.${quoted(name)}`, type))
    for await (const rows of readRows(this.tx, { table: this.table, expressions })) {
      for (const row of rows) digest.add(row)
    }
    const { rows } = digest
    if (expected.name !== this.table.name || rows !== expected.rows || digest.sha256() !== expected.sha256) {
      throw new BackupError(
        `The table ${this.table.name} is not what was backed up (${rows} of ${expected.rows} rows); nothing was restored.`,
      )
    }
  }
}

/** Numbers that a table counts up by itself go on after the highest there is. */
async function setSequences(tx: Prisma.TransactionClient, tables: readonly CatalogueTable[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      if (!/^(smallint|integer|bigint)$/.test(column.type)) continue
      await tx.$executeRawUnsafe(
        `SELECT setval(sequence, COALESCE(highest, 1), highest IS NOT NULL) FROM (
           SELECT pg_get_serial_sequence($1::text, $2::text) AS sequence,
             (SELECT max(${quoted(column.name)}) FROM ${quoted(name)}) AS highest) AS counted
         WHERE sequence IS NOT NULL`,
        quoted(name),
        column.name,
      )
    }
  }
}
