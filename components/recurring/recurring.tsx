import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { daysOfMonth, monthOf } from '@/lib/calendar/months'
import { getCategoryBook } from '@/lib/categories/queries'
import { listDueAndPaid, listRecurring } from '@/lib/recurring/queries'
import { type RecurringSearch, recurringHref } from '@/lib/recurring/schema'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Skeleton, SkeletonGroup, SkeletonRows } from '../ui/skeleton'
import { TabPanel, TabsLinks } from '../ui/tabs-links'
import { Calendar } from './calendar'
import { Missed } from './missed'
import { MonthTotals } from './month-totals'
import { StreamList } from './stream-list'

const PANEL_ID = 'recurring-panel'

/** What comes again, as a list or a calendar, with what was missed before everything else. */
export async function Recurring({ search }: { search: RecurringSearch }) {
  const t = await getTranslations('recurring')
  return (
    <>
      <TabsLinks
        label={t('views')}
        panelId={PANEL_ID}
        tabs={[
          { href: recurringHref({}), label: t('list'), selected: search.view === 'list' },
          {
            href: recurringHref({ view: 'calendar' }),
            label: t('calendar'),
            selected: search.view === 'calendar',
          },
        ]}
      />
      <TabPanel id={PANEL_ID} className="pt-4">
        <Suspense fallback={<RecurringSkeleton label={t('loading')} />}>
          <View search={search} />
        </Suspense>
      </TabPanel>
    </>
  )
}

async function View({ search }: { search: RecurringSearch }) {
  const [t, { streams, today }] = await Promise.all([getTranslations('recurring'), listRecurring()])
  if (streams.length === 0)
    return (
      <Card>
        <EmptyState
          title={t('none.title')}
          action={<ButtonLink href={'/connections' as Route}>{t('none.connect')}</ButtonLink>}
        >
          {t('none.words')}
        </EmptyState>
      </Card>
    )
  const present = monthOf(today)
  const month = search.view === 'calendar' ? (search.month ?? present) : present
  const { from, to } = daysOfMonth(month)
  const [payments, book] = await Promise.all([listDueAndPaid(from, to), getCategoryBook()])
  if (search.view === 'calendar') return <Calendar month={month} today={today} payments={payments} />
  return (
    <div className="grid gap-4 rail:gap-5">
      <Missed streams={streams} today={today} />
      <MonthTotals payments={payments} month={month} />
      <StreamList streams={streams} show={search.show} today={today} book={book} />
    </div>
  )
}

function RecurringSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label}>
      <div className="grid gap-4 rail:gap-5">
        <Card>
          <Skeleton className="h-6 w-40" />
          <Skeleton className="mt-4 h-14 w-full max-w-xl" />
        </Card>
        <Card>
          <SkeletonRows count={10} />
        </Card>
      </div>
    </SkeletonGroup>
  )
}
