import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** A moment and the day that it is for the household. */
export interface Today {
  now: Date
  today: CalendarDate
}

/** An account that is kept by hand, locked until the transaction ends. Amounts are signed. */
export interface LockedAccount {
  id: string
  currency: string
  openingBalance: string
  current: string
}

interface RawAccount {
  id: string
  currency: string
  openingBalance: Prisma.Decimal | null
  current: Prisma.Decimal | null
}

/** Locks an account that is kept by hand, so that its balance and its transactions change together; null where there is none. */
export async function lockManualAccount(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
): Promise<LockedAccount | null> {
  const [found] = await tx.$queryRaw<RawAccount[]>(Prisma.sql`
    SELECT id, currency, opening_balance AS "openingBalance", current FROM accounts
    WHERE household_id = ${householdId}::uuid AND id = ${accountId}::uuid AND item_id IS NULL FOR NO KEY UPDATE`)
  if (!found) return null
  const { id, currency, openingBalance, current } = found
  return { id, currency, openingBalance: plain(openingBalance ?? 0), current: plain(current ?? 0) }
}

/**
 * Moves the balances that were noted on earlier days by what some transactions amount to up to each of them: what is
 * entered later about an earlier day was true on that day. Call it after they were stored with 1, or before they go
 * with -1.
 *
 * @param which a condition on the rows `t` of transactions. @param shift is added on every day as well.
 */
export async function moveSnapshots(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
  { which, sign, shift = '0' }: { which: Prisma.Sql; sign: 1 | -1; shift?: string },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH moved AS (
      SELECT t.posted_on AS day, sum(t.amount) AS amount FROM transactions t
      WHERE t.household_id = ${householdId}::uuid AND t.account_id = ${accountId}::uuid
        AND t.removed_at IS NULL AND NOT t.pending AND ${which}
      GROUP BY t.posted_on),
    sums AS (
      SELECT s.day, COALESCE(sum(m.amount), 0) * ${sign}::int + ${shift}::numeric AS amount
      FROM balance_snapshots s LEFT JOIN moved m ON m.day <= s.day
      WHERE s.household_id = ${householdId}::uuid AND s.account_id = ${accountId}::uuid
      GROUP BY s.day)
    UPDATE balance_snapshots s SET current = s.current + sums.amount FROM sums
    WHERE s.household_id = ${householdId}::uuid AND s.account_id = ${accountId}::uuid AND s.day = sums.day
      AND sums.amount <> 0`)
}

/** Adds to what an account held before its first transaction. */
export async function shiftOpening(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
  shift: string,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE accounts SET opening_balance = COALESCE(opening_balance, 0) + ${shift}::numeric
    WHERE household_id = ${householdId}::uuid AND id = ${accountId}::uuid AND item_id IS NULL`)
}

/**
 * Reckons an account's balance anew, as what it held at first and all that has posted since, and notes it for today.
 * `available` counts what is pending as well.
 */
