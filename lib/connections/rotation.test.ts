import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { unseal } from '@/lib/crypto/seal'
import { wantRotation, wantRotations } from '@/lib/db/item-tokens'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { recoverRotation, recoverRotations, rotateAccessToken, rotateWanted } from './rotation'
import { type ConnectedPerson, connectedPerson, Death, Life, mortalContext } from './rotation-testing'
import { silent } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** The one token that Plaid takes is the one that is stored, and nothing is left of a rotation. */
async function expectSettled(one: ConnectedPerson): Promise<string> {
  const { sealedAccessToken, sealedRecoveryToken, rotationStartedAt } = await one.item()
  const stored = unseal(sealedAccessToken, one.key.itemId, one.tokenKeys)
  expect(await one.living()).toEqual([stored])
  expect({ sealedRecoveryToken, rotationStartedAt }).toEqual({
    sealedRecoveryToken: null,
    rotationStartedAt: null,
  })
  return stored
}

/** Runs with the schedule once more, when whoever held the Item must have ended it. */
async function comeBack(one: ConnectedPerson): Promise<void> {
  one.pass(4 * 60)
  await recoverRotations(one.context)
}

describe('replacing an access token', () => {
  it('stores the new one, sealed, which alone works from then on', async () => {
    const one = await connectedPerson(db)
    one.pass(60)
    expect(await rotateAccessToken(one.context, one.key)).toBe('rotated')
    expect(await expectSettled(one)).not.toBe(one.firstToken)
    const stored = await one.item()
    expect(stored).toMatchObject({ tokenSince: one.now(), leaseUntil: null })
    expect(JSON.stringify(stored)).not.toMatch(/access-|public-/)
  })

  it('loses no Item to a process that dies at any point, before a call or before its answer', async () => {
    let deaths = 0
    for (const at of ['before', 'after'] as const) {
      for (let last = 1; ; last += 1) {
        const one = await connectedPerson(db)
        const life = new Life(last, at)
        const outcome = await rotateAccessToken(mortalContext(one.context, life), one.key).catch(
          (error: unknown) => error,
        )
        if (!life.ended) {
          expect(outcome).toBe('rotated')
          break
        }
        expect(outcome).toBeInstanceOf(Death)
        deaths += 1
        await comeBack(one)
        await expectSettled(one)
        // And it goes on as if nothing had been.
        expect(await rotateAccessToken(one.context, one.key)).toBe('rotated')
        await expectSettled(one)
      }
    }
    expect(deaths).toBeGreaterThanOrEqual(18)
  }, 120_000)

  it('loses no Item when the recovery dies at any point as well', async () => {
    let deaths = 0
    for (const at of ['before', 'after'] as const) {
      for (let last = 1; ; last += 1) {
        const one = await connectedPerson(db)
        await dieWithTheNewToken(one)
        one.pass(4 * 60)
        const life = new Life(last, at)
        // The schedule logs what went wrong with one Item and goes on to the next, unless it is dead.
        await recoverRotations(mortalContext(one.context, life)).catch(() => undefined)
        if (!life.ended) break
        deaths += 1
        await comeBack(one)
        expect(await expectSettled(one)).not.toBe(one.firstToken)
      }
    }
    expect(deaths).toBeGreaterThanOrEqual(10)
  }, 120_000)

  for (const [what, status] of [
    ['an answer of 500', 500],
    ['an answer that is cut off', null],
  ] as const) {
    it(`has the new token although Plaid gave ${what} after it had done it`, async () => {
      const one = await connectedPerson(db)
      one.answerWith((path, response) => {
        if (path !== '/item/access_token/invalidate') return response
        return status === null ? Response.error() : new Response('{}', { status })
      })
      expect(await rotateAccessToken(one.context, one.key)).toBe('rotated')
      expect(await expectSettled(one)).not.toBe(one.firstToken)
    })

    it(`keeps a token that works although Plaid gave ${what} to any of the calls`, async () => {
      for (const broken of ['/item/public_token/create', '/item/access_token/invalidate']) {
        const one = await connectedPerson(db)
        one.answerWith((path, response) => {
          if (path !== broken && path !== '/item/get') return response
          return status === null ? Response.error() : new Response('{}', { status })
        })
        await expect(rotateAccessToken(one.context, one.key)).rejects.toThrow(BankFailure)
        one.answerWith((_path, response) => response)
        await comeBack(one)
        await expectSettled(one)
      }
    })
  }

  it('has the new token also where Plaid did it after its answer was given up', async () => {
    const one = await connectedPerson(db)
    const lost = async () => {
      throw new BankFailure('wait', 'NETWORK', null)
    }
    const plaid = { ...one.plaid, invalidateAccessToken: lost }
    await expect(rotateAccessToken({ ...one.context, plaid }, one.key)).rejects.toThrow('NETWORK')
    await one.plaid.invalidateAccessToken(one.firstToken)
    await comeBack(one)
    expect(await expectSettled(one)).not.toBe(one.firstToken)
  })

  it('changes nothing when Plaid refuses', async () => {
    const one = await connectedPerson(db)
    const refusing = {
      ...one.plaid,
      invalidateAccessToken: async () => {
        throw new BankFailure('slow_down', 'RATE_LIMIT', 'request')
      },
    }
    await expect(rotateAccessToken({ ...one.context, plaid: refusing }, one.key)).rejects.toThrow(
      'RATE_LIMIT',
    )
    expect(await expectSettled(one)).toBe(one.firstToken)
    expect(await one.item()).toMatchObject({ leaseUntil: null })
  })

  it('happens once of many at the same time', async () => {
    const one = await connectedPerson(db)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => rotateAccessToken(one.context, one.key)),
    )
    expect(outcomes.filter((outcome) => outcome === 'rotated').length).toBeGreaterThanOrEqual(1)
    expect(outcomes.every((outcome) => outcome === 'rotated' || outcome === 'busy')).toBe(true)
    await expectSettled(one)
  })

  it('is not for an Item of somebody else', async () => {
    const one = await connectedPerson(db)
    const stranger = { householdId: crypto.randomUUID(), itemId: one.key.itemId }
    expect(await rotateAccessToken(one.context, stranger)).toBe('gone')
    expect(await expectSettled(one)).toBe(one.firstToken)
  })

  it('ends the access of a connection that was removed while it happened', async () => {
    const one = await connectedPerson(db)
    const plaid = {
      ...one.plaid,
      invalidateAccessToken: async (token: string) => {
        const next = await one.plaid.invalidateAccessToken(token)
        await db.prisma.item.deleteMany({ where: { id: one.key.itemId } })
        return next
      },
    }
    expect(await rotateAccessToken({ ...one.context, plaid }, one.key)).toBe('rotated')
    const items = await (await one.emulator.fetch(new Request('http://127.0.0.1/emulator/items'))).json()
    expect(items.items).toEqual([])
  })
})

