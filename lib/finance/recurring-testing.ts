import { type CalendarDate, toCalendarDate } from '@/lib/calendar/calendar-date'
import { detectStreams, type Payment } from './recurring'
import { dayNumberOf, dayOfNumber, dueNumbers, type Schedule } from './recurring-schedule'

/** A Monday. */
export const START = toCalendarDate('2024-11-04')

/** A payment of 64.00 for the line at home. */
export function payment(day: CalendarDate, changes: Partial<Payment> = {}): Payment {
  const merchant = changes.merchant ?? 'fiberline'
  return {
    id: `${merchant}-${day}`,
    accountId: 'checking',
    merchant,
    named: true,
    inStore: false,
    amount: '-64',
    currency: 'USD',
    day,
    lag: 0,
    title: merchant,
    merchantKey: merchant,
    category: null,
    group: null,
    flow: 'spending',
    ...changes,
  }
}

export const found = (payments: readonly Payment[], today: CalendarDate) => detectStreams(payments, today)

/** The days of a schedule, from the first on. */
export const daysOf = (schedule: Schedule, count: number) =>
  dueNumbers(schedule, dayNumberOf(START), dayNumberOf(START) + 900)
    .slice(0, count)
    .map(dayOfNumber)

/** Days of the month. */
export const months = (
  step: 1 | 3 | 6 | 12,
  days: number[],
  shift: 'none' | 'before' | 'after' = 'none',
): Schedule => ({
  every: 'months',
  step,
  phase: 0,
  days,
  shift,
})
