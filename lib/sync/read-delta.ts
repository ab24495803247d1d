import { BankFailure } from '@/lib/bank/failure'
import type { Bank, BankAccount, BankTransaction } from '@/lib/bank/reports'

/** As often as a read may begin again because the bank's data changed between two pages. */
const MAX_RESTARTS = 5
/** No login has this many; a cursor that never ends must not fill the memory. */
const MAX_PAGES = 4_000

/** Everything that changed since a cursor, each transaction once and in its last state. */
export interface ReadDelta {
  changed: BankTransaction[]
  removed: string[]
  /** Every account that a page named. */
  accounts: BankAccount[]
  cursor: string | null
  historyStatus: string
  pages: number
  added: number
  modified: number
  restarts: number
  requestIds: string[]
}

export interface ReadProgress {
  pages: number
  rowsFetched: number
  restarts: number
}

/**
 * Reads all pages of /transactions/sync from a cursor into memory, and nothing is stored before the last one is
 * here. When the data changes under way, Plaid wants the read begun again from the cursor that it began with.
 *
 * @throws BankFailure
 */
export async function readDelta(
  bank: Bank,
  accessToken: string,
  from: string | null,
  onPage: (progress: ReadProgress) => Promise<void>,
): Promise<ReadDelta> {
  const requestIds: string[] = []
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(bank, accessToken, from, restarts, requestIds, onPage)
    } catch (error) {
      if (!(error instanceof BankFailure) || error.kind !== 'restart' || restarts >= MAX_RESTARTS) throw error
      if (error.requestId) requestIds.push(error.requestId)
    }
  }
}

async function readOnce(
  bank: Bank,
  accessToken: string,
  from: string | null,
  restarts: number,
  requestIds: string[],
  onPage: (progress: ReadProgress) => Promise<void>,
): Promise<ReadDelta> {
  const changed = new Map<string, BankTransaction>()
  const removed = new Set<string>()
  const accounts = new Map<string, BankAccount>()
  let cursor = from
  let added = 0
  let modified = 0
  for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
    const page = await bank.transactionsPage(accessToken, cursor)
    requestIds.push(page.requestId)
    for (const transaction of [...page.added, ...page.modified]) {
      changed.set(transaction.plaidTransactionId, transaction)
      removed.delete(transaction.plaidTransactionId)
    }
    for (const account of page.accounts) accounts.set(account.plaidAccountId, account)
    for (const id of page.removed) {
      changed.delete(id)
      removed.add(id)
    }
    added += page.added.length
    modified += page.modified.length
    // While nothing is ready the cursor comes empty: the next read begins at the beginning.
    cursor = page.nextCursor === '' ? from : page.nextCursor
    await onPage({ pages, rowsFetched: changed.size + removed.size, restarts })
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
        restarts,
        requestIds,
      }
    }
  }
  throw new BankFailure('unknown', 'ENDLESS_CURSOR', requestIds.at(-1) ?? null)
}
