import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { hrefOf } from './payment-href'
import { PaymentMark } from './payment-mark'
import { useStreamWords } from './use-stream-words'

interface CalendarGridProps {
  label: string
  /** All of the month. */
  days: readonly CalendarDate[]
  /** Of the first day; Sunday is 0. */
  firstWeekday: number
  today: CalendarDate
  payments: readonly DueOrPaid[]
}

/** Sunday, the fourth of January 1970. */
const A_SUNDAY = Date.UTC(1970, 0, 4)
const DAY_MS = 86_400_000

/** On which day a week begins: on Sunday where English is spoken without saying where, on Monday elsewhere. */
const weekBegins = (locale: string) => (/^en(-US)?$/.test(locale) ? 0 : 1)

/** A month as a grid of weeks, each day with what came and what is expected on it. */
export function CalendarGrid({ label, days, firstWeekday, today, payments }: CalendarGridProps) {
  const { locale } = useStreamWords()
  const begins = weekBegins(locale)
  const before = (firstWeekday - begins + 7) % 7
  const cells: (CalendarDate | null)[] = [...Array.from({ length: before }, () => null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  const weekdays = Array.from({ length: 7 }, (_, at) => new Date(A_SUNDAY + ((at + begins) % 7) * DAY_MS))
  const named = (style: 'short' | 'long') => dateTimeFormat(locale, { weekday: style, timeZone: 'UTC' })
  return (
    <table className="w-full table-fixed border-collapse max-rail:hidden">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th
              key={weekday.getTime()}
              scope="col"
              abbr={named('long').format(weekday)}
              className="pb-1 text-left text-12 font-normal text-ink-2"
            >
              {named('short').format(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={week.find((day) => day !== null) ?? index} className="align-top">
            {week.map((day, at) => (
              <DayCell
                // A week has seven places, with or without a day.
                key={day ?? `empty-${weekdays[at]?.getTime()}`}
                day={day}
                today={today}
                payments={day === null ? [] : payments.filter((payment) => payment.day === day)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({
  day,
  today,
  payments,
}: {
  day: CalendarDate | null
  today: CalendarDate
  payments: readonly DueOrPaid[]
}) {
  const { money, weekdayAndDay } = useStreamWords()
  if (day === null) return <td className="border border-line-2" />
  const isToday = day === today
  return (
    <td
      aria-current={isToday ? 'date' : undefined}
      className={cx('h-24 border border-line-2 p-1.5', isToday && 'bg-line-2/60')}
    >
      <time
        dateTime={day}
        className={cx('figures text-12', isToday ? 'font-semibold text-ink' : 'text-ink-2')}
      >
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span className="sr-only">{weekdayAndDay(day, today)}</span>
      </time>
      {payments.length > 0 ? (
        <ul className="mt-1 grid gap-1.5">
          {payments.map((payment) => (
            <li key={`${payment.stream.id}-${payment.transactionId ?? payment.state}`} className="text-12">
              <Link
                href={hrefOf(payment)}
                className="grid min-w-0 rounded-control hover:bg-chip focus-visible:bg-chip"
              >
                <span className="flex min-w-0 items-center gap-1">
                  <PaymentMark state={payment.state} pending={payment.pending} />
                  <span className={cx('truncate', payment.state === 'paid' ? 'text-ink-2' : 'text-ink')}>
                    {payment.stream.name}
                  </span>
                </span>
                <span
                  className={cx(
                    'figures money pl-[18px]',
                    payment.stream.kind === 'income' ? 'text-in' : 'text-ink-2',
                  )}
                >
                  {money(payment.amount, payment.stream.currency)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </td>
  )
}
