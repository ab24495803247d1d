import { Prisma } from './generated/client'

/** Every column that a bank's report fills, and its type. Constants of this file: they go into SQL as they are. */
const COLUMNS = [
  ['account_id', 'uuid'],
  ['pending_plaid_transaction_id', 'text'],
  ['pending', 'boolean'],
  ['amount', 'numeric(28,10)'],
  ['currency', 'text'],
  ['iso_currency_code', 'text'],
  ['unofficial_currency_code', 'text'],
  ['posted_on', 'date'],
  ['authorized_on', 'date'],
  ['shown_on', 'date'],
  ['posted_at', 'timestamptz(3)'],
  ['authorized_at', 'timestamptz(3)'],
  ['name', 'text'],
  ['original_description', 'text'],
  ['merchant_name', 'text'],
  ['merchant_entity_id', 'text'],
  ['logo_url', 'text'],
  ['website', 'text'],
  ['category_primary', 'text'],
  ['category_detailed', 'text'],
  ['category_confidence', 'text'],
  ['category_version', 'text'],
  ['payment_channel', 'text'],
  ['transaction_code', 'text'],
  ['check_number', 'text'],
  ['account_owner', 'text'],
  ['location', 'jsonb'],
  ['counterparties', 'jsonb'],
  ['payment_meta', 'jsonb'],
] as const

/** The name of a column that a bank's report fills. */
export type BankColumn = (typeof COLUMNS)[number][0]

/** Their names, in order. */
export const bankColumns: readonly BankColumn[] = COLUMNS.map(([name]) => name)

const named = bankColumns.join(', ')
const of = (alias: string) => bankColumns.map((name) => `${alias}.${name}`).join(', ')
/** As JSON. An amount is text there, with every digit and no needless zero. */
const asJson = (alias: string, name: BankColumn) =>
  name === 'amount' ? `trim_scale(${alias}.amount)::text` : `${alias}.${name}`

/**
 * A JSON array of reports as rows `r`: ours and Plaid's id, the report's digest, and the columns. Plain JSON: it is read
 * once, which is not worth making jsonb of it.
 */
const REPORTED = `AS r (id uuid, plaid_transaction_id text, report_digest uuid, ${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`

/** All columns of the row `t` as one JSON object. */
export const bankColumnsAsJson = `jsonb_build_object(${bankColumns.map((name) => `'${name}', ${asJson('t', name)}`).join(', ')})`

const changes = bankColumns
  .map(
    (name) => `CASE WHEN t.${name} IS DISTINCT FROM r.${name}
      THEN jsonb_build_object('${name}', jsonb_build_array(${asJson('t', name)}, ${asJson('r', name)})) ELSE '{}' END`,
  )
  .join(' || ')

/** Into rows that are there already. The last line costs little and spares a row that another writer has made alike. */
const UPDATE = `
  ON CONFLICT (household_id, plaid_transaction_id) DO UPDATE
  SET ${bankColumns.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}, report_digest = EXCLUDED.report_digest,
    removed_at = NULL, unshared_at = NULL, updated_at = EXCLUDED.updated_at
  WHERE (t.removed_at, t.unshared_at, ${of('t')}) IS DISTINCT FROM (NULL::timestamptz, NULL::timestamptz, ${of('EXCLUDED')})`

/** Stores reports of which no row is known, and gives the rows. */
export const storeNew = (household: Prisma.Sql, now: Date, reports: string) => Prisma.sql`
  INSERT INTO transactions AS t
    (household_id, id, plaid_transaction_id, report_digest, created_at, updated_at, ${Prisma.raw(named)})
  SELECT ${household}, r.id, r.plaid_transaction_id, r.report_digest, ${now}::timestamptz, ${now}::timestamptz,
    ${Prisma.raw(of('r'))}
  FROM json_to_recordset(${reports}::json) ${Prisma.raw(`${REPORTED} ${UPDATE}`)} RETURNING t.*`

/**
 * Stores reports of which some have a row, and into the history what they change. Most of what Plaid calls modified is
 * not: a row that stands as reported is only read, and has no part in the history. $1 household, $2 the moment, $3
 * reports, $4 the run. Gives the ids of what it wrote.
 */
export const STORE = `
  WITH news AS (
    SELECT r.*, t.id AS stored_id, t.removed_at AS was_removed_at, CASE WHEN t.id IS NOT NULL THEN ${changes} END AS changes
    FROM json_to_recordset($3::json) ${REPORTED}
    LEFT JOIN transactions t ON t.household_id = $1::uuid AND t.plaid_transaction_id = r.plaid_transaction_id
    WHERE t.id IS NULL OR (t.removed_at, t.unshared_at, ${of('t')}) IS DISTINCT FROM (NULL::timestamptz, NULL::timestamptz, ${of('r')})),
  told AS (
    INSERT INTO transaction_events (household_id, id, transaction_id, run_id, kind, changes, at)
    SELECT $1::uuid, gen_random_uuid(), stored_id, $4::uuid,
      CASE WHEN was_removed_at IS NULL THEN 'changed' ELSE 'restored' END, changes, $2::timestamptz
    FROM news WHERE stored_id IS NOT NULL AND (was_removed_at IS NOT NULL OR changes <> '{}'))
  INSERT INTO transactions AS t (household_id, id, plaid_transaction_id, report_digest, created_at, updated_at, ${named})
  SELECT $1::uuid, r.id, r.plaid_transaction_id, r.report_digest, $2::timestamptz, $2::timestamptz, ${of('r')}
  FROM news r ${UPDATE} RETURNING t.id`

/**
 * Which of some reports are news: all but those whose row is in sight and was stored from a report of the same digest.
 * $1 household, $2 Plaid's ids and the digests as a JSON array of pairs. Gives their places in it, counted from 0, and
 * whether there is a row.
 */
export const NEWS = `
  SELECT (told.place - 1)::int AS place, t.id IS NOT NULL AS known
  FROM json_array_elements($2::json) WITH ORDINALITY AS told (pair, place)
  LEFT JOIN transactions t ON t.household_id = $1::uuid AND t.plaid_transaction_id = told.pair->>0
  WHERE t.report_digest IS DISTINCT FROM (told.pair->>1)::uuid OR t.removed_at IS NOT NULL OR t.unshared_at IS NOT NULL
  ORDER BY told.place`
