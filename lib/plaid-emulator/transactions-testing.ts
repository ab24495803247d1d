import {
  type ItemPublicTokenExchangeResponse,
  Products,
  type RemovedTransaction,
  type Transaction,
  type TransactionsSyncRequestOptions,
  type TransactionsSyncResponse,
} from 'plaid'
import type { TestEmulator } from './testing'

/** Links an Item by the Sandbox's short cut. Its transactions are there three seconds later. */
export async function link(
  emulator: TestEmulator,
  options: {
    institution?: string
    username?: string
    days?: number
    webhook?: string
    products?: Products[]
  } = {},
): Promise<ItemPublicTokenExchangeResponse> {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: options.institution ?? 'ins_109508',
    initial_products: options.products ?? [Products.Transactions],
    options: {
      ...(options.webhook === undefined ? {} : { webhook: options.webhook }),
      override_username: options.username ?? 'user_good',
      override_password: 'pass_good',
      transactions: { days_requested: options.days ?? 730 },
    },
  })
  return (await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })).data
}

/** What a client of `/transactions/sync` holds: rows by id. */
export type Ledger = Map<string, Transaction>

/** Takes over one page of changes. */
export function apply(
  ledger: Ledger,
  page: { added: Transaction[]; modified: Transaction[]; removed: RemovedTransaction[] },
): void {
  for (const row of [...page.added, ...page.modified]) ledger.set(row.transaction_id, row)
  for (const { transaction_id } of page.removed) ledger.delete(transaction_id)
}

/** Syncs from a cursor to the end; gives the pages and the last cursor. */
export async function pages(
  emulator: TestEmulator,
  access_token: string,
  from = '',
  count = 500,
  options?: TransactionsSyncRequestOptions,
): Promise<{ pages: TransactionsSyncResponse[]; cursor: string }> {
  const all: TransactionsSyncResponse[] = []
  let cursor = from
  for (;;) {
    const { data } = await emulator.api.transactionsSync({
      access_token,
      count,
      ...(cursor === '' ? {} : { cursor }),
      ...(options === undefined ? {} : { options }),
    })
    all.push(data)
    cursor = data.next_cursor
    if (!data.has_more) return { pages: all, cursor }
  }
}

/** Everything that a sync from the beginning finds. */
export async function fold(
  emulator: TestEmulator,
  access_token: string,
  options?: TransactionsSyncRequestOptions,
): Promise<Ledger> {
  const ledger: Ledger = new Map()
  for (const page of (await pages(emulator, access_token, '', 500, options)).pages) apply(ledger, page)
  return ledger
}

/** The rows of a ledger in the order of their ids. */
export function sorted(ledger: Ledger): Transaction[] {
  return [...ledger.values()].sort((left, right) => (left.transaction_id < right.transaction_id ? -1 : 1))
}

/** Everything that `/transactions/get` finds between two days, page by page, and the totals that the pages told. */
export async function getAll(
  emulator: TestEmulator,
  access_token: string,
  range: { start_date: string; end_date: string } = { start_date: '2000-01-01', end_date: '2099-12-31' },
  count = 500,
): Promise<{ rows: Transaction[]; totals: number[] }> {
  const rows: Transaction[] = []
  const totals: number[] = []
  for (;;) {
    const { data } = await emulator.api.transactionsGet({
      access_token,
      ...range,
      options: { count, offset: rows.length },
    })
    totals.push(data.total_transactions)
    rows.push(...data.transactions)
    if (data.transactions.length === 0 || rows.length >= data.total_transactions) return { rows, totals }
  }
}
