import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { listSnapshots, sumPostedByDay } from '@/lib/db/account-reads'
import { setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { beginRun, LEASE_MS } from '@/lib/db/sync-store'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { checking, purchase } from './ledger-bank'
import { syncItem } from './sync-item'
import { idOf, itemOf, pass, runsOf, type SyncWorld, syncNow, syncWorld, visibleOf } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  world = await syncWorld(db)
})

const sync = () => syncNow(world)
const visible = () => visibleOf(world)

describe('a sync', () => {
  it('stores accounts, the balances of the day, transactions and the cursor', async () => {
    world.bank.accountList = [
      checking('acc-1'),
      checking('card', { type: 'credit', current: '-250.5', available: '749.5' }),
    ]
    world.bank.add(purchase('t1'), purchase('t2', { amount: '2914.55', plaidAccountId: 'card' }))
    expect(await sync()).toEqual({ kind: 'done', written: 2 })
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-12.5', '2914.55'])
    expect(await itemOf(world)).toMatchObject({
      cursor: '2',
      health: 'healthy',
      lastSyncedAt: world.now,
      leaseUntil: null,
    })
    const snapshots = await db.prisma.balanceSnapshot.findMany({
      where: { householdId: world.key.householdId },
    })
    expect(
      snapshots.map(({ current, day }) => [String(current), day.toISOString().slice(0, 10)]).sort(),
    ).toEqual([
      ['-250.5', '2026-03-03'],
      ['100.25', '2026-03-03'],
    ])
    expect(await runsOf(world)).toMatchObject([
      { phase: 'done', pages: 1, added: 2, trigger: 'person', errorCode: null },
    ])
  })

  it('writes nothing when the same data comes again', async () => {
    world.bank.add(purchase('t1'), purchase('t2'))
    await sync()
    world.bank.modify(purchase('t1')).modify(purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await visible()).toHaveLength(2)
  })

  it('keeps every digit of an amount', async () => {
    world.bank.add(
      purchase('t1', { amount: '-0.70318211', currency: 'BTC' }),
      purchase('t2', { amount: '-12.3456789' }),
    )
    await sync()
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-0.70318211', '-12.3456789'])
  })

  it('honours what the bank modified and removed', async () => {
    world.bank.add(purchase('t1'), purchase('t2'))
    await sync()
    world.bank.modify(purchase('t1', { amount: '-13' })).remove('t2')
    await sync()
    expect((await visible()).map(({ amount }) => amount)).toEqual(['-13'])
    const hidden = await db.prisma.transaction.count({
      where: { householdId: world.key.householdId, removedAt: { not: null } },
    })
    expect(hidden).toBe(1)
  })

  it('brings a removed transaction back when the bank adds it again', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    await saveEdit(db, world.key.householdId, await idOf(world, 't1'), { note: 'mine' }, world.now)
    world.bank.remove('t1')
    await sync()
    expect(await visible()).toHaveLength(0)
    world.bank.add(purchase('t1'))
    await sync()
    expect(await visible()).toMatchObject([{ note: 'mine' }])
  })

  it('stores a transaction once that was added and modified on different pages', async () => {
    world.bank.pageSize = 1
    world.bank
      .add(purchase('t1'))
      .modify(purchase('t1', { amount: '-1' }))
      .add(purchase('t2'))
      .remove('t2')
    await sync()
    expect((await visible()).map(({ amount }) => amount)).toEqual(['-1'])
  })

  it('begins again from the first cursor when the data changes between two pages', async () => {
    world.bank.pageSize = 2
    world.bank.add(purchase('t1'), purchase('t2'), purchase('t3'), purchase('t4'))
    world.bank.beforePage = (page) => {
      if (page === 2) world.bank.remove('t1')
    }
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await visible()).toHaveLength(3)
    expect(await runsOf(world)).toMatchObject([{ restarts: 1, phase: 'done' }])
  })

  it('keeps the old cursor and stores nothing when a page fails', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.pageSize = 1
    world.bank.add(purchase('t2'), purchase('t3'))
    world.bank.beforePage = (page) => {
      if (page === 3) throw new BankFailure('wait', 'INSTITUTION_DOWN', 'req-down')
    }
    expect(await sync()).toMatchObject({ kind: 'failed', failure: { code: 'INSTITUTION_DOWN' } })
    expect(await visible()).toHaveLength(1)
    expect(await itemOf(world)).toMatchObject({
      cursor: '1',
      health: 'waiting',
      errorCode: 'INSTITUTION_DOWN',
      leaseUntil: null,
    })
    world.bank.beforePage = () => {}
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await visible()).toHaveLength(3)
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('rolls everything back when a row cannot be stored, and says that something is wrong', async () => {
    world.bank.add(purchase('t1'), purchase('t2', { amount: '1e30' }))
    await expect(sync()).rejects.toThrow(/numeric/)
    expect(await visible()).toHaveLength(0)
    expect(await itemOf(world)).toMatchObject({
      cursor: null,
      leaseUntil: null,
      health: 'unknown',
      errorCode: 'INTERNAL',
    })
    expect(await runsOf(world)).toMatchObject([{ phase: 'failed', errorCode: 'INTERNAL' }])
  })

  it('stores all that came with a name that no database can hold, and such a name as far as it can be held', async () => {
    const cut = purchase('t1', { name: 'Cut \ud83d', merchantName: null })
    world.bank.accountList = [checking('acc-1', { name: 'Che\0cking' })]
    world.bank.add(cut, purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 2 })
    expect((await visible()).map(({ title }) => title).sort()).toEqual(['Cut \ufffd', 'Harvest Market'])
    expect(await db.prisma.account.findMany({ where: { householdId: world.key.householdId } })).toMatchObject(
      [{ name: 'Checking' }],
    )
    world.bank.modify(cut)
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
  })

  it('keeps the transactions of an account that the bank lists no more', async () => {
    world.bank.add(purchase('t1'), purchase('t2', { plaidAccountId: 'gone', currency: 'EUR' }))
    expect(await sync()).toMatchObject({ kind: 'done', written: 2 })
    const former = await db.prisma.account.findMany({
      where: { householdId: world.key.householdId, plaidAccountId: 'gone' },
    })
    expect(former).toMatchObject([{ currency: 'EUR', current: null, closedAt: world.now }])
    world.bank.modify(purchase('t2', { plaidAccountId: 'gone', currency: 'EUR', amount: '-2' }))
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await db.prisma.account.count({ where: { householdId: world.key.householdId } })).toBe(2)
  })

  it('asks the person when the bank refuses the login although Plaid still serves what it has', async () => {
    world.bank.add(purchase('t1'))
    world.bank.itemError = { code: 'ITEM_LOCKED', type: 'ITEM_ERROR' }
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await itemOf(world)).toMatchObject({ health: 'unlock', errorCode: 'ITEM_LOCKED' })
  })

  it('leaves standing what a webhook said while it was at work', async () => {
    world.bank.add(purchase('t1'))
    world.bank.beforePage = () =>
      setItemHealth(db.prisma, world.key, { health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED' }, world.now)
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await itemOf(world)).toMatchObject({
      health: 'sign_in',
      errorCode: 'ITEM_LOGIN_REQUIRED',
      cursor: '1',
    })
  })

  it('asks the person when the bank wants a new login, and loses nothing', async () => {
    world.bank.add(purchase('t1'))
    await sync()
    world.bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    expect(await sync()).toMatchObject({ kind: 'failed', failure: { kind: 'sign_in' } })
    expect(await itemOf(world)).toMatchObject({
      health: 'sign_in',
      errorCode: 'ITEM_LOGIN_REQUIRED',
      cursor: '1',
    })
    world.bank.errorCode = null
    world.bank.add(purchase('t2'))
    await sync()
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', errorCode: null, cursor: '2' })
    expect(await visible()).toHaveLength(2)
    expect(await db.prisma.account.count({ where: { householdId: world.key.householdId } })).toBe(1)
  })

  it('waits a while for a new connection, then stores its accounts and says that more is to come', async () => {
    world.bank.historyStatus = 'NOT_READY'
    expect(await sync()).toEqual({ kind: 'incomplete', written: 0 })
    expect(world.bank.pagesServed).toBe(5)
    expect(await db.prisma.account.count({ where: { householdId: world.key.householdId } })).toBe(1)
    expect(await itemOf(world)).toMatchObject({ cursor: null, health: 'importing' })
    world.bank.historyStatus = 'INITIAL_UPDATE_COMPLETE'
    world.bank.add(purchase('t1'))
    expect(await sync()).toEqual({ kind: 'incomplete', written: 1 })
    world.bank.historyStatus = 'HISTORICAL_UPDATE_COMPLETE'
    world.bank.add(purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 1 })
    expect(await itemOf(world)).toMatchObject({ health: 'healthy' })
  })

  it('warns before the consent ends', async () => {
    world.bank.consentExpiresAt = new Date(world.now.getTime() + 3 * 86_400_000)
    await sync()
    expect(await itemOf(world)).toMatchObject({
      health: 'expiring',
      consentExpiresAt: world.bank.consentExpiresAt,
    })
  })

  it('marks an account that the bank no longer shares and keeps its history', async () => {
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    world.bank.add(purchase('t1', { plaidAccountId: 'acc-2' }))
    await sync()
    world.bank.accountList = [checking('acc-1')]
    await sync()
    const closed = await db.prisma.account.findMany({
      where: { householdId: world.key.householdId, closedAt: { not: null } },
    })
    expect(closed.map(({ plaidAccountId }) => plaidAccountId)).toEqual(['acc-2'])
    expect(await visible()).toHaveLength(1)
  })

  it('keeps the history of an account that is shared no more, although the bank removes all of it', async () => {
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    const held = purchase('held', { plaidAccountId: 'acc-2', pending: true })
    const bought = ['t1', 't2', 't3'].map((id) => purchase(id, { plaidAccountId: 'acc-2' }))
    world.bank.add(purchase('other'), ...bought, held)
    await sync()
    world.bank.accountList = [checking('acc-1')]
    world.bank.remove('t1').remove('t2').remove('t3').remove('held').remove('other')
    await sync()
    expect((await visible()).map(({ pending }) => pending)).toEqual([false, false, false])
    expect(await sync()).toEqual({ kind: 'done', written: 0 })

    // Shared again, it is what the bank says it is.
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    world.bank.add(
      purchase('t1', { plaidAccountId: 'acc-2' }),
      purchase('t2', { plaidAccountId: 'acc-2', amount: '-9' }),
    )
    await sync()
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-12.5', '-9'])
    const events = await db.prisma.transactionEvent.findMany({
      where: { householdId: world.key.householdId },
      select: { kind: true, transaction: { select: { plaidTransactionId: true } } },
    })
    expect(events.map(({ kind, transaction }) => `${transaction.plaidTransactionId} ${kind}`).sort()).toEqual(
      ['held removed', 'other removed', 't2 changed', 't3 removed'],
    )
  })

  it('tells the bank where its webhooks are to arrive', async () => {
    await syncItem(
      { ...world.context, webhookUrl: 'https://money.example.org/api/plaid/webhook' },
      world.key,
      'person',
    )
    expect(world.bank.webhookUrl).toBe('https://money.example.org/api/plaid/webhook')
    expect((await itemOf(world)).webhookUrl).toBe('https://money.example.org/api/plaid/webhook')
  })
})

