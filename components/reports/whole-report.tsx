import type { Report } from '@/lib/reports/build-report'
import { reportsHref } from '@/lib/reports/schema'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { ReportAside } from './report-aside'
import { ReportCompare } from './report-compare'
import { ReportControls } from './report-controls'
import { ReportMonths } from './report-months'
import { ReportParts } from './report-parts'
import { ReportSankey } from './report-sankey'
import { ReportTotals } from './report-totals'
import { useReportWords } from './use-report-words'

/** A report with everything by which it can be changed. */
export function WholeReport({ report }: { report: Report }) {
  if (!report.hasAccounts) return <NoReports currency={report.counted.currency} />
  return (
    <>
      <ReportControls report={report} />
      {isEmpty(report) ? (
        <NothingThere report={report} />
      ) : (
        <>
          <ReportTotals report={report} />
          <ReportBodyView report={report} />
        </>
      )}
      <ReportAside report={report} />
    </>
  )
}

/** Whether there is nothing in either period that the view tells of. */
function isEmpty({ body }: Report): boolean {
  if (body.kind === 'months') return body.months.length === 0
  if (body.kind === 'sides') return body.income.length === 0 && body.spending.length === 0
  return false
}

function ReportBodyView({ report }: { report: Report }) {
  const { body, search } = report
  if (body.kind === 'months') return <ReportMonths report={report} months={body.months} />
  if (body.kind === 'parts') return <ReportParts report={report} body={body} />
  if (search.view === 'compare') return <ReportCompare report={report} body={body} />
  return <ReportSankey report={report} body={body} />
}

function NothingThere({ report }: { report: Report }) {
  const { search, counted, range } = report
  const { t, currencyName, period } = useReportWords(counted.currency)
  const values = { currency: currencyName, period: period(range) }
  return (
    <Card>
      <EmptyState
        title={t('nothingTitle')}
        action={
          <ButtonLink
            variant="secondary"
            href={reportsHref(search, { period: '12-months', from: null, to: null })}
          >
            {t('otherPeriod')}
          </ButtonLink>
        }
      >
        {t(search.pending ? 'nothingPending' : 'nothing', values)}
      </EmptyState>
    </Card>
  )
}

function NoReports({ currency }: { currency: string }) {
  const { t } = useReportWords(currency)
  return (
    <Card>
      <EmptyState
        title={t('emptyTitle')}
        action={<ButtonLink href="/connections">{t('connect')}</ButtonLink>}
      >
        {t('empty')}
      </EmptyState>
    </Card>
  )
}
