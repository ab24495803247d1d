import { findUser } from '@/lib/auth/session'
import { paletteEntries } from '@/lib/shell/queries'

/** What the caller's command palette offers besides pages and actions. */
export async function GET(): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  return Response.json(await paletteEntries(), { headers: { 'cache-control': 'no-store' } })
}
