import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purchase } from '@/lib/sync/ledger-bank'
import { type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { conditionSql } from './entry-filter'
import { listEntries } from './entry-reads'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { testDatabase } from './testing'

/** Letters of several alphabets, and what LIKE, its escapes and arrays of SQL take for something else. */
const letters = fc.constantFrom(...'aAbBcxX12 %_\\"\'{},.-&äÄöÖßéÉñΩωЖж店🏦')
const written = (least: number, most: number) =>
  fc.array(letters, { minLength: least, maxLength: most }).map((all) => all.join(''))

let db: Database
let world: SyncWorld
let stored: { id: string; search: string }[]

beforeAll(async () => {
  db = await testDatabase()
  world = await syncWorld(db)
  const texts = fc.sample(written(1, 30), { numRuns: 250, seed: 7 })
  texts.forEach((text, place) => {
    world.bank.add(
      purchase(`t${place}`, { name: `shop ${text}`, merchantName: place % 3 === 0 ? text : null }),
    )
  })
  await syncAMinuteLater(world)
  stored = await db.prisma.entry.findMany({
    where: { householdId: world.key.householdId },
    select: { id: true, search: true },
  })
})
afterAll(() => db.close())

const containing = (text: string) =>
  stored.flatMap(({ id, search }) => (search.includes(text.toLowerCase()) ? id : [])).sort()

/** What is looked for: anything, and what is certain to be there. */
const words = fc.oneof(
  written(1, 5),
  fc
    .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }))
    .map(([place, from, length]) => {
      const all = [...(stored[place % stored.length]?.search ?? '')].slice(5)
      return all.slice(from % all.length, (from % all.length) + length).join('')
    })
    .filter((text) => text !== ''),
)

describe('a search', () => {
  it('finds exactly what has the text in it, whatever the text is', async () => {
    expect(stored).toHaveLength(250)
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const found = await listEntries(db, world.key.householdId, { is: 'text', text }, null, 1_000)
        expect(found.map(({ id }) => id).sort()).toEqual(containing(text))
      }),
      { numRuns: 300 },
    )
  })

  it('finds the same by the index of letters as without it', async () => {
    // Nothing about the household: for so few rows its other indexes would do.
    const condition = (text: string) => conditionSql({ is: 'text', text })
    await db.prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`
        const plan = await tx.$queryRaw(Prisma.sql`
          EXPLAIN SELECT n.id FROM entries n WHERE ${condition('some text')}`)
        // Each part of a table that is spread has one of its own.
        expect(JSON.stringify(plan)).toMatch(/entries_(\d_household_id_)?search_\w*idx/)
        await fc.assert(
          fc.asyncProperty(words, async (text) => {
            const found = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
              SELECT n.id FROM entries n WHERE ${condition(text)}`)
            expect(found.map(({ id }) => id).sort()).toEqual(containing(text))
          }),
          { numRuns: 300 },
        )
      },
      { timeout: 60_000 },
    )
  })
})

describe('codes and ids that a filter names', () => {
  it('are what they are, whatever is in them', async () => {
    const { householdId } = world.key
    const [first] = stored
    if (!first) throw new Error('Nothing is stored')
    for (const code of ['A,B', '{"x"}', 'NULL', 'it\'s "so"', '\\', 'ü店', '']) {
      await db.prisma.entry.update({
        where: { householdId_id: { householdId, id: first.id } },
        data: { category: code },
      })
      const found = (codes: string[]) =>
        listEntries(db, householdId, { is: 'category', codes }, null, 1_000).then((rows) =>
          rows.map(({ id }) => id),
        )
      expect(await found([code])).toEqual([first.id])
      expect(await found(['no such code', code])).toEqual([first.id])
      expect(await found([])).toEqual([])
      expect(await listEntries(db, householdId, { is: 'account', ids: [] }, null, 1_000)).toEqual([])
      expect(
        await listEntries(db, householdId, { not: { is: 'category', codes: [code] } }, null, 1_000),
      ).toHaveLength(249)
    }
  })
})
