import { BankFailure } from '@/lib/bank/failure'
import { failureKind } from '@/lib/bank/failure-kinds'
import { type Health, healthAfter, toHealth } from '@/lib/bank/health'
import type { Bank, BankAccount, BankItem } from '@/lib/bank/reports'
import type { Clock } from '@/lib/clock'
import { type SealingKey, unseal } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import {
  failRun,
  type ItemKey,
  type Lease,
  LeaseLost,
  recordProgress,
  startRun,
  storeDelta,
  takeLease,
} from '@/lib/db/sync-store'
import type { Logger } from '@/lib/logger'
import { type ReadDelta, readDelta } from './read-delta'

/** What asked for a run. */
export type SyncTrigger = 'connected' | 'reconnected' | 'webhook' | 'person' | 'schedule' | 'follow_up'

export interface SyncContext {
  bank: Bank
  db: Database
  clock: Clock
  tokenKeys: readonly SealingKey[]
  /** Where the bank's webhooks are to arrive; null: nowhere. */
  webhookUrl: string | null
  log: Logger
  sleep: (ms: number) => Promise<void>
}

/**
 * How a run ended. `busy`: another run has the Item. `gone`: there is no such Item. `incomplete`: all that is there
 * was stored, and more history is on its way. `overtaken`: a newer run took the Item; nothing was stored.
 */
export type SyncOutcome =
  | { kind: 'done' | 'incomplete'; written: number }
  | { kind: 'busy' | 'gone' | 'overtaken' }
  | { kind: 'failed'; failure: BankFailure }

/** How long a first sync waits for Plaid within one run, before it stores the accounts and leaves the rest to a later one. */
const NOT_READY_WAITS_MS = [500, 1_000, 2_000, 4_000] as const

/** While Plaid says one of these, older transactions are still being fetched from the bank. */
const MORE_TO_COME = new Set(['NOT_READY', 'INITIAL_UPDATE_COMPLETE'])

/**
 * Brings one Item up to date: every page first, then one transaction that stores the delta, the accounts with their
 * balances, and the cursor together. One run per Item at a time, across processes.
 *
 * Expected ends are values. @throws whatever the database throws; the run is closed as failed even then, or, when
 * that fails too, by the next run.
 */
export async function syncItem(
  context: SyncContext,
  key: ItemKey,
  trigger: SyncTrigger,
): Promise<SyncOutcome> {
  const { db, clock, log } = context
  const lease = await takeLease(db, key, clock.now())
  if (lease === 'busy' || lease === 'gone') return { kind: lease }
  const runId = await startRun(db, lease, trigger, clock.now())
  const requestIds: string[] = []
  try {
    const outcome = await runSync(context, lease, runId, requestIds)
    log.info({ event: 'sync', itemId: key.itemId, trigger, outcome: outcome.kind, runId })
    return outcome
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'overtaken' }
    const failure = error instanceof BankFailure ? error : null
    if (failure?.requestId) requestIds.push(failure.requestId)
    const health = failure ? healthAfter(failure.kind) : 'unknown'
    const code = failure?.code ?? 'INTERNAL'
    await failRun(db, lease, runId, { code, requestIds, health, counts: {} }, clock.now())
    log.warn({ event: 'sync', itemId: key.itemId, trigger, outcome: 'failed', code, runId })
    if (!failure) throw error
    return { kind: 'failed', failure }
  }
}

