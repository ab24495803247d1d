import { newId } from '@/lib/crypto/id'
import { relist } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** What a person says of many transactions at once; what is left out stays as it is with each. */
export interface BulkChange {
  /** A code; null: as the bank and rules say. */
  category?: string | null
  title?: string | null
  addTags?: readonly string[]
  removeTags?: readonly string[]
  reviewed?: boolean
  flagged?: boolean
  /** Null: as rules say. */
  excluded?: boolean | null
  /** Null: as a pair or the category says. */
  transfer?: boolean | null
}

/** Tags that one transaction may have: those that are over stay away. */
const TAGS_KEPT = 20
/** For how long a change can be undone. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** All that a change can write: their names go into SQL as they are, so none comes from anywhere else. */
const COLUMNS = ['category', 'title', 'tags', 'reviewed_at', 'flagged', 'excluded', 'transfer'] as const
type Column = (typeof COLUMNS)[number]

const uuids = (ids: readonly string[]) =>
  Prisma.sql`(SELECT v::uuid FROM jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) v)`

/** The columns that a change writes, each with its value over `kept`, which may have no row. */
function written(change: BulkChange, now: Date): Map<Column, Prisma.Sql> {
  const columns = new Map<Column, Prisma.Sql>()
  const { category, title, addTags = [], removeTags = [], reviewed, flagged, excluded, transfer } = change
  if (category !== undefined) columns.set('category', Prisma.sql`${category}::text`)
  if (title !== undefined) columns.set('title', Prisma.sql`${title}::text`)
  if (flagged !== undefined) columns.set('flagged', Prisma.sql`${flagged}::boolean`)
  if (excluded !== undefined) columns.set('excluded', Prisma.sql`${excluded}::boolean`)
  if (transfer !== undefined) columns.set('transfer', Prisma.sql`${transfer}::boolean`)
  if (reviewed === true)
    columns.set('reviewed_at', Prisma.sql`COALESCE(kept.reviewed_at, ${now}::timestamptz)`)
  if (reviewed === false) columns.set('reviewed_at', Prisma.sql`NULL::timestamptz`)
  if (addTags.length > 0 || removeTags.length > 0)
    columns.set(
      'tags',
      Prisma.sql`(ARRAY(
        SELECT (array_agg(tag ORDER BY place))[1]
        FROM unnest(COALESCE(kept.tags, '{}') || ${[...addTags]}::text[]) WITH ORDINALITY AS u(tag, place)
        WHERE NOT lowered(tag) = ANY(SELECT lowered(gone) FROM unnest(${[...removeTags]}::text[]) gone)
        GROUP BY lowered(tag) ORDER BY min(place)))[1:${TAGS_KEPT}::int]`,
    )
  return columns
}

/**
 * For each of some transactions the one in sight that stands for it: itself, or, where it is out of sight, the posted
 * one that names it, that one's, or another that posts the same pending one. Its own id where there is none. Locked, so
 * that a sync which is about to replace one carries along what is written now.
 */
async function heirsOf(
  tx: Prisma.TransactionClient,
  householdId: string,
  ids: readonly string[],
): Promise<{ source: string; target: string }[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const lock = (these: readonly string[]) =>
    tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT t.id FROM transactions t WHERE t.household_id = ${household} AND t.id IN ${uuids(these)}
      ORDER BY t.id FOR NO KEY UPDATE`)
  const own = (await lock(ids)).map(({ id }) => id)
  const heirs = await tx.$queryRaw<{ source: string; target: string }[]>(Prisma.sql`
    WITH RECURSIVE walks (source, id, depth) AS (
      SELECT t.id, t.id, 0 FROM transactions t
      WHERE t.household_id = ${household} AND t.id IN ${uuids(own)} AND t.removed_at IS NOT NULL
      UNION
      SELECT w.source, next.id, w.depth + 1
      FROM walks w
      JOIN transactions c ON c.household_id = ${household} AND c.id = w.id AND c.removed_at IS NOT NULL
      JOIN transactions next ON next.household_id = ${household} AND next.id <> c.id AND (
        next.pending_plaid_transaction_id IN (c.plaid_transaction_id, c.pending_plaid_transaction_id)
        OR next.plaid_transaction_id = c.pending_plaid_transaction_id)
      WHERE w.depth < 8)
    SELECT DISTINCT ON (w.source) w.source, w.id AS target FROM walks w
    JOIN transactions t ON t.household_id = ${household} AND t.id = w.id AND t.removed_at IS NULL
    ORDER BY w.source, w.depth, t.created_at DESC, t.id DESC`)
  if (heirs.length > 0) await lock(heirs.map(({ target }) => target))
  const targets = new Map(heirs.map(({ source, target }) => [source, target]))
  return own.map((source) => ({ source, target: targets.get(source) ?? source }))
}

/** Takes away edits that say nothing, and lists the transactions anew. */
async function settle(
  tx: Prisma.TransactionClient,
  householdId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM transaction_edits e
    WHERE e.household_id = ${householdId}::uuid AND e.transaction_id IN ${uuids(ids)}
      AND e.note = '' AND e.category IS NULL AND cardinality(e.tags) = 0 AND NOT e.flagged AND e.title IS NULL
      AND e.shown_on IS NULL AND e.transfer IS NULL AND e.excluded IS NULL AND e.reviewed_at IS NULL`)
  await relist(tx, householdId, ids)
}

const names = (columns: Iterable<Column>) => Prisma.raw([...columns].join(', '))
const assigned = (columns: Iterable<Column>) =>
  Prisma.raw([...columns].map((name) => `${name} = EXCLUDED.${name}`).join(', '))

