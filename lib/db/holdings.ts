import { type ProductStates, toProductStates } from '@/lib/bank/products'
import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import type { Database } from './open'

/** So much of one security in one account. Amounts are of `currency`, exact. */
export interface StoredHolding {
  accountId: string
  securityId: string
  name: string
  ticker: string | null
  /** Plaid's type of the security, such as `mutual fund`; new ones may appear. Null where it says none. */
  type: string | null
  isCash: boolean
  quantity: string
  /** What was paid for all of it; null where the bank does not say. */
  costBasis: string | null
  /** Of one. */
  price: string
  /** The day of the price; null where that is not said. */
  priceOn: CalendarDate | null
  value: string
  currency: string
}

/** What a household's investment accounts hold. What is hidden, and what the bank no longer shares, is left out. */
export async function listHoldings(db: Database, householdId: string): Promise<StoredHolding[]> {
  const found = await db.prisma.holding.findMany({
    where: {
      householdId,
      account: { closedAt: null, OR: [{ edit: { is: null } }, { edit: { is: { hidden: false } } }] },
    },
    include: { security: { select: { name: true, tickerSymbol: true, type: true, isCash: true } } },
    orderBy: [{ accountId: 'asc' }, { securityId: 'asc' }],
  })
  return found.map(({ security, quantity, costBasis, price, priceOn, value, ...holding }) => ({
    accountId: holding.accountId,
    securityId: holding.securityId,
    name: security.name,
    ticker: security.tickerSymbol,
    type: security.type,
    isCash: security.isCash,
    quantity: plain(quantity),
    costBasis: costBasis && plain(costBasis),
    price: plain(price),
    priceOn: priceOn && fromUtcMidnight(priceOn),
    value: plain(value),
    currency: holding.currency,
  }))
}

/** What was last heard of each connection's products beside transactions. */
export async function listProductStates(
  db: Database,
  householdId: string,
): Promise<{ itemId: string; states: ProductStates }[]> {
  const items = await db.prisma.item.findMany({
    where: { householdId },
    select: { id: true, productStates: true },
    orderBy: { id: 'asc' },
  })
  return items.map(({ id, productStates }) => ({ itemId: id, states: toProductStates(productStates) }))
}
