'use server'

import { refresh } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { addDays, dayInZone } from '@/lib/calendar/calendar-date'
import {
  importRates as importStored,
  removeImportedRates as removeImported,
  removeRate as removeStored,
  saveRate as saveStored,
  storeHomeCurrency,
} from '@/lib/db/exchange-rates'
import { exact } from '@/lib/money/money'
import { readAmount } from '@/lib/money/read-amount'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { ECB_BASE, homeCurrencySchema, importSchema, KEPT_DAYS, rateKeySchema, rateSchema } from './schema'

/** Sets in which currency totals are said, or none. */
export async function saveHomeCurrency(input: unknown): Promise<Result<null, 'INVALID'>> {
  const { householdId } = await requireUser()
  const read = homeCurrencySchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  await storeHomeCurrency(db, householdId, read.data.currency)
  refresh()
  return ok(null)
}

/** What is wrong with a rate, where one field alone is to blame. */
export type RateProblem = 'INVALID' | 'SAME' | 'RATE' | 'DAY'

/** Stores a rate that the person typed, such as `{ base: 'EUR', quote: 'USD', day: '2026-11-20', rate: '1.0842', was: null }`. */
export async function saveRate(input: unknown): Promise<Result<null, RateProblem>> {
  const { householdId, timeZone } = await requireUser()
  const read = rateSchema.safeParse(input)
  if (!read.success) {
    return fail(read.error.issues.some(({ path }) => path[0] === 'day') ? 'DAY' : 'INVALID')
  }
  const { base, quote, day, was } = read.data
  if (base === quote) return fail('SAME')
  const rate = readAmount(read.data.rate, await getLocale())
  // Sixteen digits before the point is what the column holds; twelve are more than any two currencies lie apart.
  if (rate === null || !exact(rate).greaterThan(0) || !exact(rate).lessThan('1e12')) return fail('RATE')
  const { db, clock } = await runtime()
  const now = clock.now()
  if (day > dayInZone(now, timeZone)) return fail('DAY')
  await saveStored(db, householdId, { base, quote, day, rate }, was, now)
  refresh()
  return ok(null)
}

/** Takes back a rate that the person typed. */
export async function removeRate(input: unknown): Promise<Result<null, 'INVALID' | 'NOT_FOUND'>> {
  const { householdId } = await requireUser()
  const read = rateKeySchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  if (!(await removeStored(db, householdId, read.data))) return fail('NOT_FOUND')
  refresh()
  return ok(null)
}

/** Stores what a file of the European Central Bank says of the last two years. */
export async function importRates(input: unknown): Promise<Result<{ count: number }, 'INVALID' | 'OLD'>> {
  const { householdId, timeZone } = await requireUser()
  const read = importSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const now = clock.now()
  const today = dayInZone(now, timeZone)
  const earliest = addDays(today, -KEPT_DAYS)
  const { currencies, days } = read.data
  const rates = new Map(
    days
      .filter(([day]) => day >= earliest && day <= today)
      .flatMap(([day, cells]) =>
        cells.flatMap((rate, index) => {
          const quote = currencies[index]
          if (rate === null || !quote || quote === ECB_BASE || !exact(rate).greaterThan(0)) return []
          return [[`${quote} ${day}`, { base: ECB_BASE, quote, day, rate }] as const]
        }),
      ),
  )
  if (rates.size === 0) return fail('OLD')
  await importStored(db, householdId, [...rates.values()], now)
  refresh()
  return ok({ count: rates.size })
}

/** Takes back every rate that a file brought; those that the person typed stay. */
export async function removeImportedRates(): Promise<Result<{ count: number }>> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const count = await removeImported(db, householdId)
  refresh()
  return ok({ count })
}
