import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { unseal } from '@/lib/crypto/seal'
import { relistAll } from '@/lib/db/entries'
import { findItemSecret } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { isOfHousehold, listTables, quoted } from '@/lib/db/table-catalogue'
import { testDatabase } from '@/lib/db/testing'
import type { BankLogin } from './people-bank'
import { accessTokenOf, fillPeople, ROWS_EACH } from './people-world'

const PEOPLE = 4
const now = new Date('2026-03-03T12:00:00Z')
const tokenKeys = [{ id: 'k1', key: randomBytes(32) }]

let db: Database
let logins: BankLogin[]

beforeAll(async () => {
  db = await testDatabase()
  logins = await fillPeople(db, { people: PEOPLE, seed: 7, today: dayInZone(now, 'UTC'), now, tokenKeys })
})
afterAll(() => db.close())

describe('many people', () => {
  it('each have as much of everything as the first', async () => {
    for (const { name } of (await listTables(db.prisma)).filter(isOfHousehold)) {
      const { rows } = await db.executeSql(
        `SELECT count(*)::int AS count FROM ${quoted(name)} GROUP BY household_id ORDER BY 1`,
      )
      const counts = (rows as { count: number }[]).map(({ count }) => count)
      expect([name, new Set(counts).size, counts.length]).toEqual([
        name,
        counts.length > 0 ? 1 : 0,
        counts.length > 0 ? PEOPLE : 0,
      ])
    }
    expect(await db.prisma.transaction.count()).toBe(PEOPLE * ROWS_EACH)
  })

  it('have the list that the app itself would make of their transactions', async () => {
    const households = await db.prisma.household.findMany()
    for (const { id } of households)
      expect(await db.prisma.$transaction((tx) => relistAll(tx, id), { timeout: 60_000 })).toBe(0)
  })

  it('each have one login that the bank knows, whose access they hold sealed', async () => {
    expect(logins).toHaveLength(PEOPLE)
    for (const { plaidItemId, accounts } of logins) {
      const { householdId, itemId } = await db.prisma.itemLookup.findUniqueOrThrow({ where: { plaidItemId } })
      const secret = await findItemSecret(db, { householdId, itemId })
      expect(unseal(secret?.sealedAccessToken ?? '', itemId, tokenKeys)).toBe(accessTokenOf(plaidItemId))
      expect(accounts.length).toBeGreaterThan(0)
    }
  })
})
