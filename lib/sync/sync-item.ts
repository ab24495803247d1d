import { BankFailure } from '@/lib/bank/failure'
import { type Health, healthAfter } from '@/lib/bank/health'
import { failureKind } from '@/lib/bank/meanings'
import type { Bank, BankAccount, BankItem } from '@/lib/bank/reports'
import type { Clock } from '@/lib/clock'
import { type SealingKey, unseal } from '@/lib/crypto/seal'
import { adoptPredecessors } from '@/lib/db/adopt'
import { findItemSecret } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import {
  beginRun,
  failRun,
  type ItemKey,
  type Lease,
  LeaseLost,
  recordProgress,
  storeDelta,
} from '@/lib/db/sync-store'
import type { Logger } from '@/lib/logger'
import { type ReadDelta, type RunTrace, readDelta } from './read-delta'

/** What asked for a run. */
export type SyncTrigger =
  | 'connected'
  | 'reconnected'
  | 'webhook'
  | 'person'
  | 'schedule'
  | 'follow_up'
  /** A run before it failed. */
  | 'retry'
  /** The operator, after all tries had failed. */
  | 'replay'

export interface SyncContext {
  bank: Bank
  db: Database
  clock: Clock
  tokenKeys: readonly SealingKey[]
  /** Where the bank's webhooks are to arrive; null: nowhere. */
  webhookUrl: string | null
  log: Logger
  sleep: (ms: number) => Promise<void>
  /**
   * Called once when Plaid knows the access token no more: it may have been replaced by a process that died before it
   * stored the new one. @returns true when the stored token is another now.
   */
  recoverToken?: (key: ItemKey) => Promise<boolean>
}

/**
 * How a run ended. `busy`: another run has the Item. `gone`: there is no such Item. `incomplete`: all that is there
 * was stored, and more history is on its way. `overtaken`: a newer run took the Item; nothing was stored. `failed`:
 * nothing was stored; `failures` runs in a row have failed, this one included.
 */
export type SyncOutcome =
  | { kind: 'done' | 'incomplete'; written: number }
  | { kind: 'busy' | 'gone' | 'overtaken' }
  | { kind: 'failed'; failure: BankFailure; failures: number }

/** What a run that stored something tells those that follow it. */
export interface SyncNews {
  /** How many rows are other than they were. */
  written: number
  trigger: SyncTrigger
}

/** A run that has been going for this long is ended, and what it read is thrown away. */
export const MAX_RUN_MS = 8 * 60_000

/** How long a first sync waits for Plaid within one run, before it stores the accounts and leaves the rest to a later one. */
const NOT_READY_WAITS_MS = [500, 1_000, 2_000, 4_000] as const

/** A page comes every few milliseconds; who watches a run is not told of each. */
const PROGRESS_MS = 500

/** While Plaid says one of these, older transactions are still being fetched from the bank. */
const MORE_TO_COME = new Set(['NOT_READY', 'INITIAL_UPDATE_COMPLETE'])

interface Run {
  context: SyncContext
  lease: Lease
  trace: RunTrace
  /** When its progress was last told. */
  progress: { toldAt: Date }
}

/**
 * Brings one Item up to date: every page first, then one transaction that stores the delta, the accounts with their
 * balances, and the cursor together. One run per Item at a time, across processes, and none for longer than
 * MAX_RUN_MS. Once its history is whole, it takes the place of a connection whose access has ended.
 *
 * Expected ends are values. @throws whatever the database throws; the run is closed as failed even then, or, when
 * that fails too, by the next run.
 */
export async function syncItem(
  context: SyncContext,
  key: ItemKey,
  trigger: SyncTrigger,
): Promise<SyncOutcome> {
  const outcome = await runOnce(context, key, trigger)
  if (outcome.kind === 'done') {
    for (const adoption of await adoptPredecessors(context.db, key, context.clock.now()))
      context.log.info({ event: 'adopted', by: key.itemId, ...adoption })
  }
  return outcome
}

async function runOnce(context: SyncContext, key: ItemKey, trigger: SyncTrigger): Promise<SyncOutcome> {
  const { db, clock, log } = context
  const lease = await beginRun(db, key, trigger, clock.now())
  if (lease === 'busy' || lease === 'gone') return { kind: lease }
  const { runId } = lease
  const run: Run = {
    context,
    lease,
    trace: { pages: 0, rowsFetched: 0, restarts: 0, requestIds: [] },
    progress: { toldAt: lease.startedAt },
  }
  try {
    const outcome = await runWithToken(run)
    log.info({ event: 'sync', itemId: key.itemId, trigger, outcome: outcome.kind, runId })
    return outcome
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'overtaken' }
    const failure = error instanceof BankFailure ? error : null
    const failures = await endFailed(run, failure)
    const { code = 'INTERNAL', type = null, requestId = null } = failure ?? {}
    log.warn({ event: 'sync', itemId: key.itemId, trigger, outcome: 'failed', code, runId })
    if (failure?.kind === 'operator') {
      log.error({ event: 'operator', code, type, requestId, itemId: key.itemId, runId })
    }
    if (!failure) throw error
    return failures === null ? { kind: 'overtaken' } : { kind: 'failed', failure, failures }
  }
}

/** States in which a person is asked for; a failure that says nothing of the login leaves them standing. */
const STANDING: readonly Health[] = ['sign_in', 'unlock', 'relink', 'unsupported']

