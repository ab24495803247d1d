import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { saveEdit } from '@/lib/db/transaction-edits'
import { checking, purchase } from './ledger-bank'
import { pass, runsOf, type SyncWorld, syncNow, syncWorld } from './testing'

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

const TABLES = ['accounts', 'balance_snapshots', 'transactions', 'transaction_events', 'transaction_edits']

/** Where each row lies and which transaction wrote it: a row that is written again, even alike, is another version. */
async function versions(): Promise<string[]> {
  const of = TABLES.map(
    (table) =>
      `SELECT '${table}' AS t, ctid::text AS c, xmin::text AS x FROM ${table} WHERE household_id = '${world.key.householdId}'`,
  )
  const { rows } = await db.executeSql(`${of.join(' UNION ALL ')} ORDER BY t, c`)
  return rows.map((row) => JSON.stringify(row))
}

const sync = () => syncNow(world)
const later = (ms: number) => pass(world, ms)

describe('the second sync of the same data', () => {
  it('writes no row of accounts, balances, transactions, their history or what people wrote', async () => {
    world.bank.accountList = [checking('acc-1'), checking('acc-2', { current: null, available: null })]
    world.bank.add(
      purchase('p1', { pending: true }),
      ...Array.from({ length: 30 }, (_, index) => purchase(`t${index}`)),
    )
    await sync()
    world.bank.modify(purchase('t1', { amount: '-99' })).remove('t2')
    world.bank.add(purchase('p2', { pendingPlaidTransactionId: 'p1' })).remove('p1')
    await sync()
    const { id } = await db.prisma.transaction.findFirstOrThrow({
      where: { householdId: world.key.householdId, plaidTransactionId: 't3' },
    })
    await saveEdit(db, world.key.householdId, id, { note: 'mine' }, world.now)
    const before = await versions()
    expect(before.length).toBeGreaterThan(35)

    later(60_000)
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await versions()).toEqual(before)

    // Most of what Plaid calls modified is not.
    for (let index = 3; index < 30; index += 1) world.bank.modify(purchase(`t${index}`))
    world.bank.modify(purchase('p2', { pendingPlaidTransactionId: 'p1' })).remove('t2')
    later(60_000)
    expect(await sync()).toEqual({ kind: 'done', written: 0 })
    expect(await versions()).toEqual(before)
    expect((await runsOf(world)).map(({ modified, written }) => [modified, written]).at(-1)).toEqual([28, 0])
  })
})

describe('a balance', () => {
  const account = () => db.prisma.account.findFirstOrThrow({ where: { householdId: world.key.householdId } })
  const snapshots = () =>
    db.prisma.balanceSnapshot.findMany({
      where: { householdId: world.key.householdId },
      orderBy: { day: 'asc' },
    })

  it('says since when it is as it is, and gets one row for each day', async () => {
    await sync()
    const heard = world.now
    later(3_600_000)
    await sync()
    expect((await account()).balancesAt).toEqual(heard)
    later(3_600_000)
    world.bank.accountList = [checking('acc-1', { current: '50' })]
    await sync()
    expect(await account()).toMatchObject({ balancesAt: world.now })
    expect((await snapshots()).map(({ current }) => String(current))).toEqual(['50'])
    later(86_400_000)
    await sync()
    expect((await snapshots()).map(({ current }) => String(current))).toEqual(['50', '50'])
  })

  it('stays since when it was, where only a name has changed', async () => {
    await sync()
    const heard = world.now
    later(3_600_000)
    world.bank.accountList = [checking('acc-1', { name: 'Everyday' })]
    await sync()
    expect(await account()).toMatchObject({ balancesAt: heard, name: 'Everyday' })
  })
})
