import type { ReactNode } from 'react'
import { listConnections, toProgress } from '@/lib/connections/queries'
import { ConnectionWatch } from './connection-watch'

/**
 * What a page shows once there is a connection, and what before. With connections, their syncs are watched, and the
 * page renews itself when one has brought something.
 */
export async function Connected({ empty, children }: { empty: ReactNode; children: ReactNode }) {
  const connections = await listConnections()
  if (connections.length === 0) return empty
  return <ConnectionWatch initial={connections.map(toProgress)}>{children}</ConnectionWatch>
}
