import { exact } from '@/lib/money/money'
import type { Report } from '@/lib/reports/build-report'
import { type MonthRow, savingsRate } from '@/lib/reports/report'
import { reportCsvHref } from '@/lib/reports/schema'
import { FlowBars } from '../charts/flow-bars'
import { monthLabel } from '../charts/flow-scale'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { BELOW, BESIDE, LINK, WIDE_TABLE } from './look'
import { sizeOf, useReportWords } from './use-report-words'

/** As many as can be told apart on a phone. */
const DRAWN = 36

/** Income and spending month by month, as bars and as a table with what was kept. */
export function ReportMonths({ report, months }: { report: Report; months: readonly MonthRow[] }) {
  const { search, counted } = report
  const { t, currencyName } = useReportWords(counted.currency)
  const drawn = months.slice(-DRAWN).map((month) => ({ ...month, partial: month.soFar }))
  return (
    <div className="grid gap-4">
      <Card aria-labelledby="report-months">
        <FlowBars
          label={t('flowLabel', { currency: currencyName })}
          currency={counted.currency}
          months={drawn}
          csvHref={reportCsvHref(search)}
          title={
            <h2 id="report-months" className="text-17">
              {t('flowLabel', { currency: currencyName })}
            </h2>
          }
          summary={months.length > DRAWN ? t('latestMonths', { count: DRAWN }) : null}
        />
      </Card>
      <Card aria-labelledby="all-months">
        <CardHeader id="all-months" title={t('allMonths')} className="mb-2" />
        <MonthTable report={report} months={months} />
      </Card>
    </div>
  )
}

function MonthTable({ report, months }: { report: Report; months: readonly MonthRow[] }) {
  const { currency } = report.counted
  const { t, locale, currencyName, text, share } = useReportWords(currency)
  const label = t('flowTable', { currency: currencyName })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <Table aria-label={label} className={WIDE_TABLE}>
        <TableHead>
          <Row>
            <HeadCell>{t('month')}</HeadCell>
            <HeadCell align="right">{t('income')}</HeadCell>
            <HeadCell align="right">{t('spent')}</HeadCell>
            <HeadCell align="right">
              {t('kept')}
              <span className={BELOW}>{t('savingsRate')}</span>
            </HeadCell>
            <HeadCell align="right" className={BESIDE}>
              {t('savingsRate')}
            </HeadCell>
          </Row>
        </TableHead>
        <TableBody>
          {months.toReversed().map((month) => {
            const rate = savingsRate(month)
            const rateText = rate === null ? null : share(rate).replace('-', '−')
            const note = month.soFar ? t('soFar') : month.cut ? t('some') : null
            return (
              <Row key={month.month}>
                <th scope="row" className="h-10 py-1 pr-2 font-normal whitespace-nowrap">
                  {monthLabel(month.month, locale, 'shortWithYear')}
                  {note ? (
                    <span className="ml-2 text-12 text-ink-2 max-sm:ml-0 max-sm:block">{note}</span>
                  ) : null}
                </th>
                <Cell align="right">
                  <Link href={month.incomeHref} className={LINK}>
                    {text(month.income)}
                  </Link>
                </Cell>
                <Cell align="right">
                  <Link href={month.spendingHref} className={LINK}>
                    {text(sizeOf(month.spending, 'spending'))}
                  </Link>
                </Cell>
                <Cell align="right" className={exact(month.kept).greaterThan(0) ? 'text-in' : ''}>
                  {text(month.kept, { sign: 'always' })}
                  <span className={BELOW}>{rateText}</span>
                </Cell>
                <Cell align="right" className={BESIDE}>
                  {rateText}
                </Cell>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </section>
  )
}
