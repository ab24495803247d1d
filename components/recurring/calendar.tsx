import { addDays, type CalendarDate, daysBetween, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { daysOfMonth, type Month, monthOf, monthsLater } from '@/lib/calendar/months'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { recurringHref } from '@/lib/recurring/schema'
import { ChartFrame } from '../charts/chart-frame'
import { ChartTable } from '../charts/chart-table'
import { useFrameWords } from '../charts/frame-words'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { MonthPicker } from '../ui/month-picker'
import { Agenda } from './agenda'
import { CalendarGrid } from './calendar-grid'
import { hrefOf } from './payment-href'
import { useStreamWords } from './use-stream-words'

/** How far the calendar goes back and ahead, in months. */
const MONTHS_BACK = 24
const MONTHS_AHEAD = 12

interface CalendarProps {
  month: Month
  today: CalendarDate
  payments: readonly DueOrPaid[]
}

/** A month with what came and what is expected: a grid where there is room, an agenda on a phone, and a table. */
export function Calendar({ month, today, payments }: CalendarProps) {
  const { t, monthText, weekdayAndDay, money } = useStreamWords()
  const { words } = useFrameWords()
  const present = monthOf(today)
  const step = (count: number, key: 'previousMonth' | 'nextMonth') => {
    const target = monthsLater(month, count)
    const isThere =
      target >= monthsLater(present, -MONTHS_BACK) && target <= monthsLater(present, MONTHS_AHEAD)
    return {
      href: isThere ? recurringHref({ view: 'calendar', month: target }) : null,
      label: t(key, { month: monthText(target) }),
    }
  }
  const { from, to } = daysOfMonth(month)
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
  const label = t('calendarLabel', { month: monthText(month) })
  return (
    <Card aria-label={t('calendarTitle')} className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <MonthPicker
          label={t('months')}
          month={monthText(month)}
          previous={step(-1, 'previousMonth')}
          next={step(1, 'nextMonth')}
        />
        {month === present ? null : (
          <Link
            href={recurringHref({ view: 'calendar' })}
            scroll={false}
            className="touch-target text-13 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink"
          >
            {t('thisMonth')}
          </Link>
        )}
      </div>
      {payments.length === 0 ? (
        <p className="py-6 text-ink-2">{t('emptyMonth', { month: monthText(month) })}</p>
      ) : (
        <ChartFrame
          key={month}
          summary={t('calendarSummary')}
          words={words}
          table={
            <ChartTable
              caption={label}
              columns={[
                { label: t('day') },
                { label: t('name'), align: 'left' },
                { label: t('state'), align: 'left' },
                { label: t('amount') },
              ]}
              rows={payments.map((payment) => ({
                key: `${payment.stream.id}-${payment.day}-${payment.transactionId ?? payment.state}`,
                head: weekdayAndDay(payment.day, today),
                cells: [
                  { text: payment.stream.name, href: hrefOf(payment) },
                  t(`stateName.${payment.pending ? 'pending' : payment.state}`),
                  money(payment.amount, payment.stream.currency),
                ],
              }))}
            />
          }
        >
          <CalendarGrid
            label={label}
            days={days}
            today={today}
            payments={payments}
            firstWeekday={toUtcMidnight(from).getUTCDay()}
          />
          <Agenda payments={payments} today={today} />
        </ChartFrame>
      )}
    </Card>
  )
}
