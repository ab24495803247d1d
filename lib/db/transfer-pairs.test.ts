import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BankTransaction } from '@/lib/bank/reports'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { checking, purchase } from '@/lib/sync/ledger-bank'
import { idOf, pass, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { bestPairs, isSure } from '@/lib/transactions/transfers'
import { relistAll } from './entries'
import { deleteItem } from './items'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'
import { findOtherSide } from './transaction-reads'
import {
  confirmSurePairs,
  judgePair,
  listTransferCandidates,
  removeLostPairs,
  takeBackPairs,
} from './transfer-pairs'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
  world.bank.accountList = [
    checking('acc-1', { name: 'Everyday' }),
    checking('acc-2', { name: 'Rainy Day', subtype: 'savings' }),
    checking('acc-3', { name: 'Betaalrekening', currency: 'EUR', isoCurrencyCode: 'EUR' }),
  ]
})

const day = (text: string) => toCalendarDate(`2026-03-${text}`)
const sync = () => syncAMinuteLater(world)
const moved = (id: string, changes: Partial<BankTransaction> = {}) =>
  purchase(id, {
    name: 'TRANSFER',
    merchantName: null,
    amount: '-500',
    categoryPrimary: 'TRANSFER_OUT',
    categoryDetailed: 'TRANSFER_OUT_SAVINGS',
    ...changes,
  })
const came = (id: string, changes: Partial<BankTransaction> = {}) =>
  moved(id, {
    plaidAccountId: 'acc-2',
    amount: '500',
    categoryPrimary: 'TRANSFER_IN',
    categoryDetailed: 'TRANSFER_IN_SAVINGS',
    ...changes,
  })
const groceries = { categoryPrimary: 'FOOD_AND_DRINK', categoryDetailed: 'FOOD_AND_DRINK_GROCERIES' }

/** Suggested pairs by the bank's ids. */
async function suggested(around: string | null = null) {
  const rows = await db.prisma.transaction.findMany({ where: { householdId: world.key.householdId } })
  const known = new Map(rows.map(({ id, plaidTransactionId }) => [id, plaidTransactionId]))
  const found = await listTransferCandidates(
    db,
    world.key.householdId,
    around === null ? null : await idOf(world, around),
  )
  return bestPairs(found).map(
    (pair) =>
      `${known.get(pair.out.transactionId)}-${known.get(pair.in.transactionId)}${isSure(pair) ? '' : '?'}`,
  )
}
const flowOf = async (plaidId: string) =>
  (
    await db.prisma.entry.findFirst({
      where: { householdId: world.key.householdId, transactionId: await idOf(world, plaidId) },
    })
  )?.flow ?? null
const judge = async (out: string, into: string, verdict: 'confirmed' | 'rejected' | 'open') =>
  judgePair(
    db,
    world.key.householdId,
    { outId: await idOf(world, out), inId: await idOf(world, into) },
    verdict,
    world.now,
  )

