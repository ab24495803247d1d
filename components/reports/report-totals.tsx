import type { Route } from 'next'
import type { ReactNode } from 'react'
import { exact } from '@/lib/money/money'
import type { Report } from '@/lib/reports/build-report'
import { countedFilter, type ReportFlow, savingsRate } from '@/lib/reports/report'
import { entriesHref } from '@/lib/transactions/schema'
import { Amount } from '../ui/amount'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { Stat, StatList } from '../ui/stat'
import { sizeOf, useReportWords } from './use-report-words'

/** What came in, went out and was kept in all, each beside what it was before. */
export function ReportTotals({ report }: { report: Report }) {
  const { counted, range, compared, totals, comparedTotals } = report
  const { t, period, parts, text, share } = useReportWords(counted.currency)
  const was = (amount: string) => (
    <span className="figures">{t('was', { amount, period: period(compared) })}</span>
  )
  const rate = savingsRate(totals)
  const rateBefore = savingsRate(comparedTotals)
  const leads = (flow: ReportFlow, figure: ReactNode) => (
    <FigureLink href={entriesHref(countedFilter(counted, range, flow))}>{figure}</FigureLink>
  )
  return (
    <Card aria-label={t('totals', { period: period(range) })} className="mb-4">
      <StatList>
        <Stat label={t('income')} note={was(text(comparedTotals.income))}>
          {leads('income', <Amount size="standing" parts={parts(totals.income, { sign: 'always' })} />)}
        </Stat>
        <Stat label={t('spent')} note={was(text(sizeOf(comparedTotals.spending, 'spending')))}>
          {leads('spending', <Amount size="standing" parts={parts(sizeOf(totals.spending, 'spending'))} />)}
        </Stat>
        <Stat
          label={exact(totals.kept).isNegative() ? t('overspent') : t('kept')}
          note={was(text(comparedTotals.kept))}
        >
          <Amount size="standing" parts={parts(totals.kept, { sign: 'always' })} />
        </Stat>
        <Stat
          label={t('savingsRate')}
          note={rateBefore === null ? t('savingsRateHint') : was(share(rateBefore).replace('-', '−'))}
        >
          <span className="figures font-serif text-21">
            {rate === null ? t('noRate') : share(rate).replace('-', '−')}
          </span>
        </Stat>
      </StatList>
    </Card>
  )
}

function FigureLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="touch-target rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3"
    >
      {children}
    </Link>
  )
}
