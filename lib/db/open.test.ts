import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseInUseError } from './data-folder-lock'
import { type Database, openDatabase } from './open'
import { testDatabase } from './testing'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('a database', () => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  const institution = (name = 'Some bank') => ({
    plaidInstitutionId: randomUUID(),
    name,
    updatedAt: new Date('2026-03-29T01:30:00.123Z'),
  })

  it('gives moments back as they were stored, whatever zone the machine is in', async () => {
    const stored = institution()
    await database.prisma.institution.create({ data: stored })
    const read = await database.prisma.institution.findUniqueOrThrow({
      where: { plaidInstitutionId: stored.plaidInstitutionId },
    })
    expect(read.updatedAt.toISOString()).toBe('2026-03-29T01:30:00.123Z')
    const { rows } = await database.executeSql(
      `SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS text, current_setting('TimeZone') AS zone
       FROM institutions WHERE plaid_institution_id = $1`,
      [stored.plaidInstitutionId],
    )
    expect(rows).toEqual([{ text: '2026-03-29 01:30', zone: 'UTC' }])
  })

  it('names a broken unique key by the same code in both homes', async () => {
    const stored = institution()
    await database.prisma.institution.create({ data: stored })
    await expect(database.prisma.institution.create({ data: stored })).rejects.toMatchObject({
      code: 'P2002',
    })
  })

  it('names a broken foreign key by the same code in both homes', async () => {
    const orphan = { plaidItemId: randomUUID(), householdId: randomUUID(), itemId: randomUUID() }
    await expect(database.prisma.itemLookup.create({ data: orphan })).rejects.toMatchObject({ code: 'P2003' })
  })

  it('keeps nothing of a transaction that throws', async () => {
    const stored = institution()
    const failure = database.prisma.$transaction(async (transaction) => {
      await transaction.institution.create({ data: stored })
      throw new Error('changed my mind')
    })
    await expect(failure).rejects.toThrow('changed my mind')
    const found = await database.prisma.institution.count({
      where: { plaidInstitutionId: stored.plaidInstitutionId },
    })
    expect(found).toBe(0)
  })

  it('reports an error that only COMMIT finds, and keeps nothing', async () => {
    await database.executeSql(
      'CREATE TABLE late_check (id int PRIMARY KEY, other int REFERENCES late_check DEFERRABLE INITIALLY DEFERRED)',
    )
    const failure = database.prisma.$transaction(
      (transaction) => transaction.$executeRaw`INSERT INTO late_check VALUES (1, 2)`,
    )
    await expect(failure).rejects.toThrow()
    expect((await database.executeSql('SELECT id FROM late_check')).rows).toEqual([])
    await database.executeSql('DROP TABLE late_check')
  })

  it('gives up waiting for a transaction in time, and works on when the one before has ended', async () => {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const first = database.prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT 1`
      await held
    })
    const second = database.prisma.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SELECT 1`
      },
      { maxWait: 200 },
    )
    // With one connection it cannot start; a server has others.
    if (database.kind === 'embedded') await expect(second).rejects.toMatchObject({ code: 'P2028' })
    else await second
    letGo()
    await first
    expect(await database.prisma.institution.count()).toBeGreaterThanOrEqual(0)
  })

  it('rolls a transaction back that takes too long, and works on', async () => {
    const stored = institution()
    const failure = database.prisma.$transaction(
      async (transaction) => {
        await transaction.institution.create({ data: stored })
        await new Promise((resolve) => setTimeout(resolve, 400))
        await transaction.institution.count()
      },
      { timeout: 200 },
    )
    await expect(failure).rejects.toMatchObject({ code: 'P2028' })
    const found = await database.prisma.institution.count({
      where: { plaidInstitutionId: stored.plaidInstitutionId },
    })
    expect(found).toBe(0)
  })

  it('honours the isolation level that a transaction asks for', async () => {
    const [row] = await database.prisma.$transaction(
      (transaction) =>
        transaction.$queryRaw<{ level: string }[]>`SELECT current_setting('transaction_isolation') AS level`,
      { isolationLevel: 'Serializable' },
    )
    expect(row).toEqual({ level: 'serializable' })
  })

  it('refuses a condition that is undefined rather than leaving it out', async () => {
    const where = { plaidInstitutionId: undefined } as unknown as { plaidInstitutionId: string }
    await expect(database.prisma.institution.findMany({ where })).rejects.toThrow(/undefined/)
  })

  describe('by plain SQL', () => {
    it('returns rows with 64-bit integers as strings, numerics as strings, documents parsed and moments as dates', async () => {
      const { rows, rowCount } = await database.executeSql(
        `SELECT $1::int8 AS big, 1.50::numeric AS exact, '{"a":1}'::jsonb AS document, 7::int AS small,
                timestamptz '2026-01-02 03:04:05Z' AS moment`,
        ['9007199254740993'],
      )
      expect(rows).toEqual([
        {
          big: '9007199254740993',
          exact: '1.50',
          document: { a: 1 },
          small: 7,
          moment: new Date('2026-01-02T03:04:05Z'),
        },
      ])
      expect(rowCount).toBe(1)
    })

    it('says how many rows a statement changed', async () => {
      const stored = [institution('Counted'), institution('Counted')]
      await database.prisma.institution.createMany({ data: stored })
      const { rowCount } = await database.executeSql('UPDATE institutions SET name = $2 WHERE name = $1', [
        'Counted',
        'Recounted',
      ])
      expect(rowCount).toBe(2)
    })

    it('takes several statements at once and returns the rows of all', async () => {
      const { rows } = await database.executeSql('BEGIN; SELECT 1 AS n; SELECT 2 AS n; COMMIT;')
      expect(rows).toEqual([{ n: 1 }, { n: 2 }])
    })

    it('keeps nothing of several statements when one fails, and works on', async () => {
      for (const script of [
        'BEGIN; CREATE TABLE half_done (a int); SELECT 1 / 0; COMMIT;',
        'CREATE TABLE half_done (a int); SELECT 1 / 0;',
        'SELECT 1; BEGIN; CREATE TABLE half_done (a int); SELECT 1 / 0;',
      ]) {
        await expect(database.executeSql(script)).rejects.toThrow('division by zero')
        const { rows } = await database.executeSql(`SELECT to_regclass('half_done') AS name`)
        expect(rows).toEqual([{ name: null }])
      }
    })
  })
})

