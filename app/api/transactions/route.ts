import type { NextRequest } from 'next/server'
import { findUser } from '@/lib/auth/session'
import { listPage } from '@/lib/transactions/queries'
import { readKey, readTransactionSearch } from '@/lib/transactions/schema'

/** A page of the caller's transactions: what the list's address says, after the row `after`, through the row `until`. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const { searchParams } = request.nextUrl
  const page = await listPage(readTransactionSearch(searchParams), readKey(searchParams.get('until')))
  return Response.json(page, { headers: { 'cache-control': 'no-store' } })
}