describe('what looks like a transfer', () => {
  it('is the same amount out of one account and into another, with five days between at most', async () => {
    world.bank.add(
      moved('out', { postedOn: day('10') }),
      came('in', { postedOn: day('15') }),
      moved('late-out', { amount: '-70', postedOn: day('10') }),
      came('late-in', { amount: '70', postedOn: day('16') }),
      moved('other-out', { amount: '-60' }),
      came('other-in', { amount: '60.01' }),
      moved('same-out', { amount: '-40' }),
      came('same-in', { amount: '40', plaidAccountId: 'acc-1' }),
      moved('euro-out', { amount: '-30', ...groceries }),
      came('euro-in', { amount: '30', plaidAccountId: 'acc-3', currency: 'EUR', ...groceries }),
    )
    await sync()
    expect(await suggested()).toEqual(['out-in'])
    expect(await suggested('in')).toEqual(['out-in'])
    expect(await suggested('late-in')).toEqual([])
  })

  it('takes the nearest day, and each transaction once', async () => {
    world.bank.add(
      moved('a', { postedOn: day('10') }),
      moved('b', { postedOn: day('12') }),
      came('1', { postedOn: day('12') }),
      came('2', { postedOn: day('11') }),
    )
    await sync()
    expect((await suggested()).sort()).toEqual(['a-2', 'b-1'])
  })

  it('is none where both sides are something else, and not sure where one is', async () => {
    world.bank.add(
      purchase('shop', { amount: '-25' }),
      came('refund', { amount: '25', ...groceries }),
      moved('rent', { amount: '-35', ...groceries }),
      came('back', { amount: '35' }),
      moved('named', { amount: '-45', name: 'PAYMENT TO RAINY DAY', ...groceries }),
      came('unnamed', { amount: '45', ...groceries }),
    )
    await sync()
    expect((await suggested()).sort()).toEqual(['named-unnamed?', 'rent-back?'])
  })

  it('never has a pending side, or one of which a person says that it is none', async () => {
    world.bank.add(
      moved('out', { pending: true }),
      came('in'),
      moved('no', { amount: '-7' }),
      came('yes', { amount: '7' }),
    )
    await sync()
    await saveEdit(db, world.key.householdId, await idOf(world, 'no'), { transfer: false }, world.now)
    expect(await suggested()).toEqual([])
    await saveEdit(db, world.key.householdId, await idOf(world, 'no'), { transfer: null }, world.now)
    expect(await suggested()).toEqual(['no-yes'])
  })

  it('may be in two currencies where both sides say so within three days, and is not sure', async () => {
    const euro = { plaidAccountId: 'acc-3', currency: 'EUR', isoCurrencyCode: 'EUR', amount: '460.2' }
    world.bank.add(
      moved('out', { postedOn: day('10') }),
      came('in', { ...euro, postedOn: day('13') }),
      came('shop', { ...euro, ...groceries, postedOn: day('10') }),
      moved('far', { amount: '-90', postedOn: day('20') }),
      came('off', { ...euro, postedOn: day('24') }),
    )
    await sync()
    expect(await suggested()).toEqual(['out-in?'])
  })

  it('is the household’s own alone', async () => {
    world.bank.add(moved('out'))
    await sync()
    const mine = world
    const other = await syncWorld(db)
    world = other
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    world.bank.add(came('in'))
    await sync()
    expect(await suggested()).toEqual([])
    const outId = await idOf(mine, 'out')
    const inId = await idOf(other, 'in')
    const judged = await judgePair(db, other.key.householdId, { outId, inId }, 'confirmed', other.now)
    expect(judged).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a pair', () => {
  it('makes both sides transfers once it is confirmed, links them, and is asked of no more', async () => {
    world.bank.add(moved('out', groceries), came('in'))
    await sync()
    expect(await flowOf('out')).toBe('spending')
    expect(await judge('out', 'in', 'confirmed')).toMatchObject({ ok: true })
    expect([await flowOf('out'), await flowOf('in')]).toEqual(['transfer', 'transfer'])
    expect(await suggested()).toEqual([])
    expect(await findOtherSide(db, world.key.householdId, await idOf(world, 'out'))).toMatchObject({
      transactionId: await idOf(world, 'in'),
      amount: { amount: '500', currency: 'USD' },
    })
    await judge('out', 'in', 'open')
    expect(await flowOf('out')).toBe('spending')
    expect(await suggested()).toEqual(['out-in?'])
  })

  it('that was rejected is not suggested again, but another with one of the two may be', async () => {
    world.bank.add(moved('out'), came('in'), came('other', { postedOn: day('05') }))
    await sync()
    await judge('out', 'in', 'rejected')
    expect(await suggested()).toEqual(['out-other'])
  })

  it('is refused of one transaction twice, of the same side, of other amounts and of pending ones', async () => {
    world.bank.add(
      moved('out'),
      came('in'),
      came('again'),
      came('more', { amount: '501' }),
      came('pending', { pending: true }),
    )
    await sync()
    expect(await judge('in', 'out', 'confirmed')).toMatchObject({ code: 'NO_PAIR' })
    expect(await judge('out', 'more', 'confirmed')).toMatchObject({ code: 'NO_PAIR' })
    expect(await judge('out', 'pending', 'confirmed')).toMatchObject({ code: 'NO_PAIR' })
    expect(await judge('out', 'in', 'confirmed')).toMatchObject({ ok: true })
    expect(await judge('out', 'again', 'confirmed')).toMatchObject({ code: 'PAIRED_OTHERWISE' })
  })

  it('leaves no transfer behind when the bank takes one side back, and stands again when that returns', async () => {
    const out = moved('out', groceries)
    const into = came('in')
    world.bank.add(out, into)
    await sync()
    await judge('out', 'in', 'confirmed')
    world.bank.remove('in')
    await sync()
    expect(await flowOf('out')).toBe('spending')
    expect(await findOtherSide(db, world.key.householdId, await idOf(world, 'out'))).toBeNull()
    world.bank.add(into)
    await sync()
    expect(await flowOf('out')).toBe('transfer')
    world.bank.remove('in').add(came('better'))
    await sync()
    expect(await suggested()).toEqual(['out-better?'])
    expect(await judge('out', 'better', 'confirmed')).toMatchObject({ ok: true })
    expect(await relistAll(db.prisma, world.key.householdId)).toBe(0)
  })

  it('is forgotten when its connection is removed, and what is left counts by itself', async () => {
    world.bank.add(moved('out', groceries), came('in'))
    await sync()
    await judge('out', 'in', 'confirmed')
    const { householdId } = world.key
    await db.prisma.transaction.delete({
      where: { householdId_id: { householdId, id: await idOf(world, 'in') } },
    })
    await db.prisma.$transaction((tx) => removeLostPairs(tx, householdId))
    expect(await flowOf('out')).toBe('spending')
    expect(await deleteItem(db, world.key)).toBe(true)
    expect(await db.prisma.transferPair.count({ where: { householdId } })).toBe(0)
  })

  it('is confirmed with all that are sure at once, and they can be taken back together', async () => {
    world.bank.add(
      moved('a'),
      came('1'),
      moved('b'),
      came('2'),
      moved('doubt', { amount: '-9', ...groceries }),
      came('maybe', { amount: '9' }),
    )
    await sync()
    const { householdId } = world.key
    expect(await confirmSurePairs(db, householdId, world.now)).toBe(2)
    expect(await suggested()).toEqual(['doubt-maybe?'])
    const at = world.now
    pass(world, 1_000)
    await judge('doubt', 'maybe', 'confirmed')
    expect(await confirmSurePairs(db, householdId, world.now)).toBe(0)
    expect(await takeBackPairs(db, householdId, at)).toBe(2)
    expect((await suggested()).length).toBe(2)
    expect(await relistAll(db.prisma, householdId)).toBe(0)
  })
})
