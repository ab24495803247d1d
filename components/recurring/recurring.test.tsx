import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { categoryBook } from '@/lib/categories/category-book'
import messages from '@/lib/i18n/catalogue'
import type { DueOrPaid, Stream } from '@/lib/recurring/queries'
import { Calendar } from './calendar'
import { Missed } from './missed'
import { MonthTotals, sumMonth } from './month-totals'
import { StreamDetail } from './stream-detail'
import { StreamList } from './stream-list'

const today = toCalendarDate('2026-11-21')
const book = categoryBook([], messages.categories)

function stream(changes: Partial<Stream> = {}): Stream {
  return {
    id: '018f3c2e-0000-7000-8000-000000000001',
    accountId: '018f3c2e-0000-7000-8000-000000000002',
    accountName: 'Everyday Checking',
    source: 'plaid',
    merchantKey: 'lumen stream',
    title: 'Lumen Stream',
    name: 'Lumen Stream',
    category: 'ENTERTAINMENT_TV_AND_MOVIES',
    currency: 'USD',
    frequency: 'monthly',
    averageAmount: '-18.99',
    lastAmount: '-18.99',
    lowAmount: '-18.99',
    highAmount: '-18.99',
    firstOn: toCalendarDate('2024-12-15'),
    lastOn: toCalendarDate('2026-11-15'),
    nextOn: toCalendarDate('2026-12-15'),
    kind: 'subscription',
    status: 'active',
    yearlyAmount: '-227.88',
    priceChange: { before: '-15.99', on: toCalendarDate('2026-10-15'), isRise: true },
    confirmed: false,
    dismissed: false,
    endedByPerson: false,
    reason: {
      count: 24,
      medianDays: 30,
      spreadDays: 0,
      earlyDays: 0,
      lateDays: 1,
      amountKind: 'fixed',
      since: toCalendarDate('2026-10-15'),
      schedule: { every: 'months', step: 1, phase: 0, days: [15], shift: 'none' },
      flow: 'spending',
      group: 'ENTERTAINMENT',
      bank: null,
    },
    ...changes,
  }
}

const gym = stream({
  id: '018f3c2e-0000-7000-8000-000000000003',
  name: 'Ironwood Climbing Gym',
  status: 'missed',
  nextOn: toCalendarDate('2026-11-16'),
  averageAmount: '-62',
  priceChange: null,
})
const pay = stream({
  id: '018f3c2e-0000-7000-8000-000000000004',
  name: 'Pay',
  kind: 'income',
  averageAmount: '2628.8',
  lastAmount: '2628.8',
  lowAmount: '2628.8',
  highAmount: '2628.8',
  frequency: 'semi_monthly',
  reason: {
    ...stream().reason,
    schedule: { every: 'months', step: 1, phase: 0, days: [15, 31], shift: 'before' },
  },
})
const power = stream({
  id: '018f3c2e-0000-7000-8000-000000000005',
  name: 'Power',
  kind: 'bill',
  priceChange: null,
  lowAmount: '-59.51',
  highAmount: '-126.05',
  averageAmount: '-89.72',
  reason: { ...stream().reason, amountKind: 'varying', since: null },
})

function shown(children: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  )
}
/** The words alone. */
const words = (children: ReactNode) =>
  shown(children)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const due = (of: Stream, day: string, state: DueOrPaid['state'] = 'due'): DueOrPaid => ({
  stream: of,
  day: toCalendarDate(day),
  amount: of.averageAmount,
  state,
  pending: false,
  transactionId: state === 'paid' ? of.id : null,
})

