import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { findUser } from '@/lib/auth/session'
import { getReport } from '@/lib/reports/queries'
import { reportLines } from '@/lib/reports/report-sheet'
import { readReportSearch } from '@/lib/reports/schema'
import { MARK } from '@/lib/transactions/sheet-lines'

/** The report of the address's parameters as CSV: every row, exact. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await findUser())) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const [report, t] = await Promise.all([
    getReport(readReportSearch(request.nextUrl.searchParams)),
    getTranslations('reports.sheet'),
  ])
  const { from, to } = report.range
  return new Response(MARK + reportLines(report, (name) => t(name)).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report-${report.search.view}-${from}-${to}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
