import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** The accounts of a household by institution and name, closed and hidden ones too: their transactions are still listed. */
export async function listAccountNames(db: Database, householdId: string) {
  const accounts = await listAccounts(db, householdId)
  return accounts
    .map(({ id, name, mask, institutionName, currency, type, hidden }) => ({
      id,
      name,
      mask,
      institutionName,
      currency,
      type,
      hidden,
    }))
    .sort(
      (a, b) =>
        collator.compare(a.institutionName, b.institutionName) ||
        collator.compare(a.name, b.name) ||
        (a.id < b.id ? -1 : 1),
    )
}

const collator = new Intl.Collator('en')

export interface StoredAccount {
  id: string
  /** Null in an account that the person keeps by hand. */
  itemId: string | null
  /** As the person calls it, else the bank. */
  name: string
  /** The bank's name for it. */
  bankName: string
  /** Of the bank, or where an account that is kept by hand is; '' where that is not said. */
  institutionName: string
  officialName: string | null
  mask: string | null
  type: string
  subtype: string | null
  currency: string
  /** Signed; what one owes is negative. Null when the bank says nothing. */
  balance: string | null
  available: string | null
  creditLimit: string | null
  closedAt: Date | null
  closedBecause: string | null
  /** Out of lists, totals and reports. */
  hidden: boolean
  /** The person's own heading for it; null: as the app groups it. */
  groupName: string | null
  /** When its balance was last heard or changed; null before the first time. */
  balancesAt: Date | null
}

/** Everyday money first, what one owes last; a kind that is new stands between. */
const KIND_ORDER: Readonly<Record<string, number>> = { depository: 0, credit: 1, investment: 2, loan: 4 }
const NEW_KIND = 3

type RawAccount = Omit<StoredAccount, 'balance' | 'available' | 'creditLimit'> &
  Record<'balance' | 'available' | 'creditLimit', Prisma.Decimal | null> & { position: number | null }

/** A household's accounts with their balances: in the person's order, then by kind and by name. Hidden ones too. */
export async function listAccounts(db: Database, householdId: string): Promise<StoredAccount[]> {
  // Some banks give only what is available.
  const rows = await db.prisma.$queryRaw<RawAccount[]>(Prisma.sql`
    SELECT a.id, a.item_id AS "itemId", COALESCE(e.name, a.name) AS name, a.name AS "bankName",
      COALESCE(i.institution_name, a.manual_institution, '') AS "institutionName",
      a.official_name AS "officialName", a.mask, a.type, a.subtype, a.currency,
      COALESCE(a.current, CASE WHEN a.type NOT IN ('credit', 'loan') THEN a.available END) AS balance, a.available,
      a.credit_limit AS "creditLimit", a.closed_at AS "closedAt", a.closed_because AS "closedBecause",
      COALESCE(e.hidden, false) AS hidden, e.group_name AS "groupName", a.balances_at AS "balancesAt", e.position
    FROM accounts a
    LEFT JOIN items i ON i.household_id = a.household_id AND i.id = a.item_id
    LEFT JOIN account_edits e ON e.household_id = a.household_id AND e.account_id = a.id
    WHERE a.household_id = ${householdId}::uuid
    ORDER BY a.name, a.id`)
  const rank = ({ type }: RawAccount) => KIND_ORDER[type] ?? NEW_KIND
  const place = ({ position }: RawAccount) => position ?? Number.POSITIVE_INFINITY
  rows.sort((a, b) => (place(a) === place(b) ? rank(a) - rank(b) : place(a) - place(b)))
  const text = (value: Prisma.Decimal | null) => (value === null ? null : plain(value))
  return rows.map(({ position: _, ...account }) => ({
    ...account,
    balance: text(account.balance),
    available: text(account.available),
    creditLimit: text(account.creditLimit),
  }))
}

/** A value of one account on one day. */
export interface AccountDay {
  accountId: string
  day: CalendarDate
  value: string
}

/**
 * What was heard of a household's balances from a day on, in the currency that each account has now. In an account that
 * is kept by hand a balance holds until another is noted, but for what posts: of it every day in between is told.
 */
