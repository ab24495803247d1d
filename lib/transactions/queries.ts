import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { type CalendarDate, dayInZone, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { listAccountNames } from '@/lib/db/account-reads'
import { listTags } from '@/lib/db/transaction-edits'
import { findSuccessor, listHistory } from '@/lib/db/transaction-events'
import {
  type CurrencySum,
  findTransaction,
  listTransactionRows,
  type StoredTransaction,
  sumTransactions,
  type TransactionFilter,
  type TransactionKey,
} from '@/lib/db/transaction-reads'
import { type Money, plain } from '@/lib/money/money'
import { runtime } from '@/lib/runtime'
import { primaryOf } from './categories'
import { counterpartiesOf, placeOf } from './described'
import { type HistoryEntry, historyOf } from './history'
import type { TransactionSearch } from './schema'

const PAGE_ROWS = 50

export interface TransactionRow {
  id: string
  shownOn: CalendarDate
  /** The merchant where the bank knows it, else the bank's own text. */
  title: string
  /** Money in is positive. */
  amount: Money
  pending: boolean
  /** The person's, else the bank's. */
  category: Category
  account: AccountName
  /** '' without one. */
  note: string
  tags: string[]
  flagged: boolean
  /** The amount while it was pending, where it was another. */
  wasAmount: Money | null
}

/** Codes of Plaid's taxonomy, or null. */
export interface Category {
  primary: string | null
  detailed: string | null
}

const ownCategory = (code: string | null | undefined): Category | null =>
  code ? { primary: primaryOf(code), detailed: code } : null

export interface AccountName {
  id: string
  name: string
  mask: string | null
  institutionName: string
}

export interface TransactionPage {
  rows: TransactionRow[]
  /** Per currency, over all that the filter finds. */
  sums: CurrencySum[]
  count: number
  /** Where the next page begins; null on the last. */
  next: TransactionKey | null
  /** The day that it is for the household. */
  today: CalendarDate
}

function toRow(stored: StoredTransaction, accounts: ReadonlyMap<string, AccountName>): TransactionRow[] {
  const account = accounts.get(stored.accountId)
  if (!account) return []
  const { id, shownOn, pending, note, tags, flagged, amount, currency } = stored
  return [
    {
      id,
      shownOn,
      title: stored.merchantName ?? stored.name,
      amount: { amount, currency },
      pending,
      category: ownCategory(stored.ownCategory) ?? {
        primary: stored.categoryPrimary,
        detailed: stored.categoryDetailed,
      },
      account,
      note,
      tags,
      flagged,
      wasAmount:
        stored.replacedAmount !== null && stored.replacedCurrency !== null && stored.replacedAmount !== amount
          ? { amount: stored.replacedAmount, currency: stored.replacedCurrency }
          : null,
    },
  ]
}

/** The accounts of the person's household, by institution and name, for a filter. */
export async function listAccountOptions(): Promise<AccountName[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listAccountNames(db, householdId)
}

/** One page of the person's transactions, with the sums of all that the filter finds. */
export async function listTransactions(search: TransactionSearch): Promise<TransactionPage> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const filter: TransactionFilter = { state: search.state, accountId: search.accountId, text: search.text }
  const [stored, sums, names] = await Promise.all([
    listTransactionRows(db, householdId, filter, search.after, PAGE_ROWS + 1),
    sumTransactions(db, householdId, filter),
    listAccountNames(db, householdId),
  ])
  const accounts = new Map(names.map((account) => [account.id, account]))
  const last = stored.length > PAGE_ROWS ? stored[PAGE_ROWS - 1] : undefined
  return {
    rows: stored.slice(0, PAGE_ROWS).flatMap((row) => toRow(row, accounts)),
    sums,
    count: sums.reduce((total, { count }) => total + count, 0),
    next: last ? { shownOn: last.shownOn, id: last.id } : null,
    today: dayInZone(clock.now(), timeZone),
  }
}

