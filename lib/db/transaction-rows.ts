import { newId } from '@/lib/crypto/id'
import { listNew, relist } from './entries'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import { withLargeText } from './large-text'
import { applyRules } from './rule-outcomes'
import { tellOfSync } from './rule-runs'
import { NEWS, STORE, storeNew } from './transaction-columns'
import { moveEdits } from './transaction-edits'
import type { TransactionReport } from './transaction-report'

/**
 * Rows to a statement: large enough to be quick, small enough that PGlite, which runs in this process, gives the
 * event loop back every few dozen milliseconds.
 */
const CHUNK_ROWS = 2_000

/** The run that stores. */
export interface StoringRun {
  now: Date
  runId: string | null
  /** The Item has no transactions yet: none of what is stored can have a history. */
  isFirst: boolean
  /** Our ids of the accounts that the bank shares again with this delta. */
  reopened: readonly string[]
}

/** A report with our account's id, as the database reads it; an id of ours counts where the row is new. */
interface Told {
  report: TransactionReport
  accountId: string
}

/** Put together at once: the text is of megabytes. */
const asJson = (told: readonly Told[], now: Date) =>
  told
    .flatMap(({ report: { plaidTransactionId, digest, columns }, accountId }, place) => [
      `${place === 0 ? '[' : ','}{"id":"${newId(now)}","report_digest":"${digest}","account_id":"${accountId}",`,
      `"plaid_transaction_id":${jsonText(plaidTransactionId)},`,
      columns.slice(1),
      place === told.length - 1 ? ']' : '',
    ])
    .join('')

/** Some reports by what is known of them. Those that stand as they were told before are left out: no row is written. */
interface News {
  unknown: readonly Told[]
  known: readonly Told[]
}

async function newsOf(
  tx: Prisma.TransactionClient,
  householdId: string,
  all: readonly Told[],
): Promise<News> {
  const pairs = jsonText(all.map(({ report }) => [report.plaidTransactionId, report.digest]))
  const found = await withLargeText(pairs, (told) =>
    tx.$queryRawUnsafe<{ place: number; known: boolean }[]>(NEWS, householdId, told),
  )
  const those = (known: boolean) =>
    found.flatMap((one) => (one.known === known ? (all[one.place] ?? []) : []))
  return { unknown: those(false), known: those(true) }
}