describe('the history of an account', () => {
  it('is made of its own currency alone', async () => {
    world.bank.add(
      purchase('t1', { amount: '-10' }),
      purchase('t2', { amount: '-7000', currency: 'JPY', isoCurrencyCode: 'JPY' }),
    )
    await sync()
    const days = await sumPostedByDay(db, world.key.householdId, toCalendarDate('2026-01-01'))
    expect(days.map(({ value }) => value)).toEqual(['-10'])
    world.bank.accountList = [checking('acc-1', { currency: 'EUR', isoCurrencyCode: 'EUR' })]
    pass(world, 86_400_000)
    await sync()
    const heard = await listSnapshots(db, world.key.householdId, toCalendarDate('2026-01-01'))
    expect(heard.map(({ day }) => day)).toEqual(['2026-03-04'])
  })
})

describe('runs of one connection', () => {
  it('come one at a time: many at once give one run and no row twice', async () => {
    world.bank.add(...Array.from({ length: 40 }, (_, index) => purchase(`t${index}`)))
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sync()))
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
    expect(outcomes.filter(({ kind }) => kind === 'busy')).toHaveLength(19)
    expect(await visible()).toHaveLength(40)
    expect(await runsOf(world)).toHaveLength(1)
  })

  it('take over from one that died, and the dead one can store nothing afterwards', async () => {
    world.bank.add(purchase('t1'))
    let overtaking = false
    world.bank.beforePage = async () => {
      if (overtaking) return
      overtaking = true
      pass(world, LEASE_MS + 1)
      expect(await sync()).toMatchObject({ kind: 'done' })
    }
    expect(await sync()).toEqual({ kind: 'overtaken' })
    expect(await visible()).toHaveLength(1)
    expect(await runsOf(world)).toMatchObject([{ errorCode: 'INTERRUPTED' }, { phase: 'done' }])
  })

  it('are none for a connection that is not the household’s', async () => {
    const stranger = { householdId: newId(world.now), itemId: world.key.itemId }
    expect(await syncItem(world.context, stranger, 'person')).toEqual({ kind: 'gone' })
    expect(await beginRun(db, stranger, 'person', world.now)).toBe('gone')
  })
})
