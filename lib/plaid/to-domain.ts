import type { AccountBase, Institution, ItemGetResponse, Transaction, TransactionsSyncResponse } from 'plaid'
import type {
  BankAccount,
  BankCounterparty,
  BankInstitution,
  BankItem,
  BankTransaction,
  ProductStatus,
  TransactionsPage,
} from '@/lib/bank/reports'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'

/**
 * From Plaid's wire to Evenkeel's words; the only place where a sign is turned.
 *
 * Plaid counts money out of an account as positive, and the balance of a credit or loan account as what is owed.
 * Here money out and debts are negative. A number of the wire is taken by its shortest decimal form, which is the
 * text that Plaid sent for up to fifteen digits.
 */

/** ISO 4217's code for "no currency", for the rare amount that comes with neither code. */
const NO_CURRENCY = 'XXX'

interface CurrencyCodes {
  iso_currency_code: string | null
  unofficial_currency_code: string | null
}

export function currencyOf(codes: CurrencyCodes) {
  return {
    currency: codes.iso_currency_code ?? codes.unofficial_currency_code ?? NO_CURRENCY,
    isoCurrencyCode: codes.iso_currency_code,
    unofficialCurrencyCode: codes.iso_currency_code === null ? codes.unofficial_currency_code : null,
  }
}

/** A number of the wire, exactly. @throws RangeError for one that is none. */
export function amountOf(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('An amount is not a number')
  const text = String(value)
  // Very large and very small ones come with an exponent, and nothing can come with a sign.
  return text.includes('e') || value === 0 ? plain(value) : text
}

export const optionalAmount = (value: number | null | undefined) => (value == null ? null : amountOf(value))
/** An amount of the wire with the house's sign. @throws RangeError for one that is no number. */
export function turned(value: number): string {
  const amount = amountOf(value)
  if (amount === '0') return amount
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

/** What is owed on these is reported as a positive balance. */
const DEBT_TYPES = new Set(['credit', 'loan'])

export function toBankAccount(account: AccountBase): BankAccount {
  const { balances } = account
  const owed = DEBT_TYPES.has(account.type)
  return {
    plaidAccountId: account.account_id,
    persistentAccountId: account.persistent_account_id ?? null,
    name: account.name,
    officialName: account.official_name,
    mask: account.mask,
    type: account.type,
    subtype: account.subtype,
    ...currencyOf(balances),
    current: balances.current === null ? null : owed ? turned(balances.current) : amountOf(balances.current),
    available: optionalAmount(balances.available),
    creditLimit: optionalAmount(balances.limit),
  }
}

type Share = <Value extends string | number | null>(value: Value) => Value

/**
 * Gives of values that are alike always the first. Read from the wire each text is a copy: without this the names, places
 * and categories of a long history take more memory than all else of it.
 */
function sharing(): Share {
  const known = new Map<unknown, unknown>()
  return <Value extends string | number | null>(value: Value): Value => {
    if (typeof value !== 'string') return value
    const found = known.get(value)
    if (found !== undefined) return found as Value
    known.set(value, value)
    return value
  }
}

/** The fields that hold something; null when none does. */
function present<Value extends string | number>(fields: object, share: Share): Record<string, Value> | null {
  let kept: Record<string, Value> | null = null
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === '') continue
    kept ??= {}
    kept[name] = share(value)
  }
  return kept
}

function toCounterparties(list: Transaction['counterparties'], share: Share): BankCounterparty[] | null {
  if (!list || list.length === 0) return null
  return list.map(({ name, type, website }) => ({
    name: share(name),
    type,
    website: website && share(website),
  }))
}

export function toBankTransaction(transaction: Transaction, share: Share = (text) => text): BankTransaction {
  const postedOn = toCalendarDate(transaction.date)
  const authorizedOn =
    transaction.authorized_date === null ? null : toCalendarDate(transaction.authorized_date)
  const category = transaction.personal_finance_category
  return {
    plaidTransactionId: transaction.transaction_id,
    plaidAccountId: share(transaction.account_id),
    pendingPlaidTransactionId: transaction.pending_transaction_id,
    pending: transaction.pending,
    amount: turned(transaction.amount),
    ...currencyOf(transaction),
    postedOn,
    authorizedOn,
    shownOn: authorizedOn ?? postedOn,
    postedAt: transaction.datetime,
    authorizedAt: transaction.authorized_datetime,
    name: share(transaction.name),
    originalDescription: share(transaction.original_description ?? null),
    merchantName: share(transaction.merchant_name ?? null),
    merchantEntityId: share(transaction.merchant_entity_id ?? null),
    logoUrl: share(transaction.logo_url ?? null),
    website: share(transaction.website ?? null),
    categoryPrimary: share(category?.primary ?? null),
    categoryDetailed: share(category?.detailed ?? null),
    categoryConfidence: share(category?.confidence_level ?? null),
    categoryVersion: category?.version ?? null,
    paymentChannel: transaction.payment_channel,
    transactionCode: transaction.transaction_code,
    checkNumber: transaction.check_number ?? null,
    accountOwner: share(transaction.account_owner),
    location: present(transaction.location, share),
    counterparties: toCounterparties(transaction.counterparties, share),
    paymentMeta: present(transaction.payment_meta, share),
  }
}

export function toTransactionsPage(response: TransactionsSyncResponse): TransactionsPage {
  const share = sharing()
  return {
    added: response.added.map((transaction) => toBankTransaction(transaction, share)),
    modified: response.modified.map((transaction) => toBankTransaction(transaction, share)),
    removed: response.removed.map(({ transaction_id }) => transaction_id),
    accounts: response.accounts.map(toBankAccount),
    nextCursor: response.next_cursor,
    hasMore: response.has_more,
    historyStatus: response.transactions_update_status,
    requestId: response.request_id,
  }
}

const optionalMoment = (value: string | null | undefined) => (value ? new Date(value) : null)

function toProductStatus(
  product: string,
  status: { last_successful_update?: string | null; last_failed_update?: string | null } | null | undefined,
): Record<string, ProductStatus> {
  if (!status) return {}
  const { last_successful_update: succeeded, last_failed_update: failed } = status
  return { [product]: { succeededAt: succeeded ?? null, failedAt: failed ?? null } }
}

export function toBankItem({ item, status, request_id }: ItemGetResponse): BankItem {
  return {
    plaidItemId: item.item_id,
    plaidInstitutionId: item.institution_id ?? null,
    institutionName: item.institution_name ?? null,
    webhookUrl: item.webhook || null,
    consentExpiresAt: optionalMoment(item.consent_expiration_time),
    bankUpdatedAt: optionalMoment(status?.transactions?.last_successful_update),
    productStatus: {
      ...toProductStatus('transactions', status?.transactions),
      ...toProductStatus('investments', status?.investments),
    },
    products: [...new Set(item.products ?? item.billed_products)],
    error: item.error && { code: item.error.error_code, type: item.error.error_type },
    requestId: request_id,
  }
}

export function toBankInstitution(institution: Institution): BankInstitution {
  const color = institution.primary_color ?? null
  return {
    plaidInstitutionId: institution.institution_id,
    name: institution.name,
    url: institution.url ?? null,
    primaryColor: color && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
  }
}
