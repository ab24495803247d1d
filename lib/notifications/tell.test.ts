import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayInZone } from '@/lib/calendar/calendar-date'
import { saveAccountEdit } from '@/lib/db/account-edits'
import { changeBudgets } from '@/lib/db/budgets'
import { markNewAccounts, setItemHealth } from '@/lib/db/items'
import {
  countUnread,
  listNotifications,
  type NotificationKey,
  type StoredNotification,
  setAllRead,
  setRead,
} from '@/lib/db/notifications'
import type { Database } from '@/lib/db/open'
import { saveNotificationSettings } from '@/lib/db/preferences'
import { testDatabase } from '@/lib/db/testing'
import { checking, purchase } from '@/lib/sync/ledger-bank'
import { idOf, pass, type SyncWorld, syncAMinuteLater, syncNow, syncWorld } from '@/lib/sync/testing'
import { DEFAULT_SETTINGS, KINDS, type Kind, type NotificationSettings } from './kinds'
import { makeNotifications, tellEverybody } from './tell'

const DAY_MS = 86_400_000

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
  // The first of each statement takes long: it is compiled.
  const first = await syncWorld(db)
  await syncNow(first)
  await makeNotifications({ db, clock: first.context.clock }, first.key.householdId)
}, 60_000)
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const tell = () => makeNotifications({ db, clock: world.context.clock }, world.key.householdId)
const told = (kinds: readonly Kind[] = KINDS, after: NotificationKey | null = null, limit = 100) =>
  listNotifications(db, world.key.householdId, kinds, after, limit)
const dataOf = (all: readonly StoredNotification[]) => all.map(({ kind, data }) => ({ kind, ...data }))
const today = () => dayInZone(world.now, 'UTC')
const shown = (daysAgo: number) => {
  const day = addDays(today(), -daysAgo)
  return { postedOn: day, shownOn: day }
}
async function userId(): Promise<string> {
  const { householdId } = world.key
  return (await db.prisma.membership.findFirstOrThrow({ where: { householdId } })).userId
}
async function want(settings: Partial<NotificationSettings>): Promise<void> {
  const person = { householdId: world.key.householdId, userId: await userId() }
  await saveNotificationSettings(db, person, { ...DEFAULT_SETTINGS, ...settings }, world.now)
}
/** A connection with ten small purchases behind it. */
async function imported(): Promise<void> {
  for (let day = 10; day < 20; day++)
    world.bank.add(purchase(`old-${day}`, { amount: `-${day}.00`, ...shown(day) }))
  await syncNow(world)
  await tell()
}
async function arrives(id: string, changes: Parameters<typeof purchase>[1]): Promise<number> {
  world.bank.add(purchase(id, { ...shown(0), ...changes }))
  await syncAMinuteLater(world)
  return tell()
}

