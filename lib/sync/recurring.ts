import { BankFailure } from '@/lib/bank/failure'
import type { BankRecurringStream } from '@/lib/bank/reports'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { unseal } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import { findProductFacts, storeRecurringLook } from '@/lib/db/products'
import {
  type DetectionScope,
  findDetectionFacts,
  listStreamsOf,
  mapTransactionIds,
  type StoredStream,
  storeStreams,
} from '@/lib/db/recurring'
import { listCandidates } from '@/lib/db/recurring-payments'
import type { ItemKey } from '@/lib/db/sync-store'
import { detectionStart, detectStreams } from '@/lib/finance/recurring'
import { type BankStream, mergeStreams } from '@/lib/finance/recurring-merge'
import { FREQUENCIES } from '@/lib/finance/recurring-schedule'
import type { SyncContext, SyncNews } from './sync-item'

/** Where nothing has changed, it is looked once in this time: payments are missed by days that pass. */
const LEAST_AGE_MS = 86_400_000

/**
 * Finds the payments that come again in a connection's accounts, after a sync: those that Plaid names, and those that
 * Evenkeel finds itself. That Plaid names none, or cannot be asked, is a state and no error: what it said last stands.
 *
 * @param news what the sync did: after one that changed nothing and that no webhook asked for, it is looked once a day.
 * @throws whatever the database throws.
 */
export async function refreshRecurring(
  context: SyncContext,
  key: ItemKey,
  news: SyncNews | null,
): Promise<void> {
  const { db, clock } = context
  const facts = await findProductFacts(db, key)
  if (!facts) return
  const isNews = news !== null && (news.written > 0 || news.trigger === 'webhook')
  const lookedAt = facts.states.recurring?.at
  if (!isNews && lookedAt && clock.now().getTime() - Date.parse(lookedAt) < LEAST_AGE_MS) return
  const reported = facts.products.includes('transactions')
    ? await askPlaid(context, key, facts.sealedAccessToken)
    : null
  await detectRecurring(db, key, reported, clock.now())
  await storeRecurringLook(db, key, clock.now())
}

/** What Plaid says of a login's recurring payments; null when it says nothing. */
async function askPlaid(
  { bank, tokenKeys, log }: SyncContext,
  key: ItemKey,
  sealedAccessToken: string,
): Promise<BankRecurringStream[] | null> {
  try {
    return await bank.recurring(unseal(sealedAccessToken, key.itemId, tokenKeys))
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    log.info({ event: 'recurring', itemId: key.itemId, code: error.code })
    return null
  }
}

/**
 * Looks for payments that come again and stores what is found. It may be run at any time.
 *
 * @param reported what Plaid says now; null: what it said last stands.
 * @returns how many rows were written or deleted.
 */
export async function detectRecurring(
  db: Database,
  scope: DetectionScope,
  reported: readonly BankRecurringStream[] | null,
  now: Date,
): Promise<number> {
  const { householdId } = scope
  const facts = await findDetectionFacts(db, scope)
  if (!facts || facts.accounts.length === 0) return 0
  const today = dayInZone(now, facts.timeZone)
  const accountIds = facts.accounts.map(({ id }) => id)
  const earlier = await listStreamsOf(db, householdId, accountIds)
  const known = new Set(facts.accounts.flatMap(({ plaidAccountId }) => plaidAccountId ?? []))
  const bank =
    reported === null
      ? earlier.flatMap(asReported)
      : await withOwnIds(
          db,
          householdId,
          reported.filter(({ plaidAccountId }) => known.has(plaidAccountId)),
        )
  const confirmed = earlier.filter(({ confirmedAt }) => confirmedAt !== null)
  const payments = await listCandidates(db, householdId, accountIds, detectionStart(today), [
    ...new Set([...bank, ...confirmed].flatMap(({ transactionIds }) => transactionIds)),
  ])
  const found = mergeStreams(
    detectStreams(payments, today),
    bank,
    earlier.map((stream) => ({ ...stream, confirmed: stream.confirmedAt !== null })),
    payments,
    today,
  )
  return storeStreams(db, householdId, accountIds, found, now)
}

/** What Plaid said of a stream when it was last heard. */
function asReported({ reason, transactionIds }: StoredStream): BankStream[] {
  return reason.bank ? [{ ...reason.bank, transactionIds }] : []
}

async function withOwnIds(
  db: Database,
  householdId: string,
  reported: readonly BankRecurringStream[],
): Promise<BankStream[]> {
  const ids = await mapTransactionIds(
    db,
    householdId,
    reported.flatMap(({ plaidTransactionIds }) => plaidTransactionIds),
  )
  return reported.map((stream) => ({
    streamId: stream.plaidStreamId,
    frequency: FREQUENCIES.find((known) => known === stream.frequency) ?? 'unknown',
    nextOn: stream.nextOn,
    lastOn: stream.lastOn,
    isActive: stream.isActive && stream.status !== 'tombstoned',
    isMature: stream.status === 'mature',
    transactionIds: stream.plaidTransactionIds.flatMap((id) => ids.get(id) ?? []),
  }))
}
