import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relistAll } from '@/lib/db/entries'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { fillWorld, type World } from './world'

const now = new Date('2026-11-20T12:00:00Z')

let databases: [Database, Database]
let worlds: [World, World]

beforeAll(async () => {
  databases = [await testDatabase(), await testDatabase()]
  worlds = [
    await fillWorld(databases[0], { rows: 600, seed: 7, now }),
    await fillWorld(databases[1], { rows: 600, seed: 7, now }),
  ]
})
afterAll(() => Promise.all(databases.map((db) => db.close())))

const listed = (db: Database, { householdId }: World) =>
  db.executeSql(
    `SELECT n.listed_on, n.amount, n.currency, n.title, n.category, n.flow, n.pending, n.search, a.name
     FROM entries n JOIN accounts a ON a.household_id = n.household_id AND a.id = n.account_id
     WHERE n.household_id = $1::uuid ORDER BY n.search, n.amount`,
    [householdId],
  )

describe('the world of the benchmarks', () => {
  it('lists what the app itself would', async () => {
    const [db] = databases
    const households = await db.prisma.household.findMany({ select: { id: true } })
    expect(households).toHaveLength(11)
    for (const { id } of households) expect(await relistAll(db.prisma, id)).toBe(0)
  })

  it('has as many rows as were asked for, and finds its words in many and in few of them', async () => {
    const [db] = databases
    const { householdId, words } = worlds[0]
    const found = (text: string) =>
      db.prisma.entry.count({
        where: { householdId, AND: text.split(' ').map((w) => ({ search: { contains: w } })) },
      })
    expect(await db.prisma.entry.count({ where: { householdId } })).toBe(600)
    expect(await found(words.common)).toBeGreaterThan(60)
    expect(await found(words.narrow)).toBeLessThan(10)
  })

  it('is the same for the same seed', async () => {
    const [first, second] = [await listed(databases[0], worlds[0]), await listed(databases[1], worlds[1])]
    expect(first.rows).toHaveLength(600)
    expect(second.rows).toEqual(first.rows)
  })
})
