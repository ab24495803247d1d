import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { relistAll } from '../lib/db/entries'
import type { Database } from '../lib/db/open'
import { testDatabase } from '../lib/db/testing'
import { saveEdit } from '../lib/db/transaction-edits'
import { purchase } from '../lib/sync/ledger-bank'
import { idOf, syncAMinuteLater, syncWorld } from '../lib/sync/testing'

const migration = fileURLToPath(new URL('./migrations/20261123000000_money/migration.sql', import.meta.url))

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

it('lists what an installation had stored before there were entries as it would be listed today', async () => {
  const world = await syncWorld(db)
  const { householdId } = world.key
  const codes = [
    ['FOOD_AND_DRINK', 'FOOD_AND_DRINK_GROCERIES'],
    ['INCOME', 'INCOME_SALARY'],
    ['LOAN_DISBURSEMENTS', 'LOAN_DISBURSEMENTS_AUTO'],
    ['LOAN_PAYMENTS', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT'],
    ['TRANSFER_IN', 'TRANSFER_IN_DEPOSIT'],
    ['TRANSFER_OUT', 'TRANSFER_OUT_SAVINGS'],
    ['SPACE', 'SPACE_TRAVEL'],
    [null, null],
  ] as const
  world.bank.add(
    ...codes.flatMap(([categoryPrimary, categoryDetailed], index) => [
      purchase(`out${index}`, { categoryPrimary, categoryDetailed, merchantName: null }),
      purchase(`in${index}`, { categoryPrimary, categoryDetailed, amount: '12.5' }),
    ]),
    purchase('gone'),
  )
  await syncAMinuteLater(world)
  world.bank.remove('gone')
  await syncAMinuteLater(world)
  const edit = { note: 'For Kim', tags: ['kim'], flagged: true, category: 'TRAVEL_LODGING' }
  await saveEdit(db, householdId, await idOf(world, 'out0'), edit, world.now)

  await db.prisma.entry.deleteMany({ where: { householdId } })
  const sql = await readFile(migration, 'utf8')
  await db.executeSql(sql.slice(sql.indexOf('INSERT INTO entries')))

  expect(await db.prisma.entry.count({ where: { householdId } })).toBe(2 * codes.length)
  expect(await relistAll(db.prisma, householdId)).toBe(0)
})
