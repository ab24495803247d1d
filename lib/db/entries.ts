import { INCOME_GROUPS, PLAID_GROUPS, TRANSFER_CODES } from '@/lib/finance/category-kinds'
import { Prisma } from './generated/client'

/** Rows to a statement: PGlite, which runs in this process, gives the event loop back between two. */
const CHUNK_ROWS = 2_000

const COLUMNS = [
  'transaction_id',
  'account_id',
  'listed_on',
  'amount',
  'currency',
  'pending',
  'title',
  'merchant_key',
  'category',
  'category_group',
  'flow',
  'tags',
  'note',
  'flagged',
  'reviewed',
  'part',
  'search',
] as const

const listed = (alias: string) => Prisma.raw(COLUMNS.map((name) => `${alias}.${name}`).join(', '))
const names = Prisma.raw(COLUMNS.join(', '))
const assigned = Prisma.raw(COLUMNS.map((name) => `${name} = EXCLUDED.${name}`).join(', '))

/**
 * What entries the transactions `in_sight` should have. A person's word counts before a rule's, a rule's before the
 * bank's; what was removed has none, and makes no transfer of the other side of its pair any more. All is looked up by
 * key, one transaction at a time: whatever the planner takes a table for, it must not go through a household's whole
 * history for some thousands of it.
 */
const wanted = (household: Prisma.Sql) => Prisma.sql`
  side AS MATERIALIZED (
    SELECT p.out_id AS id, p.in_id AS other FROM in_sight t
    JOIN transfer_pairs p ON p.household_id = ${household} AND p.out_id = t.id AND p.state = 'confirmed'
    UNION ALL
    SELECT p.in_id, p.out_id FROM in_sight t
    JOIN transfer_pairs p ON p.household_id = ${household} AND p.in_id = t.id AND p.state = 'confirmed'),
  paired AS (
    SELECT side.id FROM side
    JOIN transactions o ON o.household_id = ${household} AND o.id = side.other AND o.removed_at IS NULL),
  said AS (
    SELECT t.id AS transaction_id, t.account_id, t.amount, t.currency, t.pending, t.name, t.merchant_name,
      t.original_description, t.category_primary, COALESCE(t.category_detailed, t.category_primary) AS bank_category,
      COALESCE(e.shown_on, t.shown_on) AS listed_on,
      COALESCE(e.title, r.title, t.merchant_name, t.name) AS title,
      COALESCE(e.category, r.category) AS own_category,
      COALESCE(e.tags, '{}') || CASE WHEN r.tags <> '{}' THEN ARRAY(
        SELECT u FROM unnest(r.tags) u
        WHERE NOT EXISTS (SELECT FROM unnest(e.tags) k WHERE lowered(k) = lowered(u))) ELSE '{}' END AS tags,
      COALESCE(e.note, '') AS note, COALESCE(e.flagged, false) AS flagged,
      e.reviewed_at IS NOT NULL OR COALESCE(r.reviewed, false) AS reviewed,
      COALESCE(e.excluded, r.excluded, false) AS excluded,
      COALESCE(e.transfer, CASE WHEN t.id IN (SELECT id FROM paired) THEN true END, r.transfer) AS transfer,
      a.type = 'loan' AS in_loan
    FROM in_sight t
    JOIN accounts a ON a.household_id = ${household} AND a.id = t.account_id
    LEFT JOIN LATERAL (
      SELECT * FROM transaction_edits WHERE household_id = ${household} AND transaction_id = t.id OFFSET 0) e ON true
    LEFT JOIN LATERAL (
      SELECT * FROM rule_outcomes WHERE household_id = ${household} AND transaction_id = t.id OFFSET 0) r ON true),
  parts AS (
    SELECT s.*, p.id AS part_id,
      CASE WHEN p.id IS NULL THEN s.amount WHEN p.position > 0 THEN p.amount
        ELSE s.amount - COALESCE((SELECT sum(o.amount) FROM transaction_splits o WHERE o.household_id = ${household}
          AND o.transaction_id = s.transaction_id AND o.position > 0), 0) END AS part_amount,
      COALESCE(p.category, s.own_category) AS chosen,
      concat_ws(E'\n', NULLIF(s.note, ''), NULLIF(p.note, '')) AS notes
    FROM said s
    LEFT JOIN LATERAL (
      SELECT * FROM transaction_splits WHERE household_id = ${household} AND transaction_id = s.transaction_id
      OFFSET 0) p ON true),
  sorted AS (
    SELECT p.*, COALESCE(p.chosen, p.bank_category) AS category,
      COALESCE(own.group_code, CASE
        WHEN p.chosen IS NULL THEN p.category_primary
        ELSE COALESCE((SELECT g FROM unnest(${[...PLAID_GROUPS]}::text[]) g
          WHERE p.chosen = g OR starts_with(p.chosen, g || '_') LIMIT 1), p.chosen) END) AS category_group,
      own.kind AS own_kind
    FROM parts p
    LEFT JOIN categories own ON own.household_id = ${household} AND own.code = COALESCE(p.chosen, p.bank_category)),
  judged AS (
    SELECT s.*, COALESCE(s.own_kind, wider.kind, CASE
        WHEN s.category = ANY(${[...TRANSFER_CODES]}::text[]) THEN 'transfer'
        WHEN s.category_group = ANY(${[...INCOME_GROUPS]}::text[]) THEN 'income'
        WHEN s.category IS NULL AND s.part_amount > 0 THEN 'income'
        ELSE 'spending' END) AS kind
    FROM sorted s
    LEFT JOIN categories wider ON wider.household_id = ${household} AND wider.code = s.category_group),
  wanted AS (
    SELECT COALESCE(j.part_id, j.transaction_id) AS id, j.transaction_id, j.account_id, j.listed_on,
      j.part_amount AS amount, j.currency, j.pending, j.title, lowered(trim(j.title)) AS merchant_key, j.category,
      j.category_group,
      CASE WHEN j.excluded THEN 'excluded'
        WHEN j.transfer THEN 'transfer'
        WHEN j.transfer IS NULL AND j.in_loan THEN 'transfer'
        WHEN j.kind <> 'transfer' OR j.transfer IS NULL THEN j.kind
        WHEN j.part_amount > 0 THEN 'income' ELSE 'spending' END AS flow,
      j.tags, j.notes AS note, j.flagged, j.reviewed, j.part_id IS NOT NULL AS part,
      lowered(concat_ws(E'\n', j.title, j.merchant_name, j.name, j.original_description, NULLIF(j.notes, ''),
        NULLIF(array_to_string(j.tags, E'\n'), ''))) AS search
    FROM judged j)`

