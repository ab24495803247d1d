import { notFound } from 'next/navigation'
import { findConnection, listTimeline, writeSupportCase } from '@/lib/connections/connection'
import type { ConnectionSearch } from '@/lib/connections/connection-search'
import { listConnections, toProgress } from '@/lib/connections/queries'
import { ConnectionWatch } from './connection-watch'
import { DetailAccounts } from './detail-accounts'
import { DetailFacts } from './detail-facts'
import { DetailHeader } from './detail-header'
import { DetailSupport } from './detail-support'
import { DetailTimeline } from './detail-timeline'

/** Everything about one connection. Not found, with its status, where the household has none of that id. */
export async function ConnectionDetail({ itemId, search }: { itemId: string; search: ConnectionSearch }) {
  const { supportCase: kind, transactionId } = search
  const details = await findConnection(itemId)
  if (!details) notFound()
  const id = details.connection.itemId
  const [connections, timeline, text] = await Promise.all([
    listConnections(),
    listTimeline(id, search.before),
    kind && writeSupportCase(id, kind, transactionId),
  ])
  if (kind && text === null) notFound()

  return (
    <ConnectionWatch initial={connections.map(toProgress)} about={id}>
      <DetailHeader details={details} />
      <div className="grid gap-4 wide:grid-cols-[22.5rem_minmax(0,1fr)] wide:items-start">
        <div className="grid min-w-0 gap-4">
          <DetailFacts details={details} />
          <DetailAccounts details={details} />
        </div>
        <div className="grid min-w-0 gap-4">
          <DetailTimeline itemId={id} search={search} page={timeline} />
          <DetailSupport details={details} search={search} text={text} />
        </div>
      </div>
    </ConnectionWatch>
  )
}
