import type { Route } from 'next'
import type { Report } from '@/lib/reports/build-report'
import { countedFilter } from '@/lib/reports/report'
import { reportsHref } from '@/lib/reports/schema'
import { entriesHref } from '@/lib/transactions/schema'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { LINK } from './look'
import { useReportWords } from './use-report-words'

/** What counts and what does not, with the way to what was left out. */
export function ReportAside({ report }: { report: Report }) {
  const { search, counted, range, compared, today, leftOut } = report
  const { t, period } = useReportWords(counted.currency)
  const left = (flow: 'transfer' | 'excluded') => entriesHref(countedFilter(counted, range, flow))
  const running = range.from <= today && today < range.to
  return (
    <Card aria-labelledby="counted" className="mt-4">
      <CardHeader id="counted" title={t('about')} className="mb-2" />
      <ul className="grid gap-1.5 text-13 text-ink-2">
        {search.pending ? (
          <Line
            text={t('withPending')}
            href={reportsHref(search, { pending: false })}
            link={t('leavePending')}
          />
        ) : (
          <>
            <Line
              text={t('postedOnly')}
              href={reportsHref(search, { pending: true })}
              link={t('includePending')}
            />
            <Line
              text={t('pendingLeftOut', { count: leftOut.pending })}
              href={
                leftOut.pending > 0
                  ? entriesHref({ ...countedFilter(counted, range, null), state: 'pending' })
                  : null
              }
              link={t('seePending')}
            />
          </>
        )}
        <Line
          text={t('transfersLeftOut', { count: leftOut.transfers })}
          href={leftOut.transfers > 0 ? left('transfer') : null}
          link={t('seeTransfers')}
        />
        {leftOut.excluded > 0 ? (
          <Line
            text={t('excludedLeftOut', { count: leftOut.excluded })}
            href={left('excluded')}
            link={t('seeExcluded')}
          />
        ) : null}
        {running ? (
          <Line
            text={t('soFarNote', { period: period(range), compared: period(compared) })}
            href={null}
            link=""
          />
        ) : null}
        <Line text={t('signs')} href={null} link="" />
      </ul>
    </Card>
  )
}

function Line({ text, href, link }: { text: string; href: Route | null; link: string }) {
  return (
    <li>
      {text}{' '}
      {href === null ? null : (
        <Link href={href} scroll={false} className={LINK}>
          {link}
        </Link>
      )}
    </li>
  )
}
