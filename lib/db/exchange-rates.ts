import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { type DatedRate, RATE_SOURCES, type RateSource } from '@/lib/finance/conversion'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** What a rate is known by: one unit of `base` in units of `quote`, on a day. */
export interface RateKey {
  base: string
  quote: string
  day: CalendarDate
}

/** What files have brought of one pair of currencies. */
export interface ImportedPair {
  base: string
  quote: string
  count: number
  firstDay: CalendarDate
  lastDay: CalendarDate
}

interface RawRate {
  base: string
  quote: string
  day: Date
  rate: Prisma.Decimal
  source: string
}

function toSource(text: string): RateSource {
  const source = RATE_SOURCES.find((known) => known === text)
  if (!source) throw new Error(`No source of rates is called ${text}`)
  return source
}

function toRate({ base, quote, day, rate, source }: RawRate): DatedRate {
  return { base, quote, day: fromUtcMidnight(day), rate: plain(rate), source: toSource(source) }
}

/** In which currency a household wants its totals; null: in none. */
export async function findHomeCurrency(db: Database, householdId: string): Promise<string | null> {
  const [household] = await db.prisma.$queryRaw<{ homeCurrency: string | null }[]>(Prisma.sql`
    SELECT home_currency AS "homeCurrency" FROM households WHERE id = ${householdId}::uuid`)
  return household?.homeCurrency ?? null
}

export async function storeHomeCurrency(
  db: Database,
  householdId: string,
  homeCurrency: string | null,
): Promise<void> {
  await db.prisma.household.update({ where: { id: householdId }, data: { homeCurrency } })
}

/** The currencies that a household's accounts have, hidden and closed ones too; the most used first. */
export async function listAccountCurrencies(db: Database, householdId: string): Promise<string[]> {
  const groups = await db.prisma.account.groupBy({
    by: ['currency'],
    where: { householdId },
    _count: true,
    orderBy: [{ _count: { currency: 'desc' } }, { currency: 'asc' }],
  })
  return groups.map(({ currency }) => currency)
}

/** Of each pair, as it was stored, the latest rate on or before the day. */
export async function listRatesAt(
  db: Database,
  householdId: string,
  day: CalendarDate,
): Promise<DatedRate[]> {
  const rows = await db.prisma.$queryRaw<RawRate[]>(Prisma.sql`
    SELECT DISTINCT ON (base, quote) base, quote, day, rate, source
    FROM exchange_rates
    WHERE household_id = ${householdId}::uuid AND day <= ${day}::date
    ORDER BY base, quote, day DESC`)
  return rows.map(toRate)
}

/** The rates that people entered, newest first. */
export async function listEnteredRates(
  db: Database,
  householdId: string,
  limit: number,
): Promise<DatedRate[]> {
  const rows = await db.prisma.exchangeRate.findMany({
    where: { householdId, source: 'person' },
    orderBy: [{ day: 'desc' }, { base: 'asc' }, { quote: 'asc' }],
    take: limit,
  })
  return rows.map(toRate)
}

/** What files have brought, by pair. */
export async function listImportedPairs(db: Database, householdId: string): Promise<ImportedPair[]> {
  const groups = await db.prisma.exchangeRate.groupBy({
    by: ['base', 'quote'],
    where: { householdId, source: 'ecb' },
    _count: true,
    _min: { day: true },
    _max: { day: true },
    orderBy: [{ base: 'asc' }, { quote: 'asc' }],
  })
  return groups.flatMap(({ base, quote, _count: count, _min, _max }) =>
    _min.day && _max.day
      ? [{ base, quote, count, firstDay: fromUtcMidnight(_min.day), lastDay: fromUtcMidnight(_max.day) }]
      : [],
  )
}

/**
 * Stores a rate that a person entered, in the place of `was` where it changes that one. A rate that they entered the
 * other way round for the same day is taken back: there would be two answers.
 */
export async function saveRate(
  db: Database,
  householdId: string,
  rate: RateKey & { rate: string },
  was: RateKey | null,
  now: Date,
): Promise<void> {
  const { base, quote } = rate
  const day = toUtcMidnight(rate.day)
  await db.prisma.$transaction(async (tx) => {
    if (was) await tx.exchangeRate.deleteMany({ where: { householdId, source: 'person', ...stored(was) } })
    await tx.exchangeRate.deleteMany({
      where: { householdId, source: 'person', base: quote, quote: base, day },
    })
    const values = { rate: rate.rate, source: 'person', updatedAt: now }
    await tx.exchangeRate.upsert({
      where: { householdId_base_quote_day: { householdId, base, quote, day } },
      create: { householdId, base, quote, day, ...values },
      update: values,
    })
  })
}

const stored = ({ base, quote, day }: RateKey) => ({ base, quote, day: toUtcMidnight(day) })

/** Takes back a rate that a person entered. @returns false when there is none. */
export async function removeRate(db: Database, householdId: string, key: RateKey): Promise<boolean> {
  const { count } = await db.prisma.exchangeRate.deleteMany({
    where: { householdId, source: 'person', ...stored(key) },
  })
  return count > 0
}

/**
 * Stores rates of the European Central Bank. What was imported before is written anew; what a person entered stays.
 *
 * @returns how many were new or other than before.
 */
export async function importRates(
  db: Database,
  householdId: string,
  rates: readonly (RateKey & { rate: string })[],
  now: Date,
): Promise<number> {
  return db.prisma.$executeRaw(Prisma.sql`
    INSERT INTO exchange_rates AS known (household_id, base, quote, day, rate, source, updated_at)
    SELECT ${householdId}::uuid, r.base, r.quote, r.day, r.rate, 'ecb', ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rates)}::jsonb)
      AS r(base text, quote text, day date, rate numeric(28, 12))
    ON CONFLICT (household_id, base, quote, day) DO UPDATE SET rate = EXCLUDED.rate, updated_at = EXCLUDED.updated_at
    WHERE known.source = 'ecb' AND known.rate <> EXCLUDED.rate`)
}

/** Takes back everything that files have brought. @returns how many rates. */
export async function removeImportedRates(db: Database, householdId: string): Promise<number> {
  const { count } = await db.prisma.exchangeRate.deleteMany({ where: { householdId, source: 'ecb' } })
  return count
}