describe('the page of recurring payments', () => {
  it('lists the next day, the price with the one before it, between what a bill is, and what a year comes to', () => {
    const text = words(
      <StreamList streams={[stream(), gym, pay, power]} show="current" today={today} book={book} />,
    )
    expect(text).toContain('$15.99 → $18.99 on Oct 15')
    expect(text).toContain('Tue, Dec 15')
    expect(text).toContain('$59.51 to $126.05')
    expect(text).toContain('+$2,628.80')
    expect(text).toContain('$227.88')
    expect(text).toContain('was due Nov 16')
    expect(text).not.toMatch(/recurring\.[a-z]/)
  })

  it('says in words what did not come, and nothing where all came', () => {
    const text = words(<Missed streams={[gym, stream()]} today={today} />)
    expect(text).toContain('A payment did not come')
    expect(text).toMatch(/Ironwood Climbing Gym was expected on Nov 16 for \$62\.00 and has not come/)
    expect(shown(<Missed streams={[stream()]} today={today} />)).toBe('')
  })

  it('adds up each currency by itself, and counts neither transfers nor what was missed', () => {
    const euros = stream({ currency: 'EUR', averageAmount: '-10.01' })
    const moved = stream({ kind: 'transfer' })
    const sums = sumMonth([
      due(stream(), '2026-11-15', 'paid'),
      due(power, '2026-11-25'),
      due(pay, '2026-11-30'),
      due(euros, '2026-11-28'),
      due(moved, '2026-11-29'),
      due(gym, '2026-11-16', 'missed'),
    ])
    expect(sums).toMatchObject([
      {
        currency: 'USD',
        toPay: { count: 1, amount: '-89.72', varying: 1 },
        paid: { count: 1, amount: '-18.99' },
        toCome: { count: 1, amount: '2628.8' },
        came: { count: 0 },
      },
      { currency: 'EUR', toPay: { count: 1, amount: '-10.01' } },
    ])
    expect(words(<MonthTotals payments={[due(power, '2026-11-25')]} month="2026-11" />)).toContain('$89.72')
  })

  it('heads each currency by what its amounts are counted in', () => {
    const euros = stream({ currency: 'EUR', averageAmount: '-10.01' })
    const payments = [due(power, '2026-11-25'), due(pay, '2026-11-30'), due(euros, '2026-11-28')]
    const text = words(<MonthTotals payments={payments} month="2026-11" />)
    expect(text).toMatch(/ US dollars .* Euros /)
  })

  it('has every payment of a month on its day, in the grid, the agenda and for those who only hear it', () => {
    const payments = [
      due(stream(), '2026-11-15', 'paid'),
      due(gym, '2026-11-16', 'missed'),
      due(power, '2026-11-25'),
    ]
    const html = shown(<Calendar month="2026-11" today={today} payments={payments} />)
    for (const name of ['Lumen Stream', 'Ironwood Climbing Gym', 'Power'])
      expect(html.split(name)).toHaveLength(3)
    for (const state of ['came', 'missed', 'expected']) expect(html).toContain(`>${state}<`)
    expect(html.match(/<time datetime="2026-11-/gi)).toHaveLength(33)
    expect(words(<Calendar month="2026-12" today={today} payments={[]} />)).toContain(
      'Nothing came, and nothing is expected, in December 2026.',
    )
  })
})

describe('what is known of recurring payments', () => {
  const detailOf = (of: Stream) =>
    words(
      <StreamDetail
        book={book}
        detail={{
          stream: of,
          today,
          payments: [0, 30].map((after) => ({
            streamId: of.id,
            transactionId: `018f3c2e-0000-7000-8000-0000000001${after + 10}`,
            day: addDays(toCalendarDate('2026-10-15'), after),
            amount: of.lastAmount,
            currency: of.currency,
            pending: false,
          })),
        }}
      />,
    )

  it('explains itself', () => {
    const text = detailOf(stream())
    expect(text).toContain('24 payments since December 2024, on the 15th of each month.')
    expect(text).toContain('Always $18.99 since October 2026.')
    expect(text).toContain('Plaid names it as recurring too.')
    expect(detailOf(pay)).toContain(
      'on the 15th and the last day of each month, or the Friday before a weekend.',
    )
    expect(detailOf(power)).toContain('Between $59.51 and $126.05 in the last year, $89.72 on average.')
    for (const frequency of ['quarterly', 'semi_annually', 'annually', 'unknown'] as const)
      expect(detailOf(stream({ frequency }))).not.toMatch(/recurring\.[a-z]/)
    expect(
      detailOf(stream({ reason: { ...gym.reason, schedule: { every: 'weeks', weeks: 2, from: 20_776 } } })),
    ).toContain('every other Thursday')
  })
})
