import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BenchDatabase, benchDatabase } from './databases'
import { type Read, readsOf } from './read-list'
import { fillWorld } from './world'

let database: BenchDatabase
let reads: Read[]

beforeAll(async () => {
  database = await benchDatabase({ serverUrl: process.env.TEST_DATABASE_URL ?? null })
  const world = await fillWorld(database.db, { rows: 3_000, seed: 7, now: new Date('2026-11-20T12:00:00Z') })
  reads = await readsOf(database, world)
})
afterAll(() => database.remove())

const idOf = (row: unknown) =>
  typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : JSON.stringify(row)

describe('a read that is measured', () => {
  it('finds as much as the SQL that it is held against', async () => {
    expect(reads).toHaveLength(14)
    for (const { name, subject, floor } of reads) {
      const [found, held] = [await subject(), await floor()]
      expect(found.length, name).toBeGreaterThan(0)
      expect(held.length, name).toBe(found.length)
    }
  })

  it('shows the same rows in the same order where it shows a page', async () => {
    for (const { name, subject, floor } of reads.filter(({ isPage }) => isPage))
      expect((await floor()).map(idOf), name).toEqual((await subject()).map(idOf))
  })
})
