import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { toCalendarDate } from '../calendar/calendar-date'
import type { Database } from './open'
import { countPostedAbroad, endFirstSteps, readFirstSteps } from './overview-reads'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'
import { createUser } from './users'

const now = new Date('2026-03-03T12:00:00Z')
let db: Database

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})

async function person() {
  const email = `${newId(now)}@example.test`
  const made = await createUser(db, { email, name: 'Robin', passwordHash: 'none', timeZone: 'UTC' }, now)
  if (!made) throw new Error('The person is there already')
  return made
}

describe('the first steps', () => {
  it('are done by what there is', async () => {
    const world = await syncWorld(db)
    const { householdId } = world.key
    const { userId } = await db.prisma.membership.findFirstOrThrow({ where: { householdId } })
    const read = () => readFirstSteps(db, { householdId, userId })
    const nothing = { connected: false, reviewed: false, budgeted: false, ruled: false, endedAt: null }
    expect(await read()).toEqual(nothing)
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    expect(await read()).toEqual({ ...nothing, connected: true })
    await saveEdit(db, householdId, await idOf(world, 't1'), { reviewed: true }, now)
    const budget = { householdId, category: 'TRAVEL', currency: 'USD', month: now, updatedAt: now }
    await db.prisma.budget.create({ data: { ...budget, amount: null } })
    expect(await read()).toEqual({ ...nothing, connected: true, reviewed: true })
    await db.prisma.budget.updateMany({ where: { householdId }, data: { amount: '5' } })
    expect((await read()).budgeted).toBe(true)
  })

  it('are put away for one person, and stay so', async () => {
    const [one, other] = [await person(), await person()]
    await endFirstSteps(db, one, now)
    await endFirstSteps(db, one, new Date(now.getTime() + 1000))
    expect((await readFirstSteps(db, one)).endedAt).toEqual(new Date(now.getTime() + 1000))
    expect((await readFirstSteps(db, other)).endedAt).toBeNull()
  })
})

describe('transactions in another currency than their account', () => {
  it('are counted where they posted after the day', async () => {
    const world = await syncWorld(db)
    const abroad = { currency: 'EUR', isoCurrencyCode: 'EUR' }
    const on = (day: string) => ({ postedOn: toCalendarDate(day), shownOn: toCalendarDate(day) })
    world.bank.add(
      purchase('home', on('2026-03-02')),
      purchase('abroad', { ...abroad, ...on('2026-03-02') }),
      purchase('pending', { ...abroad, ...on('2026-03-02'), pending: true }),
      purchase('before', { ...abroad, ...on('2026-02-20') }),
    )
    await syncAMinuteLater(world)
    const { householdId } = world.key
    const { id } = await db.prisma.account.findFirstOrThrow({ where: { householdId } })
    expect(await countPostedAbroad(db, householdId, toCalendarDate('2026-02-20'))).toEqual([
      { accountId: id, count: 1 },
    ])
    expect(await countPostedAbroad(db, householdId, toCalendarDate('2026-01-01'))).toEqual([
      { accountId: id, count: 2 },
    ])
    expect(await countPostedAbroad(db, householdId, toCalendarDate('2026-03-02'))).toEqual([])
  })
})
