import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, toCalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { exact, plain } from '@/lib/money/money'
import { orderAccounts, saveAccountEdit } from './account-edits'
import { listAccounts, listSnapshots } from './account-reads'
import { listEntries, sumEntries } from './entry-reads'
import {
  createManualAccount,
  findAccountContents,
  findManualAccount,
  removeManualAccount,
  saveManualAccount,
} from './manual-accounts'
import { listNotedBalances, noteBalance, removeNotedBalance, type Today } from './manual-balance'
import { findManualTransaction, removeManualTransaction, saveManualTransaction } from './manual-transactions'
import type { Database } from './open'
import { testDatabase } from './testing'
import { createUser } from './users'

/** Many statements, on a machine that does other things too. */
const SLOW_MS = 60_000

let db: Database
let householdId: string
const start: Today = { now: new Date('2026-11-21T12:00:00Z'), today: toCalendarDate('2026-11-21') }
const later = (days: number): Today => ({
  now: new Date(start.now.getTime() + days * 86_400_000),
  today: addDays(start.today, days),
})

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  const person = { email: `${newId(start.now)}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const made = await createUser(db, person, start.now)
  if (!made) throw new Error('The person is there already')
  householdId = made.householdId
})

const WALLET = {
  name: 'Wallet',
  institutionName: 'Drawer',
  type: 'depository',
  subtype: 'cash',
  creditLimit: null,
}
const create = (balance = '100', wishes: Partial<typeof WALLET> = {}, currency = 'EUR') =>
  createManualAccount(db, householdId, { ...WALLET, ...wishes, currency, balance }, start)
const enter = (accountId: string, amount: string, day: CalendarDate = start.today, moment = start) =>
  saveManualTransaction(
    db,
    householdId,
    accountId,
    null,
    { day, payee: 'Market', amount, category: null, note: '', pending: false },
    moment,
  )
const balanceOf = async (id: string) => (await findManualAccount(db, householdId, id))?.balance
const historyOf = async (id: string) => {
  const days = await listSnapshots(db, householdId, addDays(start.today, -400))
  return new Map(days.filter(({ accountId }) => accountId === id).map(({ day, value }) => [day, value]))
}

describe('an account that is kept by hand', () => {
  it(
    'holds what it held at first and the sum of what was entered, to the last digit',
    async () => {
      const amount = fc
        .bigInt({ min: -(10n ** 14n), max: 10n ** 14n })
        .map((units) => plain(exact(units.toString()).div('1e10')))
      const step = fc.record({ amount, back: fc.nat(30), changes: fc.boolean(), goes: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(amount, fc.array(step, { maxLength: 6 }), async (opening, steps) => {
          const id = await create(opening)
          let expected = exact(opening)
          for (const { amount: one, back, changes, goes } of steps) {
            const day = addDays(start.today, -back)
            const made = (await enter(id, one, day)) ?? ''
            if (changes) {
              const other = { day: start.today, payee: 'Other', category: null, note: '', pending: false }
              await saveManualTransaction(db, householdId, id, made, { ...other, amount: '-1.5' }, start)
            }
            if (goes) await removeManualTransaction(db, householdId, id, made, start)
            else expected = expected.plus(changes ? '-1.5' : one)
          }
          const account = await findManualAccount(db, householdId, id)
          expect(account).toMatchObject({ balance: plain(expected), openingBalance: opening })
          const history = await historyOf(id)
          expect(history.get(start.today)).toBe(plain(expected))
        }),
        { numRuns: 8 },
      )
    },
    SLOW_MS,
  )

  it('keeps a debt as a negative balance, with what is left of its limit', async () => {
    const id = await createManualAccount(
      db,
      householdId,
      {
        ...WALLET,
        type: 'credit',
        subtype: 'credit card',
        creditLimit: '1000',
        currency: 'USD',
        balance: '-250.5',
      },
      start,
    )
    const [account] = await listAccounts(db, householdId)
    expect(account).toMatchObject({
      id,
      balance: '-250.5',
      creditLimit: '1000',
      available: '749.5',
      itemId: null,
    })
  })

  it('lists what was entered with what its person says of it, as reviewed', async () => {
    const id = await create()
    const transactionId = await saveManualTransaction(
      db,
      householdId,
      id,
      null,
      {
        day: start.today,
        payee: 'Baker',
        amount: '-3.2',
        category: 'FOOD_AND_DRINK_GROCERIES',
        note: 'rolls',
        pending: false,
      },
      start,
    )
    const [entry] = await listEntries(db, householdId, { all: [] }, null, 10)
    expect(entry).toMatchObject({
      transactionId,
      title: 'Baker',
      amount: '-3.2',
      currency: 'EUR',
      category: 'FOOD_AND_DRINK_GROCERIES',
      note: 'rolls',
      reviewed: true,
      flow: 'spending',
    })
  })

  it('counts what is pending once it is through', async () => {
    const id = await create('100')
    const draft = { day: start.today, payee: 'Check', amount: '-40', category: null, note: '' }
    const made = await saveManualTransaction(db, householdId, id, null, { ...draft, pending: true }, start)
    expect(await listAccounts(db, householdId)).toMatchObject([{ balance: '100', available: '60' }])
    await saveManualTransaction(db, householdId, id, made, { ...draft, pending: false }, start)
    expect(await listAccounts(db, householdId)).toMatchObject([{ balance: '60', available: '60' }])
  })

  it('says of an earlier day what is known of it now', async () => {
    const id = await create('100')
    await enter(id, '-10', start.today, later(5))
    await enter(id, '-1', addDays(start.today, 3), later(5))
    const history = await historyOf(id)
    expect(history.get(start.today)).toBe('90')
    expect(history.get(addDays(start.today, 2))).toBe('90')
    expect(history.get(addDays(start.today, 4))).toBe('89')
    expect(await balanceOf(id)).toBe('89')
  })

  it('goes with all that it has, and leaves the other side of a transfer', async () => {
    const id = await create()
    const otherId = await create()
    const outId = (await enter(id, '-20')) ?? ''
    const inId = (await enter(otherId, '20')) ?? ''
    await db.prisma.transferPair.create({
      data: { householdId, outId, inId, state: 'confirmed', at: start.now },
    })
    expect(await findAccountContents(db, householdId, id)).toEqual({
      transactions: 1,
      imports: 0,
      balances: 1,
    })
    expect(await removeManualAccount(db, householdId, id)).toBe(true)
    expect(await db.prisma.transferPair.count({ where: { householdId } })).toBe(0)
    expect(await sumEntries(db, householdId, { is: 'flow', flow: 'income' })).toMatchObject([
      { moneyIn: '20' },
    ])
    expect(await listAccounts(db, householdId)).toHaveLength(1)
  })

  it('is saved in one step with the group it is listed in and whether it is hidden, which else stay', async () => {
    const id = await create()
    const stored = async () => {
      const account = (await listAccounts(db, householdId)).find((one) => one.id === id)
      return account && { name: account.name, hidden: account.hidden, groupName: account.groupName }
    }
    const purse = { ...WALLET, name: 'Purse' }
    await saveManualAccount(db, householdId, id, purse, start, { hidden: true, groupName: 'Household' })
    expect(await stored()).toEqual({ name: 'Purse', hidden: true, groupName: 'Household' })
    await saveManualAccount(db, householdId, id, WALLET, start)
    expect(await stored()).toEqual({ name: 'Wallet', hidden: true, groupName: 'Household' })
    await saveManualAccount(db, householdId, id, WALLET, start, { hidden: false, groupName: null })
    expect(await stored()).toEqual({ name: 'Wallet', hidden: false, groupName: null })
  })

  it('is nobody else’s to read or change', async () => {
    const id = await create()
    const entered = (await enter(id, '-1')) ?? ''
    const mine = householdId
    householdId = newId(start.now)
    const draft = { day: start.today, payee: 'x', amount: '1', category: null, note: '', pending: false }
    expect(await findManualAccount(db, householdId, id)).toBeNull()
    expect(await findAccountContents(db, householdId, id)).toBeNull()
    expect(await findManualTransaction(db, householdId, id, entered)).toBeNull()
    expect(await saveManualAccount(db, householdId, id, WALLET, start)).toBe(false)
    expect(await noteBalance(db, householdId, id, { day: start.today, balance: '1' }, start)).toBe(false)
    expect(await removeNotedBalance(db, householdId, id, start.today, start)).toBe(false)
    expect(await saveManualTransaction(db, householdId, id, null, draft, start)).toBeNull()
    expect(await removeManualTransaction(db, householdId, id, entered, start)).toBe(false)
    expect(await saveAccountEdit(db, householdId, id, { hidden: true }, start.now)).toBe(false)
    expect(await removeManualAccount(db, householdId, id)).toBe(false)
    householdId = mine
    expect(await balanceOf(id)).toBe('99')
  })
})

describe('balances that are noted', () => {
  it('make what was held at first up for the difference, so that the sum still holds', async () => {
    const id = await create('100')
    await enter(id, '-30')
    await noteBalance(db, householdId, id, { day: start.today, balance: '95' }, start)
    expect(await findManualAccount(db, householdId, id)).toMatchObject({
      balance: '95',
      openingBalance: '125',
    })
  })

  it('hold until the next is noted, and stand when today’s changes', async () => {
    const id = await create('300000', { type: 'other', subtype: 'property' })
    await noteBalance(db, householdId, id, { day: addDays(start.today, 10), balance: '320000' }, later(10))
    const history = await historyOf(id)
    expect(history.get(start.today)).toBe('300000')
    expect(history.get(addDays(start.today, 9))).toBe('300000')
    expect(history.get(addDays(start.today, 10))).toBe('320000')
  })

  it('can be noted of an earlier day, which today follows unless a later one was noted', async () => {
    const id = await create('300000', { type: 'other', subtype: 'property' })
    const note = (days: number, balance: string, at: number) =>
      noteBalance(db, householdId, id, { day: addDays(start.today, days), balance }, later(at))
    await note(5, '310000', 20)
    expect(await balanceOf(id)).toBe('310000')
    await note(2, '305000', 21)
    expect(await balanceOf(id)).toBe('310000')
    await note(8, '330000', 22)
    expect(await balanceOf(id)).toBe('330000')
    expect((await listNotedBalances(db, householdId, id, 10)).map(({ balance }) => balance)).toEqual([
      '330000',
      '310000',
      '305000',
      '300000',
    ])
    await removeNotedBalance(db, householdId, id, addDays(start.today, 8), later(23))
    expect(await balanceOf(id)).toBe('310000')
  })

  it('are never all taken back', async () => {
    const id = await create('5')
    expect(await removeNotedBalance(db, householdId, id, start.today, start)).toBe(false)
    expect(await balanceOf(id)).toBe('5')
  })
})

describe('what a person says of an account', () => {
  it('hides it and what is in it, and shows both again', async () => {
    const id = await create()
    await enter(id, '-1')
    await saveAccountEdit(db, householdId, id, { hidden: true, name: 'Purse', groupName: 'Daily' }, start.now)
    expect(await listEntries(db, householdId, { all: [] }, null, 10)).toEqual([])
    expect(await listAccounts(db, householdId)).toMatchObject([
      { name: 'Purse', bankName: 'Wallet', groupName: 'Daily', hidden: true },
    ])
    await saveAccountEdit(db, householdId, id, { hidden: false, name: null }, start.now)
    expect(await listEntries(db, householdId, { all: [] }, null, 10)).toHaveLength(1)
    expect(await listAccounts(db, householdId)).toMatchObject([{ name: 'Wallet', groupName: 'Daily' }])
  })

  it('puts some in another order among all, and keeps the others where they are', async () => {
    const ids = [await create('1'), await create('2'), await create('3'), await create('4')]
    const listed = async () => (await listAccounts(db, householdId)).map(({ id }) => id)
    await orderAccounts(db, householdId, ids, ids, start.now)
    const [a = '', b = '', c = '', d = ''] = ids
    expect(await orderAccounts(db, householdId, [d, b], await listed(), start.now)).toBe(true)
    expect(await listed()).toEqual([a, d, c, b])
    expect(await orderAccounts(db, householdId, [newId(start.now)], await listed(), start.now)).toBe(false)
    expect(await orderAccounts(db, householdId, [a, a], await listed(), start.now)).toBe(false)
    expect(await listed()).toEqual([a, d, c, b])
  })
})
