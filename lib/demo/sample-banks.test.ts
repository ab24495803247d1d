import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, itemsAtPlaid, linkWorld, newPerson } from '@/lib/connections/testing'
import { listItems } from '@/lib/db/item-reads'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { linkSampleBanks, SAMPLE_BANKS } from './sample-banks'

let db: Database
let queue: JobQueue

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, { info: () => {}, warn: () => {}, error: () => {} })
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})

describe('the sample banks', () => {
  it('are connected to one household, each once, however often it is asked for', async () => {
    const world = await linkWorld(db, queue)
    const { context, emulator, person } = world
    const ask = (request: Request) => emulator.fetch(request)
    const names = async () =>
      (await listItems(db, person.householdId)).map(({ institutionName }) => institutionName).sort()
    await connect(world, SAMPLE_BANKS[3])
    expect(await linkSampleBanks(context, ask, person)).toBe(3)
    expect(await names()).toEqual([...SAMPLE_BANKS].sort())
    expect(await linkSampleBanks(context, ask, person)).toBe(0)
    expect(await itemsAtPlaid(world)).toHaveLength(SAMPLE_BANKS.length)
    const other = await newPerson(world)
    expect(await listItems(db, other.householdId)).toEqual([])
  })
})
