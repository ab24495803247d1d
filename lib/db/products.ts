import {
  type ExtraProduct,
  type ProductState,
  type ProductStates,
  toProductStates,
} from '@/lib/bank/products'
import type { BankHoldings, BankLiability } from '@/lib/bank/reports'
import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { Database } from './open'
import type { ItemKey } from './sync-store'

/** What is needed to look up an Item's products beside transactions; null when there is no such Item. */
export async function findProductFacts(
  db: Database,
  { householdId, itemId }: ItemKey,
): Promise<{ products: string[]; states: ProductStates; sealedAccessToken: string } | null> {
  const found = await db.prisma.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { products: true, productStates: true, sealedAccessToken: true },
  })
  if (!found) return null
  const { products, productStates, sealedAccessToken } = found
  return { products, states: toProductStates(productStates), sealedAccessToken }
}

/** What was heard of one product, beside what is known of the others. */
async function writeState(
  tx: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  product: ExtraProduct,
  state: Omit<ProductState, 'storedAt'> & { storedAt?: string },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE items SET product_states = COALESCE(product_states, '{}'::jsonb) || jsonb_build_object(${product}::text,
      jsonb_build_object('storedAt', product_states -> ${product}::text -> 'storedAt') || ${JSON.stringify(state)}::jsonb)
    WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid`)
}

/** Notes that it was looked for recurring payments. */
export async function storeRecurringLook(
  db: Database,
  { householdId, itemId }: ItemKey,
  now: Date,
): Promise<void> {
  const state = JSON.stringify({ at: now.toISOString() })
  await db.prisma.$executeRaw(Prisma.sql`
    UPDATE items SET product_states = COALESCE(product_states, '{}'::jsonb)
      || jsonb_build_object('recurring', ${state}::jsonb)
    WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid`)
}

/** Notes why nothing was stored of a product; what was stored before stays, but for one that the login has no more. */
export async function storeRefusal(
  db: Database,
  key: ItemKey,
  product: ExtraProduct,
  state: ProductState['state'],
  code: string | null,
  now: Date,
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await writeState(tx, key, product, { state, code, at: now.toISOString() })
    if (state === 'absent') await clear(tx, key, product)
  })
}

async function clear(
  tx: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  product: ExtraProduct,
): Promise<void> {
  const where = { householdId, account: { itemId } }
  if (product === 'investments') await tx.holding.deleteMany({ where })
  else await tx.liability.deleteMany({ where })
}

/**
 * Stores what an Item's investment accounts hold, in the place of what was stored: what was sold is gone. A row that is
 * as it should be is not written.
 */
export async function storeHoldings(
  db: Database,
  key: ItemKey,
  { securities, holdings }: BankHoldings,
  now: Date,
): Promise<void> {
  const { householdId, itemId } = key
  const household = Prisma.sql`${householdId}::uuid`
  const securityRows = jsonText(securities.map((security) => ({ id: newId(now), ...security })))
  const holdingRows = jsonText(holdings)
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO securities AS s (household_id, id, plaid_security_id, name, ticker_symbol, isin, type, subtype, is_cash,
        close_price, close_price_on, currency, updated_at)
      SELECT ${household}, r.id, r."plaidSecurityId", r.name, r."tickerSymbol", r.isin, r.type, r.subtype, r."isCash",
        r."closePrice", r."closePriceOn", r.currency, ${now}
      FROM jsonb_to_recordset(${securityRows}::jsonb) AS r (id uuid, "plaidSecurityId" text, name text, "tickerSymbol" text,
        isin text, type text, subtype text, "isCash" boolean, "closePrice" numeric(28,10), "closePriceOn" date, currency text)
      ON CONFLICT (household_id, plaid_security_id) DO UPDATE SET name = EXCLUDED.name,
        ticker_symbol = EXCLUDED.ticker_symbol, isin = EXCLUDED.isin, type = EXCLUDED.type, subtype = EXCLUDED.subtype,
        is_cash = EXCLUDED.is_cash, close_price = EXCLUDED.close_price, close_price_on = EXCLUDED.close_price_on,
        currency = EXCLUDED.currency, updated_at = EXCLUDED.updated_at
      WHERE (s.name, s.ticker_symbol, s.isin, s.type, s.subtype, s.is_cash, s.close_price, s.close_price_on, s.currency)
        IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.ticker_symbol, EXCLUDED.isin, EXCLUDED.type, EXCLUDED.subtype,
          EXCLUDED.is_cash, EXCLUDED.close_price, EXCLUDED.close_price_on, EXCLUDED.currency)`)
    await tx.$executeRaw(Prisma.sql`
      WITH held AS (
        SELECT a.id AS account_id, s.id AS security_id, sum(r.quantity) AS quantity,
          CASE WHEN count(*) = count(r."costBasis") THEN sum(r."costBasis") END AS cost_basis, max(r.price) AS price,
          max(r."priceOn") AS price_on, sum(r.value) AS value, max(r.currency) AS currency
        FROM jsonb_to_recordset(${holdingRows}::jsonb) AS r ("plaidAccountId" text, "plaidSecurityId" text,
          quantity numeric(28,10), "costBasis" numeric(28,10), price numeric(28,10), "priceOn" date, value numeric(28,10),
          currency text)
        JOIN accounts a ON a.household_id = ${household} AND a.plaid_account_id = r."plaidAccountId"
          AND a.item_id = ${itemId}::uuid
        JOIN securities s ON s.household_id = ${household} AND s.plaid_security_id = r."plaidSecurityId"
        GROUP BY a.id, s.id),
      sold AS (
        DELETE FROM holdings h USING accounts a
        WHERE h.household_id = ${household} AND a.household_id = ${household} AND a.id = h.account_id
          AND a.item_id = ${itemId}::uuid
          AND NOT EXISTS (SELECT FROM held WHERE held.account_id = h.account_id AND held.security_id = h.security_id))
      INSERT INTO holdings AS h (household_id, account_id, security_id, quantity, cost_basis, price, price_on, value,
        currency, updated_at)
      SELECT ${household}, account_id, security_id, quantity, cost_basis, price, price_on, value, currency, ${now} FROM held
      ON CONFLICT (household_id, account_id, security_id) DO UPDATE SET quantity = EXCLUDED.quantity,
        cost_basis = EXCLUDED.cost_basis, price = EXCLUDED.price, price_on = EXCLUDED.price_on, value = EXCLUDED.value,
        currency = EXCLUDED.currency, updated_at = EXCLUDED.updated_at
      WHERE (h.quantity, h.cost_basis, h.price, h.price_on, h.value, h.currency) IS DISTINCT FROM (EXCLUDED.quantity,
        EXCLUDED.cost_basis, EXCLUDED.price, EXCLUDED.price_on, EXCLUDED.value, EXCLUDED.currency)`)
    await writeState(tx, key, 'investments', ready(now))
  })
}

