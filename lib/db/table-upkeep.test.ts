import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './open'
import { keepTablesUp } from './table-upkeep'
import { testDatabase } from './testing'

const NOW = new Date('2026-03-10T12:00:00Z')

let db: Database
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const addInstitutions = (count: number) =>
  db.prisma.institution.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      plaidInstitutionId: `ins_${index}`,
      name: `Bank ${index}`,
      updatedAt: NOW,
    })),
  })
const knownRows = async () => {
  const { rows } = await db.executeSql(
    `SELECT reltuples::int AS known FROM pg_class WHERE oid = 'institutions'::regclass`,
  )
  return rows
}

if (process.env.TEST_DATABASE_URL) {
  describe('the tables of a server', () => {
    it('are left to the server', async () => {
      await addInstitutions(200)
      expect(await keepTablesUp(db)).toEqual([])
    })
  })
} else {
  describe('the tables of an embedded database', () => {
    it('are known to the planner once they have grown', async () => {
      await keepTablesUp(db)
      await addInstitutions(200)
      expect(await keepTablesUp(db)).toContain('public.institutions')
      expect(await knownRows()).toEqual([{ known: 200 }])
    })

    it('are left alone until much has changed', async () => {
      await addInstitutions(600)
      await keepTablesUp(db)
      expect(await keepTablesUp(db)).toEqual([])
      await db.prisma.institution.updateMany({
        where: { plaidInstitutionId: { startsWith: 'ins_1' } },
        data: { name: 'Another' },
      })
      expect(await keepTablesUp(db)).toEqual(['public.institutions'])
    })

    it('are marked as seen by everybody once many are new, so that an index alone can answer', async () => {
      await addInstitutions(1_500)
      await keepTablesUp(db)
      const { rows } = await db.executeSql(
        `SELECT relpages > 0 AND relallvisible = relpages AS seen FROM pg_class WHERE oid = 'institutions'::regclass`,
      )
      expect(rows).toEqual([{ seen: true }])
      expect(await keepTablesUp(db)).toEqual([])
    })

    it('give the room of deleted rows to new ones', async () => {
      await addInstitutions(600)
      await keepTablesUp(db)
      const size = async () => (await db.executeSql(`SELECT pg_relation_size('institutions') AS size`)).rows
      const before = await size()
      await db.prisma.institution.deleteMany()
      await keepTablesUp(db)
      await addInstitutions(600)
      expect(await size()).toEqual(before)
    })
  })
}