export async function listSnapshots(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<AccountDay[]> {
  const rows = await db.prisma.$queryRaw<PackedDays[]>(Prisma.sql`
    WITH by_hand AS (
      SELECT a.id, a.currency, COALESCE((
        SELECT max(s.day) FROM balance_snapshots s
        WHERE s.household_id = a.household_id AND s.account_id = a.id AND s.currency = a.currency
          AND s.current IS NOT NULL AND s.day <= ${from}::date), ${from}::date) AS since
      FROM accounts a WHERE a.household_id = ${householdId}::uuid AND a.item_id IS NULL),
    noted AS (
      SELECT s.account_id, s.day, s.current FROM by_hand a
      JOIN balance_snapshots s ON s.household_id = ${householdId}::uuid AND s.account_id = a.id
        AND s.currency = a.currency AND s.day >= a.since AND s.current IS NOT NULL),
    days AS (
      SELECT account_id, generate_series(min(day), max(day), interval '1 day')::date AS day
      FROM noted GROUP BY account_id),
    moved AS (
      SELECT t.account_id, t.posted_on AS day, sum(t.amount) AS amount FROM by_hand a
      JOIN transactions t ON t.household_id = ${householdId}::uuid AND t.account_id = a.id AND t.posted_on >= a.since
      WHERE t.removed_at IS NULL AND NOT t.pending
      GROUP BY t.account_id, t.posted_on),
    stretches AS (
      SELECT d.account_id, d.day, n.current, count(n.current) OVER (PARTITION BY d.account_id ORDER BY d.day) AS stretch,
        CASE WHEN n.current IS NULL THEN COALESCE(m.amount, 0) ELSE 0 END AS amount
      FROM days d
      LEFT JOIN noted n ON n.account_id = d.account_id AND n.day = d.day
      LEFT JOIN moved m ON m.account_id = d.account_id AND m.day = d.day),
    filled AS (
      SELECT account_id, day, max(current) OVER (PARTITION BY account_id, stretch)
        + sum(amount) OVER (PARTITION BY account_id, stretch ORDER BY day) AS value
      FROM stretches)
    ${packed(Prisma.sql`
      SELECT s.account_id, s.day, s.current AS value FROM balance_snapshots s
      JOIN accounts a ON a.household_id = s.household_id AND a.id = s.account_id AND a.currency = s.currency
      WHERE s.household_id = ${householdId}::uuid AND s.day >= ${from}::date AND s.current IS NOT NULL
        AND a.item_id IS NOT NULL
      UNION ALL
      SELECT account_id, day, value FROM filled WHERE day >= ${from}::date`)}`)
  return rows.flatMap(unpacked)
}

/**
 * What posted in each account on each day after `from`, summed. An amount of another currency than its account's has
 * moved the balance by some amount that the bank does not tell, and is left out.
 */
export async function sumPostedByDay(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<AccountDay[]> {
  const rows = await db.prisma.$queryRaw<PackedDays[]>(
    packed(Prisma.sql`
      SELECT t.account_id, t.posted_on AS day, sum(t.amount) AS value
      FROM transactions t
      JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id AND a.currency = t.currency
      WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL AND NOT t.pending
        AND t.posted_on > ${from}::date
      GROUP BY t.account_id, t.posted_on`),
  )
  return rows.flatMap(unpacked)
}

interface PackedDays {
  accountId: string
  /** `2026-11-20 12.5,2026-11-21 -3` */
  days: string
}

/**
 * One row and one text for each account: thousands of rows took longer on their way than to be found.
 *
 * @param days account_id, day and value.
 */
const packed = (days: Prisma.Sql) => Prisma.sql`
  SELECT account_id AS "accountId",
    string_agg(day || ' ' || trim_scale(value), ',') AS days
  FROM (${days}) AS days GROUP BY account_id`

const unpacked = ({ accountId, days }: PackedDays): AccountDay[] =>
  days.split(',').map((text) => ({
    accountId,
    // As the database wrote it: no other day than there is.
    day: text.slice(0, DAY_LENGTH) as CalendarDate,
    value: text.slice(DAY_LENGTH + 1),
  }))

const DAY_LENGTH = 'YYYY-MM-DD'.length
