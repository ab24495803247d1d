import { expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { listAccounts, listSnapshots } from '@/lib/db/account-reads'
import { testDatabase } from '@/lib/db/testing'
import { createUser } from '@/lib/db/users'
import { seedByHand } from './seed-by-hand'

it('gives the demo a car whose worth falls and some cash, with balances that add up', async () => {
  const db = await testDatabase()
  const now = new Date('2026-11-21T12:00:00Z')
  const person = { email: 'demo@example.org', name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const made = await createUser(db, person, now)
  const householdId = made?.householdId ?? ''
  await seedByHand(db, householdId, { now: () => now })
  const accounts = await listAccounts(db, householdId)
  expect(accounts.map(({ name, balance }) => [name, balance])).toEqual([
    ['Cash at home', '102.5'],
    ['Family car', '18400'],
  ])
  const days = await listSnapshots(db, householdId, addDays(toCalendarDate('2026-11-21'), -500))
  const car = accounts.find(({ name }) => name === 'Family car')?.id
  const values = days.filter(({ accountId }) => accountId === car).map(({ value }) => value)
  expect([...new Set(values)].sort()).toEqual(['18400', '19600', '21150', '22900'])
  await db.close()
}, 60_000)