async function runSync(
  context: SyncContext,
  lease: Lease,
  runId: string,
  requestIds: string[],
): Promise<SyncOutcome> {
  const { bank, db, clock } = context
  const accessToken = unseal(lease.sealedAccessToken, lease.itemId, context.tokenKeys)

  const item = await bank.item(accessToken)
  requestIds.push(item.requestId)
  let { webhookUrl } = item
  if (context.webhookUrl !== null && webhookUrl !== context.webhookUrl) {
    await bank.updateWebhook(accessToken, context.webhookUrl)
    webhookUrl = context.webhookUrl
  }

  const read = await readWhenReady(context, lease, runId, accessToken)
  requestIds.push(...read.requestIds)
  const { accounts, requestId } = await bank.accounts(accessToken)
  requestIds.push(requestId)
  await recordProgress(db, lease, runId, { phase: 'storing', ...progressOf(read) }, clock.now())

  const complete = !MORE_TO_COME.has(read.historyStatus)
  const written = await storeDelta(
    db,
    lease,
    runId,
    {
      accounts: withoutRepeats(accounts),
      formerAccounts: formerAccounts(read, accounts),
      changed: read.changed,
      removed: read.removed,
      cursor: read.cursor,
      historyStatus: read.historyStatus,
      webhookUrl,
      consentExpiresAt: item.consentExpiresAt,
      bankUpdatedAt: item.bankUpdatedAt,
      productStatus: item.productStatus,
      health: healthAfterSync(item, complete, toHealth(lease.health), clock.now()),
      errorCode: item.error?.code ?? null,
      counts: {
        ...progressOf(read),
        added: read.added,
        modified: read.modified,
        removed: read.removed.length,
      },
      requestIds,
    },
    clock.now(),
  )
  return { kind: complete ? 'done' : 'incomplete', written }
}

/** A new Item has nothing for a moment: that is waited for, so that a person sees their money and not an empty page. */
async function readWhenReady(
  context: SyncContext,
  lease: Lease,
  runId: string,
  accessToken: string,
): Promise<ReadDelta> {
  const { bank, db, clock } = context
  for (const waitMs of [...NOT_READY_WAITS_MS, null]) {
    const read = await readDelta(bank, accessToken, lease.cursor, (progress) =>
      recordProgress(db, lease, runId, { phase: 'fetching', ...progress }, clock.now()),
    )
    const empty = read.changed.length === 0 && read.removed.length === 0
    const early = lease.cursor === null && empty && MORE_TO_COME.has(read.historyStatus)
    if (!early || waitMs === null) return read
    await recordProgress(db, lease, runId, { phase: 'waiting', ...progressOf(read) }, clock.now())
    await context.sleep(waitMs)
  }
  throw new Error('unreachable')
}

function progressOf(read: ReadDelta) {
  return {
    pages: read.pages,
    rowsFetched: read.changed.length + read.removed.length,
    restarts: read.restarts,
  }
}

/** Consent that ends within this time is said beforehand. */
const EXPIRY_NOTICE_MS = 7 * 86_400_000

function healthAfterSync(
  { error, consentExpiresAt }: BankItem,
  complete: boolean,
  before: Health,
  now: Date,
): Health {
  // Plaid answers from what it has stored although the bank lets it in no more: that is no good state.
  if (error) return healthAfter(failureKind(error.code, error.type))
  if (consentExpiresAt && consentExpiresAt.getTime() - now.getTime() < EXPIRY_NOTICE_MS) return 'expiring'
  // A disconnection that a webhook announced stands until the person has been through Link.
  if (before === 'expiring' && consentExpiresAt === null) return 'expiring'
  return complete ? 'healthy' : 'importing'
}

/**
 * The accounts of transactions that the bank does not list with the others: closed ones, or no longer shared. As a
 * page described them, or else by what their transactions tell.
 */
function formerAccounts(read: ReadDelta, shared: readonly BankAccount[]): BankAccount[] {
  const listed = new Set(shared.map(({ plaidAccountId }) => plaidAccountId))
  const described = new Map(read.accounts.map((account) => [account.plaidAccountId, account]))
  const former = new Map<string, BankAccount>()
  for (const { plaidAccountId, currency, isoCurrencyCode, unofficialCurrencyCode } of read.changed) {
    if (listed.has(plaidAccountId) || former.has(plaidAccountId)) continue
    former.set(
      plaidAccountId,
      described.get(plaidAccountId) ?? {
        plaidAccountId,
        persistentAccountId: null,
        name: 'Former account',
        officialName: null,
        mask: null,
        type: 'other',
        subtype: null,
        currency,
        isoCurrencyCode,
        unofficialCurrencyCode,
        current: null,
        available: null,
        creditLimit: null,
      },
    )
  }
  return [...former.values()]
}

function withoutRepeats(accounts: readonly BankAccount[]): BankAccount[] {
  return [...new Map(accounts.map((account) => [account.plaidAccountId, account])).values()]
}