describe('a large transaction', () => {
  it('is told once, with its exact amount and where it is', async () => {
    await imported()
    expect(await arrives('big', { amount: '-1284.60', merchantName: 'Tread & Torque' })).toBe(1)
    expect(await tell()).toBe(0)
    expect(dataOf(await told())).toEqual([
      {
        kind: 'large',
        transactionId: await idOf(world, 'big'),
        title: 'Tread & Torque',
        amount: '-1284.6',
        currency: 'USD',
        accountName: 'Checking',
      },
    ])
  })

  it('is none of what an account came with, however large and however new', async () => {
    for (let count = 0; count < 30; count++)
      world.bank.add(purchase(`first-${count}`, { amount: `-${5_000 + count}`, ...shown(count % 7) }))
    await want({ large: { USD: '1' } })
    await syncNow(world)
    expect(await tell()).toBe(0)
    world.bank.accountList.push(checking('acc-2'))
    world.bank.add(purchase('second-account', { plaidAccountId: 'acc-2', amount: '-9000', ...shown(1) }))
    await syncAMinuteLater(world)
    expect(await tell()).toBe(0)
    expect(await arrives('later', { plaidAccountId: 'acc-2', amount: '-9' })).toBe(1)
  })

  it('is none that was listed more than a week ago', async () => {
    await imported()
    expect(await arrives('old', { amount: '-4000', ...shown(8) })).toBe(0)
  })

  it('is one by comparison with what went the same way in 90 days, and of 500 at least', async () => {
    world.bank.add(purchase('before', { amount: '-2000', ...shown(60) }))
    await imported()
    expect(await arrives('less', { amount: '-1999.99' })).toBe(0)
    expect(await arrives('in', { amount: '700', categoryPrimary: 'INCOME', categoryDetailed: null })).toBe(1)
    expect(await arrives('more', { amount: '-2000.01' })).toBe(1)
    expect(await arrives('small in', { amount: '499.99', plaidAccountId: 'acc-1' })).toBe(0)
  })

  it('is one by the limit of the person, where they set one', async () => {
    await imported()
    await want({ large: { USD: '25' } })
    expect(await arrives('under', { amount: '-24.99' })).toBe(0)
    expect(await arrives('at', { amount: '-25' })).toBe(1)
  })

  it('of another currency needs some to be compared with, and no least amount', async () => {
    const btc = { currency: 'BTC', isoCurrencyCode: null, unofficialCurrencyCode: 'BTC' }
    await imported()
    expect(await arrives('btc-1', { amount: '-0.5', ...btc })).toBe(0)
    for (let count = 0; count < 5; count++)
      world.bank.add(purchase(`btc-small-${count}`, { amount: '-0.00001', ...shown(20), ...btc }))
    await syncAMinuteLater(world)
    // Both of one day: neither hides the other.
    expect(await arrives('btc-2', { amount: '-0.6', ...btc })).toBe(2)
    expect(await told(['large'])).toHaveLength(2)
  })

  it('is no money between own accounts, and nothing of a hidden account', async () => {
    await imported()
    const transfer = { categoryPrimary: 'TRANSFER_OUT', categoryDetailed: 'TRANSFER_OUT_ACCOUNT_TRANSFER' }
    expect(await arrives('transfer', { amount: '-3000', ...transfer })).toBe(0)
    const { householdId } = world.key
    const { id: accountId } = await db.prisma.account.findFirstOrThrow({ where: { householdId } })
    await saveAccountEdit(db, householdId, accountId, { hidden: true }, world.now)
    expect(await arrives('hidden', { amount: '-4000' })).toBe(0)
  })

  it('stays the same one when it posts, and is over when it vanishes', async () => {
    await imported()
    expect(await arrives('hold', { amount: '-900', pending: true })).toBe(1)
    world.bank.remove('hold')
    expect(await arrives('posted', { amount: '-900', pendingPlaidTransactionId: 'hold' })).toBe(0)
    const [kept] = await told(['large'])
    expect(kept).toMatchObject({ settledAt: null, data: { transactionId: await idOf(world, 'posted') } })
    world.bank.remove('posted')
    await syncAMinuteLater(world)
    await tell()
    expect((await told(['large']))[0]?.settledAt).toEqual(world.now)
  })
})

describe('how a connection is', () => {
  const health = (state: Omit<Parameters<typeof setItemHealth>[2], 'errorCode'>) =>
    setItemHealth(db.prisma, world.key, { errorCode: null, ...state }, world.now)

  it('is told when it needs the person, is over once it does not, and is told anew the next time', async () => {
    await syncNow(world)
    await health({ health: 'sign_in' })
    expect(await tell()).toBe(1)
    expect(await countUnread(db, world.key.householdId, KINDS)).toBe(1)
    await health({ health: 'healthy' })
    expect(await tell()).toBe(0)
    expect(await countUnread(db, world.key.householdId, KINDS)).toBe(0)
    pass(world, 60_000)
    await health({ health: 'sign_in' })
    expect(await tell()).toBe(1)
    expect((await told()).map(({ settledAt }) => settledAt !== null)).toEqual([false, true])
  })

  it('is told when the consent ends within a week, and not before', async () => {
    await syncNow(world)
    await health({ health: 'healthy', consentExpiresAt: new Date(world.now.getTime() + 8 * DAY_MS) })
    expect(await tell()).toBe(0)
    pass(world, 2 * DAY_MS)
    expect(await tell()).toBe(1)
    expect(dataOf(await told())).toMatchObject([{ state: 'ending', endsOn: addDays(today(), 6) }])
  })

  it('is told when it has not been heard of for days, and not at the first trouble', async () => {
    await syncNow(world)
    await health({ health: 'waiting' })
    expect(await tell()).toBe(0)
    pass(world, 3 * DAY_MS)
    expect(await tell()).toBe(1)
  })

  it('is told when there are accounts that are not shared', async () => {
    await syncNow(world)
    await markNewAccounts(db.prisma, world.key, true)
    expect(await tell()).toBe(1)
    pass(world, 2 * DAY_MS)
    expect(await tell()).toBe(0)
    await markNewAccounts(db.prisma, world.key, false)
    await tell()
    expect((await told(['accounts']))[0]?.settledAt).toEqual(world.now)
  })
})

