import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { hrefOf } from './payment-href'
import { PaymentMark } from './payment-mark'
import { useStreamWords } from './use-stream-words'

/** The days of a month on which something came or is expected, one under the other. */
export function Agenda({ payments, today }: { payments: readonly DueOrPaid[]; today: CalendarDate }) {
  const { t, weekdayAndDay, money } = useStreamWords()
  const days = [...new Set(payments.map(({ day }) => day))]
  return (
    <ol aria-label={t('agenda')} className="grid grid-cols-1 gap-3 rail:hidden">
      {days.map((day) => (
        <li key={day} aria-current={day === today ? 'date' : undefined}>
          <h2 className="font-sans text-13 font-medium text-ink-2">
            <time dateTime={day}>{weekdayAndDay(day, today)}</time>
            {day === today ? ` · ${t('today')}` : null}
          </h2>
          <ul>
            {payments
              .filter((payment) => payment.day === day)
              .map((payment) => (
                <li key={`${payment.stream.id}-${payment.transactionId ?? payment.state}`}>
                  <Link
                    href={hrefOf(payment)}
                    className="flex min-h-11 items-center gap-2 border-b border-line-2 py-1"
                  >
                    <PaymentMark state={payment.state} pending={payment.pending} />
                    <span
                      className={cx(
                        'min-w-0 grow truncate',
                        payment.state === 'paid' ? 'text-ink-2' : 'text-ink',
                      )}
                    >
                      {payment.stream.name}
                    </span>
                    <span
                      className={cx(
                        'figures money shrink-0',
                        payment.stream.kind === 'income' ? 'text-in' : 'text-ink',
                      )}
                    >
                      {money(payment.amount, payment.stream.currency)}
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
