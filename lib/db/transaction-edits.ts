import { type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { relist } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** What a person wrote on a transaction. */
export interface EditChange {
  /** '' clears it. */
  note?: string
  /** A code of Plaid's detailed categories; null: as the bank says. */
  category?: string | null
  tags?: string[]
  flagged?: boolean
  /** Whom it was paid to or came from; null: as the bank says. */
  title?: string | null
  /** The day on which it is shown and counted; null: as the bank says. */
  shownOn?: CalendarDate | null
  /** Whether it only moves money between own accounts; null: as a pair or the category says. */
  transfer?: boolean | null
  /** Whether it is left out of reports and budgets; null: as rules say. */
  excluded?: boolean | null
  reviewed?: boolean
}

/** An edit that says nothing. */
export const NOTHING_WRITTEN = {
  note: '',
  category: null,
  tags: { isEmpty: true },
  flagged: false,
  title: null,
  shownOn: null,
  transfer: null,
  excluded: null,
  reviewedAt: null,
}

interface Kin {
  id: string
  plaidTransactionId: string
  pendingPlaidTransactionId: string | null
  removedAt: Date | null
}

const KIN = Prisma.sql`id, plaid_transaction_id AS "plaidTransactionId",
  pending_plaid_transaction_id AS "pendingPlaidTransactionId", removed_at AS "removedAt"`

/**
 * Writes some of what a person says of a transaction; what is left out stays. Where the transaction has gone out of
 * sight meanwhile, because the posted one that names it has come, it is written on that one.
 *
 * @returns false when the household has no such transaction.
 */
export async function saveEdit(
  db: Database,
  householdId: string,
  transactionId: string,
  change: EditChange,
  now: Date,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const heirId = await lockHeir(tx, householdId, transactionId)
    if (heirId === null) return false
    const key = { householdId, transactionId: heirId }
    const { shownOn, reviewed, ...rest } = change
    const columns = {
      ...rest,
      ...(shownOn === undefined ? {} : { shownOn: shownOn && toUtcMidnight(shownOn) }),
      ...(reviewed === undefined ? {} : { reviewedAt: reviewed ? now : null }),
      updatedAt: now,
    }
    await tx.transactionEdit.upsert({
      where: { householdId_transactionId: key },
      create: { ...key, ...columns },
      update: columns,
    })
    await tx.transactionEdit.deleteMany({ where: { ...key, ...NOTHING_WRITTEN } })
    await relist(tx, householdId, [key.transactionId])
    return true
  })
}

/**
 * Locks a transaction, so that a sync which is about to replace it carries along what is written on it now, or has
 * done so.
 *
 * @returns the id of the one to write on: its own, or that of the one which stands for it; null when there is none.
 */
export async function lockHeir(
  tx: Prisma.TransactionClient,
  householdId: string,
  transactionId: string,
): Promise<string | null> {
  const [own] = await tx.$queryRaw<Kin[]>(Prisma.sql`
    SELECT ${KIN} FROM transactions
    WHERE household_id = ${householdId}::uuid AND id = ${transactionId}::uuid FOR NO KEY UPDATE`)
  return own ? heirOf(tx, householdId, own) : null
}

/**
 * The transaction in sight that stands for one out of sight: its posted one, that one's, or another that posts the
 * same pending one. Its own id where there is none.
 */
async function heirOf(tx: Prisma.TransactionClient, householdId: string, own: Kin): Promise<string> {
  const seen = [own.id]
  let current = own
  while (current.removedAt !== null) {
    const pendingId = current.pendingPlaidTransactionId
    const [next] = await tx.$queryRaw<Kin[]>(Prisma.sql`
      SELECT ${KIN} FROM transactions
      WHERE household_id = ${householdId}::uuid AND NOT id = ANY(${seen}::uuid[])
        AND (pending_plaid_transaction_id = ${current.plaidTransactionId}
          OR pending_plaid_transaction_id = ${pendingId} OR plaid_transaction_id = ${pendingId})
      ORDER BY removed_at IS NOT NULL, created_at DESC, id DESC
      LIMIT 1
      FOR NO KEY UPDATE`)
    if (!next) return own.id
    seen.push(next.id)
    current = next
  }
  return current.id
}

/** The tags of an array in their order, each once: in whatever case, as it was first written. */
const eachOnce = (tags: Prisma.Sql) => Prisma.sql`ARRAY(
  SELECT (array_agg(tag ORDER BY place))[1] FROM unnest(${tags}) WITH ORDINALITY AS u(tag, place)
  GROUP BY lowered(tag) ORDER BY min(place))`

/**
 * Ends an insertion of older edits as `kept` that may meet newer ones. Nothing of either side is lost: the older note
 * stands below the newer, what the newer says of the rest holds, the older tags come first, and a flag on either is a
 * flag.
 */
export const JOIN_EDITS = Prisma.sql`
  ON CONFLICT (household_id, transaction_id) DO UPDATE
  SET note = CASE WHEN kept.note = EXCLUDED.note THEN kept.note
        ELSE concat_ws(E'\n', NULLIF(kept.note, ''), NULLIF(EXCLUDED.note, '')) END,
    category = COALESCE(kept.category, EXCLUDED.category),
    tags = ${eachOnce(Prisma.sql`EXCLUDED.tags || kept.tags`)},
    flagged = kept.flagged OR EXCLUDED.flagged,
    title = COALESCE(kept.title, EXCLUDED.title), shown_on = COALESCE(kept.shown_on, EXCLUDED.shown_on),
    transfer = COALESCE(kept.transfer, EXCLUDED.transfer), excluded = COALESCE(kept.excluded, EXCLUDED.excluded),
    reviewed_at = COALESCE(kept.reviewed_at, EXCLUDED.reviewed_at),
    updated_at = GREATEST(kept.updated_at, EXCLUDED.updated_at)`

