import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unseal } from '@/lib/crypto/seal'
import { lastBeat } from '@/lib/db/heartbeats'
import { wantRotation } from '@/lib/db/item-tokens'
import type { Database } from '@/lib/db/open'
import { countByKey } from '@/lib/db/sealed-secrets'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { type SyncContext, syncItem } from '@/lib/sync/sync-item'
import { tick } from '@/lib/tick'
import { removeConnection } from './link'
import { recoverRotation, rotateAccessToken } from './rotation'
import { type ConnectedPerson, connectedPerson, Death } from './rotation-testing'
import { itemsAtPlaid, silent } from './testing'

let db: Database
let queue: JobQueue
beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})

const syncContext = (one: ConnectedPerson, bank = one.plaid): SyncContext => ({
  bank,
  db,
  clock: one.context.clock,
  tokenKeys: one.tokenKeys,
  webhookUrl: null,
  log: silent,
  sleep: async (ms) => one.pass(ms / 1000),
  recoverToken: (key) => recoverRotation(one.context, key),
})
const linkContext = (one: ConnectedPerson) => ({ ...one.context, plaid: one.plaid, queue })

/** The process dies with the new token in its hands, and its lease ends. */
async function loseToken(one: ConnectedPerson): Promise<void> {
  const plaid = {
    ...one.plaid,
    invalidateAccessToken: async (token: string) => {
      await one.plaid.invalidateAccessToken(token)
      throw new Death()
    },
  }
  await expect(rotateAccessToken({ ...one.context, plaid }, one.key)).rejects.toThrow(Death)
}

async function storedToken(one: ConnectedPerson): Promise<string> {
  return unseal((await one.item()).sealedAccessToken, one.key.itemId, one.tokenKeys)
}

describe('a run and a rotation', () => {
  it('come one after the other, whichever begins first', async () => {
    const one = await connectedPerson(db)
    one.pass(60)
    const sync = () => syncItem(syncContext(one), one.key, 'person')
    const rotate = () => rotateAccessToken(one.context, one.key)
    for (let round = 0; round < 3; round += 1) {
      const outcomes = await Promise.all([rotate(), sync(), rotate(), sync(), sync()])
      for (const outcome of outcomes) {
        const kind = typeof outcome === 'string' ? outcome : outcome.kind
        expect(['rotated', 'busy', 'done', 'incomplete']).toContain(kind)
      }
    }
    expect(await one.living()).toEqual([await storedToken(one)])
    expect((await sync()).kind).toBe('done')
    expect(await one.item()).toMatchObject({ health: 'healthy' })
  }, 60_000)

  it('never meet: while a run is at work there is no rotation, and no run while there is one', async () => {
    const one = await connectedPerson(db)
    one.pass(60)
    const during: string[] = []
    const busyBank = {
      ...one.plaid,
      accounts: async (token: string) => {
        during.push(await rotateAccessToken(one.context, one.key))
        return one.plaid.accounts(token)
      },
    }
    expect((await syncItem(syncContext(one, busyBank), one.key, 'person')).kind).toBe('done')
    const plaid = {
      ...one.plaid,
      invalidateAccessToken: async (token: string) => {
        during.push((await syncItem(syncContext(one), one.key, 'person')).kind)
        return one.plaid.invalidateAccessToken(token)
      },
    }
    expect(await rotateAccessToken({ ...one.context, plaid }, one.key)).toBe('rotated')
    expect(during).toEqual(['busy', 'busy'])
  })

  it('leave a connection well: a run that finds the token refused has it back and goes on', async () => {
    const one = await connectedPerson(db)
    await loseToken(one)
    one.pass(4 * 60)
    expect((await syncItem(syncContext(one), one.key, 'schedule')).kind).toBe('done')
    expect(await one.item()).toMatchObject({ health: 'healthy', rotationStartedAt: null })
    expect(await one.living()).toEqual([await storedToken(one)])
  })

  it('that came too late ask for a new connection', async () => {
    const one = await connectedPerson(db)
    await loseToken(one)
    one.pass(40 * 60)
    expect((await syncItem(syncContext(one), one.key, 'schedule')).kind).toBe('failed')
    expect(await one.item()).toMatchObject({ health: 'relink', errorCode: 'INVALID_ACCESS_TOKEN' })
  })
})

describe('removing a connection whose token is being replaced', () => {
  it('ends the access at Plaid all the same', async () => {
    const one = await connectedPerson(db)
    await loseToken(one)
    expect(await removeConnection(linkContext(one), one.key)).toBe(true)
    expect(await itemsAtPlaid(one)).toEqual([])
    expect(await db.prisma.item.count({ where: { id: one.key.itemId } })).toBe(0)
  })
})

describe('the schedule', () => {
  it('has lost tokens back, replaces those that the operator wants, and takes secrets to the first key', async () => {
    await db.prisma.item.deleteMany({})
    const lost = await connectedPerson(db)
    await loseToken(lost)
    lost.pass(4 * 60)
    await tick(linkContext(lost))
    expect(await lost.living()).toEqual([await storedToken(lost)])
    expect(await lastBeat(db, 'tick')).toEqual(lost.now())

    await db.prisma.item.deleteMany({})
    const wanted = await connectedPerson(db)
    await wantRotation(db, wanted.key.itemId, wanted.now())
    const newest = { id: 'k2', key: Buffer.alloc(32, 9) }
    const tokenKeys = [newest, ...wanted.tokenKeys]
    await tick({ ...linkContext(wanted), tokenKeys })
    expect(await countByKey(db)).toEqual(new Map([['k2', 1]]))
    const { sealedAccessToken, rotationWantedAt } = await wanted.item()
    expect(rotationWantedAt).toBeNull()
    expect(await wanted.living()).toEqual([unseal(sealedAccessToken, wanted.key.itemId, [newest])])
  })
})
