import { BankFailure } from '@/lib/bank/failure'
import type { Bank, BankAccount } from '@/lib/bank/reports'
import { reportOf, type TransactionReport } from '@/lib/db/transaction-report'

/** As often as a read may begin again because the bank's data changed between two pages. */
const MAX_RESTARTS = 5
/** No login has this many; a cursor that never ends must not fill the memory. */
const MAX_PAGES = 4_000

/** Everything that changed since a cursor, each transaction once and in its last state. */
export interface ReadDelta {
  changed: TransactionReport[]
  removed: string[]
  /** Every account that a page named. */
  accounts: BankAccount[]
  cursor: string | null
  historyStatus: string
  pages: number
  added: number
  modified: number
  restarts: number
}

/** What a run has done so far; it is filled while the run reads, so that one that fails can say it too. */
export interface RunTrace {
  /** Of the read under way: one that begins again counts from the beginning. */
  pages: number
  rowsFetched: number
  restarts: number
  /** Plaid's ids of the run's calls, in their order. */
  requestIds: string[]
}

/**
 * Reads all pages of /transactions/sync from a cursor into memory, and nothing is stored before the last one is
 * here. When the data changes under way, Plaid wants the read begun again from the cursor that it began with.
 *
 * @param onPage called after each page; what it throws ends the read. @param trace where the read notes its calls.
 * @throws BankFailure
 */
export async function readDelta(
  bank: Bank,
  accessToken: string,
  from: string | null,
  onPage: () => Promise<void>,
  trace: RunTrace = { pages: 0, rowsFetched: 0, restarts: 0, requestIds: [] },
): Promise<ReadDelta> {
  for (let restarts = 0; ; restarts += 1) {
    trace.restarts = restarts
    try {
      return await readOnce(bank, accessToken, from, trace, onPage)
    } catch (error) {
      if (!(error instanceof BankFailure) || error.kind !== 'restart' || restarts >= MAX_RESTARTS) throw error
      if (error.requestId) trace.requestIds.push(error.requestId)
    }
  }
}

async function readOnce(
  bank: Bank,
  accessToken: string,
  from: string | null,
  trace: RunTrace,
  onPage: () => Promise<void>,
): Promise<ReadDelta> {
  const changed = new Map<string, TransactionReport>()
  const removed = new Set<string>()
  const accounts = new Map<string, BankAccount>()
  let cursor = from
  let added = 0
  let modified = 0
  // Each page is asked for while the one before is looked through and told of.
  const ask = (at: string | null) => {
    const asked = bank.transactionsPage(accessToken, at)
    // Looked at below, where the read does not end before.
    asked.catch(() => {})
    return asked
  }
  let next = ask(from)
  for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
    const page = await next
    // While nothing is ready the cursor comes empty: the next read begins at the beginning.
    cursor = page.nextCursor === '' ? from : page.nextCursor
    if (page.hasMore && pages < MAX_PAGES) next = ask(cursor)
    trace.requestIds.push(page.requestId)
    for (const transaction of [...page.added, ...page.modified]) {
      changed.set(transaction.plaidTransactionId, reportOf(transaction))
      removed.delete(transaction.plaidTransactionId)
    }
    for (const account of page.accounts) accounts.set(account.plaidAccountId, account)
    for (const id of page.removed) {
      changed.delete(id)
      removed.add(id)
    }
    added += page.added.length
    modified += page.modified.length
    trace.pages = pages
    trace.rowsFetched = changed.size + removed.size
    await onPage()
    if (!page.hasMore) {
      return {
        changed: [...changed.values()],
        removed: [...removed],
        accounts: [...accounts.values()],
        cursor,
        historyStatus: page.historyStatus,
        pages,
        added,
        modified,
        restarts: trace.restarts,
      }
    }
  }
  throw new BankFailure('unknown', 'ENDLESS_CURSOR', trace.requestIds.at(-1) ?? null)
}
