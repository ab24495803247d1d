import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createArchive } from '@/lib/account/archive'
import { listExportTables } from '@/lib/db/household-export'
import { setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { saveNotificationSettings } from '@/lib/db/preferences'
import { listPushDevices, MOST_DEVICES, removePushDevice, savePushDevice } from '@/lib/db/push-subscriptions'
import { testDatabase } from '@/lib/db/testing'
import { pass, type SyncWorld, syncNow, syncWorld } from '@/lib/sync/testing'
import { DEFAULT_SETTINGS } from './kinds'
import { makeNotifications, pushNotifications, type TellContext } from './tell'

let db: Database
let server: Server
let origin: string
let world: SyncWorld
let context: TellContext
let person: { householdId: string; userId: string }
let received: string[] = []
/** What the push service answers, by path. */
let answers: Record<string, number> = {}

beforeAll(async () => {
  db = await testDatabase()
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      received.push(request.url ?? '')
      response.writeHead(answers[request.url ?? ''] ?? 201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await db.close()
})

const pair = createECDH('prime256v1')
pair.generateKeys()
const vapid = {
  publicKey: pair.getPublicKey('base64url'),
  privateKey: Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  subject: 'mailto:me@example.org',
}
const secret = {
  p256dh: pair.getPublicKey('base64url'),
  auth: randomBytes(16).toString('base64url'),
  device: 'Firefox on Linux',
  locale: 'en',
}

beforeEach(async () => {
  received = []
  answers = {}
  world = await syncWorld(db)
  await syncNow(world)
  const { householdId } = world.key
  const { userId } = await db.prisma.membership.findFirstOrThrow({ where: { householdId } })
  person = { householdId, userId }
  context = { ...world.context, vapid }
})

const add = (path: string) =>
  savePushDevice(db, person, `${origin}${path}`, secret, context.tokenKeys, world.now)
const devices = () => listPushDevices(db, person, context.tokenKeys)
const push = () => pushNotifications(context, person.householdId, { loopback: true, timeoutMs: 2_000 })
async function happens(): Promise<void> {
  pass(world, 60_000)
  await setItemHealth(db.prisma, world.key, { health: 'healthy', errorCode: null }, world.now)
  await makeNotifications(context, person.householdId)
  pass(world, 60_000)
  await setItemHealth(db.prisma, world.key, { health: 'sign_in', errorCode: null }, world.now)
  await makeNotifications(context, person.householdId)
}

describe('telling browsers', () => {
  it('tells each of a household once', async () => {
    await add('/a')
    await add('/b')
    await happens()
    expect(await push()).toBe(2)
    expect(await push()).toBe(0)
    expect(received.sort()).toEqual(['/a', '/b'])
  })

  it('forgets a browser that is no more, and tries again what could not be sent', async () => {
    await add('/gone')
    await add('/later')
    answers = { '/gone': 410, '/later': 503 }
    await happens()
    expect(await push()).toBe(0)
    expect((await devices()).map(({ endpoint }) => endpoint)).toEqual([`${origin}/later`])
    answers = {}
    expect(await push()).toBe(1)
    expect(await push()).toBe(0)
  })

  it('tells nothing of what was told before the browser was there, nor of what is a day old', async () => {
    await happens()
    pass(world, 60_000)
    await add('/new')
    expect(await push()).toBe(0)
    await happens()
    pass(world, 25 * 3_600_000)
    expect(await push()).toBe(0)
    expect(received).toEqual([])
  })

  it('tells nothing of a kind that its person does not want there', async () => {
    await saveNotificationSettings(db, person, { ...DEFAULT_SETTINGS, push: [] }, world.now)
    await add('/a')
    await happens()
    expect(await push()).toBe(0)
  })

  it('does nothing where there are no keys', async () => {
    await add('/a')
    await happens()
    context = { ...context, vapid: null }
    expect(await push()).toBe(0)
  })

  it('says nothing of addresses and keys in the log', async () => {
    await add('/secret-address')
    answers = { '/secret-address': 500 }
    await happens()
    await push()
    const logged = JSON.stringify(world.logged)
    expect(logged).toContain('push')
    for (const hidden of ['secret-address', secret.auth, secret.p256dh, vapid.privateKey])
      expect(logged).not.toContain(hidden)
  })
})

describe('what is kept of a browser', () => {
  it('is sealed, and opens in its own row alone', async () => {
    await add('/a')
    await add('/b')
    const { householdId } = person
    const rows = await db.prisma.pushSubscription.findMany({ where: { householdId } })
    expect(JSON.stringify(rows)).not.toContain(secret.auth)
    expect(await devices()).toMatchObject([secret, secret])
    const [first, second] = rows
    await db.prisma.pushSubscription.updateMany({
      where: { householdId, id: first?.id ?? '' },
      data: { sealedKeys: second?.sealedKeys ?? '' },
    })
    expect(await devices()).toHaveLength(1)
  })

  it('is one row to an address, and few to a person', async () => {
    await add('/a')
    await add('/a')
    expect(await devices()).toHaveLength(1)
    for (let count = 1; count < MOST_DEVICES; count++) expect(await add(`/more-${count}`)).not.toBeNull()
    expect(await add('/too-many')).toBeNull()
    expect(await devices()).toHaveLength(MOST_DEVICES)
  })

  it('can be taken away by its person alone', async () => {
    const id = (await add('/a')) ?? ''
    const other = await syncWorld(db)
    const { userId } = await db.prisma.membership.findFirstOrThrow({
      where: { householdId: other.key.householdId },
    })
    expect(await removePushDevice(db, { householdId: other.key.householdId, userId }, id)).toBe(false)
    expect(await removePushDevice(db, { householdId: person.householdId, userId }, id)).toBe(false)
    expect(await removePushDevice(db, person, id)).toBe(true)
    expect(await devices()).toEqual([])
  })

  it('leaves with no export', async () => {
    await add('/never-leaves')
    const tables = await listExportTables(db, person.householdId)
    const shapes = tables.filter(({ name }) => name === 'push_subscriptions')
    const columns = shapes.flatMap(({ sheet, document }) => [...sheet.columns, ...document.columns])
    expect(columns.map(({ name }) => name)).toContain('created_at')
    expect(columns.map(({ name }) => name).filter((name) => /endpoint|keys/.test(name))).toEqual([])
    let size = 0
    for await (const piece of createArchive(shapes, '', world.now)) size += piece.length
    expect(size).toBeGreaterThan(0)
  })
})
