import type { BankTransaction } from '@/lib/bank/reports'
import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'

/**
 * Rows to a statement: large enough to be quick, small enough that PGlite, which runs in this process, gives the
 * event loop back every few dozen milliseconds.
 */
const CHUNK_ROWS = 2_000

/** Every column that a bank's report fills, and its type. Constants of this file: they go into SQL as they are. */
const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['account_id', 'uuid'],
  ['pending_plaid_transaction_id', 'text'],
  ['pending', 'boolean'],
  ['amount', 'numeric(28,10)'],
  ['currency', 'text'],
  ['iso_currency_code', 'text'],
  ['unofficial_currency_code', 'text'],
  ['posted_on', 'date'],
  ['authorized_on', 'date'],
  ['shown_on', 'date'],
  ['posted_at', 'timestamptz(3)'],
  ['authorized_at', 'timestamptz(3)'],
  ['name', 'text'],
  ['original_description', 'text'],
  ['merchant_name', 'text'],
  ['merchant_entity_id', 'text'],
  ['logo_url', 'text'],
  ['website', 'text'],
  ['category_primary', 'text'],
  ['category_detailed', 'text'],
  ['category_confidence', 'text'],
  ['category_version', 'text'],
  ['payment_channel', 'text'],
  ['transaction_code', 'text'],
  ['check_number', 'text'],
  ['account_owner', 'text'],
  ['location', 'jsonb'],
  ['counterparties', 'jsonb'],
  ['payment_meta', 'jsonb'],
]

const names = COLUMNS.map(([name]) => name).join(', ')
const values = COLUMNS.map(([name]) => `r.${name}`).join(', ')
const types = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')
const assignments = COLUMNS.map(([name]) => `${name} = EXCLUDED.${name}`).join(', ')
const before = COLUMNS.map(([name]) => `t.${name}`).join(', ')
const after = COLUMNS.map(([name]) => `EXCLUDED.${name}`).join(', ')

/** Most of what Plaid calls modified is not: a row that is the same is not written again. */
const UPSERT = `
  INSERT INTO transactions AS t (household_id, id, plaid_transaction_id, created_at, updated_at, ${names})
  SELECT $1::uuid, r.id, r.plaid_transaction_id, $2::timestamptz, $2::timestamptz, ${values}
  FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, plaid_transaction_id text, ${types})
  ON CONFLICT (household_id, plaid_transaction_id) DO UPDATE
  SET ${assignments}, removed_at = NULL, updated_at = EXCLUDED.updated_at
  WHERE (t.removed_at, ${before}) IS DISTINCT FROM (NULL::timestamptz, ${after})`

function toRow(transaction: BankTransaction, accountId: string, id: string) {
  return {
    id,
    plaid_transaction_id: transaction.plaidTransactionId,
    account_id: accountId,
    pending_plaid_transaction_id: transaction.pendingPlaidTransactionId,
    pending: transaction.pending,
    amount: transaction.amount,
    currency: transaction.currency,
    iso_currency_code: transaction.isoCurrencyCode,
    unofficial_currency_code: transaction.unofficialCurrencyCode,
    posted_on: transaction.postedOn,
    authorized_on: transaction.authorizedOn,
    shown_on: transaction.shownOn,
    posted_at: transaction.postedAt,
    authorized_at: transaction.authorizedAt,
    name: transaction.name,
    original_description: transaction.originalDescription,
    merchant_name: transaction.merchantName,
    merchant_entity_id: transaction.merchantEntityId,
    logo_url: transaction.logoUrl,
    website: transaction.website,
    category_primary: transaction.categoryPrimary,
    category_detailed: transaction.categoryDetailed,
    category_confidence: transaction.categoryConfidence,
    category_version: transaction.categoryVersion,
    payment_channel: transaction.paymentChannel,
    transaction_code: transaction.transactionCode,
    check_number: transaction.checkNumber,
    account_owner: transaction.accountOwner,
    location: transaction.location,
    counterparties: transaction.counterparties,
    payment_meta: transaction.paymentMeta,
  }
}

/**
 * Stores what the bank added or modified; a row that is stored already and differs in nothing is left alone.
 *
 * @param accountIds our account ids by Plaid's. @throws Error for a transaction of an account that is not among them.
 * @returns how many rows were written.
 */
export async function upsertTransactions(
  tx: Prisma.TransactionClient,
  householdId: string,
  transactions: readonly BankTransaction[],
  accountIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<number> {
  let written = 0
  for (let start = 0; start < transactions.length; start += CHUNK_ROWS) {
    const rows = transactions.slice(start, start + CHUNK_ROWS).map((transaction) => {
      const accountId = accountIds.get(transaction.plaidAccountId)
      if (accountId === undefined)
        throw new Error('The bank reported a transaction of an account that it did not report')
      return toRow(transaction, accountId, newId(now))
    })
    written += await tx.$executeRawUnsafe(UPSERT, householdId, now, JSON.stringify(rows))
  }
  return written
}

/** Takes transactions that the bank removed out of sight. @returns how many were in sight. */
export async function hideTransactions(
  tx: Prisma.TransactionClient,
  householdId: string,
  plaidTransactionIds: readonly string[],
  now: Date,
): Promise<number> {
  if (plaidTransactionIds.length === 0) return 0
  return tx.$executeRaw(Prisma.sql`
    UPDATE transactions SET removed_at = ${now}, updated_at = ${now}
    WHERE household_id = ${householdId}::uuid AND removed_at IS NULL
      AND plaid_transaction_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(plaidTransactionIds)}::jsonb))`)
}

/**
 * Where a posted transaction names the pending one that it replaces: the pending one goes out of sight, and what
 * people wrote on it moves along. By Plaid's id alone, never by likeness. A note on either side survives: if both
 * have one, the older stands below the newer.
 *
 * @param postedPlaidIds those among the delta that name a pending transaction.
 */
export async function carryOver(
  tx: Prisma.TransactionClient,
  householdId: string,
  postedPlaidIds: readonly string[],
  now: Date,
): Promise<void> {
  if (postedPlaidIds.length === 0) return
  const ids = JSON.stringify(postedPlaidIds)
  const pairs = Prisma.sql`
    SELECT posted.id AS posted_id, replaced.id AS replaced_id
    FROM transactions posted
    JOIN transactions replaced
      ON replaced.household_id = posted.household_id
     AND replaced.plaid_transaction_id = posted.pending_plaid_transaction_id
    WHERE posted.household_id = ${householdId}::uuid
      AND posted.plaid_transaction_id IN (SELECT jsonb_array_elements_text(${ids}::jsonb))`
  await tx.$executeRaw(Prisma.sql`
    WITH pairs AS (${pairs}),
    moved AS (
      DELETE FROM transaction_edits e USING pairs
      WHERE e.household_id = ${householdId}::uuid AND e.transaction_id = pairs.replaced_id
      RETURNING pairs.posted_id, e.note, e.updated_at
    )
    INSERT INTO transaction_edits AS kept (household_id, transaction_id, note, updated_at)
    SELECT ${householdId}::uuid, posted_id, note, updated_at FROM moved
    ON CONFLICT (household_id, transaction_id) DO UPDATE
    SET note = kept.note || E'\n' || EXCLUDED.note, updated_at = GREATEST(kept.updated_at, EXCLUDED.updated_at)`)
  await tx.$executeRaw(Prisma.sql`
    UPDATE transactions t SET removed_at = ${now}, updated_at = ${now}
    FROM (${pairs}) AS pairs
    WHERE t.household_id = ${householdId}::uuid AND t.id = pairs.replaced_id AND t.removed_at IS NULL`)
}
