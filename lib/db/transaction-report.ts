import { hash } from 'node:crypto'
import type { BankTransaction } from '@/lib/bank/reports'
import { jsonText } from './json-text'
import type { BankColumn } from './transaction-columns'

/**
 * What a bank says of one transaction, in little room: a sync holds all that it was told until it is stored, and of a
 * hundred thousand with every field by itself that would be a quarter of a gigabyte.
 */
export interface TransactionReport {
  plaidTransactionId: string
  plaidAccountId: string
  pendingPlaidTransactionId: string | null
  pending: boolean
  currency: string
  isoCurrencyCode: string | null
  unofficialCurrencyCode: string | null
  /** Every column that it fills but our account's id, as a JSON object. */
  columns: string
  /** Of all that the bank says, the account included: the same report has the same. */
  digest: string
}

/** So many digits of SHA-256 as a UUID has. */
const DIGEST_DIGITS = 32

/** Makes room: what the bank does not say is left out, as most of a row would be the names of nothing. */
export function reportOf(transaction: BankTransaction): TransactionReport {
  const { plaidTransactionId, plaidAccountId, pendingPlaidTransactionId, pending } = transaction
  const { currency, isoCurrencyCode, unofficialCurrencyCode } = transaction
  const columns = jsonText({
    pending_plaid_transaction_id: pendingPlaidTransactionId ?? undefined,
    pending,
    amount: transaction.amount,
    currency,
    iso_currency_code: isoCurrencyCode ?? undefined,
    unofficial_currency_code: unofficialCurrencyCode ?? undefined,
    posted_on: transaction.postedOn,
    authorized_on: transaction.authorizedOn ?? undefined,
    shown_on: transaction.shownOn,
    posted_at: transaction.postedAt ?? undefined,
    authorized_at: transaction.authorizedAt ?? undefined,
    name: transaction.name,
    original_description: transaction.originalDescription ?? undefined,
    merchant_name: transaction.merchantName ?? undefined,
    merchant_entity_id: transaction.merchantEntityId ?? undefined,
    logo_url: transaction.logoUrl ?? undefined,
    website: transaction.website ?? undefined,
    category_primary: transaction.categoryPrimary ?? undefined,
    category_detailed: transaction.categoryDetailed ?? undefined,
    category_confidence: transaction.categoryConfidence ?? undefined,
    category_version: transaction.categoryVersion ?? undefined,
    payment_channel: transaction.paymentChannel,
    transaction_code: transaction.transactionCode ?? undefined,
    check_number: transaction.checkNumber ?? undefined,
    account_owner: transaction.accountOwner ?? undefined,
    location: transaction.location ?? undefined,
    counterparties: transaction.counterparties ?? undefined,
    payment_meta: transaction.paymentMeta ?? undefined,
  } satisfies Record<Exclude<BankColumn, 'account_id'>, unknown>)
  return {
    plaidTransactionId,
    plaidAccountId,
    pendingPlaidTransactionId,
    pending,
    currency,
    isoCurrencyCode,
    unofficialCurrencyCode,
    columns,
    digest: hash('sha256', plaidAccountId + columns).slice(0, DIGEST_DIGITS),
  }
}
