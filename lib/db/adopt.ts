import { UNKNOWN_INSTITUTION } from '@/lib/bank/reports'
import {
  type Match,
  type MatchableTransaction,
  matchAccounts,
  pairTransactions,
} from '@/lib/connections/adopt'
import { newId } from '@/lib/crypto/id'
import { relistWhere } from './entries'
import { type Account, Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'
import { STORE } from './transaction-columns'
import { JOIN_EDITS } from './transaction-edits'
import { removeLostPairs } from './transfer-pairs'

/** A connection that a newer one has taken the place of. */
export interface Adoption {
  /** The older connection, which is no more. */
  itemId: string
  accounts: number
  /** Transactions that both had, and that stand once now. */
  paired: number
}

/** Rows to a statement, so that the embedded database gives the event loop back in between. */
const CHUNK_ROWS = 2_000
const TIMEOUT_MS = 150_000

/**
 * Lets a connection whose whole history has been stored take the place of older ones at the same institution whose
 * access has ended for good, where their accounts are clearly the same (`matchAccounts`). Nothing is lost and nothing
 * stands twice:
 *
 * - An account goes on under the id that it had, so that whatever points to it still does; it is fed by the newer
 *   connection. One that the older had lost before moves over as it is, closed.
 * - A transaction that both report (`pairTransactions`) stands once, under the id that it had: as the newer one
 *   reports it, with what people wrote on either, and with its history.
 * - A posted transaction that only the older one knows stays in sight, also within the days that the newer reports:
 *   better one that the bank has dropped meanwhile than one missing.
 * - A pending one that only the older one knows goes out of sight: it would never post.
 * - Balances of days that the newer one has none of move along, and so do the runs.
 * - The older connection is deleted; an intent that holds its access token stays, by which what may be left of it at
 *   Plaid is ended (`cleanUpIntents`).
 *
 * All of that happens in one transaction under the lock that a run stores with, or not at all; a second call finds
 * nothing to do. Where accounts match in part or could be several, nothing is touched.
 */
export async function adoptPredecessors(db: Database, key: ItemKey, now: Date): Promise<Adoption[]> {
  const adoptions: Adoption[] = []
  for (const itemId of await listPredecessors(db.prisma, key)) {
    const adoption = await db.prisma.$transaction((tx) => adopt(tx, key, itemId, now), {
      timeout: TIMEOUT_MS,
      maxWait: 30_000,
    })
    if (adoption) adoptions.push(adoption)
  }
  return adoptions
}

/** The ended connections that a complete one may follow, the oldest first: as a rule none, by one short look. */
async function listPredecessors(
  client: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
): Promise<string[]> {
  const found = await client.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT old.id FROM items fresh
    JOIN items old ON old.household_id = fresh.household_id
      AND old.plaid_institution_id = fresh.plaid_institution_id
      AND old.plaid_institution_id <> ${UNKNOWN_INSTITUTION}
    WHERE fresh.household_id = ${householdId}::uuid AND fresh.id = ${itemId}::uuid AND fresh.health <> 'relink'
      AND fresh.history_status NOT IN ('NOT_READY', 'INITIAL_UPDATE_COMPLETE')
      AND old.health = 'relink' AND old.id <> fresh.id AND old.created_at <= fresh.created_at
    ORDER BY old.created_at, old.id`)
  return found.map(({ id }) => id)
}

async function adopt(
  tx: Prisma.TransactionClient,
  key: ItemKey,
  oldItemId: string,
  now: Date,
): Promise<Adoption | null> {
  const { householdId, itemId } = key
  await tx.$queryRaw(Prisma.sql`
    SELECT id FROM items
    WHERE household_id = ${householdId}::uuid AND id IN (${itemId}::uuid, ${oldItemId}::uuid)
    ORDER BY id FOR UPDATE`)
  // Between the look and the lock, either may have been removed, or the older one mended.
  if (!(await listPredecessors(tx, key)).includes(oldItemId)) return null
  const accountsOf = (id: string) =>
    tx.account.findMany({ where: { householdId, itemId: id }, orderBy: { id: 'asc' } })
  const [old, fresh] = [await accountsOf(oldItemId), await accountsOf(itemId)]
  const matches = matchAccounts(old, fresh)
  if (matches === null) return null

  const pairs = await pairRows(tx, householdId, matches)
  await hideForsaken(
    tx,
    householdId,
    old.map(({ id }) => id),
    pairs,
    now,
  )
  for (let start = 0; start < pairs.length; start += CHUNK_ROWS)
    await joinRows(tx, householdId, pairs.slice(start, start + CHUNK_ROWS), now)
  await joinAccounts(tx, householdId, itemId, fresh, matches)
  await tx.account.updateMany({ where: { householdId, itemId: oldItemId }, data: { itemId } })
  await relistWhere(
    tx,
    householdId,
    Prisma.sql`t.account_id IN (
      SELECT id FROM accounts WHERE household_id = ${householdId}::uuid AND item_id = ${itemId}::uuid)`,
  )
  await removeLostPairs(tx, householdId)
  await tx.syncRun.updateMany({ where: { householdId, itemId: oldItemId }, data: { itemId } })
  await leaveAccessToEnd(tx, householdId, oldItemId, now)
  await tx.itemLookup.deleteMany({ where: { householdId, itemId: oldItemId } })
  await tx.item.deleteMany({ where: { householdId, id: oldItemId } })
  return { itemId: oldItemId, accounts: matches.length, paired: pairs.length }
}

/** Locked, so that somebody who is writing on one of them has done so, or is waited for. */
async function pairRows(
  tx: Prisma.TransactionClient,
  householdId: string,
  matches: readonly Match[],
): Promise<Match[]> {
  const load = (side: Prisma.Sql) =>
    tx.$queryRaw<MatchableTransaction[]>(Prisma.sql`
      SELECT t.id, m.old_id AS "accountId", t.pending, t.posted_on::text AS "postedOn", t.shown_on::text AS "shownOn",
        t.amount::text AS amount, t.currency, t.name, t.original_description AS "originalDescription"
      FROM jsonb_to_recordset(${JSON.stringify(matches.map(toMatchRow))}::jsonb) AS m (old_id uuid, new_id uuid)
      JOIN transactions t ON t.household_id = ${householdId}::uuid AND t.account_id = ${side}
      WHERE t.removed_at IS NULL
      ORDER BY t.posted_on, t.id
      FOR UPDATE OF t`)
  const [old, fresh] = [await load(Prisma.sql`m.old_id`), await load(Prisma.sql`m.new_id`)]
  return pairTransactions(old, fresh)
}

const toMatchRow = ({ oldId, newId }: Match) => ({ old_id: oldId, new_id: newId })

/**
 * Makes one row of two: the older one, with all that the newer says and with what people wrote on either. What differs
 * stands in its history, as any change does.
 */
async function joinRows(
  tx: Prisma.TransactionClient,
  householdId: string,
  pairs: readonly Match[],
  now: Date,
): Promise<void> {
  const household = Prisma.sql`${householdId}::uuid`
  const rows = JSON.stringify(pairs.map(toMatchRow))
  const from = Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS p (old_id uuid, new_id uuid)`
  await tx.$executeRaw(Prisma.sql`
    WITH moved AS (
      DELETE FROM transaction_edits e USING ${from}
      WHERE e.household_id = ${household} AND e.transaction_id = p.old_id
      RETURNING p.new_id, e.*)
    INSERT INTO transaction_edits AS kept (household_id, transaction_id, note, category, tags, flagged, title, shown_on,
      transfer, excluded, reviewed_at, updated_at)
    SELECT household_id, new_id, note, category, tags, flagged, title, shown_on, transfer, excluded, reviewed_at,
      updated_at
    FROM moved
    ${JOIN_EDITS}`)
  await tx.$executeRaw(Prisma.sql`
    UPDATE transaction_splits s SET transaction_id = p.old_id FROM ${from}
    WHERE s.household_id = ${household} AND s.transaction_id = p.new_id
      AND NOT EXISTS (SELECT FROM transaction_splits kept
        WHERE kept.household_id = s.household_id AND kept.transaction_id = p.old_id)`)
  for (const side of [Prisma.sql`out_id`, Prisma.sql`in_id`]) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE transfer_pairs s SET ${side} = p.old_id FROM ${from}
      WHERE s.household_id = ${household} AND s.${side} = p.new_id
        AND NOT EXISTS (SELECT FROM transfer_pairs kept
          WHERE kept.household_id = s.household_id AND p.old_id IN (kept.out_id, kept.in_id))`)
  }
  for (const table of [Prisma.sql`transaction_edits`, Prisma.sql`transaction_events`]) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE ${table} e SET transaction_id = p.old_id FROM ${from}
      WHERE e.household_id = ${household} AND e.transaction_id = p.new_id`)
  }
  // As text all the way: an amount would lose digits as a number. Where the newer names no pending one, the one that
  // the older replaced is still part of its history.
  const [taken] = await tx.$queryRaw<{ reports: string }[]>(Prisma.sql`
    WITH gone AS (
      DELETE FROM transactions t USING ${from}
      WHERE t.household_id = ${household} AND t.id = p.new_id RETURNING t.*, p.old_id)
    SELECT jsonb_agg(to_jsonb(gone) || jsonb_build_object('account_id', old.account_id, 'pending_plaid_transaction_id',
      COALESCE(gone.pending_plaid_transaction_id, old.pending_plaid_transaction_id)))::text AS reports
    FROM gone JOIN transactions old ON old.household_id = ${household} AND old.id = gone.old_id`)
  if (!taken) throw new Error('The rows that were paired are gone')
  const { reports } = taken
  await tx.$executeRaw(Prisma.sql`
    UPDATE transactions t SET plaid_transaction_id = r.plaid_transaction_id
    FROM jsonb_to_recordset(${reports}::jsonb) AS r (old_id uuid, plaid_transaction_id text)
    WHERE t.household_id = ${household} AND t.id = r.old_id`)
  await tx.$executeRawUnsafe(STORE, householdId, now, reports, null)
}

