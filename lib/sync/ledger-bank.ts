import { BankFailure } from '@/lib/bank/failure'
import type {
  Bank,
  BankAccount,
  BankHoldings,
  BankLiability,
  BankRecurringStream,
  BankTransaction,
  TransactionsPage,
} from '@/lib/bank/reports'
import { toCalendarDate } from '@/lib/calendar/calendar-date'

type Change = { kind: 'added' | 'modified'; transaction: BankTransaction } | { kind: 'removed'; id: string }

/**
 * A bank for tests: a list of changes, read in pages by a cursor that is a position in it. What a test does to it
 * happens as at Plaid: a change between two pages of one read asks for a restart.
 */
export class LedgerBank implements Bank {
  readonly changes: Change[] = []
  accountList: BankAccount[] = [checking('acc-1')]
  historyStatus = 'HISTORICAL_UPDATE_COMPLETE'
  /** The login no longer works: every call for data is refused. */
  errorCode: string | null = null
  /** The Item is in error, and its stored data is still served. */
  itemError: { code: string; type: string } | null = null
  consentExpiresAt: Date | null = null
  products: string[] = ['transactions']
  held: BankHoldings = { securities: [], holdings: [] }
  owed: BankLiability[] = []
  streams: BankRecurringStream[] = []
  /** What every call for holdings, liabilities and recurring streams fails with. */
  productFailure: BankFailure | null = null
  webhookUrl: string | null = null
  pageSize = 500
  pagesServed = 0
  removedItem = false
  /** Called before each page, for what a test wants to happen in the middle of a read. */
  beforePage: (page: number) => void | Promise<void> = () => {}

  add(...transactions: BankTransaction[]): this {
    for (const transaction of transactions) this.changes.push({ kind: 'added', transaction })
    return this
  }

  modify(transaction: BankTransaction): this {
    this.changes.push({ kind: 'modified', transaction })
    return this
  }

  remove(id: string): this {
    this.changes.push({ kind: 'removed', id })
    return this
  }

  async item() {
    return {
      plaidItemId: 'plaid-item',
      plaidInstitutionId: 'ins_1',
      institutionName: 'Test Bank',
      webhookUrl: this.webhookUrl,
      consentExpiresAt: this.consentExpiresAt,
      bankUpdatedAt: null,
      productStatus: {},
      products: this.products,
      error: this.errorCode === null ? this.itemError : { code: this.errorCode, type: 'ITEM_ERROR' },
      requestId: 'req-item',
    }
  }

  async accounts() {
    this.refuseIfBroken()
    return { accounts: this.accountList, requestId: 'req-accounts' }
  }

  async transactionsPage(_accessToken: string, cursor: string | null): Promise<TransactionsPage> {
    this.pagesServed += 1
    await this.beforePage(this.pagesServed)
    this.refuseIfBroken()
    const [position = 0, length = this.changes.length] = (cursor ?? '').split('/').filter(Boolean).map(Number)
    const fresh = !cursor?.includes('/')
    if (!fresh && length !== this.changes.length) {
      throw new BankFailure('restart', 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION', 'req-restart')
    }
    const end = Math.min(position + this.pageSize, this.changes.length)
    const page = this.changes.slice(position, end)
    const hasMore = end < this.changes.length
    return {
      added: page.flatMap((change) => (change.kind === 'added' ? [change.transaction] : [])),
      modified: page.flatMap((change) => (change.kind === 'modified' ? [change.transaction] : [])),
      accounts: [],
      removed: page.flatMap((change) => (change.kind === 'removed' ? [change.id] : [])),
      nextCursor: this.changes.length === 0 ? '' : hasMore ? `${end}/${this.changes.length}` : `${end}`,
      hasMore,
      historyStatus: this.historyStatus,
      requestId: `req-page-${this.pagesServed}`,
    }
  }

  async holdings() {
    if (this.productFailure) throw this.productFailure
    return this.held
  }

  async liabilities() {
    if (this.productFailure) throw this.productFailure
    return this.owed
  }

  async recurring() {
    if (this.productFailure) throw this.productFailure
    return this.streams
  }

  async updateWebhook(_accessToken: string, url: string) {
    this.webhookUrl = url
  }

  async removeItem() {
    this.removedItem = true
  }

  private refuseIfBroken(): void {
    if (this.errorCode !== null) throw new BankFailure('sign_in', this.errorCode, 'req-refused')
  }
}

export function checking(plaidAccountId: string, changes: Partial<BankAccount> = {}): BankAccount {
  return {
    plaidAccountId,
    persistentAccountId: null,
    name: 'Checking',
    officialName: null,
    mask: '0000',
    type: 'depository',
    subtype: 'checking',
    currency: 'USD',
    isoCurrencyCode: 'USD',
    unofficialCurrencyCode: null,
    current: '100.25',
    available: '90',
    creditLimit: null,
    ...changes,
  }
}

export function purchase(
  plaidTransactionId: string,
  changes: Partial<BankTransaction> = {},
): BankTransaction {
  const postedOn = toCalendarDate('2026-03-02')
  return {
    plaidTransactionId,
    plaidAccountId: 'acc-1',
    pendingPlaidTransactionId: null,
    pending: false,
    amount: '-12.5',
    currency: 'USD',
    isoCurrencyCode: 'USD',
    unofficialCurrencyCode: null,
    postedOn,
    authorizedOn: null,
    shownOn: postedOn,
    postedAt: null,
    authorizedAt: null,
    name: 'HARVEST MARKET 0042',
    originalDescription: null,
    merchantName: 'Harvest Market',
    merchantEntityId: null,
    logoUrl: null,
    website: null,
    categoryPrimary: 'FOOD_AND_DRINK',
    categoryDetailed: 'FOOD_AND_DRINK_GROCERIES',
    categoryConfidence: 'HIGH',
    categoryVersion: 'v2',
    paymentChannel: 'in store',
    transactionCode: null,
    checkNumber: null,
    accountOwner: null,
    location: { city: 'Boston', lat: 42.36 },
    counterparties: null,
    paymentMeta: null,
    ...changes,
  }
}