async function endFailed(
  { context, lease, trace }: Run,
  failure: BankFailure | null,
): Promise<number | null> {
  const { requestIds, ...counts } = trace
  if (failure?.requestId && !requestIds.includes(failure.requestId)) requestIds.push(failure.requestId)
  return failRun(
    context.db,
    lease,
    {
      code: failure?.code ?? 'INTERNAL',
      type: failure?.type ?? null,
      requestId: failure?.requestId ?? null,
      requestIds,
      counts,
      health: failure ? healthAfter(failure.kind) : 'unknown',
      leaves: failure && !failure.retryable ? [] : STANDING,
    },
    context.clock.now(),
  )
}

/** Once more with another token, where the one that Plaid refuses has been replaced meanwhile. */
async function runWithToken(run: Run): Promise<SyncOutcome> {
  try {
    return await runSync(run)
  } catch (error) {
    if (!(error instanceof BankFailure) || error.code !== 'INVALID_ACCESS_TOKEN') throw error
    const { context, lease, trace } = run
    const { householdId, itemId } = lease
    const recovered = (await context.recoverToken?.({ householdId, itemId })) ?? false
    const stored = await findItemSecret(context.db, { householdId, itemId })
    if (!stored || !(recovered || stored.sealedAccessToken !== lease.sealedAccessToken)) throw error
    if (error.requestId) trace.requestIds.push(error.requestId)
    return runSync({ ...run, lease: { ...lease, sealedAccessToken: stored.sealedAccessToken } })
  }
}

/** Says how far the run has come, and holds its lease. @throws LeaseLost, BankFailure when it has taken too long */
async function advance(
  { context, lease, trace, progress }: Run,
  phase: 'fetching' | 'waiting' | 'storing',
): Promise<void> {
  const now = context.clock.now()
  if (now.getTime() - lease.startedAt.getTime() > MAX_RUN_MS) {
    throw new BankFailure('wait', 'TOOK_TOO_LONG', null)
  }
  if (phase === 'fetching' && Math.abs(now.getTime() - progress.toldAt.getTime()) < PROGRESS_MS) return
  progress.toldAt = now
  const { pages, rowsFetched, restarts } = trace
  await recordProgress(context.db, lease, { phase, pages, rowsFetched, restarts }, now)
}

async function runSync(run: Run): Promise<SyncOutcome> {
  const { context, lease, trace } = run
  const { bank, db, clock } = context
  const accessToken = unseal(lease.sealedAccessToken, lease.itemId, context.tokenKeys)

  const item = await bank.item(accessToken)
  trace.requestIds.push(item.requestId)
  let { webhookUrl } = item
  if (context.webhookUrl !== null && webhookUrl !== context.webhookUrl) {
    await bank.updateWebhook(accessToken, context.webhookUrl)
    webhookUrl = context.webhookUrl
  }

  const read = await readWhenReady(run, accessToken)
  const { accounts, requestId } = await bank.accounts(accessToken)
  trace.requestIds.push(requestId)
  await advance(run, 'storing')

  const complete = !MORE_TO_COME.has(read.historyStatus)
  const written = await storeDelta(
    db,
    lease,
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
      products: item.products,
      health: healthAfterSync(item, complete, lease, clock.now()),
      error: item.error && { ...item.error, requestId: item.requestId },
      counts: {
        pages: read.pages,
        rowsFetched: trace.rowsFetched,
        restarts: read.restarts,
        added: read.added,
        modified: read.modified,
        removed: read.removed.length,
      },
      requestIds: trace.requestIds,
    },
    clock.now(),
  )
  return { kind: complete ? 'done' : 'incomplete', written }
}

/** A new Item has nothing for a moment: that is waited for, so that a person sees their money and not an empty page. */
async function readWhenReady(run: Run, accessToken: string): Promise<ReadDelta> {
  const { context, lease, trace } = run
  for (const waitMs of [...NOT_READY_WAITS_MS, null]) {
    const read = await readDelta(
      context.bank,
      accessToken,
      lease.cursor,
      () => advance(run, 'fetching'),
      trace,
    )
    const empty = read.changed.length === 0 && read.removed.length === 0
    const early = lease.cursor === null && empty && MORE_TO_COME.has(read.historyStatus)
    if (!early || waitMs === null) return read
    await advance(run, 'waiting')
    await context.sleep(waitMs)
  }
  throw new Error('unreachable')
}

/** Consent that ends within this time is said beforehand. */
const EXPIRY_NOTICE_MS = 7 * 86_400_000

function healthAfterSync(
  { error, consentExpiresAt }: BankItem,
  complete: boolean,
  before: Pick<Lease, 'health' | 'consentExpiresAt'>,
  now: Date,
): Health {
  // Plaid answers from what it has stored although the bank lets it in no more: that is no good state.
  if (error) return healthAfter(failureKind(error.code, error.type))
  // A disconnection that a webhook announced stands until the person has been through Link, whatever came between.
  const endsAt = consentExpiresAt ?? before.consentExpiresAt
  if (endsAt && endsAt.getTime() - now.getTime() < EXPIRY_NOTICE_MS) return 'expiring'
  if (before.health === 'expiring' && consentExpiresAt === null) return 'expiring'
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
