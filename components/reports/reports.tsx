import { getReport } from '@/lib/reports/queries'
import type { ReportSearch } from '@/lib/reports/schema'
import { WholeReport } from './whole-report'

/** The report that the address asks for, whole: it is readable, and can be changed, without any script. */
export async function Reports({ search }: { search: ReportSearch }) {
  return <WholeReport report={await getReport(search)} />
}