// It is the same whatever server there is.
if (!process.env.TEST_DATABASE_URL) {
  describe('an embedded database', () => {
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-open-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    it('opens again after kill -9 in the middle of writing, with all that was acknowledged and no half transaction', async () => {
      const dataDir = path.join(folder, 'killed')
      const acknowledged = await writeUntilKilled(dataDir, 40)
      const database = await openDatabase({ kind: 'embedded', dataDir })
      const rows = await database.prisma.institution.findMany({ select: { plaidInstitutionId: true } })
      const present = new Set(rows.map((row) => row.plaidInstitutionId))
      for (let number = 1; number <= acknowledged; number++) expect(present).toContain(`${number}a`)
      for (const id of present) expect(present).toContain(`${id.slice(0, -1)}${id.endsWith('a') ? 'b' : 'a'}`)
      await database.close()
    }, 60_000)

    it('is refused to a second opener, in a folder that nobody else on the machine may read', async () => {
      const dataDir = path.join(folder, 'missing', 'parent')
      const database = await openDatabase({ kind: 'embedded', dataDir })
      await expect(openDatabase({ kind: 'embedded', dataDir })).rejects.toBeInstanceOf(DatabaseInUseError)
      expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
      await database.close()
      const again = await openDatabase({ kind: 'embedded', dataDir })
      await again.close()
    }, 60_000)
  })
}

/** Lets another process write until it has had `rows` acknowledged and kills it: how many it said were stored. */
async function writeUntilKilled(dataDir: string, rows: number): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/tsx/dist/cli.mjs'),
      path.join(root, 'lib/db/test-processes/write-rows.ts'),
      dataDir,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let pid = 0
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (pid === 0) pid = JSON.parse(line).pid
    else acknowledged = Number(line)
    if (acknowledged === rows) process.kill(pid, 'SIGKILL')
  }
  expect(acknowledged).toBeGreaterThanOrEqual(rows)
  return acknowledged
}
