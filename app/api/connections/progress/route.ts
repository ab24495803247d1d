import { findUser } from '@/lib/auth/session'
import { listProgress } from '@/lib/connections/queries'

/** How far the caller's syncs have come, for a page that watches. */
export async function GET(): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  return Response.json({ connections: await listProgress() }, { headers: { 'cache-control': 'no-store' } })
}
