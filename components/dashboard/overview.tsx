import type { ReactNode } from 'react'
import { getOverview } from '@/lib/dashboard/queries'
import { Balances } from './balances'
import { CashFlow } from './cash-flow'
import { Coming } from './coming'
import { Latest } from './latest'
import { NeedsYou } from './needs-you'
import { Pending } from './pending'
import { SpendingByCategory } from './spending'
import type { View } from './view'

/**
 * How much there is in which currency, where it went, what is pending and what is coming. What has nothing to say is
 * not there.
 *
 * @param empty stands in its place where there is neither an account nor a connection.
 */
export async function Overview({ view, empty }: { view: View; empty?: ReactNode }) {
  const overview = await getOverview(view.range)
  const { worth, connections, latest } = overview
  if (empty && worth.length === 0 && connections.length === 0 && latest.length === 0) return empty
  const currency = view.currency ?? worth[0]?.currency ?? overview.flows[0]?.currency ?? null
  return (
    <div className="grid gap-4">
      <NeedsYou overview={overview} />
      <Balances overview={overview} view={view} />
      <Pair>
        <CashFlow overview={overview} view={view} currency={currency} />
        <SpendingByCategory overview={overview} currency={currency} />
      </Pair>
      <Pair>
        <Pending overview={overview} />
        <Coming overview={overview} />
      </Pair>
      <Latest overview={overview} />
    </div>
  )
}

/** Two side by side; one alone has all the room, and none takes none. */
function Pair({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-4 empty:hidden wide:grid-cols-2 [&>*:only-child]:col-span-full">{children}</div>
  )
}