describe('what is told', () => {
  it('says that an account is low, by the limit of the person alone, once for as long as it lasts', async () => {
    world.bank.accountList = [checking('acc-1', { current: '99.99' })]
    await syncNow(world)
    expect(await tell()).toBe(0)
    const { id } = await db.prisma.account.findFirstOrThrow({ where: { householdId: world.key.householdId } })
    await want({ low: { [id]: '100' } })
    expect(await tell()).toBe(1)
    pass(world, 3 * DAY_MS)
    expect(await tell()).toBe(0)
    expect(dataOf(await told())).toMatchObject([{ kind: 'balance', balance: '99.99', limit: '100' }])
    world.bank.accountList = [checking('acc-1', { current: '100' })]
    await syncAMinuteLater(world)
    await tell()
    expect((await told())[0]?.settledAt).toEqual(world.now)
  })

  it('says that a budget is nearly spent, and then that it was passed', async () => {
    await imported()
    const month = today().slice(0, 8)
    const first = addDays(today(), 1 - Number(today().slice(8)))
    expect(first.startsWith(month)).toBe(true)
    const change = { category: 'FOOD_AND_DRINK_GROCERIES', amount: '100', rollover: false }
    await changeBudgets(db, world.key.householdId, 'USD', first, [change], 'on', world.now)
    expect(await arrives('ninety', { amount: '-90' })).toBe(1)
    expect(await arrives('over', { amount: '-10.01' })).toBe(1)
    const [passed, nearly] = await told(['budget'])
    expect(passed).toMatchObject({ data: { passed: true, spent: '100.01', limit: '100' }, settledAt: null })
    expect(nearly?.settledAt).toEqual(world.now)
  })

  it('says before a debt is due, and not of one that needs nothing', async () => {
    world.bank.products = ['transactions', 'liabilities']
    await syncNow(world)
    const { householdId } = world.key
    const { id: accountId } = await db.prisma.account.findFirstOrThrow({ where: { householdId } })
    const stored = { householdId, accountId, kind: 'credit', aprs: [], updatedAt: world.now }
    const nextDueOn = new Date(`${addDays(today(), 3)}T00:00:00Z`)
    await db.prisma.liability.create({ data: { ...stored, nextDueOn, minimumPayment: '0' } })
    expect(await tell()).toBe(0)
    await db.prisma.liability.updateMany({ where: { householdId }, data: { minimumPayment: '35.5' } })
    expect(await tell()).toBe(1)
    expect(dataOf(await told())).toMatchObject([{ kind: 'due', amount: '35.5', day: addDays(today(), 3) }])
  })

  it('is nothing of a kind that is switched off, and nothing afterwards of what was then', async () => {
    await imported()
    await want({ off: ['large'] })
    expect(await arrives('big', { amount: '-2000' })).toBe(0)
    await want({ off: ['connection'] })
    await setItemHealth(db.prisma, world.key, { health: 'sign_in', errorCode: null }, world.now)
    pass(world, 8 * DAY_MS)
    expect(await tell()).toBe(0)
    expect(await told()).toEqual([])
  })

  it('can be read one by one or all at once, page by page, by its household alone', async () => {
    await imported()
    await want({ large: { USD: '1' } })
    for (const id of ['a', 'b', 'c', 'd', 'e']) await arrives(id, { amount: '-2' })
    const { householdId } = world.key
    const first = await told(KINDS, null, 3)
    const rest = await told(KINDS, first.at(-1) ?? null, 3)
    const ids = [...first, ...rest].map(({ id }) => id)
    expect(new Set(ids).size).toBe(5)
    expect(await told(['price'])).toEqual([])
    expect(await setRead(db, householdId, ids[0] ?? '', world.now)).toBe(true)
    expect(await countUnread(db, householdId, KINDS)).toBe(4)
    const other = await syncWorld(db)
    expect(await setRead(db, other.key.householdId, ids[1] ?? '', world.now)).toBe(false)
    expect(await setAllRead(db, other.key.householdId, KINDS, world.now)).toBe(0)
    expect(await countUnread(db, householdId, KINDS)).toBe(4)
    expect(await setAllRead(db, householdId, KINDS, world.now)).toBe(4)
    expect(await countUnread(db, householdId, KINDS)).toBe(0)
  })

  it('comes with the day, without a sync, and is cleared away in the end', async () => {
    await syncNow(world)
    await setItemHealth(db.prisma, world.key, { health: 'sign_in', errorCode: null }, world.now)
    const context = { ...world.context, clock: { now: () => world.now } }
    await tellEverybody(context)
    expect(await told()).toHaveLength(1)
    pass(world, 200 * DAY_MS)
    await setItemHealth(db.prisma, world.key, { health: 'healthy', errorCode: null }, world.now)
    await tellEverybody(context)
    expect(await told()).toEqual([])
  })
})
