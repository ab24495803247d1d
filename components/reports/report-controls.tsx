import { useTranslations } from 'next-intl'
import type { Report } from '@/lib/reports/build-report'
import { COMPARISONS, PERIODS, type Range, steppedRange } from '@/lib/reports/period'
import { type ReportSearch, reportParams, reportsHref, VIEWS } from '@/lib/reports/schema'
import { Button } from '../ui/button'
import { DateField } from '../ui/date-field'
import { MonthPicker } from '../ui/month-picker'
import { SegmentedLinks } from '../ui/segmented-links'
import { useReportWords } from './use-report-words'

/** Which report: its kind, currency and days, and with what it is compared. All of it stands in the address. */
export function ReportControls({ report }: { report: Report }) {
  const { search, currencies, counted, range, today } = report
  const { t, period } = useReportWords(counted.currency)
  const step = (days: Range | null) => ({
    href: days === null || days.from > today ? null : reportsHref(search, { from: days.from, to: null }),
    label: days === null ? '' : period(days),
  })
  const [earlier, later] = [
    step(steppedRange(search.period, range, -1)),
    step(steppedRange(search.period, range, 1)),
  ]
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <SegmentedLinks
          label={t('views')}
          links={VIEWS.map((view) => ({
            href: reportsHref(search, { view }),
            label: t(`view.${view}`),
            current: view === search.view,
          }))}
        />
        {currencies.length > 1 ? (
          <SegmentedLinks
            label={t('currencies')}
            links={currencies.map((currency) => ({
              href: reportsHref(search, { currency, text: null }),
              label: currency,
              current: currency === counted.currency,
            }))}
          />
        ) : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <SegmentedLinks
          label={t('periods')}
          links={PERIODS.map((one) => ({
            href: reportsHref(search, periodChange(one, report)),
            label: t(`period.${one}`),
            current: one === search.period,
          }))}
        />
        {search.period === 'custom' ? null : (
          <MonthPicker
            label={t('step')}
            month={period(range)}
            previous={{ ...earlier, label: t('earlier', { period: earlier.label }) }}
            next={{ ...later, label: t('later', { period: later.label }) }}
          />
        )}
      </div>
      {search.period === 'custom' ? <OwnDays search={search} range={range} /> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-ink-2">
        <span>{t('comparisons')}</span>
        <SegmentedLinks
          label={t('comparisons')}
          links={COMPARISONS.map((compare) => ({
            href: reportsHref(search, { compare }),
            label: t(`comparison.${compare}`),
            current: compare === search.compare,
          }))}
        />
      </div>
    </div>
  )
}

/** Another kind of period, around the one that is shown; the present one stays the present one. */
function periodChange(
  period: ReportSearch['period'],
  { search, range, today }: Report,
): Partial<ReportSearch> {
  if (period === 'custom') return { period, ...range }
  const present = range.from <= today && today <= range.to
  const from = period === search.period ? search.from : present || period === '12-months' ? null : range.from
  return { period, from, to: null }
}

/** Two days in a plain form: it needs no script. */
function OwnDays({ search, range }: { search: ReportSearch; range: Range }) {
  const t = useTranslations('reports')
  const kept = reportParams(search).filter(([name]) => name !== 'from' && name !== 'to' && name !== 'period')
  return (
    <form action="/reports" aria-label={t('ownDays')} className="flex flex-wrap items-end gap-3">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="period" value="custom" />
      <DateField
        key={`from ${range.from}`}
        name="from"
        label={t('from')}
        defaultValue={range.from}
        required
      />
      <DateField key={`to ${range.to}`} name="to" label={t('to')} defaultValue={range.to} required />
      <Button type="submit" variant="secondary">
        {t('showDays')}
      </Button>
    </form>
  )
}
