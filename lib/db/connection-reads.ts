import { z } from 'zod'
import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'

export interface ProductTimes {
  product: string
  succeededAt: Date | null
  failedAt: Date | null
}

/** An account as whoever looks for what is missing must know it: closed ones too. */
export interface CoveredAccount {
  id: string
  plaidAccountId: string
  name: string
  officialName: string | null
  mask: string | null
  type: string
  subtype: string | null
  closedAt: Date | null
  closedBecause: string | null
}

/** What is stored of a connection beyond what every page shows of it. No secret is among it. */
export interface ConnectionFacts {
  plaidItemId: string
  plaidInstitutionId: string
  institutionName: string
  errorCode: string | null
  errorType: string | null
  /** Plaid's id of the call that said so. */
  errorRequestId: string | null
  healthChangedAt: Date
  consentExpiresAt: Date | null
  /** Where webhooks arrive: the host alone, because the rest of an address may hold a secret. */
  webhookHost: string | null
  loginChangedAt: Date | null
  products: ProductTimes[]
  historyStatus: string | null
  lastSyncedAt: Date | null
  lastTriedAt: Date | null
  failures: number
  nextTryAt: Date | null
  bankUpdatedAt: Date | null
  createdAt: Date
  accounts: CoveredAccount[]
  /** Of the visit to Link that made it, where it can be told. */
  linkSessionId: string | null
}

const moment = z.coerce.date().nullable().catch(null)
const productStatus = z.record(z.string(), z.object({ succeededAt: moment, failedAt: moment })).catch({})

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null
}

/** Everything about one connection; null when the household has none of that id. */
export async function findConnectionFacts(db: Database, key: ItemKey): Promise<ConnectionFacts | null> {
  const { householdId, itemId } = key
  const found = await db.prisma.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: {
      plaidItemId: true,
      plaidInstitutionId: true,
      institutionName: true,
      errorCode: true,
      errorType: true,
      errorRequestId: true,
      healthChangedAt: true,
      consentExpiresAt: true,
      webhookUrl: true,
      loginChangedAt: true,
      productStatus: true,
      historyStatus: true,
      lastSyncedAt: true,
      lastTriedAt: true,
      failures: true,
      nextTryAt: true,
      bankUpdatedAt: true,
      createdAt: true,
      accounts: {
        select: {
          id: true,
          plaidAccountId: true,
          name: true,
          officialName: true,
          mask: true,
          type: true,
          subtype: true,
          closedAt: true,
          closedBecause: true,
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      },
    },
  })
  if (!found) return null
  const { webhookUrl, productStatus: stored, ...facts } = found
  return {
    ...facts,
    accounts: facts.accounts.flatMap(({ plaidAccountId, ...account }) =>
      plaidAccountId === null ? [] : [{ ...account, plaidAccountId }],
    ),
    webhookHost: hostOf(webhookUrl),
    products: Object.entries(productStatus.parse(stored ?? {})).map(([product, times]) => ({
      product,
      ...times,
    })),
    linkSessionId: await findLinkSession(db, key),
  }
}

/** The visit to Link that a connection came of. */
async function findLinkSession(db: Database, { householdId, itemId }: ItemKey): Promise<string | null> {
  const intent = await db.prisma.linkIntent.findFirst({
    where: { householdId, itemId, state: 'completed' },
    select: { linkSessionId: true },
  })
  return intent?.linkSessionId ?? null
}

/** A place in the timeline: everything before it is older. */
export interface TimelineKey {
  at: Date
  id: string
}

export interface StoredRun {
  id: string
  /** When it began. */
  at: Date
  finishedAt: Date | null
  trigger: string
  phase: string
  pages: number
  added: number
  modified: number
  removed: number
  written: number
  restarts: number
  errorCode: string | null
  errorType: string | null
  plaidRequestIds: string[]
}

