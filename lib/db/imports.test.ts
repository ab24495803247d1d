import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { exact, plain } from '@/lib/money/money'
import { listSnapshots } from './account-reads'
import { listEntries } from './entry-reads'
import { type ImportToStore, listImports, type RowToImport, storeImport, undoImport } from './imports'
import { createManualAccount, findManualAccount } from './manual-accounts'
import type { Today } from './manual-balance'
import { saveManualTransaction } from './manual-transactions'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'
import { createUser } from './users'

/** Many statements, on a machine that does other things too. */
const SLOW_MS = 90_000

let db: Database
let householdId: string
const start: Today = { now: new Date('2026-11-21T12:00:00Z'), today: toCalendarDate('2026-11-21') }
const later: Today = { now: new Date('2026-11-21T13:00:00Z'), today: start.today }

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

const create = (balance = '100') =>
  createManualAccount(
    db,
    householdId,
    {
      name: 'Savings',
      institutionName: 'Credit union',
      type: 'depository',
      subtype: 'savings',
      creditLimit: null,
      currency: 'EUR',
      balance,
    },
    start,
  )

const row = (line: number, changes: Partial<RowToImport> = {}): RowToImport => ({
  line,
  day: addDays(start.today, -line),
  description: `Shop ${line}`,
  amount: '-1.5',
  categoryPrimary: null,
  categoryDetailed: null,
  note: '',
  tags: [],
  ...changes,
})

const store = (accountId: string, rows: readonly RowToImport[], changes: Partial<ImportToStore> = {}) =>
  storeImport(
    db,
    householdId,
    {
      accountId,
      fileName: 'export.csv',
      mapping: { hasHeader: true },
      rows,
      rowCount: rows.length,
      again: new Set(),
      balance: { rule: 'add' },
      ...changes,
    },
    start,
  )

const undo = (accountId: string, importId: string, keepEdited = false) =>
  undoImport(db, householdId, { accountId, importId, keepEdited }, later)

/** What a person could see of an account. */
async function stateOf(accountId: string) {
  const [account, entries, days] = await Promise.all([
    findManualAccount(db, householdId, accountId),
    listEntries(db, householdId, { all: [] }, null, 1_000),
    listSnapshots(db, householdId, addDays(start.today, -100)),
  ])
  return { account, entries, days }
}

const anyRow = fc.record({
  day: fc.nat(30).map((back) => addDays(start.today, -back)),
  description: fc.constantFrom('Coffee', 'Tea', 'Pay'),
  amount: fc
    .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
    .map((units) => plain(exact(units.toString()).div('1e10'))),
  note: fc.constantFrom('', 'a note'),
  tags: fc.constantFrom([], ['Errands']),
})
const anyRows = fc
  .array(anyRow, { maxLength: 12 })
  .map((rows) => rows.map((one, index) => row(index + 2, one)))
const anyBalance = fc.constantFrom<ImportToStore['balance']>(
  { rule: 'add' },
  { rule: 'keep' },
  { rule: 'file', day: start.today, balance: '77.7' },
)

