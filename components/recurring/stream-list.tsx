import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import type { Stream } from '@/lib/recurring/queries'
import { recurringHref, STREAM_GROUPS, type StreamGroup, streamHref } from '@/lib/recurring/schema'
import { Card } from '../ui/card'
import { CategoryMark } from '../ui/category-mark'
import { Link } from '../ui/link'
import { SegmentedLinks } from '../ui/segmented-links'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { StreamMarks } from './stream-marks'
import { useStreamWords } from './use-stream-words'

/** Whether a stream is of a group of the list. */
export function isOfGroup({ kind, status, dismissed }: Stream, group: StreamGroup): boolean {
  if (dismissed || group === 'dismissed') return dismissed && group === 'dismissed'
  if (status === 'ended' || group === 'ended') return status === 'ended' && group === 'ended'
  return group === 'current' ? kind !== 'transfer' : kind === group
}

interface StreamListProps {
  streams: readonly Stream[]
  show: StreamGroup
  today: CalendarDate
  book: CategoryBook
}

/** Recurring payments by the day on which the next is expected, narrowed down by chips that the address holds. */
export function StreamList({ streams, show, today, book }: StreamListProps) {
  const { t } = useStreamWords()
  const counts = STREAM_GROUPS.map((group) => ({
    group,
    count: streams.filter((stream) => isOfGroup(stream, group)).length,
  }))
  const listed = streams.filter((stream) => isOfGroup(stream, show))
  return (
    <Card className="grid gap-3">
      <SegmentedLinks
        label={t('filter.label')}
        className="-mx-1"
        links={counts
          .filter(({ group, count }) => count > 0 || group === show || group === 'current')
          .map(({ group, count }) => ({
            href: recurringHref({ show: group }),
            label: `${t(`filter.${group}`)} ${count}`,
            name: t('filter.name', { label: t(`filter.${group}`), count }),
            current: group === show,
          }))}
      />
      {listed.length > 0 ? (
        <StreamTable streams={listed} today={today} book={book} />
      ) : (
        <p className="py-6 text-ink-2">
          {t('noneOfThese')}{' '}
          {show === 'current' ? null : (
            <Link href={recurringHref({})} className="text-ink underline underline-offset-4">
              {t('showCurrent')}
            </Link>
          )}
        </p>
      )}
    </Card>
  )
}

function StreamTable({ streams, today, book }: Omit<StreamListProps, 'show'>) {
  const { t } = useStreamWords()
  return (
    <Table aria-label={t('table')}>
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell>{t('name')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('next')}</HeadCell>
          <HeadCell className="max-wide:hidden">{t('often')}</HeadCell>
          <HeadCell className="max-wide:hidden">{t('account')}</HeadCell>
          <HeadCell align="right">{t('amount')}</HeadCell>
          <HeadCell align="right" className="max-rail:hidden">
            {t('yearly')}
          </HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {streams.map((stream) => (
          <StreamRow key={stream.id} stream={stream} today={today} book={book} />
        ))}
      </TableBody>
    </Table>
  )
}

function StreamRow({ stream, today, book }: { stream: Stream; today: CalendarDate; book: CategoryBook }) {
  const { t, dayText, weekdayAndDay, money, amountText } = useStreamWords()
  const { nextOn, kind, lastOn, frequency, accountName, yearlyAmount, currency } = stream
  const isIn = kind === 'income'
  const next =
    nextOn === null
      ? t('lastOn', { day: dayText(lastOn, today) })
      : nextOn < today
        ? t('wasDue', { day: dayText(nextOn, today) })
        : weekdayAndDay(nextOn, today)
  const last = t(isIn ? 'lastIn' : kind === 'transfer' ? 'lastMoved' : 'last', {
    day: dayText(lastOn, today),
  })
  return (
    <Row interactive>
      <Cell className="w-full max-w-0 py-2.5">
        <span className="flex items-start gap-3">
          <CategoryMark {...book.markOf(stream.category, stream.reason.group)} className="mt-0.5" />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <Link
                href={streamHref(stream.id)}
                className="max-w-full truncate text-ink after:absolute after:inset-0"
              >
                {stream.name}
              </Link>
              <StreamMarks stream={stream} today={today} />
            </span>
            <span className="block text-13 text-ink-2">
              <span data-public className="sm:hidden">
                {next} ·{' '}
              </span>
              <span className="wide:hidden">
                <span className="whitespace-nowrap">{t(`frequency.${frequency}`)}</span>
                <span className="max-sm:hidden"> · {accountName}</span>
              </span>
              <span data-public className="max-sm:hidden">
                <span className="wide:hidden"> · </span>
                {last}
              </span>
            </span>
          </span>
        </span>
      </Cell>
      <Cell data-public className="figures whitespace-nowrap text-ink-2 max-sm:hidden">
        {next}
      </Cell>
      <Cell className="whitespace-nowrap text-ink-2 max-wide:hidden">{t(`frequency.${frequency}`)}</Cell>
      <Cell className="max-w-40 truncate text-ink-2 max-wide:hidden">{accountName}</Cell>
      <Cell align="right" className="max-sm:w-px">
        <span className={`money ${isIn ? 'text-in' : 'text-ink'} max-sm:whitespace-normal`}>
          {amountText(stream)}
        </span>
      </Cell>
      <Cell align="right" className="text-ink-2 max-rail:hidden">
        {yearlyAmount === null ? null : <span className="money">{money(yearlyAmount, currency)}</span>}
      </Cell>
    </Row>
  )
}