/** Whether an Item has no stored transactions. */
export async function isFirstImport(
  tx: Prisma.TransactionClient,
  householdId: string,
  itemId: string,
): Promise<boolean> {
  const [found] = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM accounts a
    JOIN transactions t ON t.household_id = a.household_id AND t.account_id = a.id
    WHERE a.household_id = ${householdId}::uuid AND a.item_id = ${itemId}::uuid
    LIMIT 1`)
  return found === undefined
}

/**
 * Stores a delta's transactions and what became of those that were there: added and modified ones, then removed
 * ones, then pending ones that posted, with what people wrote on them; and what of it is listed.
 *
 * @param accountIds our account ids by Plaid's. @throws Error for a transaction of an account that is not among them.
 * @returns how many rows were new, changed, restored or taken out of sight.
 */
export async function storeTransactions(
  tx: Prisma.TransactionClient,
  householdId: string,
  delta: { changed: readonly TransactionReport[]; removed: readonly string[] },
  accountIds: ReadonlyMap<string, string>,
  run: StoringRun,
): Promise<number> {
  // Plaid removes a pending transaction in the delta that adds its posted one: that one has posted, not vanished.
  const replaced = new Set(delta.changed.map((transaction) => transaction.pendingPlaidTransactionId))
  const vanished = delta.removed.filter((id) => !replaced.has(id))
  const { listed, unlisted } = await upsertTransactions(tx, householdId, delta.changed, accountIds, run)
  const hidden = [
    ...(await hideTransactions(tx, householdId, vanished, run)),
    ...(await hideNotComeBack(tx, householdId, run)),
  ]
  const { replaced: posted, written } = await carryOver(tx, householdId, delta.changed, run)
  const touched = new Set([...listed, ...unlisted, ...hidden, ...posted, ...written])
  const { matched, changed } = await applyRules(tx, householdId, [...touched], run.now)
  await tellOfSync(tx, householdId, { total: touched.size, matched, changed: changed.length }, run.now)
  await relist(tx, householdId, [...new Set([...unlisted, ...hidden, ...posted, ...written, ...changed])])
  return listed.length + unlisted.length + hidden.length + posted.length
}

/**
 * To be called once the first of many rows are stored. Where the planner knows nothing of the tables yet, or was told
 * that they are empty while they were being filled, it has every look-up, also those of the keys by which tables refer
 * to each other, go through a household's whole history. Whoever else is at it learns the same.
 */
async function learnSizes(tx: Prisma.TransactionClient): Promise<void> {
  const [table] = await tx.$queryRaw<{ unknown: boolean }[]>`
    SELECT reltuples <= 0 AS unknown FROM pg_class WHERE oid = 'transactions'::regclass`
  if (table?.unknown) await tx.$executeRaw`ANALYZE (SKIP_LOCKED) transactions, entries`
}

/**
 * Stores what the bank added or modified; a row that is stored already and differs in nothing is left alone. What nobody
 * has seen before is listed as it is stored.
 *
 * @returns the ids of the rows that were written.
 */
async function upsertTransactions(
  tx: Prisma.TransactionClient,
  householdId: string,
  reports: readonly TransactionReport[],
  accountIds: ReadonlyMap<string, string>,
  { now, runId, isFirst }: StoringRun,
): Promise<{ listed: string[]; unlisted: string[] }> {
  const listed: string[] = []
  const unlisted: string[] = []
  for (let start = 0; start < reports.length; start += CHUNK_ROWS) {
    const told = reports.slice(start, start + CHUNK_ROWS).map((report): Told => {
      const accountId = accountIds.get(report.plaidAccountId)
      if (accountId === undefined)
        throw new Error('The bank reported a transaction of an account that it did not report')
      return { report, accountId }
    })
    const news = isFirst ? { unknown: told, known: [] } : await newsOf(tx, householdId, told)
    if (news.unknown.length > 0) {
      const household = Prisma.sql`${householdId}::uuid`
      const stored = await withLargeText(asJson(news.unknown, now), (rows) =>
        tx.$queryRaw<{ id: string }[]>(listNew(household, storeNew(household, now, rows))),
      )
      for (const { id } of stored) listed.push(id)
      if (start === 0 && reports.length > CHUNK_ROWS) await learnSizes(tx)
    }
    if (news.known.length > 0) {
      const stored = await withLargeText(asJson(news.known, now), (rows) =>
        tx.$queryRawUnsafe<{ id: string }[]>(STORE, householdId, now, rows, runId),
      )
      for (const { id } of stored) unlisted.push(id)
    }
  }
  return { listed, unlisted }
}

/**
 * Takes transactions that the bank removed out of sight. Those of an account that is shared no more are an exception:
 * the bank removes all of them then, and what had posted stays as the account's history.
 *
 * @returns the ids of those that went out of sight.
 */
async function hideTransactions(
  tx: Prisma.TransactionClient,
  householdId: string,
  plaidTransactionIds: readonly string[],
  { now, runId }: StoringRun,
): Promise<string[]> {
  if (plaidTransactionIds.length === 0) return []
  const ids = JSON.stringify(plaidTransactionIds)
  const hidden = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    WITH gone AS (
      SELECT t.id, t.pending OR a.closed_at IS NULL AS vanishes
      FROM transactions t
      JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
      WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL AND t.unshared_at IS NULL
        AND t.plaid_transaction_id IN (SELECT jsonb_array_elements_text(${ids}::jsonb))),
    kept AS (
      UPDATE transactions SET unshared_at = ${now}, updated_at = ${now}
      WHERE household_id = ${householdId}::uuid AND id IN (SELECT id FROM gone WHERE NOT vanishes)),
    hidden AS (
      UPDATE transactions SET removed_at = ${now}, updated_at = ${now}
      WHERE household_id = ${householdId}::uuid AND id IN (SELECT id FROM gone WHERE vanishes)
      RETURNING id)
    ${tellOfRemoved(householdId, runId, now)}`)
  return hidden.map(({ id }) => id)
}

