import { dateParts } from '../../day'
import { at } from '../books'
import type { Category } from '../categories'
import { pay } from '../funds'
import { banking, payment } from '../purposes'
import { paymentsUntil, type StoryDay } from './calendar'

/** Something that is paid for again and again. Minor units of the account's currency. */
export interface Bill {
  name: string
  category: Category
  minor: number
  account: 'everyday' | 'card'
  /** The day of each month, or how many days after `today` one of the payments is due; negative: before it. */
  on: { dayOfMonth: number } | { fromToday: number }
  /** Months between two payments; each month unless it is said. */
  every?: number
  /** The price so long as at least `payments` more of them are to come until now: what it was before a rise. */
  before?: { minor: number; payments: number }
  /** It is paid for from this many payments ago on, or until then. */
  since?: number
  until?: number
  /** The payments, counted back from the latest that is due, that never came. */
  missed?: readonly number[]
  /** One that came so many days late, and what the delay cost. */
  late?: { payment: number; days: number; feeMinor: number }
  /** How far the amount differs from time to time, as a share of it. */
  swing?: number
  /** By what share winters cost more, and summers less. */
  winter?: number
}

/** The day number on which the latest payment of a bill is due, or the next one for a day later than today. */
function dueOf({ on }: Bill, { today, day, date }: StoryDay): number {
  return 'fromToday' in on
    ? today + on.fromToday
    : day - date.dayOfMonth + Math.min(on.dayOfMonth, date.daysInMonth)
}

/** Which payment of a bill is due on a day, counted back from now: 0 is the latest; null for none. */
function paymentDue(bill: Bill, context: StoryDay): number | null {
  const { today, day, date } = context
  const due = dueOf(bill, context)
  const until = paymentsUntil(due, day)
  if (until === null) return null
  if ('fromToday' in bill.on) return until % (bill.every ?? 1) === 0 ? until / (bill.every ?? 1) : null
  // Counted in whole months, and one less where this month's is still to come.
  const now = dateParts(today)
  const months = (now.year - date.year) * 12 + now.month - date.month
  return months - (now.dayOfMonth < Math.min(bill.on.dayOfMonth, now.daysInMonth) ? 1 : 0)
}

function priceOf(bill: Bill, payment: number, { date, random }: StoryDay): number {
  const minor = bill.before !== undefined && payment >= bill.before.payments ? bill.before.minor : bill.minor
  const cold = Math.cos(((date.month - 1) / 6) * Math.PI)
  const swung = bill.swing === undefined ? 0 : (random.next() * 2 - 1) * bill.swing
  return Math.round(minor * (1 + (bill.winter ?? 0) * cold + swung))
}

function write(bill: Bill, minor: number, context: StoryDay): void {
  const { household, books, day } = context
  if (bill.account === 'everyday') {
    pay(context, { minor, purpose: payment(household, bill.name, bill.category) })
    return
  }
  books.add(day, {
    account: 'card',
    minor,
    occurredAt: at(day, 7),
    settlesAt: at(day + 1, 6.5),
    purpose: payment(household, bill.name, bill.category, { code: 'purchase' }),
  })
}

/** Writes down the bills of a day. */
export function payBills(bills: readonly Bill[], context: StoryDay): void {
  for (const bill of bills) {
    const due = paymentDue(bill, context)
    if (bill.late !== undefined) {
      const { payment: number, days, feeMinor } = bill.late
      const earlier = context.day - days
      const shifted = { ...context, day: earlier, date: dateParts(earlier) }
      if (paymentDue(bill, shifted) === number) {
        write(bill, priceOf(bill, number, shifted), context)
        pay(context, {
          minor: feeMinor,
          purpose: banking(
            context.household,
            `LATE FEE ${bill.name.toUpperCase()}`,
            'BANK_FEES_OTHER_BANK_FEES',
            'bank charge',
          ),
        })
      }
    }
    if (due === null || bill.missed?.includes(due) || bill.late?.payment === due) continue
    if (due > (bill.since ?? Number.POSITIVE_INFINITY) || due < (bill.until ?? Number.NEGATIVE_INFINITY))
      continue
    write(bill, priceOf(bill, due, context), context)
  }
}
