import type { NextRequest } from 'next/server'
import { findUser } from '@/lib/auth/session'
import { currentDay } from '@/lib/transactions/queries'
import { readTransactionSearch } from '@/lib/transactions/schema'
import { createSheet } from '@/lib/transactions/sheet'

export const maxDuration = 300

/** All that the list's address finds, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const sheet = await createSheet(readTransactionSearch(request.nextUrl.searchParams))
  return new Response(sheet, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="transactions-${await currentDay()}.csv"`,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}
