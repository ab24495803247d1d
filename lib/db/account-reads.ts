import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'
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
}

const text = (value: Prisma.Decimal | null) => (value === null ? null : plain(value))

/** A household's accounts with their balances, in the order in which the bank's were first seen. */
export async function listAccounts(db: Database, householdId: string): Promise<StoredAccount[]> {
  const accounts = await db.prisma.account.findMany({
    where: { householdId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
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
  }))
}

/** A value of one account on one day. */
export interface AccountDay {
  accountId: string
  day: CalendarDate
  value: string
}

/** What was heard of a household's balances from a day on. */
export async function listSnapshots(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<AccountDay[]> {
  const rows = await db.prisma.balanceSnapshot.findMany({
    where: { householdId, day: { gte: toUtcMidnight(from) }, current: { not: null } },
    select: { accountId: true, day: true, current: true },
  })
  return rows.flatMap(({ accountId, day, current }) =>
    current === null ? [] : [{ accountId, day: fromUtcMidnight(day), value: plain(current) }],
  )
}

/** What posted in each account on each day after `from`, summed. */
export async function sumPostedByDay(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<AccountDay[]> {
  const rows = await db.prisma.$queryRaw<
    { accountId: string; day: Date; value: Prisma.Decimal }[]
  >(Prisma.sql`
    SELECT account_id AS "accountId", posted_on AS day, sum(amount) AS value
    FROM transactions
    WHERE household_id = ${householdId}::uuid AND removed_at IS NULL AND NOT pending AND posted_on > ${from}::date
    GROUP BY account_id, posted_on`)
  return rows.map(({ accountId, day, value }) => ({
    accountId,
    day: fromUtcMidnight(day),
    value: plain(value),
  }))
}

/** The first day that anything is known of; null without any. */
export async function firstPostedDay(db: Database, householdId: string): Promise<CalendarDate | null> {
  const { _min } = await db.prisma.transaction.aggregate({
    where: { householdId, removedAt: null, pending: false },
    _min: { postedOn: true },
  })
  return _min.postedOn && fromUtcMidnight(_min.postedOn)
}
