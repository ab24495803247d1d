import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import {
  findHomeCurrency,
  importRates,
  listEnteredRates,
  listImportedPairs,
  listRatesAt,
  removeImportedRates,
  removeRate,
  saveRate,
  storeHomeCurrency,
} from './exchange-rates'
import type { Database } from './open'
import { testDatabase } from './testing'
import { createUser } from './users'

const now = new Date('2026-11-20T12:00:00Z')
const day = toCalendarDate('2026-11-20')
let db: Database
let householdId: string

async function household(): Promise<string> {
  const email = `${randomUUID()}@example.test`
  const made = await createUser(db, { email, name: 'Robin', passwordHash: 'none', timeZone: 'UTC' }, now)
  return made?.householdId ?? ''
}

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  householdId = await household()
})

const ecb = (quote: string, back: number, rate: string) => ({
  base: 'EUR',
  quote,
  day: addDays(day, -back),
  rate,
})
const ratesAt = async (at = day) =>
  (await listRatesAt(db, householdId, at)).map(({ base, quote, rate, source }) => [base, quote, rate, source])

describe('exchange rates', () => {
  it('are the latest of each pair on or before the day, to the last digit', async () => {
    const file = [ecb('USD', 0, '1.084212345678'), ecb('USD', 3, '1.08'), ecb('CAD', 3, '1.4689')]
    expect(await importRates(db, householdId, file, now)).toBe(3)
    expect(await ratesAt()).toEqual([
      ['EUR', 'CAD', '1.4689', 'ecb'],
      ['EUR', 'USD', '1.084212345678', 'ecb'],
    ])
    expect(await ratesAt(addDays(day, -1))).toContainEqual(['EUR', 'USD', '1.08', 'ecb'])
    expect(await ratesAt(addDays(day, -4))).toEqual([])
  })

  it('that a person entered are never written over by a file', async () => {
    await saveRate(db, householdId, ecb('USD', 0, '2'), null, now)
    expect(await importRates(db, householdId, [ecb('USD', 0, '1.08'), ecb('USD', 1, '1.07')], now)).toBe(1)
    expect(await ratesAt()).toEqual([['EUR', 'USD', '2', 'person']])
    expect(await removeImportedRates(db, householdId)).toBe(1)
    expect(await ratesAt()).toEqual([['EUR', 'USD', '2', 'person']])
  })

  it('of a file that is imported again change only where they differ', async () => {
    await importRates(db, householdId, [ecb('USD', 0, '1.08'), ecb('USD', 1, '1.07')], now)
    expect(await importRates(db, householdId, [ecb('USD', 0, '1.09'), ecb('USD', 1, '1.07')], now)).toBe(1)
    expect(await ratesAt()).toEqual([['EUR', 'USD', '1.09', 'ecb']])
    expect(await listImportedPairs(db, householdId)).toEqual([
      { base: 'EUR', quote: 'USD', count: 2, firstDay: addDays(day, -1), lastDay: day },
    ])
  })

  it('move when a person changes their pair or day, and there is one answer for a pair and a day', async () => {
    const first = { base: 'BTC', quote: 'USD', day, rate: '90000' }
    await saveRate(db, householdId, first, null, now)
    await saveRate(db, householdId, { ...first, day: addDays(day, -1), rate: '91000' }, first, now)
    expect(await listEnteredRates(db, householdId, 10)).toEqual([
      { base: 'BTC', quote: 'USD', day: addDays(day, -1), rate: '91000', source: 'person' },
    ])
    const turned = { base: 'USD', quote: 'BTC', day: addDays(day, -1), rate: '0.00001' }
    await saveRate(db, householdId, turned, null, now)
    expect(await listEnteredRates(db, householdId, 10)).toEqual([{ ...turned, source: 'person' }])
    expect(await removeRate(db, householdId, turned)).toBe(true)
    expect(await removeRate(db, householdId, turned)).toBe(false)
  })

  it("and the home currency are a household's own", async () => {
    await saveRate(db, householdId, ecb('USD', 0, '2'), null, now)
    await importRates(db, householdId, [ecb('CAD', 0, '1.4')], now)
    await storeHomeCurrency(db, householdId, 'EUR')
    const other = await household()
    expect(await listRatesAt(db, other, day)).toEqual([])
    expect(await findHomeCurrency(db, other)).toBeNull()
    expect(await removeRate(db, other, ecb('USD', 0, '2'))).toBe(false)
    expect(await removeImportedRates(db, other)).toBe(0)
    expect(await ratesAt()).toHaveLength(2)
    expect(await findHomeCurrency(db, householdId)).toBe('EUR')
  })
})
