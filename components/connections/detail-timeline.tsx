import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Route } from 'next'
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server'
import { addDays, type CalendarDate, dayInZone, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { type ConnectionSearch, connectionHref } from '@/lib/connections/connection-search'
import { groupByDay, type TimelinePage } from '@/lib/connections/timeline'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { DetailRun } from './detail-run'
import { DetailWebhook } from './detail-webhook'

const ICON = { 'aria-hidden': true, className: 'size-3.5', strokeWidth: 1.75 } as const

/** What happened to a connection, newest first, by day: a page of it. */
export async function DetailTimeline({
  itemId,
  search,
  page: { entries, next },
}: {
  itemId: string
  search: ConnectionSearch
  page: TimelinePage
}) {
  const [t, locale, now, timeZone] = await Promise.all([
    getTranslations('connection.timeline'),
    getLocale(),
    getNow(),
    getTimeZone(),
  ])
  const today = dayInZone(now, timeZone)
  const full = dateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const heading = (day: CalendarDate) => {
    if (day === today) return t('today')
    return day === addDays(today, -1) ? t('yesterday') : full.format(toUtcMidnight(day))
  }
  const href = (before: ConnectionSearch['before']) =>
    connectionHref(itemId, { ...search, before }, 'timeline') as Route
  return (
    <Card id="timeline" aria-labelledby="timeline-title" className="scroll-mt-4">
      <CardHeader id="timeline-title" title={t('title')} description={t('lead')} />
      {entries.length === 0 ? (
        <p className="border-t border-line-2 pt-3 text-ink-2">{t(search.before ? 'emptyOlder' : 'empty')}</p>
      ) : null}
      {groupByDay(entries, timeZone).map(({ day, entries: ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`} className="border-t border-line-2 pt-3">
          <h3 id={`day-${day}`} className="mb-3 font-sans text-13 font-semibold">
            <time dateTime={day}>{heading(day)}</time>
          </h3>
          <ol>
            {ofDay.map((entry) =>
              entry.kind === 'run' ? (
                <DetailRun key={entry.id} run={entry} />
              ) : (
                <DetailWebhook key={entry.id} webhook={entry} />
              ),
            )}
          </ol>
        </section>
      ))}
      {search.before || next ? (
        <nav
          aria-label={t('pages')}
          className="flex flex-wrap justify-between gap-2 border-t border-line-2 pt-4"
        >
          {search.before ? (
            <ButtonLink variant="secondary" icon={<ArrowLeft {...ICON} />} href={href(null)}>
              {t('newest')}
            </ButtonLink>
          ) : null}
          {next ? (
            <ButtonLink variant="secondary" className="ml-auto" href={href(next)}>
              {t('older')}
              <ArrowRight {...ICON} />
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </Card>
  )
}
