import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone, daysBetween } from '@/lib/calendar/calendar-date'
import { type CategoryChoiceGroup, categoryChoices } from '@/lib/categories/choices'
import { getCategoryBook } from '@/lib/categories/queries'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { listSnapshots, type StoredAccount, sumPostedByDay } from '@/lib/db/account-reads'
import { type CurrencySum, listEntries, sumEntries } from '@/lib/db/entry-reads'
import { findLiability, type StoredLiability } from '@/lib/db/liabilities'
import { type AccountContents, findAccountContents } from '@/lib/db/manual-accounts'
import { listNotedBalances, type NotedBalance } from '@/lib/db/manual-balance'
import { findManualTransaction, type StoredManualTransaction } from '@/lib/db/manual-transactions'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { runtime } from '@/lib/runtime'
import { accountHistory, type DayBalance } from './history'
import { kindOf, type ManualKind } from './manual-kinds'
import type { Range } from './schema'
import { listStoredAccounts } from './stored'

export interface OwnAccount extends StoredAccount {
  /** The connection that keeps it; null where the person does. */
  connection: Connection | null
  isManual: boolean
  /** Of an account that is kept by hand; null where it is none of those that are offered. */
  kind: ManualKind | null
  today: CalendarDate
}

/** An account of the person's household; null when there is none of that id. Asked once per request. */
export const findOwnAccount = cache(async (accountId: string): Promise<OwnAccount | null> => {
  const { timeZone } = await requireUser()
  const { clock } = await runtime()
  const accounts = await listStoredAccounts()
  const found = accounts.find(({ id }) => id === accountId.toLowerCase())
  if (!found) return null
  const connections = found.itemId === null ? [] : await listConnections()
  return {
    ...found,
    connection: connections.find(({ itemId }) => itemId === found.itemId) ?? null,
    isManual: found.itemId === null,
    kind: found.itemId === null ? kindOf(found.type, found.subtype) : null,
    today: dayInZone(clock.now(), timeZone),
  }
})

const RANGE_DAYS: Readonly<Record<Exclude<Range, 'all'>, number>> = { '1m': 30, '3m': 91, '1y': 365 }
const MOST_POINTS = 190
/** An account that is kept by hand may be older than what a bank tells. */
const MOST_DAYS = 3_650

/**
 * An account's balances over a range that ends today; oldest first. Of what is invested only what was heard: its value
 * moves with prices, and cannot be reckoned backwards from what was paid in and out.
 */
export async function getAccountHistory(account: OwnAccount, range: Range): Promise<DayBalance[]> {
  const { householdId, timeZone } = await requireUser()
  const { db } = await runtime()
  const { today } = account
  const earliest = addDays(today, -MOST_DAYS)
  const from = range === 'all' ? earliest : addDays(today, -RANGE_DAYS[range])
  const [snapshots, posted] = await Promise.all([
    listSnapshots(db, householdId, from),
    sumPostedByDay(db, householdId, from),
  ])
  const start = range === 'all' ? startOf(account.id, [...snapshots, ...posted], today) : from
  const step = Math.max(1, Math.ceil((daysBetween(start, today) + 1) / MOST_POINTS))
  const days = accountHistory(account, { snapshots, posted }, { from: start, today, step, timeZone })
  return account.type === 'investment' && !account.isManual
    ? days.filter(({ estimated }) => !estimated)
    : days
}

/** The first day that anything is known of an account; a month at least. */
function startOf(
  id: string,
  days: readonly { accountId: string; day: CalendarDate }[],
  today: CalendarDate,
): CalendarDate {
  const least = addDays(today, -RANGE_DAYS['1m'])
  return days.reduce((first, { accountId, day }) => (accountId === id && day < first ? day : first), least)
}

export interface LatestEntry {
  id: string
  transactionId: string
  day: CalendarDate
  title: string
  /** Null where nobody says. */
  category: string | null
  amount: string
  currency: string
  pending: boolean
  isPart: boolean
}

const LATEST = 10

/** The newest transactions of an account, pending and posted together, and what all of them come to per currency. */
export async function getLatestEntries(
  accountId: string,
): Promise<{ rows: LatestEntry[]; sums: CurrencySum[] }> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const condition: EntryCondition = { is: 'account', ids: [accountId] }
  const [stored, sums, book] = await Promise.all([
    listEntries(db, householdId, condition, null, LATEST),
    sumEntries(db, householdId, condition),
    getCategoryBook(),
  ])
  const rows = stored.map((entry) => ({
    id: entry.id,
    transactionId: entry.transactionId,
    day: entry.listedOn,
    title: entry.title,
    category: book.nameOf(entry.category, entry.categoryGroup),
    amount: entry.amount,
    currency: entry.currency,
    pending: entry.pending,
    isPart: entry.part,
  }))
  return { rows, sums }
}

/** As many balances as somebody looks through. */
const NOTED = 60

/** What people said of the balance of an account that is kept by hand, the latest first. */
export async function listOwnNotedBalances(accountId: string): Promise<NotedBalance[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listNotedBalances(db, householdId, accountId, NOTED)
}

/** What goes with an account that is kept by hand; null where there is none of that id. */
export async function findOwnContents(accountId: string): Promise<AccountContents | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return findAccountContents(db, householdId, accountId)
}

export type OwnTransaction = StoredManualTransaction

/** A transaction of an account that is kept by hand; null where there is none of that id. */
export async function findOwnTransaction(
  accountId: string,
  transactionId: string,
): Promise<OwnTransaction | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return findManualTransaction(db, householdId, accountId, transactionId)
}

/** The categories that a transaction can be given; `keep` stands among them also where it is not offered any more. */
export async function listCategoryChoices(keep: string | null): Promise<CategoryChoiceGroup[]> {
  return categoryChoices(await getCategoryBook(), [keep])
}

/** What a lender says of a debt; null where none does. */
export async function findOwnLiability(accountId: string): Promise<StoredLiability | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return findLiability(db, householdId, accountId)
}