/** The process dies with the new token in its hands. */
async function dieWithTheNewToken(one: ConnectedPerson): Promise<void> {
  const plaid = {
    ...one.plaid,
    invalidateAccessToken: async (token: string) => {
      await one.plaid.invalidateAccessToken(token)
      throw new Death()
    },
  }
  await expect(rotateAccessToken({ ...one.context, plaid }, one.key)).rejects.toThrow(Death)
}

describe('having a lost access token back', () => {
  it('works for a run that finds the stored one refused, at once', async () => {
    const one = await connectedPerson(db)
    await dieWithTheNewToken(one)
    expect(await recoverRotation(one.context, one.key)).toBe(true)
    expect(await expectSettled(one)).not.toBe(one.firstToken)
  })

  it('says that the token works, and changes nothing, where none was lost', async () => {
    const one = await connectedPerson(db)
    expect(await recoverRotation(one.context, one.key)).toBe(true)
    expect(await expectSettled(one)).toBe(one.firstToken)
  })

  it('says no where the token has ended by itself', async () => {
    const one = await connectedPerson(db)
    await one.plaid.invalidateAccessToken(one.firstToken)
    expect(await recoverRotation(one.context, one.key)).toBe(false)
    expect(await one.item()).toMatchObject({ health: 'importing' })
  })

  it('waits while Plaid cannot be reached', async () => {
    const one = await connectedPerson(db)
    await dieWithTheNewToken(one)
    one.answerWith(() => Response.error())
    await expect(recoverRotation(one.context, one.key)).rejects.toThrow('NETWORK')
    one.answerWith((_path, response) => response)
    await comeBack(one)
    await expectSettled(one)
  })

  it('survives an exchange whose answer never came, twice', async () => {
    const one = await connectedPerson(db)
    await dieWithTheNewToken(one)
    one.answerWith((path, response) => (path === '/item/public_token/exchange' ? Response.error() : response))
    for (const _time of [1, 2]) {
      await expect(recoverRotation(one.context, one.key)).rejects.toThrow('NETWORK')
    }
    one.answerWith((_path, response) => response)
    expect(await recoverRotation(one.context, one.key)).toBe(true)
    await expectSettled(one)
  })

  it('asks for a new connection, and tells the operator, when it comes too late', async () => {
    const one = await connectedPerson(db)
    await dieWithTheNewToken(one)
    one.pass(31 * 60)
    const told: unknown[] = []
    const log = { ...silent, error: (line: unknown) => told.push(line) }
    await recoverRotations({ ...one.context, log })
    expect(await one.item()).toMatchObject({
      health: 'relink',
      errorCode: 'INVALID_ACCESS_TOKEN',
      errorType: 'INVALID_INPUT',
      sealedRecoveryToken: null,
      rotationStartedAt: null,
      leaseUntil: null,
    })
    expect(told).toEqual([{ event: 'access_token_lost', itemId: one.key.itemId }])
  })

  it('leaves alone what began less than two minutes ago, or is held', async () => {
    const one = await connectedPerson(db)
    await dieWithTheNewToken(one)
    one.pass(119)
    await recoverRotations(one.context)
    expect(await one.item()).toMatchObject({ rotationStartedAt: expect.any(Date) })
    const held = { leaseUntil: new Date(one.now().getTime() + 120_000) }
    await db.prisma.item.updateMany({ where: { id: one.key.itemId }, data: held })
    one.pass(10)
    await recoverRotations(one.context)
    expect(await one.item()).toMatchObject({ rotationStartedAt: expect.any(Date) })
    await comeBack(one)
    await expectSettled(one)
  })
})

