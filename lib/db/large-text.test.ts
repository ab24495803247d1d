import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLargeText } from './large-text'
import type { Database } from './open'
import { testDatabase } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const TEXT = `“quoted” \\ 'and' "long" ${'x'.repeat(3_000_000)}`

describe('a large text', () => {
  it('arrives as it is, outside a transaction and inside one, whatever else the statement takes', async () => {
    const ask = (client: Pick<Database['prisma'], '$queryRaw'>) =>
      withLargeText(
        TEXT,
        (name) => client.$queryRaw`SELECT ${name}::text = ${TEXT}::text AS same, ${'beside'}::text AS beside`,
      )
    expect(await ask(db.prisma)).toEqual([{ same: true, beside: 'beside' }])
    expect(await db.prisma.$transaction((tx) => ask(tx))).toEqual([{ same: true, beside: 'beside' }])
  })

  it('is written too, and rolled back with all else', async () => {
    await db.prisma.$executeRaw`CREATE TABLE texts (text text)`
    const write = (client: Pick<Database['prisma'], '$executeRaw'>) =>
      withLargeText(TEXT, (name) => client.$executeRaw`INSERT INTO texts VALUES (${name})`)
    expect(await write(db.prisma)).toBe(1)
    await expect(
      db.prisma.$transaction(async (tx) => {
        await write(tx)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await db.prisma.$queryRaw`SELECT text = ${TEXT} AS same FROM texts`).toEqual([{ same: true }])
  })

  it('is not mistaken for its name once its statement has ended, even where that fails', async () => {
    const names: string[] = []
    await expect(
      withLargeText(TEXT, (name) => {
        names.push(name)
        return db.prisma.$queryRaw`SELECT ${name}::text::int`
      }),
    ).rejects.toThrow()
    const [name = ''] = names
    expect(await db.prisma.$queryRaw`SELECT ${name}::text AS text`).toEqual([{ text: name }])
  })
})
