import { after } from 'next/server'
import { findUser } from '@/lib/auth/session'
import { findHistoryProgress } from '@/lib/rules/queries'
import { workHistory } from '@/lib/rules/work'

export const maxDuration = 60

/** How far the caller's rules have come with past transactions, for a page that watches; it sees to it that they go on. */
export async function GET(): Promise<Response> {
  const user = await findUser()
  if (!user) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const run = await findHistoryProgress()
  if (run && !run.finished) after(() => workHistory(user.householdId))
  return Response.json({ run }, { headers: { 'cache-control': 'no-store' } })
}