/** A connection's runs, newest first, older than a place in the timeline. */
export async function listRuns(
  db: Database,
  { householdId, itemId }: ItemKey,
  before: TimelineKey | null,
  limit: number,
): Promise<StoredRun[]> {
  const older = before
    ? Prisma.sql`AND (started_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : Prisma.empty
  return db.prisma.$queryRaw<StoredRun[]>(Prisma.sql`
    SELECT id, started_at AS at, finished_at AS "finishedAt", trigger, phase, pages, added, modified, removed, written,
      restarts, error_code AS "errorCode", error_type AS "errorType", plaid_request_ids AS "plaidRequestIds"
    FROM sync_runs
    WHERE household_id = ${householdId}::uuid AND item_id = ${itemId}::uuid ${older}
    ORDER BY started_at DESC, id DESC LIMIT ${limit}`)
}

export interface ReceivedWebhook {
  id: string
  /** When it came first. */
  at: Date
  type: string
  code: string
  handledAt: Date | null
  outcome: string | null
  deliveries: number
  /** The error that it tells of. */
  errorCode: string | null
  errorType: string | null
}

/**
 * The webhooks that spoke of a connection, newest first, older than a place in the timeline. They are found by whose
 * the connection is, so that nobody sees another's.
 */
export async function listReceivedWebhooks(
  db: Database,
  { householdId, itemId }: ItemKey,
  before: TimelineKey | null,
  limit: number,
): Promise<ReceivedWebhook[]> {
  const older = before
    ? Prisma.sql`AND (w.received_at, w.id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : Prisma.empty
  return db.prisma.$queryRaw<ReceivedWebhook[]>(Prisma.sql`
    SELECT w.id, w.received_at AS at, w.webhook_type AS type, w.webhook_code AS code, w.handled_at AS "handledAt",
      w.outcome, w.deliveries, w.body #>> '{error,error_code}' AS "errorCode",
      w.body #>> '{error,error_type}' AS "errorType"
    FROM item_lookups l
    JOIN webhook_inbox w ON w.plaid_item_id = l.plaid_item_id
    WHERE l.household_id = ${householdId}::uuid AND l.item_id = ${itemId}::uuid ${older}
    ORDER BY w.received_at DESC, w.id DESC LIMIT ${limit}`)
}

export interface NewestTransaction {
  accountId: string
  plaidTransactionId: string
  postedOn: CalendarDate
  name: string
  /** Money in is positive. */
  amount: string
  currency: string
}

/** The newest transaction of each account of a connection that has one. */
export async function listNewestTransactions(
  db: Database,
  { householdId, itemId }: ItemKey,
): Promise<NewestTransaction[]> {
  const rows = await db.prisma.$queryRaw<
    (Omit<NewestTransaction, 'postedOn' | 'amount'> & { postedOn: Date; amount: Prisma.Decimal })[]
  >(Prisma.sql`
    SELECT a.id AS "accountId", n.plaid_transaction_id AS "plaidTransactionId", n.posted_on AS "postedOn", n.name,
      n.amount, n.currency
    FROM accounts a
    JOIN LATERAL (
      SELECT plaid_transaction_id, posted_on, name, amount, currency FROM transactions t
      WHERE t.household_id = a.household_id AND t.account_id = a.id AND t.removed_at IS NULL
      ORDER BY t.shown_on DESC, t.id DESC LIMIT 1) n ON true
    WHERE a.household_id = ${householdId}::uuid AND a.item_id = ${itemId}::uuid`)
  return rows.map(({ postedOn, amount, ...row }) => ({
    ...row,
    postedOn: fromUtcMidnight(postedOn),
    amount: plain(amount),
  }))
}

/** What tells Plaid which transaction is meant, and what is wrong with it. */
export interface ConcernedTransaction {
  accountId: string
  plaidTransactionId: string
  postedOn: CalendarDate
  name: string
  merchantName: string | null
  /** Money in is positive. */
  amount: string
  currency: string
  categoryPrimary: string | null
  categoryDetailed: string | null
  categoryConfidence: string | null
}

/** A transaction of one connection; null when the connection has none of that id. */
export async function findConcernedTransaction(
  db: Database,
  { householdId, itemId }: ItemKey,
  transactionId: string,
): Promise<ConcernedTransaction | null> {
  const found = await db.prisma.transaction.findFirst({
    where: { householdId, id: transactionId, account: { itemId } },
    select: {
      accountId: true,
      plaidTransactionId: true,
      postedOn: true,
      name: true,
      merchantName: true,
      amount: true,
      currency: true,
      categoryPrimary: true,
      categoryDetailed: true,
      categoryConfidence: true,
    },
  })
  if (found?.plaidTransactionId == null) return null
  const { plaidTransactionId, postedOn, amount, ...rest } = found
  return { ...rest, plaidTransactionId, postedOn: fromUtcMidnight(postedOn), amount: plain(amount) }
}
