import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'

/** SQL without Prisma, within one transaction. */
export type PlainSql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Rows of one table as JSON arrays of a few thousand each, in the order in which they lie. */
interface TableRows {
  table: string
  chunks: string[]
}

/** What a sync left, to be written by others once more. */
export interface StoredRows {
  /** Written once, before what is measured. */
  ground: TableRows[]
  /** What a sync writes. */
  told: TableRows[]
}

const GROUND = ['users', 'institutions', 'households', 'memberships', 'items']
const TOLD = ['accounts', 'balance_snapshots', 'transactions', 'entries']

/** As many as the app has to a statement. */
const CHUNK_ROWS = 2_000

/** The tables of people's data, but for what a run says of itself. */
const OF_A_RUN = ['items', 'sync_runs']

async function readTable(plain: PlainSql, table: string, since: string | null): Promise<TableRows> {
  const rows = await plain(
    `SELECT json_agg(r)::text AS rows FROM (
       SELECT t.*, (row_number() OVER (ORDER BY t.ctid) - 1) / ${CHUNK_ROWS} AS chunk FROM ${table} t
       ${since === null ? '' : `WHERE ${since}`}) r
     GROUP BY chunk ORDER BY chunk`,
  )
  return { table, chunks: rows.map(({ rows: text }) => String(text)) }
}

const each = async (plain: PlainSql, tables: readonly string[], since: string | null) => {
  const read: TableRows[] = []
  for (const table of tables) read.push(await readTable(plain, table, since))
  return read
}

/** Everything that is in the tables. */
export async function readRows(plain: PlainSql): Promise<StoredRows> {
  return { ground: await each(plain, GROUND, null), told: await each(plain, TOLD, null) }
}

/** What was written from a transaction on. */
export async function readNewRows(plain: PlainSql, from: string): Promise<TableRows[]> {
  return each(plain, ['transactions', 'entries'], `t.xmin::text::bigint >= ${from}`)
}

/**
 * Nothing in any table but what the migrations put there. A look of autovacuum's that falls into the storing of an
 * emptied table's first rows counts none of them, and what is planned by that takes minutes: that is no part of either.
 */
export async function emptyTables(plain: PlainSql): Promise<void> {
  await plain('TRUNCATE users, institutions, households, item_lookups CASCADE')
  for (const table of TOLD) await plain(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
}

const insert = (table: string) =>
  `INSERT INTO ${table} SELECT * FROM json_populate_recordset(null::${table}, $1)`

/** The same rows into the same tables, in as few words as SQL has for it. */
export async function insertRows(plain: PlainSql, tables: readonly TableRows[]): Promise<void> {
  for (const { table, chunks } of tables) {
    for (const chunk of chunks) await plain(insert(table), [chunk])
  }
}

/** Columns of a table that a bank's report fills. */
const REPORTED = `account_id, pending_plaid_transaction_id, pending, amount, currency, iso_currency_code,
  unofficial_currency_code, posted_on, authorized_on, shown_on, posted_at, authorized_at, name, original_description,
  merchant_name, merchant_entity_id, logo_url, website, category_primary, category_detailed, category_confidence,
  category_version, payment_channel, transaction_code, check_number, account_owner, location, counterparties,
  payment_meta`.split(/,\s*/)
const of = (alias: string) => REPORTED.map((name) => `${alias}.${name}`).join(', ')

/**
 * The same transactions told again: one statement finds that none of a chunk differs, or writes what does. To compare
 * them by a join takes a third longer.
 */
export async function upsertRows(plain: PlainSql, tables: readonly TableRows[]): Promise<void> {
  const rows = tables.find(({ table }) => table === 'transactions')
  for (const chunk of rows?.chunks ?? []) {
    await plain(
      `INSERT INTO transactions AS t SELECT * FROM json_populate_recordset(null::transactions, $1)
       ON CONFLICT (household_id, plaid_transaction_id) DO UPDATE
       SET ${REPORTED.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}
       WHERE (${of('t')}) IS DISTINCT FROM (${of('EXCLUDED')})`,
      [chunk],
    )
  }
}

/** The number that the next writing transaction has. */
export async function nextTransaction(plain: PlainSql): Promise<string> {
  const [row] = await plain('SELECT txid_current()::text AS id')
  return String(row?.id)
}

/** How many rows were written from a transaction on, in all tables, but for what a run says of itself. */
export async function rowsWritten(plain: PlainSql, from: string): Promise<number> {
  const tables = await plain(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL($1::text[]) ORDER BY 1`,
    [OF_A_RUN],
  )
  const counts = tables.map(
    ({ name }) => `SELECT count(*) AS n FROM "${String(name)}" WHERE xmin::text::bigint >= ${from}`,
  )
  const [row] = await plain(`SELECT sum(n)::text AS n FROM (${counts.join(' UNION ALL ')}) c`)
  return Number(row?.n)
}

/** Sets back how far the Item is known, so that the next sync is told everything again. */
export async function forgetCursor(db: Database, { householdId, itemId }: ItemKey): Promise<void> {
  await db.executeSql('UPDATE items SET cursor = NULL WHERE household_id = $1 AND id = $2', [
    householdId,
    itemId,
  ])
}
