import { after } from 'next/server'
import { findUser } from '@/lib/auth/session'
import { listProgress } from '@/lib/connections/queries'
import { runtime } from '@/lib/runtime'

export const maxDuration = 60

/** How far the caller's syncs have come, for a page that watches. Where nothing else runs between requests, it works too. */
export async function GET(): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const connections = await listProgress()
  if (connections.some(({ busy }) => busy)) {
    const { worker } = await runtime()
    after(() => worker.drain(Date.now() + 50_000))
  }
  return Response.json({ connections }, { headers: { 'cache-control': 'no-store' } })
}
