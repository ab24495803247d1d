import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** The accounts of a household by institution and name, closed ones too: their transactions are still listed. */
export async function listAccountNames(db: Database, householdId: string) {
  const accounts = await db.prisma.account.findMany({
    where: { householdId },
    select: { id: true, name: true, mask: true, item: { select: { institutionName: true } } },
    orderBy: [{ item: { institutionName: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
  })
  return accounts.map(({ id, name, mask, item }) => ({
    id,
    name,
    mask,
    institutionName: item.institutionName,
  }))
}

export interface StoredAccount {
  id: string
  itemId: string
  name: string
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
}

const text = (value: Prisma.Decimal | null) => (value === null ? null : plain(value))

/** Everyday money first, what one owes last; a kind that is new stands between. */
const KIND_ORDER: Readonly<Record<string, number>> = { depository: 0, credit: 1, investment: 2, loan: 4 }
const NEW_KIND = 3

/** A household's accounts with their balances, by kind and then by name. */
export async function listAccounts(db: Database, householdId: string): Promise<StoredAccount[]> {
  const accounts = await db.prisma.account.findMany({
    where: { householdId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const rank = ({ type }: { type: string }) => KIND_ORDER[type] ?? NEW_KIND
  accounts.sort((a, b) => rank(a) - rank(b))
  return accounts.map((account) => ({
    id: account.id,
    itemId: account.itemId,
    name: account.name,
    officialName: account.officialName,
    mask: account.mask,
    type: account.type,
    subtype: account.subtype,
    currency: account.currency,
    // Some banks give only what is available.
    balance: text(
      account.current ?? (account.type === 'credit' || account.type === 'loan' ? null : account.available),
    ),
    available: text(account.available),
    creditLimit: text(account.creditLimit),
    closedAt: account.closedAt,
    closedBecause: account.closedBecause,
  }))
}

/** A value of one account on one day. */
export interface AccountDay {
  accountId: string
  day: CalendarDate
  value: string
}

/** What was heard of a household's balances from a day on, in the currency that each account has now. */
export async function listSnapshots(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<AccountDay[]> {
  const rows = await db.prisma.$queryRaw<RawDay[]>(Prisma.sql`
    SELECT s.account_id AS "accountId", s.day, s.current AS value
    FROM balance_snapshots s
    JOIN accounts a ON a.household_id = s.household_id AND a.id = s.account_id AND a.currency = s.currency
    WHERE s.household_id = ${householdId}::uuid AND s.day >= ${from}::date AND s.current IS NOT NULL`)
  return rows.map(toAccountDay)
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
  const rows = await db.prisma.$queryRaw<RawDay[]>(Prisma.sql`
    SELECT t.account_id AS "accountId", t.posted_on AS day, sum(t.amount) AS value
    FROM transactions t
    JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id AND a.currency = t.currency
    WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL AND NOT t.pending
      AND t.posted_on > ${from}::date
    GROUP BY t.account_id, t.posted_on`)
  return rows.map(toAccountDay)
}

interface RawDay {
  accountId: string
  day: Date
  value: Prisma.Decimal
}

function toAccountDay({ accountId, day, value }: RawDay): AccountDay {
  return { accountId, day: fromUtcMidnight(day), value: plain(value) }
}

/** The first day that anything is known of; null without any. */
export async function firstPostedDay(db: Database, householdId: string): Promise<CalendarDate | null> {
  const { _min } = await db.prisma.transaction.aggregate({
    where: { householdId, removedAt: null, pending: false },
    _min: { postedOn: true },
  })
  return _min.postedOn && fromUtcMidnight(_min.postedOn)
}
