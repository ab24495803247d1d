import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { checking } from '@/lib/sync/ledger-bank'
import { type SyncWorld, syncAMinuteLater, syncWorld } from '@/lib/sync/testing'
import { listHoldings, listProductStates } from './holdings'
import { findLiability, listLiabilities } from './liabilities'
import type { Database } from './open'
import { storeHoldings, storeLiabilities, storeRefusal } from './products'
import { testDatabase } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
  world.bank.accountList = [checking('acc-1', { type: 'investment' }), checking('acc-2', { type: 'credit' })]
  await syncAMinuteLater(world)
  await storeHoldings(
    db,
    world.key,
    {
      securities: [
        {
          plaidSecurityId: 's1',
          name: 'Kestrel Airways',
          tickerSymbol: 'KSTR',
          isin: null,
          type: 'equity',
          subtype: null,
          isCash: false,
          closePrice: null,
          closePriceOn: null,
          currency: 'USD',
        },
      ],
      holdings: [
        {
          plaidAccountId: 'acc-1',
          plaidSecurityId: 's1',
          quantity: '1.0000000001',
          costBasis: null,
          price: '9.5',
          priceOn: toCalendarDate('2026-03-02'),
          value: '9.5',
          currency: 'USD',
        },
      ],
    },
    world.now,
  )
  await storeLiabilities(
    db,
    world.key,
    [
      {
        plaidAccountId: 'acc-2',
        kind: 'credit',
        aprs: [{ type: 'purchase_apr', percentage: '21.99', balance: null }],
        nextDueOn: toCalendarDate('2026-03-06'),
        minimumPayment: '35',
        lastPaymentAmount: null,
        lastPaymentOn: null,
        lastStatementBalance: '812.07',
        lastStatementOn: toCalendarDate('2026-02-12'),
        overdue: false,
        originalPrincipal: null,
        originatedOn: null,
        paidOffOn: null,
      },
    ],
    world.now,
  )
})

const accountOf = async (plaidAccountId: string) => {
  const { householdId } = world.key
  const { id } = await db.prisma.account.findUniqueOrThrow({
    where: { householdId_plaidAccountId: { householdId, plaidAccountId } },
  })
  return id
}

describe('what accounts hold and owe', () => {
  it('is read exactly, with what nobody says as nothing', async () => {
    const { householdId } = world.key
    expect(await listHoldings(db, householdId)).toMatchObject([
      { name: 'Kestrel Airways', quantity: '1.0000000001', costBasis: null, priceOn: '2026-03-02' },
    ])
    const owed = await findLiability(db, householdId, await accountOf('acc-2'))
    expect(owed).toMatchObject({
      aprs: [{ type: 'purchase_apr', percentage: '21.99', balance: null }],
      nextDueOn: '2026-03-06',
      lastStatementBalance: '812.07',
      lastPaymentAmount: null,
    })
    expect(await listLiabilities(db, householdId)).toEqual([owed])
    expect(await findLiability(db, householdId, await accountOf('acc-1'))).toBeNull()
  })

  it('is nobody else’s', async () => {
    const other = await syncWorld(db)
    const { householdId } = other.key
    expect(await listHoldings(db, householdId)).toEqual([])
    expect(await listLiabilities(db, householdId)).toEqual([])
    expect(await findLiability(db, householdId, await accountOf('acc-2'))).toBeNull()
    expect((await listProductStates(db, householdId)).map(({ itemId }) => itemId)).toEqual([other.key.itemId])
  })

  it('leaves out what is hidden', async () => {
    const { householdId } = world.key
    const accountId = await accountOf('acc-1')
    await db.prisma.accountEdit.create({
      data: { householdId, accountId, hidden: true, updatedAt: world.now },
    })
    expect(await listHoldings(db, householdId)).toEqual([])
    await db.prisma.accountEdit.updateMany({ where: { householdId, accountId }, data: { hidden: false } })
    expect(await listHoldings(db, householdId)).toHaveLength(1)
  })

  it('stands when the bank refuses once, with the reason beside it', async () => {
    const { householdId } = world.key
    await storeRefusal(db, world.key, 'investments', 'failed', 'INTERNAL_SERVER_ERROR', world.now)
    expect(await listHoldings(db, householdId)).toHaveLength(1)
    const [item] = await listProductStates(db, householdId)
    expect(item?.states.investments).toMatchObject({
      state: 'failed',
      code: 'INTERNAL_SERVER_ERROR',
      storedAt: world.now.toISOString(),
    })
    expect(item?.states.liabilities?.state).toBe('ready')
  })
})
