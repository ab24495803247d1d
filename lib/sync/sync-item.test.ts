// biome-ignore-all lint/style/noExcessiveLinesPerFile: every guarantee of a sync, on one bank that a test can make do anything.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { listSnapshots, sumPostedByDay } from '@/lib/db/account-reads'
import { createItem, setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { beginRun, LEASE_MS } from '@/lib/db/sync-store'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { listTransactionRows } from '@/lib/db/transaction-reads'
import { createUser } from '@/lib/db/users'
import { checking, LedgerBank, purchase } from './ledger-bank'
import { type SyncContext, syncItem } from './sync-item'

const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const everything = { state: 'all', accountId: null, text: null } as const

let db: Database
let bank: LedgerBank
let key: ItemKey
let now: Date
let context: SyncContext
let people = 0

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})

beforeEach(async () => {
  now = new Date('2026-03-03T12:00:00Z')
  bank = new LedgerBank()
  people += 1
  const user = { email: `person-${people}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  key = { householdId: created.householdId, itemId: newId(now) }
  const sealedAccessToken = seal('access-sandbox-1', key.itemId, tokenKeys)
  const institution = { plaidInstitutionId: 'ins_1', name: 'Test Bank', url: null, primaryColor: null }
  const item = {
    ...key,
    plaidItemId: `plaid-${key.itemId}`,
    institution,
    institutionIsPlaids: true,
    sealedAccessToken,
    webhookUrl: null,
  }
  await db.prisma.$transaction((tx) => createItem(tx, item, now))
  context = {
    bank,
    db,
    clock: { now: () => now },
    tokenKeys,
    webhookUrl: null,
    log: silent,
    sleep: async (ms) => {
      now = new Date(now.getTime() + ms)
    },
  }
})

const sync = () => syncItem(context, key, 'person')
const item = () =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
  })
const visible = () => listTransactionRows(db, key.householdId, everything, null, 1_000)
const runs = () =>
  db.prisma.syncRun.findMany({ where: { householdId: key.householdId }, orderBy: { startedAt: 'asc' } })
const idOf = async (plaidTransactionId: string) =>
  (
    await db.prisma.transaction.findUniqueOrThrow({
      where: { householdId_plaidTransactionId: { householdId: key.householdId, plaidTransactionId } },
    })
  ).id

describe('a sync', () => {
  it('stores accounts, the balances of the day, transactions and the cursor', async () => {
    bank.accountList = [
      checking('acc-1'),
      checking('card', { type: 'credit', current: '-250.5', available: '749.5' }),
    ]
    bank.add(purchase('t1'), purchase('t2', { amount: '2914.55', plaidAccountId: 'card' }))
    expect(await sync()).toEqual({ kind: 'done', written: 2 })
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-12.5', '2914.55'])
    expect(await item()).toMatchObject({
      cursor: '2',
      health: 'healthy',
      lastSyncedAt: now,
      leaseUntil: null,
    })
    const snapshots = await db.prisma.balanceSnapshot.findMany({ where: { householdId: key.householdId } })
    expect(
      snapshots.map(({ current, day }) => [String(current), day.toISOString().slice(0, 10)]).sort(),
    ).toEqual([
      ['-250.5', '2026-03-03'],
      ['100.25', '2026-03-03'],
    ])
    expect(await runs()).toMatchObject([
      { phase: 'done', pages: 1, added: 2, trigger: 'person', errorCode: null },
    ])
  })

  it('writes nothing when the same data comes again', async () => {
    bank.add(purchase('t1'), purchase('t2'))
    await sync()
    bank.modify(purchase('t1')).modify(purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await visible()).toHaveLength(2)
  })

  it('keeps every digit of an amount', async () => {
    bank.add(
      purchase('t1', { amount: '-0.70318211', currency: 'BTC' }),
      purchase('t2', { amount: '-12.3456789' }),
    )
    await sync()
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-0.70318211', '-12.3456789'])
  })

  it('honours what the bank modified and removed', async () => {
    bank.add(purchase('t1'), purchase('t2'))
    await sync()
    bank.modify(purchase('t1', { amount: '-13' })).remove('t2')
    await sync()
    expect((await visible()).map(({ amount }) => amount)).toEqual(['-13'])
    const hidden = await db.prisma.transaction.count({
      where: { householdId: key.householdId, removedAt: { not: null } },
    })
    expect(hidden).toBe(1)
  })

  it('brings a removed transaction back when the bank adds it again', async () => {
    bank.add(purchase('t1'))
    await sync()
    await saveEdit(db, key.householdId, await idOf('t1'), { note: 'mine' }, now)
    bank.remove('t1')
    await sync()
    expect(await visible()).toHaveLength(0)
    bank.add(purchase('t1'))
    await sync()
    expect(await visible()).toMatchObject([{ note: 'mine' }])
  })

  it('stores a transaction once that was added and modified on different pages', async () => {
    bank.pageSize = 1
    bank
      .add(purchase('t1'))
      .modify(purchase('t1', { amount: '-1' }))
      .add(purchase('t2'))
      .remove('t2')
    await sync()
    expect((await visible()).map(({ amount }) => amount)).toEqual(['-1'])
  })

  it('begins again from the first cursor when the data changes between two pages', async () => {
    bank.pageSize = 2
    bank.add(purchase('t1'), purchase('t2'), purchase('t3'), purchase('t4'))
    bank.beforePage = (page) => {
      if (page === 2) bank.remove('t1')
    }
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await visible()).toHaveLength(3)
    expect(await runs()).toMatchObject([{ restarts: 1, phase: 'done' }])
  })

  it('keeps the old cursor and stores nothing when a page fails', async () => {
    bank.add(purchase('t1'))
    await sync()
    bank.pageSize = 1
    bank.add(purchase('t2'), purchase('t3'))
    bank.beforePage = (page) => {
      if (page === 3) throw new BankFailure('wait', 'INSTITUTION_DOWN', 'req-down')
    }
    expect(await sync()).toMatchObject({ kind: 'failed', failure: { code: 'INSTITUTION_DOWN' } })
    expect(await visible()).toHaveLength(1)
    expect(await item()).toMatchObject({
      cursor: '1',
      health: 'waiting',
      errorCode: 'INSTITUTION_DOWN',
      leaseUntil: null,
    })
    bank.beforePage = () => {}
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await visible()).toHaveLength(3)
    expect(await item()).toMatchObject({ health: 'healthy', errorCode: null })
  })

  it('rolls everything back when a row cannot be stored, and says that something is wrong', async () => {
    bank.add(purchase('t1'), purchase('t2', { amount: '1e30' }))
    await expect(sync()).rejects.toThrow(/numeric/)
    expect(await visible()).toHaveLength(0)
    expect(await item()).toMatchObject({
      cursor: null,
      leaseUntil: null,
      health: 'unknown',
      errorCode: 'INTERNAL',
    })
    expect(await runs()).toMatchObject([{ phase: 'failed', errorCode: 'INTERNAL' }])
  })

  it('stores all that came with a name that no database can hold, and such a name as far as it can be held', async () => {
    const cut = purchase('t1', { name: 'Cut \ud83d' })
    bank.accountList = [checking('acc-1', { name: 'Che\0cking' })]
    bank.add(cut, purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 2 })
    expect((await visible()).map(({ name }) => name).sort()).toEqual(['Cut \ufffd', 'HARVEST MARKET 0042'])
    expect(await db.prisma.account.findMany({ where: { householdId: key.householdId } })).toMatchObject([
      { name: 'Checking' },
    ])
    bank.modify(cut)
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
  })

  it('keeps the transactions of an account that the bank lists no more', async () => {
    bank.add(purchase('t1'), purchase('t2', { plaidAccountId: 'gone', currency: 'EUR' }))
    expect(await sync()).toMatchObject({ kind: 'done', written: 2 })
    const former = await db.prisma.account.findMany({
      where: { householdId: key.householdId, plaidAccountId: 'gone' },
    })
    expect(former).toMatchObject([{ currency: 'EUR', current: null, closedAt: now }])
    bank.modify(purchase('t2', { plaidAccountId: 'gone', currency: 'EUR', amount: '-2' }))
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await db.prisma.account.count({ where: { householdId: key.householdId } })).toBe(2)
  })

  it('asks the person when the bank refuses the login although Plaid still serves what it has', async () => {
    bank.add(purchase('t1'))
    bank.itemError = { code: 'ITEM_LOCKED', type: 'ITEM_ERROR' }
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await item()).toMatchObject({ health: 'unlock', errorCode: 'ITEM_LOCKED' })
  })

  it('leaves standing what a webhook said while it was at work', async () => {
    bank.add(purchase('t1'))
    bank.beforePage = () =>
      setItemHealth(db.prisma, key, { health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED' }, now)
    expect(await sync()).toMatchObject({ kind: 'done', written: 1 })
    expect(await item()).toMatchObject({ health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED', cursor: '1' })
  })

  it('asks the person when the bank wants a new login, and loses nothing', async () => {
    bank.add(purchase('t1'))
    await sync()
    bank.errorCode = 'ITEM_LOGIN_REQUIRED'
    expect(await sync()).toMatchObject({ kind: 'failed', failure: { kind: 'sign_in' } })
    expect(await item()).toMatchObject({ health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED', cursor: '1' })
    bank.errorCode = null
    bank.add(purchase('t2'))
    await sync()
    expect(await item()).toMatchObject({ health: 'healthy', errorCode: null, cursor: '2' })
    expect(await visible()).toHaveLength(2)
    expect(await db.prisma.account.count({ where: { householdId: key.householdId } })).toBe(1)
  })

  it('waits a while for a new connection, then stores its accounts and says that more is to come', async () => {
    bank.historyStatus = 'NOT_READY'
    expect(await sync()).toEqual({ kind: 'incomplete', written: 0 })
    expect(bank.pagesServed).toBe(5)
    expect(await db.prisma.account.count({ where: { householdId: key.householdId } })).toBe(1)
    expect(await item()).toMatchObject({ cursor: null, health: 'importing' })
    bank.historyStatus = 'INITIAL_UPDATE_COMPLETE'
    bank.add(purchase('t1'))
    expect(await sync()).toEqual({ kind: 'incomplete', written: 1 })
    bank.historyStatus = 'HISTORICAL_UPDATE_COMPLETE'
    bank.add(purchase('t2'))
    expect(await sync()).toEqual({ kind: 'done', written: 1 })
    expect(await item()).toMatchObject({ health: 'healthy' })
  })

  it('warns before the consent ends', async () => {
    bank.consentExpiresAt = new Date(now.getTime() + 3 * 86_400_000)
    await sync()
    expect(await item()).toMatchObject({ health: 'expiring', consentExpiresAt: bank.consentExpiresAt })
  })

  it('marks an account that the bank no longer shares and keeps its history', async () => {
    bank.accountList = [checking('acc-1'), checking('acc-2')]
    bank.add(purchase('t1', { plaidAccountId: 'acc-2' }))
    await sync()
    bank.accountList = [checking('acc-1')]
    await sync()
    const closed = await db.prisma.account.findMany({
      where: { householdId: key.householdId, closedAt: { not: null } },
    })
    expect(closed.map(({ plaidAccountId }) => plaidAccountId)).toEqual(['acc-2'])
    expect(await visible()).toHaveLength(1)
  })

  it('keeps the history of an account that is shared no more, although the bank removes all of it', async () => {
    bank.accountList = [checking('acc-1'), checking('acc-2')]
    const held = purchase('held', { plaidAccountId: 'acc-2', pending: true })
    const bought = ['t1', 't2', 't3'].map((id) => purchase(id, { plaidAccountId: 'acc-2' }))
    bank.add(purchase('other'), ...bought, held)
    await sync()
    bank.accountList = [checking('acc-1')]
    bank.remove('t1').remove('t2').remove('t3').remove('held').remove('other')
    await sync()
    expect((await visible()).map(({ pending }) => pending)).toEqual([false, false, false])
    expect(await sync()).toEqual({ kind: 'done', written: 0 })

    // Shared again, it is what the bank says it is.
    bank.accountList = [checking('acc-1'), checking('acc-2')]
    bank.add(
      purchase('t1', { plaidAccountId: 'acc-2' }),
      purchase('t2', { plaidAccountId: 'acc-2', amount: '-9' }),
    )
    await sync()
    expect((await visible()).map(({ amount }) => amount).sort()).toEqual(['-12.5', '-9'])
    const events = await db.prisma.transactionEvent.findMany({
      where: { householdId: key.householdId },
      select: { kind: true, transaction: { select: { plaidTransactionId: true } } },
    })
    expect(events.map(({ kind, transaction }) => `${transaction.plaidTransactionId} ${kind}`).sort()).toEqual(
      ['held removed', 'other removed', 't2 changed', 't3 removed'],
    )
  })

  it('tells the bank where its webhooks are to arrive', async () => {
    await syncItem({ ...context, webhookUrl: 'https://money.example.org/api/plaid/webhook' }, key, 'person')
    expect(bank.webhookUrl).toBe('https://money.example.org/api/plaid/webhook')
    expect((await item()).webhookUrl).toBe('https://money.example.org/api/plaid/webhook')
  })
})

describe('a pending transaction that posts', () => {
  const pending = purchase('p1', { pending: true, amount: '-54', name: 'BLUE HERON' })
  const posted = purchase('p2', { pendingPlaidTransactionId: 'p1', amount: '-64.2' })

  it('hands what was written on it to the posted one, and leaves the list', async () => {
    bank.add(pending)
    await sync()
    await saveEdit(db, key.householdId, await idOf('p1'), { note: 'dinner with Kim' }, now)
    bank.add(posted).remove('p1')
    await sync()
    expect(await visible()).toMatchObject([
      { pending: false, note: 'dinner with Kim', amount: '-64.2', replacedAmount: '-54' },
    ])
  })

  it('does so when the removal comes in a later delta than the posted one, and the other way round', async () => {
    bank.add(pending)
    await sync()
    await saveEdit(db, key.householdId, await idOf('p1'), { note: 'dinner' }, now)
    bank.add(posted)
    await sync()
    expect(await visible()).toMatchObject([{ note: 'dinner' }])
    bank.remove('p1')
    await sync()
    expect(await visible()).toMatchObject([{ note: 'dinner' }])

    bank.add(purchase('p3', { pending: true }))
    await sync()
    await saveEdit(db, key.householdId, await idOf('p3'), { note: 'later' }, now)
    bank.remove('p3')
    await sync()
    bank.add(purchase('p4', { pendingPlaidTransactionId: 'p3' }))
    await sync()
    expect((await visible()).map(({ note }) => note).sort()).toEqual(['dinner', 'later'])
  })

  it('does not bring back a note that was cleared on the posted one', async () => {
    bank.add(pending)
    await sync()
    await saveEdit(db, key.householdId, await idOf('p1'), { note: 'dinner' }, now)
    bank.add(posted).remove('p1')
    await sync()
    await saveEdit(db, key.householdId, await idOf('p2'), { note: '' }, now)
    bank.modify({ ...posted, amount: '-65' })
    await sync()
    expect(await visible()).toMatchObject([{ note: '', amount: '-65' }])
  })

  it('keeps both notes when both have one', async () => {
    bank.add(pending, purchase('p2', { amount: '-64.2' }))
    await sync()
    await saveEdit(db, key.householdId, await idOf('p1'), { note: 'on the pending one' }, now)
    await saveEdit(db, key.householdId, await idOf('p2'), { note: 'on the posted one' }, now)
    bank.modify(posted).remove('p1')
    await sync()
    expect(await visible()).toMatchObject([{ note: 'on the posted one\non the pending one' }])
  })

  it('takes the note along that is saved a moment after it posted', async () => {
    bank.add(pending)
    await sync()
    const opened = await idOf('p1')
    bank.add(posted).remove('p1')
    await sync()
    expect(await saveEdit(db, key.householdId, opened, { note: 'just in time' }, now)).toBe(true)
    expect(await visible()).toMatchObject([{ pending: false, note: 'just in time' }])
  })

  it('is not taken for another that merely looks alike', async () => {
    bank.add(pending)
    await sync()
    await saveEdit(db, key.householdId, await idOf('p1'), { note: 'mine' }, now)
    bank.add(purchase('t9', { amount: '-54', name: 'BLUE HERON' }))
    await sync()
    expect((await visible()).map(({ note }) => note).sort()).toEqual(['', 'mine'])
  })
})

describe('the history of an account', () => {
  it('is made of its own currency alone', async () => {
    bank.add(
      purchase('t1', { amount: '-10' }),
      purchase('t2', { amount: '-7000', currency: 'JPY', isoCurrencyCode: 'JPY' }),
    )
    await sync()
    const days = await sumPostedByDay(db, key.householdId, toCalendarDate('2026-01-01'))
    expect(days.map(({ value }) => value)).toEqual(['-10'])
    bank.accountList = [checking('acc-1', { currency: 'EUR', isoCurrencyCode: 'EUR' })]
    now = new Date(now.getTime() + 86_400_000)
    await sync()
    const heard = await listSnapshots(db, key.householdId, toCalendarDate('2026-01-01'))
    expect(heard.map(({ day }) => day)).toEqual(['2026-03-04'])
  })
})

describe('runs of one connection', () => {
  it('come one at a time: many at once give one run and no row twice', async () => {
    bank.add(...Array.from({ length: 40 }, (_, index) => purchase(`t${index}`)))
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sync()))
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
    expect(outcomes.filter(({ kind }) => kind === 'busy')).toHaveLength(19)
    expect(await visible()).toHaveLength(40)
    expect(await runs()).toHaveLength(1)
  })

  it('take over from one that died, and the dead one can store nothing afterwards', async () => {
    bank.add(purchase('t1'))
    let overtaking = false
    bank.beforePage = async () => {
      if (overtaking) return
      overtaking = true
      now = new Date(now.getTime() + LEASE_MS + 1)
      expect(await sync()).toMatchObject({ kind: 'done' })
    }
    expect(await sync()).toEqual({ kind: 'overtaken' })
    expect(await visible()).toHaveLength(1)
    expect(await runs()).toMatchObject([{ errorCode: 'INTERRUPTED' }, { phase: 'done' }])
  })

  it('are none for a connection that is not the household’s', async () => {
    const stranger = { householdId: newId(now), itemId: key.itemId }
    expect(await syncItem(context, stranger, 'person')).toEqual({ kind: 'gone' })
    expect(await beginRun(db, stranger, 'person', now)).toBe('gone')
  })
})
