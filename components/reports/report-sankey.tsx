import { exact } from '@/lib/money/money'
import type { Report, ReportBody } from '@/lib/reports/build-report'
import { othersHref, type PartRow, type ReportFlow } from '@/lib/reports/report'
import { reportCsvHref } from '@/lib/reports/schema'
import type { FlowPart } from '../charts/money-flow'
import { MoneyFlow } from '../charts/sankey-flow'
import { Card } from '../ui/card'
import { sizeOf, useReportWords } from './use-report-words'

type Sides = Extract<ReportBody, { kind: 'sides' }>

/** How many of either side stand by name. */
const NAMED = 9

/** From where money came, what it went to, and what was kept. */
export function ReportSankey({ report, body }: { report: Report; body: Sides }) {
  const { search, counted, range } = report
  const { t, currencyName, period } = useReportWords(counted.currency)
  const title = t('sankeyLabel', { currency: currencyName })
  const drawn = (flow: ReportFlow) =>
    body[flow].filter(({ amount }) => exact(sizeOf(amount, flow)).greaterThan(0))
  const parts = (flow: ReportFlow) => drawn(flow).map((row) => toPart(row, flow))
  const others = (flow: ReportFlow) => {
    const key = flow === 'income' ? 'category' : 'group'
    return othersHref(drawn(flow), NAMED, { key, flow, counted, range })
  }
  const [otherIncome, otherSpending] = [others('income'), others('spending')]
  const turned = (['income', 'spending'] as const).some((flow) =>
    body[flow].some(({ amount }) => exact(sizeOf(amount, flow)).isNegative()),
  )
  return (
    <Card aria-label={title}>
      <MoneyFlow
        label={title}
        currency={counted.currency}
        income={parts('income')}
        spending={parts('spending')}
        limit={NAMED}
        {...(otherIncome ? { otherIncomeHref: otherIncome } : {})}
        {...(otherSpending ? { otherSpendingHref: otherSpending } : {})}
        title={<h2 className="text-17">{title}</h2>}
        summary={turned ? `${period(range)}. ${t('sankeyNote')}` : period(range)}
        csvHref={reportCsvHref(search)}
      />
    </Card>
  )
}

function toPart({ id, label, amount, href, mark }: PartRow, flow: ReportFlow): FlowPart {
  return {
    id,
    label,
    amount: sizeOf(amount, flow),
    ...(href ? { href } : {}),
    ...(mark ? { colour: mark.colour } : {}),
  }
}