/** How many transactions were changed, and what undoes it. */
export interface ChangedBatch {
  batchId: string
  count: number
  /** Split ones that were left alone: their parts have categories of their own. */
  split: number
}

/**
 * Writes a change on some of a household's transactions, all at once, and keeps what was there before for `undoBatch`.
 * Ids that are not the household's are passed over. At most a few thousand at a time: the database answers to nobody
 * else meanwhile.
 */
export async function changeTransactions(
  db: Database,
  householdId: string,
  userId: string,
  transactionIds: readonly string[],
  change: BulkChange,
  now: Date,
): Promise<ChangedBatch> {
  const columns = written(change, now)
  const household = Prisma.sql`${householdId}::uuid`
  return db.prisma.$transaction(async (tx) => {
    const heirs = await heirsOf(tx, householdId, transactionIds)
    const all = [...new Set(heirs.map(({ target }) => target))]
    const apart = columns.has('category') ? await listSplit(tx, householdId, all) : new Set<string>()
    const targets = all.filter((id) => !apart.has(id))
    const batchId = newId(now)
    await tx.editBatch.deleteMany({
      where: { householdId, createdAt: { lt: new Date(now.getTime() - KEPT_MS) } },
    })
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO edit_batches (household_id, id, user_id, count, before, created_at)
      SELECT ${household}, ${batchId}::uuid, ${userId}::uuid, ${targets.length},
        jsonb_build_object('columns', ${JSON.stringify([...columns.keys()])}::jsonb, 'rows', COALESCE(jsonb_agg(
          jsonb_build_object('id', ids.id, 'edit', CASE WHEN e.transaction_id IS NOT NULL THEN
            to_jsonb(e) - 'household_id' - 'transaction_id' END)), '[]')), ${now}::timestamptz
      FROM ${uuids(targets)} AS ids(id)
      LEFT JOIN transaction_edits e ON e.household_id = ${household} AND e.transaction_id = ids.id`)
    if (columns.size > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO transaction_edits (household_id, transaction_id, updated_at, ${names(columns.keys())})
        SELECT ${household}, ids.id, ${now}::timestamptz, ${Prisma.join([...columns.values()])}
        FROM ${uuids(targets)} AS ids(id)
        LEFT JOIN transaction_edits kept ON kept.household_id = ${household} AND kept.transaction_id = ids.id
        ON CONFLICT (household_id, transaction_id) DO UPDATE
        SET ${assigned(columns.keys())}, updated_at = EXCLUDED.updated_at`)
    await settle(tx, householdId, targets)
    return { batchId, count: targets.length, split: apart.size }
  })
}

async function listSplit(
  tx: Prisma.TransactionClient,
  householdId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT DISTINCT s.transaction_id AS id FROM transaction_splits s
    WHERE s.household_id = ${householdId}::uuid AND s.transaction_id IN ${uuids(ids)}`)
  return new Set(rows.map(({ id }) => id))
}

/**
 * Puts back what a change had written over: in each transaction what that change wrote, and nothing else. Where a
 * pending one has posted meanwhile, it is put back on the posted one.
 *
 * @returns how many transactions; null when the household has no such change, or it was undone already.
 */
export async function undoBatch(
  db: Database,
  householdId: string,
  batchId: string,
  now: Date,
): Promise<number | null> {
  const household = Prisma.sql`${householdId}::uuid`
  return db.prisma.$transaction(async (tx) => {
    const [batch] = await tx.$queryRaw<{ columns: string[]; ids: string[] }[]>(Prisma.sql`
      UPDATE edit_batches SET undone_at = ${now}::timestamptz
      WHERE household_id = ${household} AND id = ${batchId}::uuid AND undone_at IS NULL
      RETURNING ARRAY(SELECT jsonb_array_elements_text(before->'columns')) AS columns,
        ARRAY(SELECT item->>'id' FROM jsonb_array_elements(before->'rows') item) AS ids`)
    if (!batch) return null
    const columns = COLUMNS.filter((name) => batch.columns.includes(name))
    const heirs = await heirsOf(tx, householdId, batch.ids)
    const targets = [...new Set(heirs.map(({ target }) => target))]
    if (columns.length === 0 || targets.length === 0) return 0
    const restored = columns.map((name) =>
      name === 'tags'
        ? Prisma.sql`COALESCE(old.tags, '{}')`
        : name === 'flagged'
          ? Prisma.sql`COALESCE(old.flagged, false)`
          : Prisma.raw(`old.${name}`),
    )
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO transaction_edits (household_id, transaction_id, updated_at, ${names(columns)})
      SELECT DISTINCT ON (heirs.target) ${household}, heirs.target, COALESCE(old.updated_at, ${now}::timestamptz),
        ${Prisma.join(restored)}
      FROM edit_batches b
      CROSS JOIN LATERAL jsonb_array_elements(b.before->'rows') item
      JOIN jsonb_to_recordset(${JSON.stringify(heirs)}::jsonb) AS heirs(source uuid, target uuid)
        ON heirs.source = (item->>'id')::uuid
      CROSS JOIN LATERAL jsonb_populate_record(NULL::transaction_edits,
        CASE jsonb_typeof(item->'edit') WHEN 'object' THEN item->'edit' ELSE '{}'::jsonb END) old
      WHERE b.household_id = ${household} AND b.id = ${batchId}::uuid
      ORDER BY heirs.target, heirs.source <> heirs.target, heirs.source DESC
      ON CONFLICT (household_id, transaction_id) DO UPDATE
      SET ${assigned(columns)}, updated_at = EXCLUDED.updated_at`)
    await settle(tx, householdId, targets)
    return targets.length
  })
}
