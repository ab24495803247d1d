import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Prisma } from './generated/client'
import { type Database, databaseOnPglite } from './open'
import { createPglite } from './pglite'
import { testDatabase } from './testing'

// What holds in either home, so that a statement that is prepared once cannot be told from one that is not.
describe('a statement that is asked again', () => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.executeSql(
      'DROP TABLE IF EXISTS asked; CREATE TABLE asked (id int PRIMARY KEY, said text)',
    )
    await database.executeSql("INSERT INTO asked VALUES (1, 'one'), (2, 'two'), (3, NULL)")
  })

  const said = (id: number) => database.prisma.$queryRaw`SELECT said FROM asked WHERE id = ${id}`
  const plainly = async (id: number) =>
    (await database.executeSql('SELECT said FROM asked WHERE id = $1', [id])).rows

  it('answers for its own values', async () => {
    for (const ask of [said, plainly]) {
      expect(await ask(1)).toEqual([{ said: 'one' }])
      expect(await ask(2)).toEqual([{ said: 'two' }])
      expect(await ask(3)).toEqual([{ said: null }])
      expect(await ask(4)).toEqual([])
    }
  })

  it('answers each of many who ask at once', async () => {
    const numbers = Array.from({ length: 60 }, (_, number) => number)
    const asked = numbers.map((number) =>
      number % 3 === 0
        ? database.prisma.$transaction((tx) => tx.$queryRaw`SELECT ${number}::int AS number`)
        : database.prisma.$queryRaw`SELECT ${number}::int AS number`,
    )
    expect(await Promise.all(asked)).toEqual(numbers.map((number) => [{ number }]))
  })

  it('answers after it failed', async () => {
    const divided = (by: number) => database.prisma.$queryRaw`SELECT 6 / ${by}::int AS part`
    expect(await divided(2)).toEqual([{ part: 3 }])
    await expect(divided(0)).rejects.toThrow('division by zero')
    expect(await divided(3)).toEqual([{ part: 2 }])
    await expect(database.executeSql('SELECT $1::int AS n', ['no number'])).rejects.toThrow('invalid input')
    expect((await database.executeSql('SELECT $1::int AS n', ['7'])).rows).toEqual([{ n: 7 }])
    await expect(database.executeSql('SELECT nothing FROM asked WHERE id = $1', [1])).rejects.toThrow(
      'does not exist',
    )
    expect(await plainly(1)).toEqual([{ said: 'one' }])
  })

  it('is refused inside a transaction that has failed, and answered after it', async () => {
    const first = (tx: Prisma.TransactionClient) => tx.$queryRaw`SELECT said FROM asked WHERE id = ${1}`
    const unheard = (tx: Prisma.TransactionClient) =>
      tx.$queryRaw`SELECT upper(said) FROM asked WHERE id = ${1}`
    await first(database.prisma)
    const failing = database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE asked SET said = 'changed' WHERE id = ${1}`
      await expect(tx.$queryRaw`SELECT 1 / ${0}::int`).rejects.toThrow('division by zero')
      await expect(first(tx)).rejects.toThrow('current transaction is aborted')
      await expect(unheard(tx)).rejects.toThrow('current transaction is aborted')
      throw new Error('given up')
    })
    await expect(failing).rejects.toThrow('given up')
    expect(await first(database.prisma)).toEqual([{ said: 'one' }])
    expect(await unheard(database.prisma)).toEqual([{ upper: 'ONE' }])
  })

  it('is refused by the name of the constraint that it breaks, each time', async () => {
    const insert = (id: number) => database.prisma.$executeRaw`INSERT INTO asked VALUES (${id}, 'again')`
    expect(await insert(4)).toBe(1)
    for (const id of [1, 4]) await expect(insert(id)).rejects.toMatchObject({ code: 'P2010' })
    expect(await insert(5)).toBe(1)
  })

  it('gives every kind of value back as it was', async () => {
    const moment = new Date('2026-03-29T01:30:00.123Z')
    const id = randomUUID()
    const values = Prisma.sql`${'ä “x” 💶, {a}\\'}::text AS text, ${9007199254740993n}::bigint AS big, ${7}::int AS small,
      ${'12345678901234567890.1234567'}::numeric AS exact, ${true}::bool AS yes, ${moment}::timestamptz AS moment,
      ${'2026-03-29'}::date AS day, ${id}::uuid AS id, ${{ a: [1, 'b'] }}::jsonb AS document,
      ${null}::text AS nothing, ${['a,b', '"c"', 'null', '', 'd\\e']}::text[] AS texts,
      ${[3, 1, 2]}::int[] AS numbers, ${[]}::text[] AS none, ARRAY['x', NULL] AS holes,
      ${new Uint8Array([0, 1, 254, 255])}::bytea AS bytes, ${''}::text AS empty, 1.5::float8 AS float`
    const expected = {
      text: 'ä “x” 💶, {a}\\',
      big: 9007199254740993n,
      small: 7,
      exact: new Prisma.Decimal('12345678901234567890.1234567'),
      yes: true,
      moment,
      day: new Date('2026-03-29T00:00:00Z'),
      id,
      document: { a: [1, 'b'] },
      nothing: null,
      texts: ['a,b', '"c"', 'null', '', 'd\\e'],
      numbers: [3, 1, 2],
      none: [],
      holes: ['x', null],
      bytes: new Uint8Array([0, 1, 254, 255]),
      empty: '',
      float: 1.5,
    }
    for (let time = 0; time < 2; time += 1) {
      const [row] = await database.prisma.$queryRaw<object[]>`SELECT ${values}`
      expect(row).toEqual(expected)
    }
  })

  it('takes and gives what is larger than any buffer on the way', async () => {
    const long = 'größer '.repeat(500_000)
    const rows = 20_000
    const ask = (text: string) =>
      database.prisma.$queryRaw<
        { text: string }[]
      >`SELECT ${text}::text || n AS text FROM generate_series(1, 2) n`
    for (const text of [long, 'short', long]) {
      expect((await ask(text)).map((row) => row.text === text + (row.text.endsWith('1') ? 1 : 2))).toEqual([
        true,
        true,
      ])
    }
    const many = await database.prisma.$queryRaw<{ n: number; text: string }[]>`
      SELECT n::int, repeat('x', n % 90) AS text FROM generate_series(1, ${rows}::int) n`
    expect(many).toHaveLength(rows)
    expect(many.every(({ n, text }, place) => n === place + 1 && text.length === n % 90)).toBe(true)
  })

  it('says how many rows it changed, returned or not', async () => {
    const change = (id: number) => database.prisma.$executeRaw`UPDATE asked SET said = 'x' WHERE id >= ${id}`
    expect(await change(2)).toBe(2)
    expect(await change(9)).toBe(0)
    const removed = await database.executeSql('DELETE FROM asked WHERE id > $1 RETURNING id', [1])
    expect(removed).toEqual({ rows: [{ id: 2 }, { id: 3 }], rowCount: 2 })
    expect(await database.executeSql('SELECT id FROM asked WHERE id = $1', [9])).toEqual({
      rows: [],
      rowCount: 0,
    })
  })

  describe('after its table was changed', () => {
    const all = (tx: Prisma.TransactionClient = database.prisma) =>
      tx.$queryRaw`SELECT * FROM asked WHERE id = ${1}`

    it('has the columns that there are now', async () => {
      expect(await all()).toEqual([{ id: 1, said: 'one' }])
      await database.executeSql('ALTER TABLE asked ADD more int NOT NULL DEFAULT 5')
      expect(await all()).toEqual([{ id: 1, said: 'one', more: 5 }])
      await database.prisma.$executeRaw`ALTER TABLE asked DROP said`
      expect(await all()).toEqual([{ id: 1, more: 5 }])
      await database.executeSql('BEGIN; ALTER TABLE asked ALTER more TYPE text; COMMIT;')
      expect(await all()).toEqual([{ id: 1, more: '5' }])
    })

    it('takes the values that it takes now', async () => {
      const find = (value: string) => database.executeSql('SELECT id FROM asked WHERE said = $1', [value])
      expect((await find('two')).rows).toEqual([{ id: 2 }])
      await database.executeSql('ALTER TABLE asked ALTER said TYPE boolean USING said = $$one$$')
      expect((await find('true')).rows).toEqual([{ id: 1 }])
    })

    it('is answered inside the transaction that changes it, and as before where that is taken back', async () => {
      await all()
      const taken = database.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`ALTER TABLE asked DROP said`
        expect(await all(tx)).toEqual([{ id: 1 }])
        throw new Error('taken back')
      })
      await expect(taken).rejects.toThrow('taken back')
      expect(await all()).toEqual([{ id: 1, said: 'one' }])
    })

    it('finds the new one where it was dropped and made again', async () => {
      await all()
      await database.executeSql('DROP TABLE asked')
      await expect(all()).rejects.toThrow('does not exist')
      await database.executeSql('CREATE TABLE asked (name text, id int)')
      await database.executeSql("INSERT INTO asked VALUES ('new', 1)")
      expect(await all()).toEqual([{ name: 'new', id: 1 }])
    })
  })
})

// A server has many sessions, and its driver prepares nothing by name.
if (!process.env.TEST_DATABASE_URL) {
  describe('the session of an embedded database', () => {
    let database: Database
    beforeAll(async () => {
      database = await databaseOnPglite(await createPglite({}))
    })
    afterAll(() => database.close())

    const prepared = async () => {
      const { rows } = await database.executeSql('SELECT statement FROM pg_prepared_statements')
      return rows.map((row) => String(Object(row).statement))
    }

    it('prepares a statement once, and none that is very long', async () => {
      const short = 'SELECT $1::int AS short'
      const long = `SELECT $1::int AS ${'"long"'.padEnd(30_000)}`
      for (let time = 0; time < 3; time += 1) {
        for (const text of [short, long]) await database.executeSql(text, [time])
      }
      const texts = await prepared()
      expect(texts.filter((text) => text === short)).toHaveLength(1)
      expect(texts).not.toContain(long)
    })

    it('keeps those that were asked last, however many there are', async () => {
      const statement = (number: number) => `SELECT $1::int + ${number} AS sum`
      for (let number = 0; number < 600; number += 1) {
        const { rows } = await database.executeSql(statement(number), [1])
        expect(rows).toEqual([{ sum: number + 1 }])
        await database.executeSql(statement(0), [1])
      }
      const texts = await prepared()
      expect(texts).toContain(statement(0))
      expect(texts).toContain(statement(599))
      expect(texts).not.toContain(statement(1))
      expect(texts.length).toBeLessThan(300)
      expect((await database.executeSql(statement(1), [1])).rows).toEqual([{ sum: 2 }])
    })

    it('knows a statement again after one refusal where the change could not be seen', async () => {
      await database.executeSql('CREATE TABLE unseen (id int)')
      await database.executeSql(
        "CREATE FUNCTION widen() RETURNS void LANGUAGE sql AS 'ALTER TABLE unseen ADD more int'",
      )
      const all = () => database.executeSql('SELECT * FROM unseen WHERE id = $1', [1])
      expect((await all()).rows).toEqual([])
      await database.executeSql('SELECT widen() WHERE $1', [true])
      await expect(all()).rejects.toThrow('cached plan must not change result type')
      expect((await all()).rows).toEqual([])
    })

    it('is nobody’s once it is closed', async () => {
      const pglite = await createPglite({})
      await pglite.query('SELECT 1')
      await pglite.close()
      await expect(pglite.query('SELECT 1')).rejects.toThrow('closed')
    })
  })
}