/** Writes the entries `wanted`; one that stands as it should is left alone. */
const write = (household: Prisma.Sql) => Prisma.sql`
  INSERT INTO entries AS n (household_id, id, ${names})
  SELECT ${household}, w.id, ${listed('w')} FROM wanted w
  ON CONFLICT (household_id, id) DO UPDATE SET ${assigned}
  WHERE (${listed('n')}) IS DISTINCT FROM (${listed('EXCLUDED')})`

/**
 * The end of a statement that stores transactions nobody has seen yet: lists them, and gives their ids.
 *
 * @param stored the stored rows `t`, as an INSERT returns them.
 */
export const listNew = (household: Prisma.Sql, stored: Prisma.Sql) => Prisma.sql`
  WITH in_sight AS (${stored}), ${wanted(household)}, listed AS (${write(household)})
  SELECT id FROM in_sight`

/**
 * Brings the entries of some transactions in line with what the bank, rules and people say of them now. To be called in
 * the database transaction of whatever changed that; an entry that stands as it should is not written. The other side
 * of a pair is looked at too: what becomes of one of them matters to both.
 *
 * @returns how many entries were made or changed.
 */
export async function relist(
  tx: Prisma.TransactionClient,
  householdId: string,
  transactionIds: readonly string[],
): Promise<number> {
  const household = Prisma.sql`${householdId}::uuid`
  let written = 0
  for (let start = 0; start < transactionIds.length; start += CHUNK_ROWS) {
    const ids = JSON.stringify(transactionIds.slice(start, start + CHUNK_ROWS))
    written += await tx.$executeRaw(Prisma.sql`
      WITH asked AS (SELECT DISTINCT v::uuid AS id FROM jsonb_array_elements_text(${ids}::jsonb) v),
      ids AS (
        SELECT id FROM asked
        UNION SELECT p.in_id FROM asked
        JOIN transfer_pairs p ON p.household_id = ${household} AND p.out_id = asked.id AND p.state = 'confirmed'
        UNION SELECT p.out_id FROM asked
        JOIN transfer_pairs p ON p.household_id = ${household} AND p.in_id = asked.id AND p.state = 'confirmed'),
      in_sight AS (
        SELECT t.* FROM ids
        CROSS JOIN LATERAL (
          SELECT * FROM transactions WHERE household_id = ${household} AND id = ids.id OFFSET 0) t
        WHERE t.removed_at IS NULL),
      ${wanted(household)},
      unwanted AS (
        SELECT n.id FROM ids
        CROSS JOIN LATERAL (
          SELECT id FROM entries WHERE household_id = ${household} AND transaction_id = ids.id OFFSET 0) n
        WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.id = n.id)),
      gone AS (
        DELETE FROM entries WHERE household_id = ${household} AND id = ANY(ARRAY(SELECT id FROM unwanted)))
      ${write(household)}`)
  }
  return written
}

/**
 * As `relist`, of all transactions of a household that meet a condition on the row `t`.
 *
 * @returns how many entries were made or changed.
 */
export async function relistWhere(
  tx: Prisma.TransactionClient,
  householdId: string,
  condition: Prisma.Sql,
): Promise<number> {
  const found = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT t.id FROM transactions t WHERE t.household_id = ${householdId}::uuid AND ${condition}`)
  return relist(
    tx,
    householdId,
    found.map(({ id }) => id),
  )
}

/** As `relist`, of everything that a household has. */
export async function relistAll(tx: Prisma.TransactionClient, householdId: string): Promise<number> {
  return relistWhere(tx, householdId, Prisma.sql`true`)
}
