import type { Route } from 'next'
import { exact, plain } from '@/lib/money/money'
import type { Report, ReportBody } from '@/lib/reports/build-report'
import { changeOf, countedFilter, type PartRow, type ReportFlow } from '@/lib/reports/report'
import { reportCsvHref } from '@/lib/reports/schema'
import { entriesHref } from '@/lib/transactions/schema'
import { Card, CardHeader } from '../ui/card'
import { CategoryMark } from '../ui/category-mark'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { BELOW, BESIDE, LINK, WIDE_TABLE } from './look'
import { sizeOf, useReportWords } from './use-report-words'

type Sides = Extract<ReportBody, { kind: 'sides' }>

/** Two periods side by side, with the exact difference. */
export function ReportCompare({ report, body }: { report: Report; body: Sides }) {
  const { search, counted, range, compared, totals, comparedTotals } = report
  const { t, currencyName, period } = useReportWords(counted.currency)
  const title = t('compareLabel', {
    period: period(range),
    compared: period(compared),
    currency: currencyName,
  })
  const label = t('compareTable', { currency: currencyName })
  const total = (flow: ReportFlow): ComparedRow => ({
    label: t(flow === 'income' ? 'income' : 'spent'),
    amount: totals[flow],
    previous: comparedTotals[flow],
    href: entriesHref(countedFilter(counted, range, flow)),
    previousHref: entriesHref(countedFilter(counted, compared, flow)),
    mark: null,
  })
  const kept = { amount: totals.kept, previous: comparedTotals.kept, href: null, previousHref: null }
  return (
    <Card aria-labelledby="compared">
      <CardHeader
        id="compared"
        title={title}
        className="mb-2"
        actions={
          <a href={reportCsvHref(search)} download className={`${LINK} text-13 text-ink-2`}>
            {t('downloadCsv')}
          </a>
        }
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section aria-label={label} tabIndex={0} className="overflow-x-auto">
        <Table aria-label={label} className={WIDE_TABLE}>
          <TableHead>
            <Row>
              <HeadCell>{t('group')}</HeadCell>
              <HeadCell align="right" className="max-sm:py-1.5">
                {period(range)}
                <span className={BELOW}>{period(compared)}</span>
              </HeadCell>
              <HeadCell align="right" className={BESIDE}>
                {period(compared)}
              </HeadCell>
              <HeadCell align="right" className="max-sm:py-1.5">
                {t('difference')}
                <span className={BELOW}>{t('change')}</span>
              </HeadCell>
              <HeadCell align="right" className={BESIDE}>
                {t('change')}
              </HeadCell>
            </Row>
          </TableHead>
          {(['income', 'spending'] as const).map((flow) => (
            <TableBody key={flow}>
              <ComparedLine row={total(flow)} flow={flow} currency={counted.currency} strong />
              {body[flow].map((row) => (
                <ComparedLine key={row.id} row={row} flow={flow} currency={counted.currency} />
              ))}
            </TableBody>
          ))}
          <TableBody>
            <ComparedLine
              row={{ label: t('kept'), mark: null, ...kept }}
              flow="income"
              currency={counted.currency}
              strong
            />
          </TableBody>
        </Table>
      </section>
    </Card>
  )
}

type ComparedRow = Pick<PartRow, 'label' | 'amount' | 'previous' | 'href' | 'previousHref' | 'mark'>

function ComparedLine({
  row,
  flow,
  currency,
  strong = false,
}: {
  row: ComparedRow
  flow: ReportFlow
  currency: string
  strong?: boolean
}) {
  const { t, text, change } = useReportWords(currency)
  const [amount, previous] = [sizeOf(row.amount, flow), sizeOf(row.previous, flow)]
  const difference = plain(exact(amount).minus(previous))
  const part = changeOf(amount, previous)
  const changeText = part !== null ? change(part) : exact(amount).isZero() ? null : t('noneBefore')
  return (
    <Row className={strong ? 'border-t border-t-line font-semibold' : ''}>
      <th scope="row" className={cx('h-10 py-1 pr-2', strong ? 'font-semibold' : 'font-normal')}>
        <span className="flex items-center gap-2.5 sm:min-w-32">
          {row.mark ? <CategoryMark {...row.mark} size="dot" /> : null}
          {row.label}
        </span>
      </th>
      <Cell align="right">
        <Figure href={row.href} text={text(amount)} />
        <span className={BELOW}>
          <Figure href={row.previousHref} text={text(previous)} />
        </span>
      </Cell>
      <Cell align="right" className={cx(BESIDE, 'text-ink-2')}>
        <Figure href={row.previousHref} text={text(previous)} />
      </Cell>
      <Cell align="right">
        {text(difference, { sign: 'always' })}
        <span className={BELOW}>{changeText}</span>
      </Cell>
      <Cell align="right" className={cx(BESIDE, 'text-ink-2')}>
        {changeText}
      </Cell>
    </Row>
  )
}

function Figure({ href, text }: { href: Route | null; text: string }) {
  return href === null ? (
    text
  ) : (
    <Link href={href} className={LINK}>
      {text}
    </Link>
  )
}
