import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { migrate } from '../../prisma/migrate'
import { listMigrations, writeBackup } from './backup'
import { BackupError } from './backup-format'
import { restoreBackup } from './backup-restore'
import { fillTables } from './fill-testing'
import type { Database } from './open'
import { type CatalogueTable, listTables, quoted } from './table-catalogue'
import { inMemory, testDatabase, unmigrated } from './testing'

const AT = new Date('2026-03-03T12:00:00Z')
const DOCUMENTS = [
  { key: 'item:1', value: '{"a":1}' },
  { key: 'item:2', value: '{"b":[1.5,"ü"]}' },
]

const open: Database[] = []
const keep = async (opening: Promise<Database>): Promise<Database> => {
  const db = await opening
  open.push(db)
  return db
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.close()))
})

async function backUp(db: Database, companions = {}): Promise<string[]> {
  const lines: string[] = []
  await writeBackup(db, companions, AT, (line) => void lines.push(line))
  return lines
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

function companions() {
  const put = {
    documents: [] as { key: string; value: string }[],
    secrets: null as string | null,
    pushKeys: null as string | null,
  }
  return {
    put,
    putDocuments: async (documents: readonly { key: string; value: string }[]) =>
      void put.documents.push(...documents),
    putSecrets: async (text: string) => {
      put.secrets = text
    },
    putPushKeys: async (text: string) => {
      put.pushKeys = text
    },
  }
}

/** What is kept beside the tables follows from them, and is in no backup. */
const keptOfEntries = (db: Database) =>
  db.executeSql(`
    SELECT account_id, pending, reviewed, sum(count)::int AS count, sum(money_in + money_out) AS net
    FROM derived.entry_sums GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)
const madeOfEntries = (db: Database) =>
  db.executeSql(`
    SELECT account_id, pending, reviewed, count(*)::int AS count, sum(amount) AS net
    FROM entries GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)

/** A database in which nothing was made. */
const untouched = () => keep(unmigrated())

describe('a backup', () => {
  it('restores every table to the last digit, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 13 }),
        async (rows, pattern) => {
          const db = await keep(testDatabase())
          const tables = await fillTables(db, rows, (place) => pattern[place % pattern.length] ?? false)
          const lines = await backUp(db, { documents: DOCUMENTS, secrets: '{"k":1}', pushKeys: '{"p":2}' })
          const restored = await untouched()
          const taken = companions()
          const size = await restoreBackup(restored, given(lines), taken)
          expect(size.rows).toBe((tables.length - 1) * rows)
          expect(taken.put.secrets).toBe('{"k":1}')
          expect(taken.put.pushKeys).toBe('{"p":2}')
          expect(taken.put.documents).toHaveLength(DOCUMENTS.length + rows)
          // What was restored, backed up again, is the same text: every row of every table.
          const again = await backUp(restored)
          const ofTables = (text: string[]) =>
            text.filter((line) => !/"kind":"(emulator|secrets|push-keys|evenkeel-backup)"/.test(line))
          expect(ofTables(again)).toEqual(ofTables(lines))
          expect(await keptOfEntries(restored)).toEqual(await madeOfEntries(restored))
          for (const one of open.splice(0)) await one.close()
        },
      ),
      { numRuns: 3 },
    )
  }, 240_000)

  it('restores into a server what came from a folder, and the other way round', async () => {
    const embedded = await keep(inMemory())
    await fillTables(embedded, 3, (place) => place % 5 === 0)
    const lines = await backUp(embedded)
    const target = await keep(testDatabase())
    await restoreBackup(target, given(lines), companions())
    const again = await backUp(target)
    expect(again.slice(1).filter((line) => !line.includes('"kind":"emulator"'))).toEqual(
      lines.slice(1).filter((line) => !line.includes('"kind":"emulator"')),
    )
  }, 120_000)

  it('reads tables that are longer than what is read at once, each row once and in its order', async () => {
    const db = await keep(testDatabase())
    await db.executeSql(
      "INSERT INTO heartbeats SELECT 'Beat ' || n || CASE WHEN n % 2 = 0 THEN 'a' ELSE 'B' END, now() FROM generate_series(1, 4500) n",
    )
    const lines = await backUp(db)
    const names = lines.filter((line) => line.startsWith('["Beat')).map((line) => String(JSON.parse(line)[0]))
    expect(names).toHaveLength(4500)
    expect(new Set(names).size).toBe(4500)
    expect([...names].sort((a, b) => (a < b ? -1 : 1))).toEqual(names)
    const restored = await untouched()
    await restoreBackup(restored, given(lines), companions())
    expect((await backUp(restored)).slice(1)).toEqual(lines.slice(1))
  }, 120_000)

  it('leaves what refers to each other held together again, and migrations done', async () => {
    const db = await keep(testDatabase())
    await fillTables(db, 1, () => false)
    const restored = await untouched()
    await restoreBackup(restored, given(await backUp(db)), companions())
    const references = (tables: CatalogueTable[]) =>
      tables
        .flatMap(({ name, references: own }) => own.map(({ definition }) => `${name} ${definition}`))
        .sort()
    expect(references(await listTables(restored.prisma))).toEqual(references(await listTables(db.prisma)))
    expect((await migrate(restored)).applied).toEqual([])
    expect(await listMigrations(restored.prisma)).toEqual(await listMigrations(db.prisma))
  }, 120_000)

  it('of an older version is brought up to date after it was loaded', async () => {
    const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
    const directory = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-oldest-'))
    const oldest = await untouched()
    const [initial = ''] = (await readdir(migrations)).sort()
    for (const name of [initial, 'migration_lock.toml'])
      await cp(path.join(migrations, name), path.join(directory, name), { recursive: true })
    await migrate(oldest, { directory })
    await rm(directory, { recursive: true })
    await fillTables(oldest, 2, (place) => place % 3 === 0)
    const lines = await backUp(oldest)
    const restored = await untouched()
    const { migrated, rows } = await restoreBackup(restored, given(lines), companions())
    expect(migrated.length).toBeGreaterThan(1)
    expect(rows).toBe(lines.filter((line) => line.startsWith('{"kind":"table",')).length * 2)
    const items = await restored.prisma.item.findMany({ select: { tokenSince: true, createdAt: true } })
    expect(items).toHaveLength(2)
    for (const { tokenSince, createdAt } of items) expect(tokenSince).toEqual(createdAt)
  }, 120_000)
})