/** How many pending transactions the search's account and text find. */
export async function countPendingTransactions({
  accountId,
  text,
}: Pick<TransactionSearch, 'accountId' | 'text'>): Promise<number> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const sums = await sumTransactions(db, householdId, { state: 'pending', accountId, text })
  return sums.reduce((total, { count }) => total + count, 0)
}

/** The newest few, pending and posted together. */
export async function listLatestTransactions(limit: number): Promise<TransactionRow[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [stored, names] = await Promise.all([
    listTransactionRows(db, householdId, { state: 'all', accountId: null, text: null }, null, limit),
    listAccountNames(db, householdId),
  ])
  const accounts = new Map(names.map((account) => [account.id, account]))
  return stored.flatMap((row) => toRow(row, accounts))
}

export interface TransactionDetails {
  id: string
  title: string
  /** The bank's own text. */
  name: string
  originalDescription: string | null
  amount: Money
  pending: boolean
  /** Set when the bank took it back; it is out of the lists then. */
  removed: boolean
  shownOn: CalendarDate
  postedOn: CalendarDate
  authorizedOn: CalendarDate | null
  merchantName: string | null
  website: string | null
  /** What the bank says of it. */
  bankCategory: Category
  categoryConfidence: string | null
  /** What the person says of it in its place; null where it stands. */
  ownCategory: Category | null
  /** Address, city, region, postal code, country: the parts that the bank gave. */
  place: string | null
  counterparties: { name: string; type: string }[]
  paymentChannel: string
  checkNumber: string | null
  account: AccountName
  note: string
  tags: string[]
  flagged: boolean
  /** Tags that the household has in use, the most used first. */
  knownTags: string[]
  /** The pending transaction that it replaced. */
  replaced: { amount: Money; shownOn: CalendarDate; name: string } | null
  /** Of a transaction out of sight: the posted one that replaced it. */
  successorId: string | null
  /** Oldest first. */
  history: HistoryEntry[]
  /** The accounts that the history may name. */
  accounts: AccountName[]
}

/** One transaction of the person's household; null when there is none of that id. */
export async function findTransactionDetails(id: string): Promise<TransactionDetails | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const found = await findTransaction(db, householdId, id)
  if (!found) return null
  const { account, replaced, edit } = found
  const [history, knownTags, accounts, successor] = await Promise.all([
    listHistory(db, householdId, id),
    listTags(db, householdId),
    listAccountNames(db, householdId),
    found.removedAt ? findSuccessor(db, householdId, found.plaidTransactionId) : null,
  ])
  return {
    id: found.id,
    title: found.merchantName ?? found.name,
    name: found.name,
    originalDescription: found.originalDescription,
    amount: { amount: plain(found.amount), currency: found.currency },
    pending: found.pending,
    removed: found.removedAt !== null,
    shownOn: fromUtcMidnight(found.shownOn),
    postedOn: fromUtcMidnight(found.postedOn),
    authorizedOn: found.authorizedOn && fromUtcMidnight(found.authorizedOn),
    merchantName: found.merchantName,
    website: found.website,
    bankCategory: { primary: found.categoryPrimary, detailed: found.categoryDetailed },
    categoryConfidence: found.categoryConfidence,
    ownCategory: ownCategory(edit?.category),
    place: placeOf(found.location),
    counterparties: counterpartiesOf(found.counterparties),
    paymentChannel: found.paymentChannel,
    checkNumber: found.checkNumber,
    account: {
      id: account.id,
      name: account.name,
      mask: account.mask,
      institutionName: account.item.institutionName,
    },
    note: edit?.note ?? '',
    tags: edit?.tags ?? [],
    flagged: edit?.flagged ?? false,
    knownTags,
    replaced: replaced && {
      amount: { amount: plain(replaced.amount), currency: replaced.currency },
      shownOn: fromUtcMidnight(replaced.shownOn),
      name: replaced.name,
    },
    successorId: successor?.id ?? null,
    history: historyOf(history),
    accounts,
  }
}