describe('tokens that the operator wants replaced', () => {
  it('are replaced one after the other, and one that cannot be does not stop the others', async () => {
    await db.prisma.item.updateMany({ data: { rotationWantedAt: null } })
    const [broken, good] = [await connectedPerson(db), await connectedPerson(db)]
    for (const { key, now } of [broken, good]) expect(await wantRotation(db, key.itemId, now())).toBe(true)
    // Each has an emulator of its own, so the token of the one is unknown to the other.
    expect(await rotateWanted({ ...good.context, tokenKeys: [...good.tokenKeys] })).toBe(1)
    await expectSettled(good)
    expect(await good.item()).toMatchObject({ rotationWantedAt: null })
    expect(await expectSettled(broken)).toBe(broken.firstToken)
    expect(await broken.item()).toMatchObject({ rotationWantedAt: expect.any(Date) })
  })

  it('are those older than a moment, of connections that have one', async () => {
    await db.prisma.item.deleteMany({})
    const [old, fresh, ended] = [
      await connectedPerson(db),
      await connectedPerson(db),
      await connectedPerson(db),
    ]
    const created = old.now()
    const later = new Date(created.getTime() + 1)
    await db.prisma.item.updateMany({ where: { id: fresh.key.itemId }, data: { tokenSince: later } })
    await db.prisma.item.updateMany({ where: { id: ended.key.itemId }, data: { health: 'relink' } })
    expect(await wantRotations(db, later, later)).toBe(1)
    expect(await wantRotations(db, later, later)).toBe(0)
    expect(await old.item()).toMatchObject({ rotationWantedAt: later })
    expect(await wantRotation(db, ended.key.itemId, later)).toBe(false)
    expect(await wantRotation(db, crypto.randomUUID(), later)).toBe(false)
  })
})