/** Puts into the history that the rows "hidden" of a statement were removed, and gives their ids. */
function tellOfRemoved(householdId: string, runId: string | null, now: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO transaction_events (household_id, id, transaction_id, run_id, kind, at)
    SELECT ${householdId}::uuid, gen_random_uuid(), id, ${runId}::uuid, 'removed', ${now}::timestamptz FROM hidden
    RETURNING transaction_id AS id`
}

/**
 * Where an account is shared again, the bank reports anew all that it has of it: what was kept as its history and does
 * not come back, the bank has removed.
 *
 * @returns the ids of those that went out of sight.
 */
async function hideNotComeBack(
  tx: Prisma.TransactionClient,
  householdId: string,
  { now, runId, reopened }: StoringRun,
): Promise<string[]> {
  if (reopened.length === 0) return []
  const hidden = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    WITH hidden AS (
      UPDATE transactions SET removed_at = ${now}, unshared_at = NULL, updated_at = ${now}
      WHERE household_id = ${householdId}::uuid AND unshared_at IS NOT NULL
        AND account_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(reopened)}::jsonb)::uuid)
      RETURNING id)
    ${tellOfRemoved(householdId, runId, now)}`)
  return hidden.map(({ id }) => id)
}

/**
 * Where a posted transaction names the pending one that it replaces: the pending one goes out of sight, and what
 * people wrote on it moves along. By Plaid's id alone, never by likeness.
 *
 * @returns the ids of those that went out of sight, and of those to which something was moved.
 */
async function carryOver(
  tx: Prisma.TransactionClient,
  householdId: string,
  changed: readonly TransactionReport[],
  { now, runId, isFirst }: StoringRun,
): Promise<{ replaced: string[]; written: string[] }> {
  const kin = changed.filter(({ pending, pendingPlaidTransactionId }) => pending || pendingPlaidTransactionId)
  if (kin.length === 0) return { replaced: [], written: [] }
  const plaidIds = kin.map(({ plaidTransactionId }) => plaidTransactionId)
  // Locked before anything moves: who is just writing on the pending one is waited for, and who comes later finds the
  // posted one. A pending one that was gone before is told of once, when its posted one is first stored.
  const hidden = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    WITH replaced AS (
      SELECT r.id, r.removed_at IS NULL OR posted.created_at = ${now}::timestamptz AS is_news
      FROM transactions posted
      JOIN transactions r
        ON r.household_id = posted.household_id
       AND r.plaid_transaction_id = posted.pending_plaid_transaction_id AND r.id <> posted.id
      WHERE posted.household_id = ${householdId}::uuid
        AND posted.plaid_transaction_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(plaidIds)}::jsonb))
      FOR NO KEY UPDATE OF r),
    hidden AS (
      UPDATE transactions t SET removed_at = ${now}, updated_at = ${now}
      WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL
        AND t.id = ANY(ARRAY(SELECT id FROM replaced))
      RETURNING t.id),
    told AS (
      INSERT INTO transaction_events (household_id, id, transaction_id, run_id, kind, at)
      SELECT ${householdId}::uuid, gen_random_uuid(), id, ${runId}::uuid, 'replaced', ${now}::timestamptz
      FROM (SELECT DISTINCT id FROM replaced WHERE is_news) news)
    SELECT id FROM hidden`)
  return {
    replaced: hidden.map(({ id }) => id),
    // What nobody has seen yet, nobody has written on.
    written: isFirst ? [] : await moveEdits(tx, householdId, plaidIds),
  }
}
