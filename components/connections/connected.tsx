import type { ReactNode } from 'react'
import { listConnections, toProgress } from '@/lib/connections/queries'
import type { ButtonVariant } from '../ui/button'
import { ConnectionWatch } from './connection-watch'
import { ConnectBank } from './linking'

/**
 * What a page shows once there is a connection, and what before. With connections, their syncs are watched, and the
 * page renews itself when one has brought something.
 */
export async function Connected({ empty, children }: { empty: ReactNode; children: ReactNode }) {
  const connections = await listConnections()
  if (connections.length === 0) return empty
  return <ConnectionWatch initial={connections.map(toProgress)}>{children}</ConnectionWatch>
}

/** "Connect a bank" at the head of a page that has one already; before that, the empty page itself asks. */
export async function ConnectAnother({ variant }: { variant?: ButtonVariant }) {
  const connections = await listConnections()
  return connections.length > 0 ? <ConnectBank variant={variant} /> : null
}
