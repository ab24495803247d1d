import { hashPassword } from '@/lib/crypto/password'
import { type SealingKey, seal } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import {
  type CatalogueColumn,
  isOfHousehold,
  listTables,
  quoted,
  referredFirst,
} from '@/lib/db/table-catalogue'
import { keepTablesUp } from '@/lib/db/table-upkeep'
import { createUser } from '@/lib/db/users'
import type { BankLogin } from './people-bank'
import { fillHousehold, PERSON } from './world'

export const ROWS_EACH = 500
/** What a list of accounts shows of a trend. */
const BALANCE_DAYS = 30
/** People to a statement: the embedded database holds a statement's rows in memory. */
const CHUNK = 50
/** The bank tells of nothing before the webhooks. */
const FIRST_CURSOR = 'cursor-0'

/**
 * Fills an empty database with so many people, each with three logins, eight accounts and 500 transactions, all alike
 * but for their ids. One of each person's logins is known to the bank.
 *
 * @returns those logins, one of each person.
 */
export async function fillPeople(
  db: Database,
  options: { people: number; seed: number; today: string; now: Date; tokenKeys: readonly SealingKey[] },
): Promise<BankLogin[]> {
  const { people, now, tokenKeys } = options
  const passwordHash = await hashPassword(PERSON.password)
  const first = await createUser(
    db,
    { email: PERSON.email, name: PERSON.name, passwordHash, timeZone: 'UTC' },
    now,
  )
  if (!first) throw new Error('The database is not empty')
  const { householdId } = first
  await fillHousehold(db, { ...options, householdId, rows: ROWS_EACH, balanceDays: BALANCE_DAYS })
  const items = await db.prisma.item.findMany({ where: { householdId }, orderBy: { id: 'asc' } })
  await db.prisma.item.updateMany({
    where: { householdId },
    data: { cursor: FIRST_CURSOR, products: ['transactions'] },
  })
  await db.prisma.itemLookup.createMany({
    data: items.map(({ id, plaidItemId }) => ({ householdId, itemId: id, plaidItemId })),
  })
  for (let from = 1; from < people; from += CHUNK)
    await copyHousehold(db, householdId, from, Math.min(people, from + CHUNK) - 1)
  await sealTokens(db, tokenKeys)
  if (db.kind === 'embedded') await keepTablesUp(db)
  else await db.executeSql('VACUUM (ANALYZE)')
  return listLogins(db)
}

/** What the bank takes for a login's access. */
export const accessTokenOf = (plaidItemId: string) => `access-bench-${plaidItemId}`

const BANKS_NAMES: ReadonlySet<string> = new Set([
  'plaid_item_id',
  'plaid_account_id',
  'plaid_transaction_id',
])
const OTHER = "md5('person-' || n)::uuid"

/** A column's value in the household of person `n`: every id is another, everything else is the same. */
function copied({ name, type }: CatalogueColumn): string {
  const column = `t.${quoted(name)}`
  if (name === 'household_id') return OTHER
  if (type === 'uuid') return `md5(n || ${column}::text)::uuid`
  return BANKS_NAMES.has(name) ? `n || '-' || ${column}` : column
}

/** Gives the people `from` to `until` what the first has. */
async function copyHousehold(db: Database, householdId: string, from: number, until: number): Promise<void> {
  const range = `generate_series(${from}, ${until}) n`
  await db.executeSql(
    `INSERT INTO households (id, name, time_zone, created_at)
     SELECT ${OTHER}, 'Person ' || n, h.time_zone, h.created_at FROM households h, ${range} WHERE h.id = $1::uuid`,
    [householdId],
  )
  await db.executeSql(
    `INSERT INTO users (id, email, name, password_hash, created_at)
     SELECT md5(n || u.id::text)::uuid, 'person-' || n || '@evenkeel.test', 'Person ' || n, u.password_hash, u.created_at
     FROM users u JOIN memberships m ON m.user_id = u.id, ${range} WHERE m.household_id = $1::uuid`,
    [householdId],
  )
  for (const table of referredFirst((await listTables(db.prisma)).filter(isOfHousehold))) {
    const columns = table.columns.filter(({ isGenerated }) => !isGenerated)
    await db.executeSql(
      `INSERT INTO ${quoted(table.name)} (${columns.map(({ name }) => quoted(name)).join(', ')})
       SELECT ${columns.map(copied).join(', ')} FROM ${quoted(table.name)} t, ${range}
       WHERE t.household_id = $1::uuid`,
      [householdId],
    )
  }
}

async function sealTokens(db: Database, tokenKeys: readonly SealingKey[]): Promise<void> {
  const items = await db.prisma.item.findMany({ select: { id: true, plaidItemId: true } })
  const sealed = items.map(({ id, plaidItemId }) => ({
    id,
    sealed: seal(accessTokenOf(plaidItemId), id, tokenKeys),
  }))
  await db.executeSql(
    `UPDATE items i SET sealed_access_token = s.sealed
     FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, sealed text) WHERE s.id = i.id`,
    [JSON.stringify(sealed)],
  )
}

/** The first login of each household, with its accounts as the bank knows them. */
async function listLogins(db: Database): Promise<BankLogin[]> {
  const { rows } = await db.executeSql(
    `SELECT DISTINCT ON (i.household_id) i.plaid_item_id AS "plaidItemId", (
       SELECT json_agg(json_build_object('id', a.plaid_account_id, 'name', a.name, 'mask', a.mask, 'type', a.type,
         'subtype', a.subtype, 'currency', a.currency, 'current', a.current::float) ORDER BY a.id)
       FROM accounts a WHERE a.household_id = i.household_id AND a.item_id = i.id) AS accounts
     FROM items i ORDER BY i.household_id, i.id`,
  )
  return rows as BankLogin[]
}
