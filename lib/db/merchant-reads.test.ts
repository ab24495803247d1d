import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { purchase } from '@/lib/sync/ledger-bank'
import { type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { listRecentMerchants } from './merchant-reads'
import type { Database } from './open'
import { testDatabase } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  world = await syncWorld(db)
})

const recent = (householdId: string, limit = 10) => listRecentMerchants(db, householdId, limit)

describe('the latest merchants of a household', () => {
  it('stand once each, the latest first, by the name of the merchant or else of the bank', async () => {
    world.bank.add(
      purchase('t1', { merchantName: 'Harvest Market', shownOn: toCalendarDate('2026-10-01') }),
      purchase('t2', { merchantName: 'Blue Heron', shownOn: toCalendarDate('2026-10-03') }),
      purchase('t3', { merchantName: null, name: 'NORTHWIND 77', shownOn: toCalendarDate('2026-10-04') }),
      purchase('t4', { merchantName: 'Harvest Market', shownOn: toCalendarDate('2026-10-05') }),
    )
    await syncAMinuteLater(world)
    const { householdId } = world.key
    expect(await recent(householdId)).toEqual(['Harvest Market', 'NORTHWIND 77', 'Blue Heron'])
    expect(await recent(householdId, 1)).toEqual(['Harvest Market'])
  })

  it('are those of this household alone', async () => {
    world.bank.add(purchase('t1', { merchantName: 'Harvest Market' }))
    await syncAMinuteLater(world)
    const other = await syncWorld(db)
    expect(await recent(other.key.householdId)).toEqual([])
  })

  it('leave out what the bank took back', async () => {
    world.bank.add(purchase('t1', { merchantName: 'Harvest Market' }))
    await syncAMinuteLater(world)
    world.bank.remove('t1')
    await syncAMinuteLater(world)
    expect(await recent(world.key.householdId)).toEqual([])
  })
})