describe('an import', () => {
  it(
    'takes thousands of rows in one piece',
    async () => {
      const id = await create('0')
      const rows = Array.from({ length: 4_500 }, (_, index) =>
        row(index + 2, { day: addDays(start.today, -(index % 90)), amount: '0.01' }),
      )
      const stored = await store(id, rows)
      expect(stored?.added).toBe(4_500)
      expect((await findManualAccount(db, householdId, id))?.balance).toBe('45')
      await undo(id, stored?.importId ?? '')
      expect((await findManualAccount(db, householdId, id))?.balance).toBe('0')
    },
    SLOW_MS,
  )

  it(
    'adds nothing when the same file comes again',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyRows, anyBalance, async (rows, balance) => {
          const id = await create()
          const first = await store(id, rows, { balance })
          expect(first).toMatchObject({ added: rows.length, duplicates: 0 })
          const before = await stateOf(id)
          expect(await store(id, rows, { balance })).toMatchObject({ added: 0, duplicates: rows.length })
          expect(await stateOf(id)).toEqual(before)
        }),
        { numRuns: 8 },
      )
    },
    SLOW_MS,
  )

  it(
    'leaves the account as it was before when it is undone',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyRows, anyRows, anyBalance, async (there, rows, balance) => {
          const id = await create()
          await store(id, there)
          const before = await stateOf(id)
          const stored = await store(id, rows, { balance, again: new Set(rows.map(({ line }) => line)) })
          expect(stored?.added).toBe(rows.length)
          expect(await undo(id, stored?.importId ?? '')).toEqual({ removed: rows.length, kept: 0 })
          expect(await stateOf(id)).toEqual(before)
        }),
        { numRuns: 8 },
      )
    },
    SLOW_MS,
  )

  it('makes the balance what was asked for', async () => {
    const rows = [row(1), row(2), row(3, { amount: '20' })]
    const [a, b, c] = [await create(), await create(), await create()]
    await store(a, rows)
    await store(b, rows, { balance: { rule: 'keep' } })
    await store(c, rows, { balance: { rule: 'file', day: addDays(start.today, -2), balance: '50' } })
    const balances = await Promise.all([a, b, c].map((id) => findManualAccount(db, householdId, id)))
    expect(balances.map((account) => account?.balance)).toEqual(['117', '100', '48.5'])
  })

  it('takes each of two equal rows of one file, and one of them where the account has the other', async () => {
    const id = await create()
    const coffee = { day: start.today, description: 'Coffee', amount: '-3.2' }
    const entered = {
      day: start.today,
      payee: 'COFFEE',
      amount: '-3.2',
      category: null,
      note: '',
      pending: false,
    }
    await saveManualTransaction(db, householdId, id, null, entered, start)
    const file = [row(2, coffee), row(3, coffee), row(4, coffee)]
    expect(await store(id, file)).toMatchObject({ added: 2, duplicates: 1 })
    expect((await stateOf(id)).entries).toHaveLength(3)
  })

  it('takes a row again that the person says is another', async () => {
    const id = await create()
    await store(id, [row(2)])
    expect(await store(id, [row(2), row(3)], { again: new Set([2]) })).toMatchObject({ added: 2 })
  })

  it('keeps the file’s category, note and tags, and its order within a day', async () => {
    const id = await create()
    await store(id, [
      row(2, {
        day: start.today,
        description: 'first',
        categoryPrimary: 'TRAVEL',
        categoryDetailed: 'TRAVEL_FLIGHTS',
      }),
      row(3, { day: start.today, description: 'second', note: 'why', tags: ['Hobby'] }),
    ])
    expect((await stateOf(id)).entries).toMatchObject([
      { title: 'second', note: 'why', tags: ['Hobby'], reviewed: false },
      { title: 'first', category: 'TRAVEL_FLIGHTS', categoryGroup: 'TRAVEL' },
    ])
  })

  it('can be undone but for what somebody has written on since', async () => {
    const id = await create()
    const stored = await store(id, [row(2, { note: 'of the file' }), row(3)])
    const [newest] = (await stateOf(id)).entries
    await saveEdit(db, householdId, newest?.transactionId ?? '', { category: 'TRAVEL_FLIGHTS' }, later.now)
    expect(await listImports(db, householdId, id, 10)).toMatchObject([{ added: 2, present: 2, edited: 1 }])
    expect(await undo(id, stored?.importId ?? '', true)).toEqual({ removed: 1, kept: 1 })
    const after = await stateOf(id)
    expect(after.entries.map(({ title }) => title)).toEqual(['Shop 2'])
    expect(after.account?.balance).toBe('98.5')
    expect(await listImports(db, householdId, id, 10)).toMatchObject([{ undoneAt: later.now, present: 0 }])
    expect(await undo(id, stored?.importId ?? '')).toBeNull()
  })

  it('is nobody else’s to see, make or undo', async () => {
    const id = await create()
    const stored = await store(id, [row(2)])
    const mine = householdId
    householdId = newId(start.now)
    expect(await store(id, [row(3)])).toBeNull()
    expect(await listImports(db, householdId, id, 10)).toEqual([])
    expect(await undo(id, stored?.importId ?? '')).toBeNull()
    householdId = mine
    expect((await stateOf(id)).entries).toHaveLength(1)
  })
})
