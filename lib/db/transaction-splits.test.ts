import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exact, plain } from '@/lib/money/money'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { checkSplit, type PartWish } from '@/lib/transactions/splits'
import { relistAll } from './entries'
import { listEntries, sumEntries } from './entry-reads'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveSplit } from './transaction-splits'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const all = { all: [] }
const sync = () => syncAMinuteLater(world)
const part = (amount: string | null, category: string | null = null, note = ''): PartWish => ({
  amount,
  otherWay: amount !== null && !amount.startsWith('-'),
  category,
  note,
})
const split = async (plaidId: string, parts: readonly PartWish[]) =>
  saveSplit(db, world.key.householdId, await idOf(world, plaidId), parts, world.now)
const listed = () => listEntries(db, world.key.householdId, all, null, 100)

describe('a split', () => {
  it('lists its parts in the place of the whole, each in its category, and the first takes the rest', async () => {
    world.bank.add(purchase('t1', { amount: '-87.13' }))
    await sync()
    expect(await split('t1', [part(null), part('-20.01', 'TRAVEL_LODGING', 'the room')])).toMatchObject({
      ok: true,
    })
    const parts = await listed()
    expect(parts.map(({ amount, category, note }) => [amount, category, note])).toEqual(
      expect.arrayContaining([
        ['-67.12', 'FOOD_AND_DRINK_GROCERIES', ''],
        ['-20.01', 'TRAVEL_LODGING', 'the room'],
      ]),
    )
    expect(parts.every((entry) => entry.part)).toBe(true)
  })

  it('keeps the parts that stay when it is changed, and is one again when it is taken back', async () => {
    world.bank.add(purchase('t1', { amount: '-10' }))
    await sync()
    await split('t1', [part(null), part('-1'), part('-2')])
    const ids = (await listed()).map(({ id }) => id)
    await split('t1', [part(null), part('-3')])
    const kept = await listed()
    expect(kept.map(({ amount }) => amount).sort()).toEqual(['-3', '-7'])
    for (const { id } of kept) expect(ids).toContain(id)
    await split('t1', [])
    expect(await listed()).toMatchObject([{ id: await idOf(world, 't1'), amount: '-10', part: false }])
  })

  it('is refused where it does not fit the amount, and leaves everything as it was', async () => {
    world.bank.add(purchase('t1', { amount: '-10' }))
    await sync()
    const refused = async (...parts: PartWish[]) => (await split('t1', parts)).ok
    expect(await refused(part(null))).toBe(false)
    expect(await refused(part(null), part('-10'))).toBe(false)
    expect(await refused(part(null), part('-10.01'))).toBe(false)
    expect(await refused(part(null), part('0'))).toBe(false)
    expect(await refused(part(null), part('-0.001'))).toBe(false)
    expect(await listed()).toMatchObject([{ amount: '-10', part: false }])
  })

  it('of somebody else’s transaction is not there', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    const id = await idOf(world, 't1')
    const other = await syncWorld(db)
    expect(await saveSplit(db, other.key.householdId, id, [part(null), part('-1')], world.now)).toMatchObject(
      {
        code: 'NOT_FOUND',
      },
    )
    expect(await listed()).toHaveLength(1)
  })

  it('of a pending one that has posted meanwhile is one of the posted one', async () => {
    world.bank.add(purchase('p1', { pending: true, amount: '-54' }))
    await sync()
    const pendingId = await idOf(world, 'p1')
    world.bank.remove('p1').add(purchase('t1', { pendingPlaidTransactionId: 'p1', amount: '-64.2' }))
    await sync()
    const saved = await saveSplit(db, world.key.householdId, pendingId, [part(null), part('-20')], world.now)
    expect(saved).toEqual({ ok: true, value: { transactionId: await idOf(world, 't1') } })
    expect((await listed()).map(({ amount }) => amount).sort()).toEqual(['-20', '-44.2'])
  })

  it('adds up to the transaction to the last digit, whatever is split and whatever the bank does to it', async () => {
    const size = fc.integer({ min: 1, max: 50_000 })
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('split' as const),
        cents: fc.array(fc.tuple(size, fc.boolean()), { maxLength: 5 }),
      }),
      fc.record({ kind: fc.constant('amount' as const), cents: size, out: fc.boolean() }),
      fc.record({ kind: fc.constant('post' as const), cents: size }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        world = await syncWorld(db)
        const { householdId } = world.key
        const signed = (cents: number, out: boolean) => plain(exact(out ? -cents : cents).div(100))
        let current = purchase('t0', { pending: true, amount: '-100' })
        world.bank.add(current)
        await sync()
        for (const [index, one] of steps.entries()) {
          if (one.kind === 'amount') {
            current = { ...current, amount: signed(one.cents, one.out) }
            world.bank.modify(current)
            await sync()
          } else if (one.kind === 'post') {
            const next = purchase(`t${index + 1}`, {
              amount: signed(one.cents, true),
              pendingPlaidTransactionId: current.plaidTransactionId,
              pending: index % 2 === 0,
            })
            world.bank.remove(current.plaidTransactionId).add(next)
            current = next
            await sync()
          } else {
            const parts = [part(null), ...one.cents.map(([cents, out]) => part(signed(cents, out)))]
            const total = { amount: current.amount, currency: 'USD' }
            const expected = one.cents.length === 0 || checkSplit(total, parts).ok
            const saved = await split(current.plaidTransactionId, one.cents.length === 0 ? [] : parts)
            expect(saved.ok).toBe(expected)
          }
          const sum = (await listed()).reduce((total, { amount }) => total.plus(amount), exact(0))
          expect(plain(sum)).toBe(plain(current.amount))
          const sums = await sumEntries(db, householdId, all)
          expect(sums.map(({ moneyIn, moneyOut }) => plain(exact(moneyIn).plus(moneyOut)))).toEqual([
            plain(current.amount),
          ])
        }
        expect(await relistAll(db.prisma, householdId)).toBe(0)
      }),
      { numRuns: 10 },
    )
  }, 60_000)
})
