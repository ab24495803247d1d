import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { addMoney } from '@/lib/money/money'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { conditionOf } from '@/lib/transactions/conditions'
import { NO_FILTER } from '@/lib/transactions/schema'
import {
  countTransactions,
  type EntryKey,
  listEntries,
  listTransactionIds,
  sumEntries,
  summariseEntries,
} from './entry-reads'
import type { Database } from './open'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
  for (let number = 1; number <= 30; number++)
    world.bank.add(
      purchase(`t${number}`, {
        amount: `${number % 3 === 0 ? '' : '-'}${number}.${number % 10}1`,
        pending: number % 7 === 0,
        postedOn: toCalendarDate(`2026-10-${String((number % 9) + 1).padStart(2, '0')}`),
        shownOn: toCalendarDate(`2026-10-${String((number % 9) + 1).padStart(2, '0')}`),
      }),
    )
  await syncAMinuteLater(world)
})

const household = () => world.key.householdId
const list = (condition: EntryCondition, after: EntryKey | null = null, limit = 100, until?: EntryKey) =>
  listEntries(db, household(), condition, after, limit, until)
const all = { all: [] }

describe('the pages of the list', () => {
  it('are the whole list, each row once, whatever their size', async () => {
    const whole = (await list(all)).map(({ id }) => id)
    expect(whole).toHaveLength(30)
    for (const size of [1, 7, 30]) {
      const found: string[] = []
      let after: EntryKey | null = null
      for (;;) {
        const page = await list(all, after, size)
        found.push(...page.map(({ id }) => id))
        after = page.at(-1) ?? null
        if (page.length < size || after === null) break
      }
      expect(found).toEqual(whole)
    }
  })

  it('end with the row that is asked for', async () => {
    const whole = await list(all)
    const [first, tenth] = [whole[0] ?? null, whole[9]]
    expect((await list(all, first, 100, tenth)).map(({ id }) => id)).toEqual(
      whole.slice(1, 10).map(({ id }) => id),
    )
  })
})

describe('the summary of the list', () => {
  it('sums what the tab shows and counts what the others would, as the sums do by themselves', async () => {
    await saveEdit(db, household(), await idOf(world, 't1'), { reviewed: true }, world.now)
    for (const filter of [
      {},
      { state: 'pending' },
      { state: 'posted' },
      { review: 'open' },
      { review: 'done' },
    ] as const) {
      const narrow = conditionOf({ ...NO_FILTER, ...filter })
      const summary = await summariseEntries(db, household(), all, narrow)
      expect(summary.sums).toEqual(await sumEntries(db, household(), narrow))
      expect(summary).toMatchObject({ all: 30, pending: 4, unreviewed: 29 })
      const rows = await list(narrow)
      for (const { currency, moneyIn, moneyOut } of summary.sums) {
        const total = rows.reduce((sum, { amount }) => addMoney(sum, { amount, currency }), {
          amount: '0',
          currency,
        })
        expect(addMoney({ amount: moneyIn, currency }, { amount: moneyOut, currency })).toEqual(total)
      }
    }
  })
})

describe('what a filter finds', () => {
  const count = async (condition: EntryCondition) => (await list(condition)).length

  it('is found by name, amount, state and days', async () => {
    expect(await count({ is: 'titled', text: 'HARVEST' })).toBe(30)
    expect(await count({ is: 'titled', text: '%' })).toBe(0)
    expect(await count(conditionOf({ ...NO_FILTER, text: '7.71' }))).toBe(1)
    expect(await count(conditionOf({ ...NO_FILTER, text: 'amount:>20 is:pending' }))).toBe(2)
    expect(await count(conditionOf({ ...NO_FILTER, min: '10', max: '19.99', direction: 'out' }))).toBe(7)
    expect(await count(conditionOf({ ...NO_FILTER, text: 'date:2026-10-01 or date:2026-10-02' }))).toBe(7)
    expect(await count(conditionOf({ ...NO_FILTER, text: 'harvest -is:posted' }))).toBe(4)
  })

  it('is found by what a category or its group is called', async () => {
    const category = purchase('any').categoryDetailed ?? ''
    const group = purchase('any').categoryPrimary ?? ''
    for (const categories of [[category], [group]])
      expect(await count({ is: 'text', text: 'no such text', categories })).toBe(30)
    expect(await count(conditionOf({ ...NO_FILTER, categories: [group] }))).toBe(30)
    expect(await count(conditionOf({ ...NO_FILTER, categories: ['none'] }))).toBe(0)
  })

  it('is as many transactions as there are ids, in steps of any size', async () => {
    const condition = conditionOf({ ...NO_FILTER, state: 'posted' })
    const whole = await listTransactionIds(db, household(), condition, null, 100)
    expect(whole).toHaveLength(await countTransactions(db, household(), condition))
    const first = await listTransactionIds(db, household(), condition, null, 10)
    const rest = await listTransactionIds(db, household(), condition, first.at(-1) ?? null, 100)
    expect([...first, ...rest]).toEqual(whole)
  })
})
