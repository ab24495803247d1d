import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { beat, lastBeat } from '@/lib/db/heartbeats'
import { createItem, setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { storeWebhook } from '@/lib/db/webhook-inbox'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { keyRows, MOST_SHOWN, readInstallation } from './queries'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const start = new Date('2026-03-03T12:00:00Z')
const daysLater = (days: number) => new Date(start.getTime() + days * 86_400_000)
const keys = [{ id: 'k1', key: randomBytes(32) }]
const SECRET_NAMES = ['Ada Lovelace', 'ada@example.org', 'Bank of Secrets', 'access-secret']

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

const read = (now = start, keyIds: readonly string[] = ['k1']) => readInstallation(db, queue, keyIds, now)

let people = 0
async function addConnection(at = start) {
  people += 1
  const email = people === 1 ? 'ada@example.org' : `person-${people}@example.org`
  const user = { email, name: 'Ada Lovelace', passwordHash: 'x', timeZone: 'UTC' }
  const person = await createUser(db, user, at)
  if (!person) throw new Error('The person is there already')
  const key = { householdId: person.householdId, itemId: newId(at) }
  const item = {
    ...key,
    plaidItemId: `plaid-${key.itemId}`,
    institution: { plaidInstitutionId: 'ins_1', name: 'Bank of Secrets', url: null, primaryColor: null },
    institutionIsPlaids: true,
    sealedAccessToken: seal('access-secret', key.itemId, keys),
    webhookUrl: null,
  }
  await db.prisma.$transaction((tx) => createItem(tx, item, at))
  return { ...key, userId: person.userId, plaidItemId: item.plaidItemId }
}

describe('how the installation is', () => {
  it('is quiet when nothing has happened yet', async () => {
    expect(await read()).toEqual({
      healths: [],
      troubles: { rows: [], hasMore: false },
      deadLetters: { rows: [], hasMore: false },
      stuckWebhooks: { rows: [], hasMore: false },
      webhooks: { rows: [], hasMore: false },
      funnel: { days: 30, totals: [], leavings: { rows: [], hasMore: false } },
      keys: [{ keyId: 'k1', state: 'first', count: 0 }],
      tokens: { oldest: null, old: 0, wanted: 0, underWay: 0 },
      intents: { lost: 0, lastLostAt: null, forsaken: 0 },
      queue: { waiting: 0, later: 0, active: 0, oldestDueAt: null },
      tickAt: null,
    })
  })

  it('says what is wrong across everybody by counts, ids and codes, and nothing that is somebody’s own', async () => {
    const [first, second] = [await addConnection(), await addConnection(daysLater(1))]
    const operatorError = { health: 'operator', errorCode: 'INVALID_API_KEYS' } as const
    await setItemHealth(db.prisma, second, operatorError, daysLater(2))
    await db.prisma.item.updateMany({
      where: { id: second.itemId },
      data: { errorType: 'INVALID_INPUT', errorRequestId: 'request-1' },
    })
    const webhook = {
      type: 'ITEM',
      code: 'ERROR',
      plaidItemId: first.plaidItemId,
      body: { secret: 'access-secret' },
    }
    await storeWebhook(db, { ...webhook, deliveryKey: 'one' }, start)
    await storeWebhook(db, { ...webhook, deliveryKey: 'one' }, start)
    await storeWebhook(db, { ...webhook, deliveryKey: 'two' }, daysLater(1))
    await db.prisma.webhookInbox.updateMany({
      where: { deliveryKey: 'two' },
      data: { outcome: 'failed', handledAt: daysLater(1), attempts: 5 },
    })
    await db.prisma.$transaction((tx) =>
      queue.bury(
        { householdId: first.householdId, itemId: first.itemId, trigger: 'webhook', round: 0 },
        { cause: 'INSTITUTION_DOWN', failures: 10, at: daysLater(1) },
        tx,
      ),
    )
    await queue.sendSync({ householdId: first.householdId, itemId: first.itemId, trigger: 'person' })
    await queue.sendSync(
      { householdId: first.householdId, itemId: first.itemId, trigger: 'retry' },
      { later: { why: 'retry', seconds: 600 } },
    )
    await db.prisma.linkIntent.create({
      data: {
        householdId: first.householdId,
        id: newId(start),
        userId: first.userId,
        state: 'lost',
        createdAt: start,
        finishedAt: daysLater(1),
      },
    })
    for (const [position, name] of ['OPEN', 'SELECT_INSTITUTION', 'EXIT'].entries()) {
      await db.prisma.linkEvent.create({
        data: {
          householdId: first.householdId,
          id: newId(start),
          linkSessionId: 'session',
          position,
          name,
          purpose: 'connect',
          plaidInstitutionId: 'ins_1',
          institutionName: 'Bank of Secrets',
          at: daysLater(90),
        },
      })
    }
    const told = await read(daysLater(91))
    expect(told).toMatchObject({
      healths: [
        { health: 'importing', count: 1, since: start },
        { health: 'operator', count: 1, since: daysLater(2) },
      ],
      troubles: {
        rows: [
          {
            itemId: second.itemId,
            health: 'operator',
            errorCode: 'INVALID_API_KEYS',
            errorType: 'INVALID_INPUT',
            requestId: 'request-1',
            since: daysLater(2),
          },
        ],
      },
      deadLetters: { rows: [{ itemId: first.itemId, cause: 'INSTITUTION_DOWN', failures: 10 }] },
      stuckWebhooks: { rows: [{ type: 'ITEM', code: 'ERROR', attempts: 5 }] },
      webhooks: {
        rows: [
          { type: 'ITEM', code: 'ERROR', outcome: null, count: 1, deliveries: 2 },
          { type: 'ITEM', code: 'ERROR', outcome: 'failed', count: 1, deliveries: 1 },
        ],
      },
      funnel: {
        totals: [{ purpose: 'connect', opened: 1, selectInstitution: 1, handoff: 0, unfinished: 0 }],
        leavings: { rows: [{ institutionId: 'ins_1', errorCode: null, count: 1 }] },
      },
      keys: [{ keyId: 'k1', state: 'first', count: 2 }],
      tokens: { oldest: start, old: 1, wanted: 0, underWay: 0 },
      intents: { lost: 1, lastLostAt: daysLater(1), forsaken: 0 },
      queue: { waiting: 1, later: 1, active: 0, oldestDueAt: expect.any(Date) },
    })
    const text = JSON.stringify(told)
    for (const secret of [...SECRET_NAMES, first.householdId, second.householdId, first.userId])
      expect(text).not.toContain(secret)
  })

  it('shows no list without an end', async () => {
    const count = MOST_SHOWN + 2
    for (let index = 0; index < count; index += 1) {
      const webhook = { type: 'ITEM', code: `CODE_${index}`, plaidItemId: null, body: {} }
      await storeWebhook(db, { ...webhook, deliveryKey: `many-${index}` }, start)
    }
    const { webhooks } = await read()
    expect(webhooks.rows).toHaveLength(MOST_SHOWN)
    expect(webhooks.hasMore).toBe(true)
  })

  it('knows when the schedule last ran, whichever process tells it last', async () => {
    expect(await lastBeat(db, 'tick')).toBeNull()
    await beat(db, 'tick', daysLater(2))
    await beat(db, 'tick', daysLater(1))
    expect((await read()).tickAt).toEqual(daysLater(2))
  })

  it('names a key that is missing, and one under which nothing is left', () => {
    const counts = new Map([
      ['gone', 3],
      ['new', 5],
    ])
    expect(keyRows(['new', 'old'], counts)).toEqual([
      { keyId: 'new', state: 'first', count: 5 },
      { keyId: 'old', state: 'older', count: 0 },
      { keyId: 'gone', state: 'missing', count: 3 },
    ])
  })
})
