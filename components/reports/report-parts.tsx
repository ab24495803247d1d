import { Search } from 'lucide-react'
import type { Report, ReportBody } from '@/lib/reports/build-report'
import { NAMED_ROWS, othersHref, type PartRow, sumOf } from '@/lib/reports/report'
import { reportCsvHref, reportParams, reportsHref } from '@/lib/reports/schema'
import { CategoryBars, type CategoryRow } from '../charts/category-bars'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { Link } from '../ui/link'
import { SegmentedLinks } from '../ui/segmented-links'
import { LINK } from './look'
import { sizeOf, useReportWords } from './use-report-words'

type Parts = Extract<ReportBody, { kind: 'parts' }>

/** Income or spending by category, merchant or account, each beside what it was before. */
export function ReportParts({ report, body }: { report: Report; body: Parts }) {
  const { search, counted, range, compared } = report
  const { flow, key, rows } = body
  const { t, currencyName, period, text } = useReportWords(counted.currency)
  const limit = search.all || search.text !== null ? rows.length : NAMED_ROWS
  const folds = rows.length > NAMED_ROWS + 1 && search.text === null
  const others = othersHref(rows, limit, { key, flow, counted, range })
  const by = flow === 'spending' ? 'spendingBy' : 'incomeBy'
  const title = t(`${by}.${key}`, { currency: currencyName })
  return (
    <Card aria-label={title}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <SegmentedLinks
          label={t('flows')}
          links={(['spending', 'income'] as const).map((one) => ({
            href: reportsHref(search, { flow: one, text: null, all: false }),
            label: t(`flow.${one}`),
            current: one === flow,
          }))}
        />
        {search.view === 'categories' ? (
          <SegmentedLinks
            label={t('levels')}
            links={(['group', 'category'] as const).map((level) => ({
              href: reportsHref(search, { level, all: false }),
              label: t(`level.${level}`),
              current: level === search.level,
            }))}
          />
        ) : null}
        {search.view === 'merchants' ? <MerchantSearch report={report} /> : null}
      </div>
      {search.text === null ? null : (
        <p className="figures mb-3 text-13 text-ink-2" role="status">
          {rows.length === 0
            ? t('nothingFound')
            : t('found', {
                count: rows.length,
                of: body.of,
                amount: text(sizeOf(sumOf(rows.map(({ amount }) => amount)), flow)),
              })}{' '}
          <Link href={reportsHref(search, { text: null })} className={LINK}>
            {t('clearSearch')}
          </Link>
        </p>
      )}
      {body.of === 0 ? <p className="text-ink-2">{t(`noneOf.${flow}`, { period: period(range) })}</p> : null}
      <CategoryBars
        label={title}
        currency={counted.currency}
        direction={flow === 'spending' ? 'out' : 'in'}
        rows={rows.map(toBar)}
        limit={limit}
        {...(others
          ? { othersHref: others }
          : folds
            ? { othersHref: reportsHref(search, { all: true }) }
            : {})}
        previousLabel={period(compared)}
        title={<h2 className="text-17">{title}</h2>}
        summary={t('partsSummary', { period: period(range), compared: period(compared) })}
        csvHref={reportCsvHref(search)}
      />
      {folds ? (
        <p className="mt-3 text-13">
          <Link href={reportsHref(search, { all: !search.all })} scroll={false} className={LINK}>
            {search.all ? t('showFewer') : t('showAll', { count: rows.length })}
          </Link>
        </p>
      ) : null}
    </Card>
  )
}

function toBar({ id, label, amount, previous, href, mark }: PartRow): CategoryRow {
  return { id, label, amount, previous, ...(href ? { href } : {}), ...(mark ?? {}) }
}

/** A plain form: it needs no script. */
function MerchantSearch({ report: { search, counted } }: { report: Report }) {
  const { t } = useReportWords(counted.currency)
  const kept = reportParams(search).filter(([name]) => name !== 'q' && name !== 'show')
  return (
    <search aria-label={t('search')} className="w-full sm:w-auto">
      <form action="/reports" className="flex items-end gap-2">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field
          key={search.text ?? ''}
          name="q"
          type="search"
          label={t('search')}
          labelHidden
          placeholder={t('search')}
          defaultValue={search.text ?? ''}
          className="grow sm:w-60"
        />
        <Button type="submit" variant="secondary" aria-label={t('find')}>
          <Search aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Button>
      </form>
    </search>
  )
}