/**
 * Moves what people wrote to where they will look for it: from a pending transaction to the posted one that names
 * it (through any number of such steps), from a posted one that was removed to another that posts the same pending
 * one, and back to the pending one when that is all that is left.
 *
 * A split moves too, where its new place has none.
 *
 * @param plaidTransactionIds those of a delta that are pending or name a pending one.
 * @returns the ids of those on which something is written now.
 */
export async function moveEdits(
  tx: Prisma.TransactionClient,
  householdId: string,
  plaidTransactionIds: readonly string[],
): Promise<string[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const targets = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    WITH RECURSIVE heirs AS (
      SELECT id, plaid_transaction_id AS own, pending_plaid_transaction_id AS named FROM transactions
      WHERE household_id = ${household} AND plaid_transaction_id IN
        (SELECT jsonb_array_elements_text(${JSON.stringify(plaidTransactionIds)}::jsonb))),
    edited AS (
      SELECT t.id, t.plaid_transaction_id AS own, t.pending_plaid_transaction_id AS named, t.removed_at
      FROM (
        SELECT transaction_id FROM transaction_edits WHERE household_id = ${household}
        UNION SELECT transaction_id FROM transaction_splits WHERE household_id = ${household}) e
      JOIN transactions t ON t.household_id = ${household} AND t.id = e.transaction_id
      WHERE t.removed_at IS NOT NULL),
    steps (source, target) AS (
      SELECT s.id, h.id FROM edited s JOIN heirs h ON h.named = s.own AND h.id <> s.id
      UNION SELECT s.id, h.id FROM edited s JOIN heirs h ON h.named = s.named AND h.id <> s.id
      UNION SELECT s.id, h.id FROM edited s JOIN heirs h ON h.own = s.named AND h.id <> s.id
      UNION SELECT s.id, h.id FROM heirs s JOIN heirs h ON h.named = s.own AND h.id <> s.id),
    walks (source, target, depth) AS (
      SELECT source, target, 1 FROM steps
      UNION SELECT w.source, s.target, w.depth + 1 FROM walks w JOIN steps s ON s.source = w.target WHERE w.depth < 8),
    ends AS (
      SELECT DISTINCT ON (w.source) w.source, w.target, w.depth FROM walks w
      JOIN transactions t ON t.household_id = ${household} AND t.id = w.target AND t.removed_at IS NULL
      ORDER BY w.source, w.depth, w.target DESC),
    moved AS (
      DELETE FROM transaction_edits e USING ends
      WHERE e.household_id = ${household} AND e.transaction_id = ends.source
      RETURNING ends.target, ends.depth, e.*),
    tagged AS (
      SELECT target, array_agg(tag ORDER BY depth DESC, transaction_id, place) AS tags
      FROM moved, unnest(tags) WITH ORDINALITY AS u(tag, place) GROUP BY target),
    gathered AS (
      SELECT target, COALESCE(string_agg(NULLIF(note, ''), E'\n' ORDER BY depth, transaction_id), '') AS note,
        ${nearest('category')}, ${nearest('title')}, ${nearest('shown_on')}, ${nearest('transfer')},
        ${nearest('excluded')}, ${nearest('reviewed_at')}, bool_or(flagged) AS flagged, max(updated_at) AS updated_at
      FROM moved GROUP BY target),
    split AS (
      SELECT DISTINCT ON (ends.target) ends.source, ends.target FROM ends
      WHERE EXISTS (SELECT FROM transaction_splits s
          WHERE s.household_id = ${household} AND s.transaction_id = ends.source)
        AND NOT EXISTS (SELECT FROM transaction_splits s
          WHERE s.household_id = ${household} AND s.transaction_id = ends.target)
      ORDER BY ends.target, ends.depth, ends.source),
    parts AS (
      UPDATE transaction_splits s SET transaction_id = split.target FROM split
      WHERE s.household_id = ${household} AND s.transaction_id = split.source),
    written AS (
      INSERT INTO transaction_edits AS kept (household_id, transaction_id, note, category, tags, flagged, title, shown_on,
        transfer, excluded, reviewed_at, updated_at)
      SELECT ${household}, g.target, g.note, g.category, ${eachOnce(Prisma.sql`t.tags`)}, g.flagged, g.title, g.shown_on,
        g.transfer, g.excluded, g.reviewed_at, g.updated_at
      FROM gathered g LEFT JOIN tagged t ON t.target = g.target
      ${JOIN_EDITS}
      RETURNING kept.transaction_id)
    SELECT transaction_id AS id FROM written UNION SELECT target FROM split`)
  return targets.map(({ id }) => id)
}

/** Of what was moved to one place, what the nearest that says something says. */
const nearest = (column: string) => {
  const name = Prisma.raw(column)
  return Prisma.sql`(array_agg(${name} ORDER BY depth, transaction_id) FILTER (WHERE ${name} IS NOT NULL))[1] AS ${name}`
}

/** As many as a person is offered: those used most. */
const OFFERED_TAGS = 50

/** The tags that a household has in use, the most used first. */
export async function listTags(db: Database, householdId: string): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ tag: string }[]>(Prisma.sql`
    SELECT min(tag) AS tag FROM transaction_edits e, unnest(e.tags) AS tag
    WHERE e.household_id = ${householdId}::uuid
    GROUP BY lowered(tag) ORDER BY count(*) DESC, lowered(tag) LIMIT ${OFFERED_TAGS}`)
  return rows.map(({ tag }) => tag)
}
