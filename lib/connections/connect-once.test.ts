import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { pass } from '@/lib/sync/testing'
import { connectOnce, findConnected } from './connect-once'
import { cleanUpIntents, findDuplicate } from './link'
import { itemsAtPlaid, type LinkWorld, linkWorld, newPerson, silent, visit } from './testing'

let db: Database
let queue: JobQueue
let world: LinkWorld
/** What the network does to an exchange. */
let exchanging: (send: () => Promise<Response>) => Promise<Response>

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
})
afterAll(async () => {
  await queue.stop()
  await db.close()
})
beforeEach(async () => {
  world = await linkWorld(db, queue)
  exchanging = (send) => send()
  world.carry = (path, send) => (path === '/item/public_token/exchange' ? exchanging(send) : send())
})

const items = () => db.prisma.item.findMany({ where: { householdId: world.person.householdId } })
const states = async () =>
  (
    await db.prisma.linkIntent.findMany({
      where: { householdId: world.person.householdId },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ state }) => state)

describe('connecting once, however often one asks', () => {
  it('tells whoever asks again, because no answer came, of the connection that there is', async () => {
    const given = await visit(world)
    expect(await findConnected(world.context, world.person.householdId, given)).toBeNull()
    const first = await connectOnce(world.context, world.person, given)
    const [item] = await items()
    expect(first).toEqual({ kind: 'connected', itemId: item?.id })
    expect(await findConnected(world.context, world.person.householdId, given)).toBe(item?.id)
    expect(await connectOnce(world.context, world.person, given)).toEqual(first)
    expect(await items()).toHaveLength(1)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
  })

  it('makes one connection of five tries at once', async () => {
    const given = await visit(world)
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => connectOnce(world.context, world.person, given)),
    )
    const [item] = await items()
    const connected = outcomes.filter(({ kind }) => kind === 'connected')
    expect(connected.length).toBeGreaterThan(0)
    for (const outcome of connected) expect(outcome).toEqual({ kind: 'connected', itemId: item?.id })
    expect(await connectOnce(world.context, world.person, given)).toEqual({
      kind: 'connected',
      itemId: item?.id,
    })
    expect(await items()).toHaveLength(1)
    expect(await itemsAtPlaid(world)).toHaveLength(1)
  })

  it('says that it is under way while the first try waits for its answer, and then what came of it', async () => {
    const given = await visit(world)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let arrived = () => {}
    const exchanged = new Promise<void>((resolve) => {
      arrived = resolve
    })
    exchanging = async (send) => {
      exchanging = (again) => again()
      const response = await send()
      arrived()
      await held
      return response
    }
    const first = connectOnce(world.context, world.person, given)
    await exchanged
    expect(await connectOnce(world.context, world.person, given)).toEqual({ kind: 'under_way' })
    release()
    const outcome = await first
    expect(outcome.kind).toBe('connected')
    expect(await connectOnce(world.context, world.person, given)).toEqual(outcome)
  })

  it('goes through at the second try when the first never reached Plaid, and leaves nothing to clean up', async () => {
    const given = await visit(world)
    exchanging = async () => new Response('{}', { status: 503 })
    await expect(connectOnce(world.context, world.person, given)).rejects.toBeInstanceOf(BankFailure)
    expect(await states()).toEqual(['started'])
    exchanging = (send) => send()
    expect((await connectOnce(world.context, world.person, given)).kind).toBe('connected')
    expect((await states()).sort()).toEqual(['abandoned', 'completed'])
    pass(world, 60 * 60_000)
    await cleanUpIntents(world.context)
    expect((await states()).sort()).toEqual(['abandoned', 'completed'])
    expect(await itemsAtPlaid(world)).toHaveLength(1)
  })

  it('tells nobody of another household’s connection, whatever session they name', async () => {
    const given = await visit(world)
    await connectOnce(world.context, world.person, given)
    const other = await newPerson(world)
    expect(await findConnected(world.context, other.householdId, given)).toBeNull()
    await expect(connectOnce(world.context, other, given)).rejects.toMatchObject({
      code: 'INVALID_PUBLIC_TOKEN',
    })
  })

  it('keeps another login at the same bank apart: that is another session', async () => {
    const first = await connectOnce(world.context, world.person, await visit(world))
    const second = await visit(world)
    expect(await findConnected(world.context, world.person.householdId, second)).toBeNull()
    expect(await connectOnce(world.context, world.person, second)).not.toEqual(first)
    expect(await items()).toHaveLength(2)
    expect(await findDuplicate(db, world.person.householdId, { ...second, institution: null })).toBeNull()
  })
})