export async function reckonBalance(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
  { now, today }: Today,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH sums AS (
      SELECT COALESCE(sum(t.amount) FILTER (WHERE NOT t.pending), 0) AS posted, COALESCE(sum(t.amount), 0) AS together
      FROM transactions t
      WHERE t.household_id = ${householdId}::uuid AND t.account_id = ${accountId}::uuid AND t.removed_at IS NULL),
    reckoned AS (
      UPDATE accounts a SET current = COALESCE(a.opening_balance, 0) + sums.posted, balances_at = ${now},
        available = CASE WHEN a.type = 'credit' AND a.credit_limit IS NOT NULL
          THEN a.credit_limit + COALESCE(a.opening_balance, 0) + sums.together
          WHEN a.type = 'depository' THEN COALESCE(a.opening_balance, 0) + sums.together END
      FROM sums WHERE a.household_id = ${householdId}::uuid AND a.id = ${accountId}::uuid AND a.item_id IS NULL
      RETURNING a.household_id, a.id, a.currency, a.current, a.available)
    INSERT INTO balance_snapshots (household_id, account_id, day, currency, current, available, taken_at)
    SELECT household_id, id, ${today}::date, currency, current, available, ${now} FROM reckoned
    ON CONFLICT (household_id, account_id, day) DO UPDATE
    SET current = EXCLUDED.current, available = EXCLUDED.available, taken_at = EXCLUDED.taken_at`)
}

async function postedAfter(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
  day: CalendarDate,
): Promise<string> {
  const { _sum } = await tx.transaction.aggregate({
    where: { householdId, accountId, removedAt: null, pending: false, postedOn: { gt: toUtcMidnight(day) } },
    _sum: { amount: true },
  })
  return plain(_sum.amount ?? 0)
}

/**
 * Notes what an account held at the end of a day, as a person says. The balance of today follows where nothing was noted
 * on a later day; what it held at first makes up the difference.
 *
 * @param balance signed. @returns false when the household keeps no such account by hand.
 */
export async function noteBalance(
  db: Database,
  householdId: string,
  accountId: string,
  { day, balance }: { day: CalendarDate; balance: string },
  moment: Today,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const account = await lockManualAccount(tx, householdId, accountId)
    if (!account) return false
    await forgetReckoned(tx, householdId, accountId)
    const key = { householdId, accountId, day: toUtcMidnight(day) }
    const columns = { currency: account.currency, current: balance, takenAt: moment.now }
    await tx.balanceSnapshot.upsert({
      where: { householdId_accountId_day: key },
      create: { ...key, ...columns },
      update: columns,
    })
    await followLatest(tx, householdId, account, moment)
    return true
  })
}

/**
 * Takes back what was noted of a day. The last that is left stays: an account always has one.
 *
 * @returns false when there is no such note, or only this one.
 */
export async function removeNotedBalance(
  db: Database,
  householdId: string,
  accountId: string,
  day: CalendarDate,
  moment: Today,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const account = await lockManualAccount(tx, householdId, accountId)
    if (!account) return false
    await forgetReckoned(tx, householdId, accountId)
    const notes = await tx.balanceSnapshot.count({ where: { householdId, accountId } })
    if (notes < 2) return false
    const { count } = await tx.balanceSnapshot.deleteMany({
      where: { householdId, accountId, day: toUtcMidnight(day) },
    })
    if (count === 0) return false
    await followLatest(tx, householdId, account, moment)
    return true
  })
}

/**
 * The balances that were noted of an account, as rows `day, current, follows`: whether one says no more than the one
 * before it and what has posted since, as those do that were only reckoned by the way.
 */
function notedBalances(householdId: string, accountId: string): Prisma.Sql {
  return Prisma.sql`
    WITH noted AS (
      SELECT s.day, s.current, lag(s.day) OVER (ORDER BY s.day) AS before, lag(s.current) OVER (ORDER BY s.day) AS held
      FROM balance_snapshots s
      WHERE s.household_id = ${householdId}::uuid AND s.account_id = ${accountId}::uuid AND s.current IS NOT NULL),
    moved AS (
      SELECT t.posted_on AS day, sum(t.amount) AS amount FROM transactions t
      WHERE t.household_id = ${householdId}::uuid AND t.account_id = ${accountId}::uuid
        AND t.removed_at IS NULL AND NOT t.pending
      GROUP BY t.posted_on),
    told AS (
      SELECT n.day, n.current, COALESCE(n.current = n.held + COALESCE((
        SELECT sum(m.amount) FROM moved m WHERE m.day > n.before AND m.day <= n.day), 0), false) AS follows
      FROM noted n)`
}

/** A balance that somebody said, on the day that they said it of. Signed. */
export interface NotedBalance {
  day: CalendarDate
  balance: string
}

/** What people said of an account's balance, the latest first; what only follows from that is left out. */
export async function listNotedBalances(
  db: Database,
  householdId: string,
  accountId: string,
  limit: number,
): Promise<NotedBalance[]> {
  const rows = await db.prisma.$queryRaw<{ day: Date; current: Prisma.Decimal }[]>(Prisma.sql`
    ${notedBalances(householdId, accountId)}
    SELECT day, current FROM told WHERE NOT follows ORDER BY day DESC LIMIT ${limit}`)
  return rows.map(({ day, current }) => ({ day: fromUtcMidnight(day), balance: plain(current) }))
}

/** Forgets the balances that were only reckoned: they must not stand against a correction of an earlier one. */
async function forgetReckoned(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    ${notedBalances(householdId, accountId)}
    DELETE FROM balance_snapshots s USING told
    WHERE s.household_id = ${householdId}::uuid AND s.account_id = ${accountId}::uuid AND s.day = told.day
      AND told.follows`)
}

/** Brings today's balance in line with the latest that was noted and what has posted since. */
async function followLatest(
  tx: Prisma.TransactionClient,
  householdId: string,
  account: LockedAccount,
  moment: Today,
): Promise<void> {
  const accountId = account.id
  const latest = await tx.balanceSnapshot.findFirst({
    where: { householdId, accountId, current: { not: null } },
    orderBy: { day: 'desc' },
  })
  if (!latest?.current) return
  const since = await postedAfter(tx, householdId, accountId, fromUtcMidnight(latest.day))
  const wanted = exact(plain(latest.current)).plus(since)
  await shiftOpening(tx, householdId, accountId, plain(wanted.minus(account.current)))
  await reckonBalance(tx, householdId, accountId, moment)
}