/** Stores what lenders say of an Item's debts, in the place of what was stored. */
export async function storeLiabilities(
  db: Database,
  key: ItemKey,
  liabilities: readonly BankLiability[],
  now: Date,
): Promise<void> {
  const { householdId, itemId } = key
  const household = Prisma.sql`${householdId}::uuid`
  const rows = jsonText(liabilities)
  await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw(Prisma.sql`
      WITH owed AS (
        SELECT DISTINCT ON (a.id) a.id AS account_id, r.*
        FROM jsonb_to_recordset(${rows}::jsonb) AS r ("plaidAccountId" text, kind text, aprs jsonb, "nextDueOn" date,
          "minimumPayment" numeric(28,10), "lastPaymentAmount" numeric(28,10), "lastPaymentOn" date,
          "lastStatementBalance" numeric(28,10), "lastStatementOn" date, overdue boolean,
          "originalPrincipal" numeric(28,10), "originatedOn" date, "paidOffOn" date)
        JOIN accounts a ON a.household_id = ${household} AND a.plaid_account_id = r."plaidAccountId"
          AND a.item_id = ${itemId}::uuid),
      gone AS (
        DELETE FROM liabilities l USING accounts a
        WHERE l.household_id = ${household} AND a.household_id = ${household} AND a.id = l.account_id
          AND a.item_id = ${itemId}::uuid AND NOT EXISTS (SELECT FROM owed WHERE owed.account_id = l.account_id))
      INSERT INTO liabilities AS l (household_id, account_id, kind, aprs, next_due_on, minimum_payment,
        last_payment_amount, last_payment_on, last_statement_balance, last_statement_on, overdue, original_principal,
        originated_on, paid_off_on, updated_at)
      SELECT ${household}, account_id, kind, aprs, "nextDueOn", "minimumPayment", "lastPaymentAmount", "lastPaymentOn",
        "lastStatementBalance", "lastStatementOn", overdue, "originalPrincipal", "originatedOn", "paidOffOn", ${now}
      FROM owed
      ON CONFLICT (household_id, account_id) DO UPDATE SET kind = EXCLUDED.kind, aprs = EXCLUDED.aprs,
        next_due_on = EXCLUDED.next_due_on, minimum_payment = EXCLUDED.minimum_payment,
        last_payment_amount = EXCLUDED.last_payment_amount, last_payment_on = EXCLUDED.last_payment_on,
        last_statement_balance = EXCLUDED.last_statement_balance, last_statement_on = EXCLUDED.last_statement_on,
        overdue = EXCLUDED.overdue, original_principal = EXCLUDED.original_principal,
        originated_on = EXCLUDED.originated_on, paid_off_on = EXCLUDED.paid_off_on, updated_at = EXCLUDED.updated_at
      WHERE (l.kind, l.aprs, l.next_due_on, l.minimum_payment, l.last_payment_amount, l.last_payment_on,
          l.last_statement_balance, l.last_statement_on, l.overdue, l.original_principal, l.originated_on, l.paid_off_on)
        IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.aprs, EXCLUDED.next_due_on, EXCLUDED.minimum_payment,
          EXCLUDED.last_payment_amount, EXCLUDED.last_payment_on, EXCLUDED.last_statement_balance,
          EXCLUDED.last_statement_on, EXCLUDED.overdue, EXCLUDED.original_principal, EXCLUDED.originated_on,
          EXCLUDED.paid_off_on)`)
    await writeState(tx, key, 'liabilities', ready(now))
  })
}

const ready = (now: Date) => ({
  state: 'ready' as const,
  code: null,
  at: now.toISOString(),
  storedAt: now.toISOString(),
})
