import { fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { TRANSFER_CODES } from '@/lib/finance/category-kinds'
import { exact, plain } from '@/lib/money/money'
import { fail, ok, type Result } from '@/lib/result'
import { bestPairs, isSure, type TransferCandidate } from '@/lib/transactions/transfers'
import { relist } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** Days between the two sides of a transfer at most. Where amounts cannot be compared, fewer. */
const DAYS_APART = 5
const DAYS_APART_ACROSS_CURRENCIES = 3
/** Beyond this nobody reads them; a person who has as many confirms and finds the rest. */
const CANDIDATES_MAX = 5_000

/** Codes that say no more than that money moves: between own accounts, or to and from somebody else. */
const MOVING_GROUPS = ['TRANSFER_IN', 'TRANSFER_OUT', 'LOAN_PAYMENTS', 'LOAN_DISBURSEMENTS']
/** Codes that speak of own money in another place clearly enough to look for it in another currency. */
const ELSEWHERE_CODES = [...TRANSFER_CODES, 'TRANSFER_IN_WIRE', 'TRANSFER_OUT_WIRE']

type Client = Prisma.TransactionClient

interface RawCandidate {
  outId: string
  outAccountId: string
  outTitle: string
  outAmount: Prisma.Decimal
  outCurrency: string
  outDay: Date
  inId: string
  inAccountId: string
  inTitle: string
  inAmount: Prisma.Decimal
  inCurrency: string
  inDay: Date
  days: number
  saidBy: number
  isNamed: boolean
}

/** A short name would be found in any text. */
const names = (text: Prisma.Sql, name: Prisma.Sql) =>
  Prisma.sql`COALESCE(length(${name}) > 3 AND position(lowered(${name}) IN lowered(${text})) > 0, false)`

/** What is read of the two sides `o` and `i`. */
const both = Prisma.sql`
  o.id AS "outId", o.account_id AS "outAccountId", o.title AS "outTitle", o.amount AS "outAmount",
  o.currency AS "outCurrency", o.day AS "outDay", i.id AS "inId", i.account_id AS "inAccountId",
  i.title AS "inTitle", i.amount AS "inAmount", i.currency AS "inCurrency", i.day AS "inDay",
  abs(i.day - o.day) AS days, o.says::int + i.says::int AS "saidBy",
  ${names(Prisma.sql`o.name`, Prisma.sql`i.account_name`)} OR ${names(Prisma.sql`o.name`, Prisma.sql`i.bank_name`)}
    OR ${names(Prisma.sql`i.name`, Prisma.sql`o.account_name`)}
    OR ${names(Prisma.sql`i.name`, Prisma.sql`o.bank_name`)} AS "isNamed"`

/** As `readTransferCandidates`, within a transaction of its own. */
export function listTransferCandidates(
  db: Database,
  householdId: string,
  around: string | null = null,
): Promise<TransferCandidate[]> {
  return db.prisma.$transaction((tx) => readTransferCandidates(tx, householdId, around), {
    timeout: 30_000,
    maxWait: 30_000,
  })
}

/**
 * Pairs of transactions that may be transfers between own accounts: one left an account and one came to another, both
 * have posted, nobody has answered for either, and
 * - in one currency, the amounts are opposite, at most five days are between them, and a category, a rule, a person or
 *   a name speaks for it;
 * - in two, where amounts cannot be compared, both are said to be transfers and are at most three days apart.
 *
 * @param around only those with this transaction.
 */
async function readTransferCandidates(
  tx: Client,
  householdId: string,
  around: string | null = null,
): Promise<TransferCandidate[]> {
  const household = Prisma.sql`${householdId}::uuid`
  // Of one transaction: with it, only what posted about the same day has to be looked at.
  const near = around
    ? Prisma.sql`AND t.posted_on BETWEEN
        (SELECT c.posted_on - ${DAYS_APART}::int FROM transactions c WHERE c.household_id = ${household} AND c.id = ${around}::uuid)
        AND (SELECT c.posted_on + ${DAYS_APART}::int FROM transactions c WHERE c.household_id = ${household} AND c.id = ${around}::uuid)`
    : Prisma.empty
  const asked = around ? Prisma.sql`AND ${around}::uuid IN (o.id, i.id)` : Prisma.empty
  // A database that nobody has counted the rows of takes them for a few, and would hold each against each.
  await tx.$queryRaw`SELECT set_config('enable_nestloop', 'off', true)`
  const rows = await tx.$queryRaw<RawCandidate[]>(Prisma.sql`
    WITH taken AS (
      SELECT s.id FROM (
        SELECT out_id AS id, in_id AS other FROM transfer_pairs WHERE household_id = ${household} AND state = 'confirmed'
        UNION ALL
        SELECT in_id, out_id FROM transfer_pairs WHERE household_id = ${household} AND state = 'confirmed') s
      JOIN transactions t ON t.household_id = ${household} AND t.id = s.other AND t.removed_at IS NULL),
    sides AS (
      SELECT t.id, t.account_id, t.posted_on AS day, t.amount, t.currency, t.name,
        COALESCE(e.title, r.title, t.merchant_name, t.name) AS title,
        COALESCE(e.category, r.category, t.category_detailed, t.category_primary) AS code,
        COALESCE(e.transfer, r.transfer) AS transfer
      FROM transactions t
      LEFT JOIN transaction_edits e ON e.household_id = t.household_id AND e.transaction_id = t.id
      LEFT JOIN rule_outcomes r ON r.household_id = t.household_id AND r.transaction_id = t.id
      WHERE t.household_id = ${household} AND t.removed_at IS NULL AND NOT t.pending AND t.amount <> 0 ${near}
        AND COALESCE(e.transfer, r.transfer, true) AND t.id NOT IN (SELECT id FROM taken)),
    judged AS (
      SELECT s.*,
        COALESCE(s.transfer, s.code LIKE ANY(ARRAY(SELECT g || '%' FROM unnest(${MOVING_GROUPS}::text[]) g)), false)
          OR (a.type = 'loan' AND s.amount > 0) AS says,
        COALESCE(s.transfer, s.code = ANY(${ELSEWHERE_CODES}::text[]), false) AS elsewhere,
        COALESCE(ae.name, a.name) AS account_name,
        COALESCE(a.manual_institution, b.institution_name) AS bank_name
      FROM sides s
      JOIN accounts a ON a.household_id = ${household} AND a.id = s.account_id
      LEFT JOIN account_edits ae ON ae.household_id = a.household_id AND ae.account_id = a.id
      LEFT JOIN items b ON b.household_id = a.household_id AND b.id = a.item_id),
    met AS (
      SELECT ${both} FROM judged o
      JOIN judged i ON i.currency = o.currency AND i.amount = -o.amount
      WHERE o.amount < 0 AND i.account_id <> o.account_id ${asked}
        AND i.day BETWEEN o.day - ${DAYS_APART}::int AND o.day + ${DAYS_APART}::int
      UNION ALL
      SELECT ${both} FROM (
        SELECT s.*, s.day + d AS other_day FROM judged s
        CROSS JOIN generate_series(${-DAYS_APART_ACROSS_CURRENCIES}::int, ${DAYS_APART_ACROSS_CURRENCIES}::int) d
        WHERE s.elsewhere AND s.amount < 0) o
      JOIN (SELECT s.* FROM judged s WHERE s.elsewhere AND s.amount > 0) i ON i.day = o.other_day
      WHERE i.currency <> o.currency AND i.account_id <> o.account_id ${asked})
    SELECT m.* FROM met m
    WHERE ("saidBy" > 0 OR "isNamed") AND NOT EXISTS (
      SELECT FROM transfer_pairs p
      WHERE p.household_id = ${household} AND p.out_id = m."outId" AND p.in_id = m."inId" AND p.state = 'rejected')
    ORDER BY "outCurrency" <> "inCurrency", "saidBy" DESC, "isNamed" DESC, days, "outDay" DESC, "outId", "inId"
    LIMIT ${CANDIDATES_MAX}`)
  await tx.$queryRaw`SELECT set_config('enable_nestloop', 'on', true)`
  return rows.map(toCandidate)
}

function toCandidate(row: RawCandidate): TransferCandidate {
  return {
    out: {
      transactionId: row.outId,
      accountId: row.outAccountId,
      title: row.outTitle,
      amount: { amount: plain(row.outAmount), currency: row.outCurrency },
      day: fromUtcMidnight(row.outDay),
    },
    in: {
      transactionId: row.inId,
      accountId: row.inAccountId,
      title: row.inTitle,
      amount: { amount: plain(row.inAmount), currency: row.inCurrency },
      day: fromUtcMidnight(row.inDay),
    },
    days: Number(row.days),
    saidBy: row.saidBy >= 2 ? 2 : row.saidBy === 1 ? 1 : 0,
    isNamed: row.isNamed,
  }
}

/** Pairs of a household are answered for one at a time, so that no transaction ends in two. */
async function lockPairs(tx: Client, householdId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM households WHERE id = ${householdId}::uuid FOR NO KEY UPDATE`
}

/** Locked, so that a sync which takes one of them out of sight meanwhile has done so, or is followed by its own relist. */
async function lockSides(tx: Client, householdId: string, ids: readonly string[]) {
  return tx.$queryRaw<
    { id: string; accountId: string; amount: Prisma.Decimal; currency: string; isListed: boolean }[]
  >(Prisma.sql`
    SELECT id, account_id AS "accountId", amount, currency, NOT pending AND removed_at IS NULL AS "isListed"
    FROM transactions
    WHERE household_id = ${householdId}::uuid
      AND id IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
    ORDER BY id FOR NO KEY UPDATE`)
}

/** What a person says of two transactions; `open`: nothing any more. */
export type PairVerdict = 'confirmed' | 'rejected' | 'open'

/** Why two transactions cannot be called a transfer. */
export type PairProblem = 'NOT_FOUND' | 'NO_PAIR' | 'PAIRED_OTHERWISE'

/**
 * Stores whether two transactions are one movement between own accounts. To be confirmed, they must have posted in two
 * accounts, one out and one in, of the same amount where the currency is one, and be in no other pair.
 */
export async function judgePair(
  db: Database,
  householdId: string,
  { outId, inId }: { outId: string; inId: string },
  verdict: PairVerdict,
  now: Date,
): Promise<Result<null, PairProblem>> {
  return db.prisma.$transaction(async (tx) => {
    await lockPairs(tx, householdId)
    const sides = await lockSides(tx, householdId, [outId, inId])
    const out = sides.find(({ id }) => id === outId)
    const into = sides.find(({ id }) => id === inId)
    if (!out || !into) return fail('NOT_FOUND')
    const key = { householdId, outId, inId }
    if (verdict === 'confirmed') {
      const isPair =
        out.isListed &&
        into.isListed &&
        out.accountId !== into.accountId &&
        exact(out.amount).isNegative() &&
        exact(into.amount).isPositive() &&
        (out.currency !== into.currency || exact(out.amount).plus(exact(into.amount)).isZero())
      if (!isPair) return fail('NO_PAIR')
      if (await isPairedOtherwise(tx, key)) return fail('PAIRED_OTHERWISE')
    }
    if (verdict === 'open') await tx.transferPair.deleteMany({ where: key })
    else {
      await tx.transferPair.upsert({
        where: { householdId_outId_inId: key },
        create: { ...key, state: verdict, at: now },
        update: { state: verdict, at: now },
      })
    }
    await relist(tx, householdId, [outId, inId])
    return ok(null)
  })
}

/** Whether one of the two is in another confirmed pair whose sides are both in sight. One that is not is given up. */
async function isPairedOtherwise(
  tx: Client,
  { householdId, outId, inId }: { householdId: string; outId: string; inId: string },
): Promise<boolean> {
  const others = await tx.$queryRaw<{ outId: string; inId: string; isWhole: boolean }[]>(Prisma.sql`
    SELECT p.out_id AS "outId", p.in_id AS "inId", o.id IS NOT NULL AND i.id IS NOT NULL AS "isWhole"
    FROM transfer_pairs p
    LEFT JOIN transactions o ON o.household_id = p.household_id AND o.id = p.out_id AND o.removed_at IS NULL
    LEFT JOIN transactions i ON i.household_id = p.household_id AND i.id = p.in_id AND i.removed_at IS NULL
    WHERE p.household_id = ${householdId}::uuid AND p.state = 'confirmed'
      AND (p.out_id IN (${outId}::uuid, ${inId}::uuid) OR p.in_id IN (${outId}::uuid, ${inId}::uuid))
      AND NOT (p.out_id = ${outId}::uuid AND p.in_id = ${inId}::uuid)`)
  if (others.some(({ isWhole }) => isWhole)) return true
  await tx.transferPair.deleteMany({
    where: { householdId, OR: others.map((other) => ({ outId: other.outId, inId: other.inId })) },
  })
  return false
}

/**
 * Confirms all suggested pairs of which there is little doubt.
 *
 * @returns how many; they bear the moment `now`, by which `takeBackPairs` finds them.
 */
export async function confirmSurePairs(db: Database, householdId: string, now: Date): Promise<number> {
  return db.prisma.$transaction(
    async (tx) => {
      await lockPairs(tx, householdId)
      const found = bestPairs(await readTransferCandidates(tx, householdId)).filter(isSure)
      const ids = found.flatMap(({ out, in: into }) => [out.transactionId, into.transactionId])
      const listed = new Set(
        (await lockSides(tx, householdId, ids)).flatMap(({ id, isListed }) => (isListed ? [id] : [])),
      )
      const pairs = found.filter(
        ({ out, in: into }) => listed.has(out.transactionId) && listed.has(into.transactionId),
      )
      // None of them is in a pair of two that are in sight: one of another is given up.
      await tx.transferPair.deleteMany({
        where: { householdId, state: 'confirmed', OR: [{ outId: { in: ids } }, { inId: { in: ids } }] },
      })
      await tx.transferPair.createMany({
        data: pairs.map(({ out, in: into }) => ({
          householdId,
          outId: out.transactionId,
          inId: into.transactionId,
          state: 'confirmed',
          at: now,
        })),
      })
      await relist(tx, householdId, ids)
      return pairs.length
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

/** Takes back the pairs that were confirmed at one moment. @returns how many there were. */
export async function takeBackPairs(db: Database, householdId: string, at: Date): Promise<number> {
  return db.prisma.$transaction(
    async (tx) => {
      const gone = await tx.$queryRaw<{ outId: string; inId: string }[]>(Prisma.sql`
        DELETE FROM transfer_pairs WHERE household_id = ${householdId}::uuid AND state = 'confirmed' AND at = ${at}
        RETURNING out_id AS "outId", in_id AS "inId"`)
      await relist(
        tx,
        householdId,
        gone.flatMap(({ outId, inId }) => [outId, inId]),
      )
      return gone.length
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

/**
 * Forgets pairs of which a transaction is stored no more, and lists what is left of them anew. To be called wherever
 * transactions are deleted; one that is only out of sight keeps its pair, should it come back.
 */
export async function removeLostPairs(tx: Client, householdId: string): Promise<void> {
  const gone = await tx.$queryRaw<{ outId: string; inId: string }[]>(Prisma.sql`
    DELETE FROM transfer_pairs p
    WHERE p.household_id = ${householdId}::uuid AND NOT (
      EXISTS (SELECT FROM transactions t WHERE t.household_id = p.household_id AND t.id = p.out_id)
      AND EXISTS (SELECT FROM transactions t WHERE t.household_id = p.household_id AND t.id = p.in_id))
    RETURNING p.out_id AS "outId", p.in_id AS "inId"`)
  await relist(
    tx,
    householdId,
    gone.flatMap(({ outId, inId }) => [outId, inId]),
  )
}
