import type { CalendarDate } from '@/lib/calendar/calendar-date'

/**
 * What a bank reports, in Evenkeel's words and sign: money in and what one owns are positive, money out and debts
 * negative. Amounts are plain decimal strings. Made in one place, lib/plaid/to-domain.ts.
 */
export interface BankAccount {
  plaidAccountId: string
  persistentAccountId: string | null
  name: string
  officialName: string | null
  mask: string | null
  /** Plaid's words (depository, credit, loan, investment, …); new ones may appear at any time. */
  type: string
  subtype: string | null
  /** isoCurrencyCode ?? unofficialCurrencyCode */
  currency: string
  isoCurrencyCode: string | null
  unofficialCurrencyCode: string | null
  current: string | null
  available: string | null
  creditLimit: string | null
}

export interface BankTransaction {
  plaidTransactionId: string
  plaidAccountId: string
  pendingPlaidTransactionId: string | null
  pending: boolean
  amount: string
  currency: string
  isoCurrencyCode: string | null
  unofficialCurrencyCode: string | null
  postedOn: CalendarDate
  authorizedOn: CalendarDate | null
  /** The day a person knows it by: when it was authorized, else when it posted. */
  shownOn: CalendarDate
  /** ISO 8601, where the bank gives a time of day. */
  postedAt: string | null
  authorizedAt: string | null
  name: string
  originalDescription: string | null
  merchantName: string | null
  merchantEntityId: string | null
  logoUrl: string | null
  website: string | null
  categoryPrimary: string | null
  categoryDetailed: string | null
  categoryConfidence: string | null
  categoryVersion: string | null
  paymentChannel: string
  transactionCode: string | null
  checkNumber: string | null
  accountOwner: string | null
  /** The parts that the bank gave; null when it gave none. */
  location: Readonly<Record<string, string | number>> | null
  counterparties: readonly BankCounterparty[] | null
  paymentMeta: Readonly<Record<string, string>> | null
}

export interface BankCounterparty {
  name: string
  type: string
  website: string | null
}

/** One page of what changed since a cursor. */
export interface TransactionsPage {
  added: BankTransaction[]
  modified: BankTransaction[]
  /** Plaid's ids of transactions that are no more. */
  removed: string[]
  /** The accounts that the page's transactions are of. */
  accounts: BankAccount[]
  nextCursor: string
  hasMore: boolean
  /** TRANSACTIONS_UPDATE_STATUS_UNKNOWN, NOT_READY, INITIAL_UPDATE_COMPLETE or HISTORICAL_UPDATE_COMPLETE. */
  historyStatus: string
  requestId: string
}

/** ISO 8601, or null when it never happened. */
export type ProductStatus = {
  succeededAt: string | null
  failedAt: string | null
}

export interface BankItem {
  plaidItemId: string
  plaidInstitutionId: string | null
  institutionName: string | null
  webhookUrl: string | null
  consentExpiresAt: Date | null
  /** When Plaid last had transactions from the bank. */
  bankUpdatedAt: Date | null
  /** By product (transactions, investments, …): when Plaid last got it from the bank, and last failed to. */
  productStatus: Readonly<Record<string, ProductStatus>>
  /** Plaid's products that the login has. */
  products: readonly string[]
  /** Plaid's error, when the Item is in error: its stored data may be read all the same. */
  error: { code: string; type: string } | null
  requestId: string
}

export interface BankSecurity {
  plaidSecurityId: string
  name: string
  tickerSymbol: string | null
  isin: string | null
  /** Plaid's words: etf, equity, mutual fund, cash, cryptocurrency, fixed income, derivative, loan, other. */
  type: string | null
  subtype: string | null
  isCash: boolean
  closePrice: string | null
  closePriceOn: CalendarDate | null
  currency: string
}

export interface BankHolding {
  plaidAccountId: string
  plaidSecurityId: string
  quantity: string
  /** What was paid for all of it; null where the bank does not say. */
  costBasis: string | null
  price: string
  priceOn: CalendarDate | null
  value: string
  currency: string
}

export interface BankHoldings {
  securities: BankSecurity[]
  holdings: BankHolding[]
}

/** What a lender says of a debt. Amounts are positive: what is to be paid, or was. */
export interface BankLiability {
  plaidAccountId: string
  kind: 'credit' | 'mortgage' | 'student' | 'loan'
  /** Per year. `type` is Plaid's for a card (purchase_apr, ...), `interest` for a loan; `balance`: what it is charged on. */
  aprs: { type: string; percentage: string; balance: string | null }[]
  nextDueOn: CalendarDate | null
  minimumPayment: string | null
  lastPaymentAmount: string | null
  lastPaymentOn: CalendarDate | null
  lastStatementBalance: string | null
  lastStatementOn: CalendarDate | null
  overdue: boolean | null
  originalPrincipal: string | null
  originatedOn: CalendarDate | null
  /** When it is expected to be paid off. */
  paidOffOn: CalendarDate | null
}

/** Payments that the bank's side says come again. Amounts are signed. */
export interface BankRecurringStream {
  plaidStreamId: string
  plaidAccountId: string
  description: string
  merchantName: string | null
  /** Plaid's words in lower case: weekly, biweekly, semi_monthly, monthly, annually, unknown; new ones may appear. */
  frequency: string
  /** The days on which the first and the last posted. */
  firstOn: CalendarDate
  lastOn: CalendarDate
  /** The day on which the next is expected to post; null where nobody can say. */
  nextOn: CalendarDate | null
  averageAmount: string | null
  lastAmount: string | null
  currency: string
  isActive: boolean
  /** Plaid's words in lower case: mature, early_detection, tombstoned, unknown. */
  status: string
  /** By the day on which they posted. */
  plaidTransactionIds: string[]
}

/** Stands where Link did not say which bank it was: two of these may be two banks. */
export const UNKNOWN_INSTITUTION = 'unknown'

export interface BankInstitution {
  plaidInstitutionId: string
  name: string
  url: string | null
  /** `#rrggbb` */
  primaryColor: string | null
}

/** A bank's side of a sync: everything that lib/sync asks of it. Failures are thrown as `BankFailure`. */
export interface Bank {
  item(accessToken: string): Promise<BankItem>
  accounts(accessToken: string): Promise<{ accounts: BankAccount[]; requestId: string }>
  transactionsPage(accessToken: string, cursor: string | null): Promise<TransactionsPage>
  /** What is held in the login's investment accounts. */
  holdings(accessToken: string): Promise<BankHoldings>
  /** What lenders say of the login's debts. */
  liabilities(accessToken: string): Promise<BankLiability[]>
  /** The payments that come again in the login's accounts. */
  recurring(accessToken: string): Promise<BankRecurringStream[]>
  updateWebhook(accessToken: string, url: string): Promise<void>
  removeItem(accessToken: string): Promise<void>
}
