import type { EntryCondition } from '@/lib/finance/entry-condition'
import { type RuleChanges, type RuleCondition, ruleChanges, ruleCondition } from '@/lib/rules/schema'
import { conditionSql } from './entry-filter'
import { Prisma } from './generated/client'

/** Rows to a statement: PGlite, which runs in this process, gives the event loop back between two. */
const CHUNK_ROWS = 2_000

/** A rule as it is held against transactions. */
export interface RuleInForce {
  id: string
  condition: RuleCondition
  changes: RuleChanges
}

/** What rules did to some transactions. */
export interface RulesApplied {
  /** Transactions of which rules say something now. */
  matched: number
  /** Those of which they say something else than before. */
  changed: string[]
}

/**
 * Rules are changed while no other transaction holds outcomes by the old ones: whoever applies rules waits for whoever
 * changes them, and the other way round. To be called first.
 */
export async function lockRules(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM households WHERE id = ${householdId}::uuid FOR NO KEY UPDATE`)
}

/** @throws Error for a stored rule that cannot be read. */
export function toRuleInForce(row: { id: string; condition: unknown; changes: unknown }): RuleInForce {
  return {
    id: row.id,
    condition: ruleCondition.parse(row.condition),
    changes: ruleChanges.parse(row.changes),
  }
}

/** A household's rules that are in force, in their order; nobody changes them until the transaction ends. */
async function holdRules(
  tx: Prisma.TransactionClient,
  householdId: string,
): Promise<{ rules: RuleInForce[]; hasOutcomes: boolean }> {
  const rows = await tx.$queryRaw<
    { id: string | null; enabled: boolean; condition: unknown; changes: unknown; hasOutcomes: boolean }[]
  >(Prisma.sql`
    SELECT r.id, r.enabled, r.condition, r.changes,
      EXISTS (SELECT FROM rule_outcomes o WHERE o.household_id = h.id) AS "hasOutcomes"
    FROM households h LEFT JOIN rules r ON r.household_id = h.id
    WHERE h.id = ${householdId}::uuid ORDER BY r.position, r.id FOR SHARE OF h`)
  return {
    rules: rows.flatMap(({ id, enabled, condition, changes }) =>
      id !== null && enabled ? [toRuleInForce({ id, condition, changes })] : [],
    ),
    hasOutcomes: rows[0]?.hasOutcomes ?? false,
  }
}

/**
 * What the bank says of the transactions in sight among `ids (id)`, as rows `n` by the names that conditions know.
 *
 * @param from what transactions `t` are taken from, such as a join.
 */
export const bankRows = (householdId: string, from: Prisma.Sql) => Prisma.sql`
  SELECT t.id AS transaction_id, t.account_id, t.amount, t.currency, t.pending, t.shown_on AS listed_on,
    lowered(trim(COALESCE(t.merchant_name, t.name))) AS merchant_key,
    COALESCE(t.category_detailed, t.category_primary) AS category, t.category_primary AS category_group,
    lowered(concat_ws(E'\n', t.merchant_name, t.name, t.original_description)) AS search
  FROM ${from}
  WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL`

/** Whether the bank's row `n` meets a rule's condition: never unknown. */
export function meets(condition: RuleCondition): Prisma.Sql {
  const asked: EntryCondition = condition
  return Prisma.sql`COALESCE(${conditionSql(asked)}, false)`
}

/**
 * What rules say of the bank's rows in the table `n`, as a table `outcomes`: of each field what the first rule says that
 * says something of it, the tags of all, and which rules had a part in it.
 */
export function outcomesOf(rules: readonly RuleInForce[]): Prisma.Sql {
  const said = JSON.stringify(
    rules.map(({ id, changes }, index) => ({ place: index + 1, rule_id: id, ...changes })),
  )
  const hits =
    rules.length === 0
      ? Prisma.sql`'{}'::boolean[]`
      : Prisma.sql`ARRAY[${Prisma.join(rules.map(({ condition }) => meets(condition)))}]`
  const first = (field: string) =>
    Prisma.raw(`r.${field} IS NOT NULL AND
      u.place = min(u.place) FILTER (WHERE r.${field} IS NOT NULL) OVER (PARTITION BY n.transaction_id) AS says_${field}`)
  return Prisma.sql`
    hits AS (
      SELECT n.transaction_id, r.rule_id, u.place, r.category, r.title, r.tags, r.transfer, r.excluded,
        COALESCE(r.reviewed, false) AS reviewed,
        ${first('category')}, ${first('title')}, ${first('transfer')}, ${first('excluded')}
      FROM n
      CROSS JOIN LATERAL unnest(${hits}) WITH ORDINALITY AS u (hit, place)
      JOIN jsonb_to_recordset(${said}::jsonb) AS r (place int, rule_id uuid, category text, title text, tags jsonb,
        transfer boolean, excluded boolean, reviewed boolean) ON r.place = u.place
      WHERE u.hit),
    outcomes AS (
      SELECT h.transaction_id,
        max(h.category) FILTER (WHERE h.says_category) AS category,
        max(h.title) FILTER (WHERE h.says_title) AS title,
        bool_or(h.transfer) FILTER (WHERE h.says_transfer) AS transfer,
        bool_or(h.excluded) FILTER (WHERE h.says_excluded) AS excluded,
        bool_or(h.reviewed) AS reviewed,
        ARRAY(
          SELECT (array_agg(b.tag ORDER BY a.list_at, b.tag_at))[1]
          FROM jsonb_array_elements(jsonb_agg(h.tags ORDER BY h.place) FILTER (WHERE h.tags IS NOT NULL))
            WITH ORDINALITY AS a (list, list_at),
            jsonb_array_elements_text(a.list) WITH ORDINALITY AS b (tag, tag_at)
          GROUP BY lowered(b.tag) ORDER BY min(a.list_at * 1000 + b.tag_at)) AS tags,
        array_agg(h.rule_id ORDER BY h.place) FILTER (WHERE h.says_category OR h.says_title OR h.says_transfer
          OR h.says_excluded OR h.reviewed OR h.tags IS NOT NULL) AS rule_ids
      FROM hits h GROUP BY h.transaction_id
      HAVING bool_or(h.says_category OR h.says_title OR h.says_transfer OR h.says_excluded OR h.reviewed
        OR h.tags IS NOT NULL))`
}

const FIELDS = Prisma.raw('category, title, tags, transfer, excluded, reviewed, rule_ids')
const fieldsOf = (alias: string) =>
  Prisma.raw(
    ['category', 'title', 'tags', 'transfer', 'excluded', 'reviewed', 'rule_ids']
      .map((name) => `${alias}.${name}`)
      .join(', '),
  )

/**
 * Brings what rules say of some transactions in line with the rules and with what the bank says now. To be called in the
 * database transaction of whatever changed one of them, before `relist` of the same transactions. What people wrote is
 * not looked at: it counts before any rule. An outcome that stands as it should is not written.
 */
export async function applyRules(
  tx: Prisma.TransactionClient,
  householdId: string,
  transactionIds: readonly string[],
  now: Date,
): Promise<RulesApplied> {
  const applied: RulesApplied = { matched: 0, changed: [] }
  if (transactionIds.length === 0) return applied
  const { rules, hasOutcomes } = await holdRules(tx, householdId)
  if (rules.length === 0 && !hasOutcomes) return applied
  const household = Prisma.sql`${householdId}::uuid`
  for (let start = 0; start < transactionIds.length; start += CHUNK_ROWS) {
    const ids = JSON.stringify(transactionIds.slice(start, start + CHUNK_ROWS))
    const rows = await tx.$queryRaw<{ matched: bigint; changed: string[] | null }[]>(Prisma.sql`
      WITH ids AS (SELECT DISTINCT v::uuid AS id FROM jsonb_array_elements_text(${ids}::jsonb) v),
      n AS MATERIALIZED (${bankRows(householdId, Prisma.sql`ids JOIN transactions t ON t.id = ids.id`)}),
      ${outcomesOf(rules)},
      gone AS (
        DELETE FROM rule_outcomes o USING ids
        WHERE o.household_id = ${household} AND o.transaction_id = ids.id
          AND NOT EXISTS (SELECT FROM outcomes w WHERE w.transaction_id = o.transaction_id)
        RETURNING o.transaction_id),
      written AS (
        INSERT INTO rule_outcomes AS o (household_id, transaction_id, ${FIELDS}, updated_at)
        SELECT ${household}, w.transaction_id, ${fieldsOf('w')}, ${now}::timestamptz FROM outcomes w
        ON CONFLICT (household_id, transaction_id) DO UPDATE
        SET category = EXCLUDED.category, title = EXCLUDED.title, tags = EXCLUDED.tags, transfer = EXCLUDED.transfer,
          excluded = EXCLUDED.excluded, reviewed = EXCLUDED.reviewed, rule_ids = EXCLUDED.rule_ids,
          updated_at = EXCLUDED.updated_at
        WHERE (${fieldsOf('o')}) IS DISTINCT FROM (${fieldsOf('EXCLUDED')})
        RETURNING o.transaction_id)
      SELECT (SELECT count(*) FROM outcomes) AS matched,
        ARRAY(SELECT transaction_id::text FROM gone UNION ALL SELECT transaction_id::text FROM written) AS changed`)
    applied.matched += Number(rows[0]?.matched ?? 0)
    applied.changed.push(...(rows[0]?.changed ?? []))
  }
  return applied
}
