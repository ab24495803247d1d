import type { NextRequest } from 'next/server'
import { findUser } from '@/lib/auth/session'
import { listChoices } from '@/lib/transactions/queries'
import { filterOf, readTransactionSearch } from '@/lib/transactions/schema'

/** What the list at an address offers to choose from. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const choices = await listChoices(filterOf(readTransactionSearch(request.nextUrl.searchParams)))
  return Response.json(choices, { headers: { 'cache-control': 'no-store' } })
}