/** Takes what was pending in the older connection, and is in no pair, out of sight. */
async function hideForsaken(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountIds: readonly string[],
  pairs: readonly Match[],
  now: Date,
): Promise<void> {
  const found = await tx.transaction.findMany({
    where: { householdId, accountId: { in: [...accountIds] }, pending: true, removedAt: null },
    select: { id: true },
  })
  const paired = new Set(pairs.map(({ oldId }) => oldId))
  const forsaken = found.filter(({ id }) => !paired.has(id))
  await tx.transactionEvent.createMany({
    data: forsaken.map(({ id }) => ({
      householdId,
      id: newId(now),
      transactionId: id,
      kind: 'removed',
      at: now,
    })),
  })
  await tx.transaction.updateMany({
    where: { householdId, id: { in: forsaken.map(({ id }) => id) } },
    data: { removedAt: now, updatedAt: now },
  })
}

/** Makes one account of two: the older row, with what the bank says of the newer, and what both had. */
async function joinAccounts(
  tx: Prisma.TransactionClient,
  householdId: string,
  itemId: string,
  fresh: readonly Account[],
  matches: readonly Match[],
): Promise<void> {
  const byId = new Map(fresh.map((account) => [account.id, account]))
  for (const { oldId, newId: freshId } of matches) {
    await tx.transaction.updateMany({
      where: { householdId, accountId: freshId },
      data: { accountId: oldId },
    })
    await tx.$executeRaw(Prisma.sql`
      DELETE FROM balance_snapshots s USING balance_snapshots newer
      WHERE s.household_id = ${householdId}::uuid AND s.account_id = ${oldId}::uuid
        AND newer.household_id = s.household_id AND newer.account_id = ${freshId}::uuid AND newer.day = s.day`)
    await tx.balanceSnapshot.updateMany({
      where: { householdId, accountId: freshId },
      data: { accountId: oldId },
    })
    const account = byId.get(freshId)
    if (!account) throw new Error('An account was matched that the connection does not have')
    const { id: _, householdId: __, createdAt: ___, ...said } = account
    // Plaid's id is unique: the newer row makes room for it first.
    await tx.account.delete({ where: { householdId_id: { householdId, id: freshId } } })
    await tx.account.update({
      where: { householdId_id: { householdId, id: oldId } },
      data: { ...said, itemId },
    })
  }
}

/** Keeps the older connection's access token as an intent to be cleaned up: sealed to an id, which is the intent's too. */
async function leaveAccessToEnd(
  tx: Prisma.TransactionClient,
  householdId: string,
  oldItemId: string,
  now: Date,
): Promise<void> {
  const item = await tx.item.findUniqueOrThrow({
    where: { householdId_id: { householdId, id: oldItemId } },
    select: { sealedAccessToken: true, plaidInstitutionId: true },
  })
  const person = await tx.membership.findFirst({ where: { householdId }, orderBy: { createdAt: 'asc' } })
  if (!person) return
  await tx.linkIntent.create({
    data: {
      ...item,
      householdId,
      id: oldItemId,
      userId: person.userId,
      state: 'exchanged',
      createdAt: now,
    },
  })
}
