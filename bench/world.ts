import { createHash } from 'node:crypto'
import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { hashPassword } from '@/lib/crypto/password'
import type { Database } from '@/lib/db/open'
import { keepTablesUp } from '@/lib/db/table-upkeep'
import { createUser } from '@/lib/db/users'

/** The person about whom the benchmarks are, and how they sign in. */
export const PERSON = { email: 'bea@evenkeel.test', name: 'Bea', password: 'a-password-for-the-benchmarks' }

/** Six years: as many months as a cash flow is asked for. */
const DAYS = 2_190
/** Others have as many transactions as the person, together, up to so many. */
const OTHERS = 10
const MOST_OF_OTHERS = 100_000
const ACCOUNTS = 8
/** Rows of a merchant who is rare, however many there are. */
const RARE = 20

/** As many days as balances are known of. */
const BALANCE_DAYS = 730

/** A person with a history, among others. */
export interface World {
  userId: string
  householdId: string
  rows: number
  /** Ids of the accounts, in order. */
  accountIds: string[]
  /** The last day there is. */
  today: CalendarDate
  /** What a search finds a fifth of all transactions with, and what it finds very few with. */
  words: { common: string; narrow: string }
}

/** The same id for the same words, always. */
function idFrom(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Fills an empty database: one person with so many transactions of six years in eight accounts of two currencies and
 * three banks, with a balance for each day, and ten others who have as many together, or a
 * hundred thousand. The same seed gives the same.
 */
export async function fillWorld(
  db: Database,
  { rows, seed, now }: { rows: number; seed: number; now: Date },
): Promise<World> {
  const today = dayInZone(now, 'UTC')
  const passwordHash = await hashPassword(PERSON.password)
  const person = await createUser(
    db,
    { email: PERSON.email, name: PERSON.name, passwordHash, timeZone: 'UTC' },
    now,
  )
  if (!person) throw new Error('The database is not empty')
  const index = await withoutSearchIndex(db)
  const accountIds = await fillHousehold(db, { ...person, rows, seed, today, now })
  const theirs = Math.max(1, Math.round(Math.min(rows, MOST_OF_OTHERS) / OTHERS))
  for (let other = 1; other <= OTHERS; other += 1) {
    const made = await createUser(
      db,
      { email: `other-${other}@evenkeel.test`, name: `Other ${other}`, passwordHash, timeZone: 'UTC' },
      now,
    )
    if (!made) throw new Error('The database is not empty')
    await fillHousehold(db, { ...made, rows: theirs, seed: seed + other, today, now })
  }
  await db.executeSql(`BEGIN; SET LOCAL statement_timeout = 0; ${index}; COMMIT;`)
  if (db.kind === 'embedded') await keepTablesUp(db)
  else await db.executeSql('VACUUM (ANALYZE)')
  return { ...person, rows, accountIds, today, words: { common: 'market', narrow: 'zephyr kite 17' } }
}

/** To make it at the end takes a part of the time that keeping it up row by row does. @returns what makes it again. */
async function withoutSearchIndex(db: Database): Promise<string> {
  const [found] = await db.prisma.$queryRaw<{ made: string }[]>`
    SELECT pg_get_indexdef('entries_search_idx'::regclass) AS made`
  if (!found) throw new Error('There is no index of texts')
  await db.executeSql('DROP INDEX entries_search_idx')
  return found.made
}

interface Household {
  householdId: string
  /** Of so many days, to today, the balances are known. */
  balanceDays?: number
  rows: number
  seed: number
  today: string
  now: Date
}

/** Gives a household without anything accounts and a history. @returns the ids of the accounts, in order. */
export async function fillHousehold(
  db: Database,
  { householdId, rows, seed, today, now, balanceDays = BALANCE_DAYS }: Household,
): Promise<string[]> {
  const accounts = Array.from({ length: ACCOUNTS }, (_, at) => idFrom(householdId, 'account', at))
  const items = [0, 1, 2].map((at) => idFrom(householdId, 'item', at))
  await db.prisma.institution.upsert({
    where: { plaidInstitutionId: 'ins_bench' },
    create: { plaidInstitutionId: 'ins_bench', name: 'Bench Bank', updatedAt: now },
    update: {},
  })
  await db.prisma.item.createMany({
    data: items.map((id, at) => ({
      householdId,
      id,
      plaidItemId: `item-${id}`,
      plaidInstitutionId: 'ins_bench',
      institutionName: `Bench Bank ${at + 1}`,
      sealedAccessToken: '',
      health: 'healthy',
      historyStatus: 'HISTORICAL_UPDATE_COMPLETE',
      healthChangedAt: now,
      tokenSince: now,
      lastSyncedAt: now,
      lastTriedAt: now,
      createdAt: now,
    })),
  })
  await db.prisma.account.createMany({
    data: accounts.map((id, at) => ({
      householdId,
      id,
      itemId: items[at % items.length] ?? null,
      plaidAccountId: `account-${id}`,
      name: `Account ${at + 1}`,
      mask: String(1_000 + at),
      type: at % 4 === 3 ? 'credit' : 'depository',
      subtype: at % 4 === 3 ? 'credit card' : at % 4 === 2 ? 'savings' : 'checking',
      currency: at === ACCOUNTS - 1 ? 'EUR' : 'USD',
      isoCurrencyCode: at === ACCOUNTS - 1 ? 'EUR' : 'USD',
      current: `${1_000 * (at + 1)}.25`,
      balancesAt: now,
      createdAt: now,
    })),
  })
  await db.prisma.$executeRawUnsafe(
    `INSERT INTO balance_snapshots (household_id, account_id, day, currency, current, taken_at)
     SELECT $1::uuid, a.id, $2::date - d, a.currency, a.current - d * 1.5, $3::timestamptz
     FROM accounts a CROSS JOIN generate_series(0, $4::int - 1) d WHERE a.household_id = $1::uuid`,
    householdId,
    today,
    now,
    balanceDays,
  )
  const apart = Math.ceil(rows / RARE)
  await db.prisma.$transaction(
    async (tx) => {
      // A million takes longer than the app ever should.
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      await tx.$executeRawUnsafe(TRANSACTIONS, householdId, today, now, rows, seed, accounts, apart)
      await tx.$executeRawUnsafe(ENTRIES, householdId)
    },
    { timeout: 3_600_000 },
  )
  return accounts
}

/**
 * Transactions that look like a household's: a few hundred merchants, some much more often than others, salaries,
 * shopping, bills; the newest of them pending. $1 household, $2 the last day, $3 the moment, $4 how many, $5 seed, $6
 * accounts, $7 at every how many the merchant is one who is rare. Every number of a row is taken from one hash of the
 * seed and its place.
 */
const TRANSACTIONS = `
  WITH places AS (
    SELECT i, hashint8extended(i, $5::bigint) AS h FROM generate_series(0, $4::int - 1) i),
  drawn AS (
    SELECT i, h, abs(h % 1000) AS merchant, abs(h / 1000 % 8)::int AS account, abs(h / 8000 % 100) AS luck,
      abs(h / 800000 % 20000) AS cents,
      $2::date - (i::bigint * ${DAYS} / $4::int)::int AS day
    FROM places),
  told AS (
    SELECT d.*, CASE
        WHEN merchant < 200 THEN 'Harvest Market'
        WHEN i % $7::int = 0 THEN 'Zephyr Kite ' || i / $7::int
        ELSE (ARRAY['Corner Café', 'Harbor Fuel', 'Metro Transit', 'Northwind Books', 'Blue Door Pharmacy',
          'Summit Gym', 'Fiberline', 'Elm Street Bakery'])[1 + merchant % 8] || ' ' || (merchant % 40) END AS title,
      luck < 4 AND merchant >= 200 AS pays
    FROM drawn d)
  INSERT INTO transactions (household_id, id, account_id, plaid_transaction_id, pending, amount, currency,
    iso_currency_code, posted_on, authorized_on, shown_on, name, merchant_name, category_primary, category_detailed,
    category_version, payment_channel, created_at, updated_at)
  SELECT $1::uuid, md5($1::text || i || 'transaction')::uuid, ($6::uuid[])[1 + account], $1::text || '-' || i,
    i < 12, CASE WHEN pays THEN cents + 1 ELSE -cents - 1 END / 100.0, CASE WHEN account = 7 THEN 'EUR' ELSE 'USD' END,
    CASE WHEN account = 7 THEN 'EUR' ELSE 'USD' END, day, day - (luck % 2)::int, day - (luck % 2)::int,
    upper(title) || ' ' || i, title,
    CASE WHEN pays THEN 'INCOME' WHEN merchant < 200 THEN 'FOOD_AND_DRINK'
      ELSE (ARRAY['FOOD_AND_DRINK', 'TRANSPORTATION', 'TRANSPORTATION', 'GENERAL_MERCHANDISE', 'MEDICAL',
        'PERSONAL_CARE', 'RENT_AND_UTILITIES', 'FOOD_AND_DRINK'])[1 + merchant % 8] END,
    CASE WHEN pays THEN 'INCOME_WAGES' WHEN merchant < 200 THEN 'FOOD_AND_DRINK_GROCERIES'
      ELSE (ARRAY['FOOD_AND_DRINK_COFFEE', 'TRANSPORTATION_GAS', 'TRANSPORTATION_PUBLIC_TRANSIT',
        'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS', 'MEDICAL_PHARMACIES_AND_SUPPLEMENTS',
        'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS', 'RENT_AND_UTILITIES_INTERNET_AND_CABLE',
        'FOOD_AND_DRINK_RESTAURANT'])[1 + merchant % 8] END,
    'v2', 'in store', $3::timestamptz, $3::timestamptz
  FROM told`

/** What `relistAll` would make of these transactions, of which nobody says anything but the bank. $1 household. */
const ENTRIES = `
  INSERT INTO entries (household_id, id, transaction_id, account_id, listed_on, amount, currency, pending, title,
    merchant_key, category, category_group, flow, tags, note, flagged, reviewed, part, search)
  SELECT household_id, id, id, account_id, shown_on, amount, currency, pending, merchant_name,
    lowered(trim(merchant_name)), category_detailed, category_primary,
    CASE category_primary WHEN 'INCOME' THEN 'income' ELSE 'spending' END, '{}', '', false, false, false,
    lowered(concat_ws(E'\n', merchant_name, merchant_name, name))
  FROM transactions WHERE household_id = $1::uuid`
