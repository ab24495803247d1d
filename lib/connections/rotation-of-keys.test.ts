import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal, unseal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { countByKey } from '@/lib/db/sealed-secrets'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { resealSecrets } from './rotation-of-keys'
import { Death, Life, mortal } from './rotation-testing'
import { silent } from './testing'

const now = new Date('2026-03-03T12:00:00Z')
const newKey = (id: string): SealingKey => ({ id, key: randomBytes(32) })
const first = newKey('2024')
const second = newKey('2025')
const third = newKey('2026')
const ring = [third, second, first]

let db: Database
let person: { userId: string; householdId: string }
beforeAll(async () => {
  db = await testDatabase()
  const user = { email: 'keys@example.org', name: 'K', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  person = created
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.prisma.item.deleteMany({})
  await db.prisma.itemLookup.deleteMany({})
  await db.prisma.linkIntent.deleteMany({})
})

async function addItem(secret: string, key: SealingKey, recovery: string | null = null): Promise<string> {
  const itemId = newId(now)
  await db.prisma.$transaction((tx) =>
    createItem(
      tx,
      {
        householdId: person.householdId,
        itemId,
        plaidItemId: `plaid-${itemId}`,
        institution: { plaidInstitutionId: 'ins_1', name: 'Bank', url: null, primaryColor: null },
        institutionIsPlaids: true,
        sealedAccessToken: seal(secret, itemId, [key]),
        webhookUrl: null,
      },
      now,
    ),
  )
  if (recovery !== null) {
    const sealedRecoveryToken = seal(recovery, itemId, [key])
    await db.prisma.item.updateMany({
      where: { id: itemId },
      data: { sealedRecoveryToken, rotationStartedAt: now },
    })
  }
  return itemId
}

async function addIntent(key: SealingKey, tokens: { publicToken?: string; accessToken?: string }) {
  const id = newId(now)
  const sealed = (token: string | undefined) => (token === undefined ? null : seal(token, id, [key]))
  await db.prisma.linkIntent.create({
    data: {
      householdId: person.householdId,
      userId: person.userId,
      id,
      state: 'started',
      createdAt: now,
      sealedPublicToken: sealed(tokens.publicToken),
      sealedAccessToken: sealed(tokens.accessToken),
    },
  })
}

/** Every secret that there is, opened with these keys and no others. */
async function secrets(keys: readonly SealingKey[]): Promise<string[]> {
  const rows = [...(await db.prisma.item.findMany()), ...(await db.prisma.linkIntent.findMany())]
  const sealed = rows.flatMap((row) => [
    [row.id, row.sealedAccessToken] as const,
    [row.id, 'sealedRecoveryToken' in row ? row.sealedRecoveryToken : row.sealedPublicToken] as const,
  ])
  return sealed.flatMap(([id, text]) => (text === null ? [] : [unseal(text, id, keys)])).sort()
}

async function fill(): Promise<string[]> {
  await addItem('access-1', first)
  await addItem('access-2', second)
  await addItem('access-3', third)
  await addIntent(first, { publicToken: 'public-4' })
  await addIntent(second, { accessToken: 'access-5' })
  return secrets(ring)
}

const context = () => ({ db, tokenKeys: ring, log: silent })

describe('another encryption key', () => {
  it('takes over every secret, and then the older ones can be taken away', async () => {
    const before = await fill()
    expect(await countByKey(db)).toEqual(
      new Map([
        ['2024', 2],
        ['2025', 2],
        ['2026', 1],
      ]),
    )
    expect(await resealSecrets(context(), 1_000)).toEqual({ resealed: 4, unreadable: 0 })
    expect(await countByKey(db)).toEqual(new Map([['2026', 5]]))
    expect(await secrets([third])).toEqual(before)
  })

  it('writes nothing the second time', async () => {
    await fill()
    await resealSecrets(context(), 1_000)
    const rows = await db.prisma.item.findMany({ orderBy: { id: 'asc' } })
    expect(await resealSecrets(context(), 1_000)).toEqual({ resealed: 0, unreadable: 0 })
    expect(await db.prisma.item.findMany({ orderBy: { id: 'asc' } })).toEqual(rows)
  })

  it('goes on where it was left, in parts of any size', async () => {
    const before = await fill()
    for (const left of [3, 2, 1, 0]) {
      expect(await resealSecrets(context(), 1)).toEqual({ resealed: 1, unreadable: 0 })
      const counts = await countByKey(db)
      expect((counts.get('2024') ?? 0) + (counts.get('2025') ?? 0)).toBe(left)
      expect(await secrets(ring)).toEqual(before)
    }
  })

  it('leaves every secret readable when it dies at any point', async () => {
    const before = await fill()
    for (const at of ['before', 'after'] as const) {
      for (let last = 1; ; last += 1) {
        await db.prisma.item.deleteMany({})
        await db.prisma.itemLookup.deleteMany({})
        await db.prisma.linkIntent.deleteMany({})
        await fill()
        const life = new Life(last, at)
        const outcome = await resealSecrets(
          { ...context(), db: { ...db, prisma: mortal(db.prisma, life) } },
          1_000,
        ).catch((error: unknown) => error)
        expect(await secrets(ring)).toEqual(before)
        if (!life.ended) break
        expect(outcome).toBeInstanceOf(Death)
        await resealSecrets(context(), 1_000)
        expect(await secrets([third])).toEqual(before)
      }
    }
  })

  it('names a key that is missing, leaves its secrets for the day it comes back, and does the others', async () => {
    await fill()
    const without = [third, second]
    expect(await resealSecrets({ ...context(), tokenKeys: without }, 1_000)).toEqual({
      resealed: 2,
      unreadable: 0,
    })
    expect(await countByKey(db)).toEqual(
      new Map([
        ['2024', 2],
        ['2026', 3],
      ]),
    )
    await resealSecrets(context(), 1_000)
    expect(await countByKey(db)).toEqual(new Map([['2026', 5]]))
  })

  it('passes over what does not open although its key is there, however much of it', async () => {
    await fill()
    for (let index = 0; index < 5; index += 1) {
      const id = await addItem('access-x', first)
      const sealedAccessToken = seal('access-x', 'another row', [first])
      await db.prisma.item.updateMany({ where: { id }, data: { sealedAccessToken } })
    }
    const told: unknown[] = []
    const log = { ...silent, error: (line: unknown) => told.push(line) }
    expect(await resealSecrets({ ...context(), log }, 2)).toMatchObject({ resealed: 2 })
    expect(await resealSecrets({ ...context(), log }, 1_000)).toEqual({ resealed: 2, unreadable: 5 })
    expect(told.at(-1)).toEqual({ event: 'secrets_unreadable', count: 5 })
    expect(await countByKey(db)).toEqual(
      new Map([
        ['2024', 5],
        ['2026', 5],
      ]),
    )
  })

  it('does not touch an access token that is being replaced, by whose text that goes on', async () => {
    const id = await addItem('access-old', first, 'public-recovery')
    const { sealedAccessToken } = await db.prisma.item.findFirstOrThrow({ where: { id } })
    expect(await resealSecrets(context(), 1_000)).toEqual({ resealed: 1, unreadable: 0 })
    const row = await db.prisma.item.findFirstOrThrow({ where: { id } })
    expect(row.sealedAccessToken).toBe(sealedAccessToken)
    expect(unseal(row.sealedRecoveryToken ?? '', id, [third])).toBe('public-recovery')
  })

  it('does not undo what was stored while it was at work', async () => {
    const id = await addItem('access-old', first)
    const newer = seal('access-new', id, [third])
    // Between what it reads and what it writes, another access token is stored.
    const prisma = new Proxy(db.prisma, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name !== '$executeRaw' || typeof value !== 'function') return value
        return async (...args: unknown[]) => {
          await db.prisma.item.updateMany({ where: { id }, data: { sealedAccessToken: newer } })
          return Reflect.apply(value, target, args)
        }
      },
    })
    expect(await resealSecrets({ ...context(), db: { ...db, prisma } }, 1_000)).toEqual({
      resealed: 0,
      unreadable: 0,
    })
    expect(await secrets([third])).toEqual(['access-new'])
  })

  it('may be at work twice at once', async () => {
    const before = await fill()
    await Promise.all([resealSecrets(context(), 1_000), resealSecrets(context(), 1_000)])
    expect(await secrets([third])).toEqual(before)
  })
})
