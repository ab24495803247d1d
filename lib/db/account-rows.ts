import type { ClosedBecause } from '@/lib/bank/closing'
import type { BankAccount } from '@/lib/bank/reports'
import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { ItemKey } from './sync-store'

function toRow(account: BankAccount, id: string) {
  return {
    id,
    plaid_account_id: account.plaidAccountId,
    persistent_account_id: account.persistentAccountId,
    name: account.name,
    official_name: account.officialName,
    mask: account.mask,
    type: account.type,
    subtype: account.subtype,
    currency: account.currency,
    iso_currency_code: account.isoCurrencyCode,
    unofficial_currency_code: account.unofficialCurrencyCode,
    current: account.current,
    available: account.available,
    credit_limit: account.creditLimit,
  }
}

/**
 * Keeps accounts that the bank shares no more but whose transactions it still reports: closed from the start. One
 * that is known already is left as it is.
 */
export async function addFormerAccounts(
  tx: Prisma.TransactionClient,
  householdId: string,
  itemId: string,
  accounts: readonly BankAccount[],
  now: Date,
): Promise<void> {
  await tx.account.createMany({
    data: accounts.map((account) => ({
      householdId,
      itemId,
      id: newId(now),
      ...account,
      createdAt: now,
      closedAt: now,
      closedBecause: 'not_shared' satisfies ClosedBecause,
    })),
    skipDuplicates: true,
  })
}

/**
 * Stores what the bank says of an Item's accounts, their balances, and the day's snapshot of each. A row that differs
 * in nothing is left alone: `balances_at` says since when the balances are as they are. An account that the bank no
 * longer shares is marked closed and keeps its history; one that comes back is opened again. One that a person took
 * back at the bank stays closed, whatever the bank still lists.
 *
 * @returns our id of each of the Item's accounts, closed ones too, by Plaid's; and ours of those that were closed until now.
 */
export async function upsertAccounts(
  tx: Prisma.TransactionClient,
  householdId: string,
  itemId: string,
  accounts: readonly BankAccount[],
  today: CalendarDate,
  now: Date,
): Promise<{ accountIds: Map<string, string>; reopened: string[] }> {
  const closedBefore = await tx.account.findMany({
    where: { householdId, itemId, closedAt: { not: null } },
    select: { id: true },
  })
  const rows = jsonText(accounts.map((account) => toRow(account, newId(now))))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO accounts AS a (
      household_id, id, item_id, plaid_account_id, persistent_account_id, name, official_name, mask, type, subtype,
      currency, iso_currency_code, unofficial_currency_code, current, available, credit_limit, balances_at, created_at)
    SELECT ${householdId}::uuid, r.id, ${itemId}::uuid, r.plaid_account_id, r.persistent_account_id, r.name,
      r.official_name, r.mask, r.type, r.subtype, r.currency, r.iso_currency_code, r.unofficial_currency_code,
      r.current, r.available, r.credit_limit, ${now}, ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (
      id uuid, plaid_account_id text, persistent_account_id text, name text, official_name text, mask text, type text,
      subtype text, currency text, iso_currency_code text, unofficial_currency_code text, current numeric(28,10),
      available numeric(28,10), credit_limit numeric(28,10))
    ON CONFLICT (household_id, plaid_account_id) DO UPDATE SET
      persistent_account_id = EXCLUDED.persistent_account_id, name = EXCLUDED.name,
      official_name = EXCLUDED.official_name, mask = EXCLUDED.mask, type = EXCLUDED.type, subtype = EXCLUDED.subtype,
      currency = EXCLUDED.currency, iso_currency_code = EXCLUDED.iso_currency_code,
      unofficial_currency_code = EXCLUDED.unofficial_currency_code, current = EXCLUDED.current,
      available = EXCLUDED.available, credit_limit = EXCLUDED.credit_limit,
      balances_at = CASE
        WHEN a.balances_at IS NULL OR (a.currency, a.current, a.available, a.credit_limit)
          IS DISTINCT FROM (EXCLUDED.currency, EXCLUDED.current, EXCLUDED.available, EXCLUDED.credit_limit)
        THEN EXCLUDED.balances_at ELSE a.balances_at END,
      closed_at = NULL, closed_because = NULL
    WHERE a.closed_because IS DISTINCT FROM 'revoked'
      AND (a.closed_at, a.persistent_account_id, a.name, a.official_name, a.mask, a.type, a.subtype, a.currency,
        a.iso_currency_code, a.unofficial_currency_code, a.current, a.available, a.credit_limit)
      IS DISTINCT FROM (NULL::timestamptz, EXCLUDED.persistent_account_id, EXCLUDED.name, EXCLUDED.official_name,
        EXCLUDED.mask, EXCLUDED.type, EXCLUDED.subtype, EXCLUDED.currency, EXCLUDED.iso_currency_code,
        EXCLUDED.unofficial_currency_code, EXCLUDED.current, EXCLUDED.available, EXCLUDED.credit_limit)`)
  const shared = accounts.map((account) => account.plaidAccountId)
  await tx.account.updateMany({
    where: { householdId, itemId, closedAt: null, plaidAccountId: { notIn: shared } },
    data: { closedAt: now, closedBecause: 'not_shared' satisfies ClosedBecause },
  })
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO balance_snapshots AS s (household_id, account_id, day, currency, current, available, taken_at)
    SELECT household_id, id, ${today}::date, currency, current, available, ${now}
    FROM accounts
    WHERE household_id = ${householdId}::uuid AND item_id = ${itemId}::uuid AND closed_at IS NULL
    ON CONFLICT (household_id, account_id, day) DO UPDATE SET
      currency = EXCLUDED.currency, current = EXCLUDED.current, available = EXCLUDED.available,
      taken_at = EXCLUDED.taken_at
    WHERE (s.currency, s.current, s.available)
      IS DISTINCT FROM (EXCLUDED.currency, EXCLUDED.current, EXCLUDED.available)`)
  const stored = await tx.account.findMany({
    where: { householdId, itemId },
    select: { id: true, plaidAccountId: true, closedAt: true },
  })
  const open = new Set(stored.flatMap(({ id, closedAt }) => (closedAt === null ? [id] : [])))
  return {
    accountIds: new Map(
      stored.flatMap(({ id, plaidAccountId }) => (plaidAccountId === null ? [] : [[plaidAccountId, id]])),
    ),
    reopened: closedBefore.flatMap(({ id }) => (open.has(id) ? [id] : [])),
  }
}

/** Closes an account that the person took back at the bank; its history stays. */
export async function revokeAccount(
  client: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  plaidAccountId: string,
  now: Date,
): Promise<void> {
  await client.$executeRaw(Prisma.sql`
    UPDATE accounts SET closed_at = COALESCE(closed_at, ${now}), closed_because = 'revoked'
    WHERE household_id = ${householdId}::uuid AND item_id = ${itemId}::uuid
      AND plaid_account_id = ${plaidAccountId}`)
}

/**
 * After the person has chosen in Link which accounts are shared, what they took back at the bank before is opened
 * again if the bank lists it: the next sync decides.
 */
export async function allowRevokedAccounts(
  client: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
): Promise<void> {
  await client.account.updateMany({
    where: { householdId, itemId, closedBecause: 'revoked' satisfies ClosedBecause },
    data: { closedBecause: 'not_shared' satisfies ClosedBecause },
  })
}