describe('restoring', () => {
  const refused = async (db: Database, lines: string[]): Promise<string> => {
    const error: unknown = await restoreBackup(db, given(lines), companions()).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(BackupError)
    return error instanceof Error ? error.message : ''
  }

  it('refuses what is no backup, was cut off, was altered, or comes from a later version, and keeps nothing of it', async () => {
    const db = await keep(testDatabase())
    await fillTables(db, 2, () => false)
    const lines = await backUp(db)
    const target = await keep(testDatabase())
    expect(await refused(target, [])).toContain('not a backup')
    expect(await refused(target, ['{"kind":"letter"}'])).toContain('not a backup')
    expect(await refused(target, lines.slice(0, -1))).toContain('its end is missing')
    const tampered = lines.map((line) => line.replace('12345678901234', '12345678901235'))
    expect(await refused(target, tampered)).toContain('is not what was backed up')
    const [header = '', ...rest] = lines
    const { migrations, ...more } = JSON.parse(header)
    expect(
      await refused(target, [
        JSON.stringify({ ...more, migrations: [...migrations, '2999_later'] }),
        ...rest,
      ]),
    ).toContain('2999_later')
    expect(await refused(target, [JSON.stringify({ ...more, migrations, format: 2 }), ...rest])).toContain(
      'format 2',
    )
    const at = lines.findIndex((line) => line.startsWith('{"kind":"table","name":"heartbeats"'))
    const without = lines.filter((_, index) => index < at || index > at + 3)
    expect(await refused(target, without)).toContain('not whole')
    for (const { name } of await listTables(target.prisma)) {
      const { rows } = await target.executeSql(`SELECT 1 FROM ${quoted(name)}`)
      expect(rows, name).toEqual([])
    }
  }, 120_000)

  it('refuses a database in which there is something already', async () => {
    const db = await keep(testDatabase())
    const lines = await backUp(db)
    await db.executeSql("INSERT INTO heartbeats (name, at) VALUES ('tick', now())")
    expect(await refused(db, lines)).toContain('heartbeats has rows')
  })
})
