import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SyncWorld, syncWorld } from '@/lib/sync/testing'
import type { Database } from './open'
import {
  createSavedFilter,
  listSavedFilters,
  raiseSavedFilter,
  removeSavedFilter,
  renameSavedFilter,
  SAVED_FILTERS_MAX,
} from './saved-filters'
import { testDatabase } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const save = async (name: string) =>
  (await createSavedFilter(db, world.key.householdId, { name, query: `q=${name}` }, world.now)) ?? ''
const names = async () => (await listSavedFilters(db, world.key.householdId)).map(({ name }) => name)

describe('saved filters', () => {
  it('stand in the order in which they were saved, until one is raised', async () => {
    const ids = [await save('a'), await save('b'), await save('c')]
    expect(await names()).toEqual(['a', 'b', 'c'])
    await raiseSavedFilter(db, world.key.householdId, ids[2] ?? '')
    expect(await names()).toEqual(['a', 'c', 'b'])
    await raiseSavedFilter(db, world.key.householdId, ids[0] ?? '')
    expect(await names()).toEqual(['a', 'c', 'b'])
  })

  it('are renamed and removed by nobody but their household', async () => {
    const id = await save('a')
    const { householdId } = (await syncWorld(db)).key
    expect(await renameSavedFilter(db, householdId, id, 'theirs')).toBe(false)
    expect(await raiseSavedFilter(db, householdId, id)).toBe(false)
    expect(await removeSavedFilter(db, householdId, id)).toBe(false)
    expect(await renameSavedFilter(db, world.key.householdId, id, 'mine')).toBe(true)
    expect(await names()).toEqual(['mine'])
    expect(await removeSavedFilter(db, world.key.householdId, id)).toBe(true)
    expect(await names()).toEqual([])
  })

  it('are no more than a list can show', async () => {
    for (let count = 0; count < SAVED_FILTERS_MAX; count++) await save(String(count))
    expect(await save('one more')).toBe('')
    expect(await names()).toHaveLength(SAVED_FILTERS_MAX)
  })
})
