import 'server-only'
import { listStoredAccounts } from '@/lib/accounts/stored'
import { requireUser } from '@/lib/auth/session'
import type { ProductState } from '@/lib/bank/products'
import { listConnections } from '@/lib/connections/queries'
import { listHoldings, listProductStates } from '@/lib/db/holdings'
import { runtime } from '@/lib/runtime'
import { type Portfolio, portfolios } from './portfolio'
import type { InvestmentSearch } from './schema'

/** What a connection last said of its investments. */
export interface ConnectionInvestments {
  itemId: string
  title: string
  /** `unheard`: nobody has asked yet. Otherwise as lib/bank/products.ts has it. */
  state: ProductState['state'] | 'unheard'
  code: string | null
  /** When this was heard. */
  at: Date | null
  /** When its holdings were last stored; null: never. */
  storedAt: Date | null
}

/** An account whose bank tells what it is worth, and not what is in it; or one that is kept by hand. */
export interface UnlistedAccount {
  id: string
  name: string
  institutionName: string
  balance: string
  currency: string
}

export interface Investments {
  portfolios: Portfolio[]
  unlisted: UnlistedAccount[]
  connections: ConnectionInvestments[]
}

/** Everything that the person's household has invested, and how good the word of each connection is. */
export async function getInvestments(search: InvestmentSearch): Promise<Investments> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [holdings, accounts, states, connections] = await Promise.all([
    listHoldings(db, householdId),
    listStoredAccounts(),
    listProductStates(db, householdId),
    listConnections(),
  ])
  const holding = new Set(holdings.map(({ accountId }) => accountId))
  const heard = new Map(states.map(({ itemId, states: of }) => [itemId, of.investments]))
  return {
    portfolios: portfolios(holdings, accounts, search),
    unlisted: accounts.flatMap(({ id, name, institutionName, type, balance, currency, hidden, closedAt }) =>
      type === 'investment' && balance !== null && !hidden && !closedAt && !holding.has(id)
        ? [{ id, name, institutionName, balance, currency }]
        : [],
    ),
    connections: connections.map(({ itemId, title }) => {
      const known = heard.get(itemId)
      return {
        itemId,
        title,
        state: known?.state ?? 'unheard',
        code: known?.code ?? null,
        at: known ? new Date(known.at) : null,
        storedAt: known?.storedAt ? new Date(known.storedAt) : null,
      }
    }),
  }
}
