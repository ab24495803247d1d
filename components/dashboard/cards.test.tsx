import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { categoryBook } from '@/lib/categories/category-book'
import { flowsByCurrency, spendingByCurrency } from '@/lib/dashboard/flows'
import type { Overview } from '@/lib/dashboard/queries'
import { convertedTotal } from '@/lib/finance/conversion'
import { netWorth } from '@/lib/finance/net-worth'
import messages from '@/lib/i18n/catalogue'
import { Balances } from './balances'
import { CashFlow } from './cash-flow'
import { Coming } from './coming'
import { Latest } from './latest'
import { NeedsYou } from './needs-you'
import { Pending } from './pending'
import { SpendingByCategory } from './spending'

const today = toCalendarDate('2026-11-20')
const view = { range: '3m', currency: null } as const

/** The words of a part of the page, and its links. */
function shown(part: ReactNode): { text: string; links: string[] } {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {part}
    </NextIntlClientProvider>,
  )
  const plain = html.replace(/<[^>]+>/g, ' ').replaceAll('&#x27;', "'")
  return {
    text: plain.replace(/\s+/g, ' ').replace(/ ([.,:])/g, '$1'),
    links: [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? ''),
  }
}

const account = { institutionName: 'Alder', hidden: false, closedOn: null }
const worth = netWorth(
  [
    { ...account, id: 'checking', currency: 'USD', balance: '100.5' },
    { ...account, id: 'card', currency: 'USD', balance: '-30' },
    { ...account, id: 'euros', currency: 'EUR', balance: '10' },
    { ...account, id: 'wallet', currency: 'BTC', balance: '0.70318' },
  ],
  { snapshots: [], posted: [] },
  { from: addDays(today, -30), today },
)
const held = worth.map(({ net, currency }) => ({ amount: net, currency }))
const eurInDollars = { base: 'EUR', quote: 'USD', rate: '1.0842', source: 'ecb' } as const

const nothing: Overview = {
  today,
  worth: [],
  abroad: new Map(),
  flows: [],
  spending: [],
  pendingSpending: [],
  pending: { sums: [], rows: [] },
  coming: [],
  recurringNews: [],
  budgetNews: [],
  unreviewed: { count: 0, from: addDays(today, -30) },
  latest: [],
  home: null,
  categories: categoryBook([], messages.categories),
  connections: [],
}
const withHome = (day = today): Overview => ({
  ...nothing,
  worth,
  home: { currency: 'USD', ...convertedTotal(held, 'USD', [{ ...eurInDollars, day }], today) },
})

describe('the overview', () => {
  it('says each currency by itself, and asks for a home currency before it says a total', () => {
    const { text, links } = shown(<Balances overview={{ ...nothing, worth }} view={view} />)
    expect(text).toContain('US dollars, what you own less what you owe $70')
    expect(text).toContain('You own $100.50')
    expect(text).toContain('Currencies are never added together. Choose a home currency')
    expect(links).toContain('/settings#home-currency')
    expect(text).not.toContain('All together')
  })

  it('says a total with every rate that it rests on and its day, and what it leaves out', () => {
    const { text, links } = shown(<Balances overview={withHome()} view={view} />)
    expect(text).toContain('US dollars, converted, without BTC $81.34')
    expect(text).toContain('1 EUR = 1.0842 USD, Nov 20, 2026, ECB')
    expect(text).toMatch(/No rate for BTC: left out of the total: 0\.70318\sBTC/)
    expect(text).not.toContain('older than a week')
    expect(links).toContain('/settings/rates?base=BTC')
  })

  it('marks a rate that is older than a week', () => {
    expect(shown(<Balances overview={withHome(addDays(today, -8))} view={view} />).text).toContain(
      'Nov 12, 2026, ECB older than a week',
    )
  })

  it('says what is left out of the days that are reckoned', () => {
    const overview = { ...nothing, worth, abroad: new Map([['USD', 3]]) }
    expect(shown(<Balances overview={overview} view={view} />).text).toContain(
      '3 transactions in other currencies than their account’s are left out',
    )
  })

  it('says what was spent beside last month, with what is pending apart, and each figure leads to its rows', () => {
    const sum = { merchant: null, accountId: null, flow: null, count: 1, currency: 'USD' }
    const november = toCalendarDate('2026-11-01')
    const october = toCalendarDate('2026-10-01')
    const travel = { ...sum, group: 'TRAVEL', category: 'TRAVEL_FLIGHTS' }
    const spending = spendingByCurrency(
      [
        { ...travel, month: november, net: '-120' },
        { ...travel, month: october, net: '-80' },
        { ...sum, group: null, category: null, month: november, net: '-5' },
      ],
      today,
    )
    const pendingSpending = [{ currency: 'USD', count: 1, moneyIn: '0', moneyOut: '-7.25' }]
    const { text, links } = shown(
      <SpendingByCategory overview={{ ...nothing, spending, pendingSpending }} currency="USD" />,
    )
    expect(text).toContain('$125.00 in November 2026 so far, $80.00 in October 2026.')
    expect(text).toContain('$7.25 more is pending')
    expect(text).toContain('Travel')
    expect(text).toContain('Uncategorised')
    const month = 'currency=USD&flow=spending&from=2026-11-01&to=2026-11-30'
    expect(links).toContain(`/transactions?state=posted&category=TRAVEL&${month}`)
    expect(links).toContain(`/transactions?state=posted&category=none&${month}`)
    expect(links).toContain(`/transactions?state=pending&${month}`)
  })

  it('draws cash flow in the currency that is looked at, and offers the others', () => {
    const sum = { merchant: null, accountId: null, group: null, category: null, count: 1 }
    const flows = flowsByCurrency(
      [
        { ...sum, currency: 'USD', month: toCalendarDate('2026-11-01'), flow: 'income', net: '50' },
        { ...sum, currency: 'EUR', month: toCalendarDate('2026-11-01'), flow: 'spending', net: '-4' },
      ],
      { from: '2025-12', today },
    )
    const euros = shown(<CashFlow overview={{ ...nothing, flows }} view={view} currency="EUR" />)
    expect(euros.text).toContain('November 2026 so far: €0.00 in, €4.00 spent.')
    expect(euros.links).toContain('/dashboard?currency=USD')
    const none = shown(<CashFlow overview={{ ...nothing, flows }} view={view} currency="BTC" />)
    expect(none.text).toContain('Nothing came in or was spent in Bitcoin')
  })

  it('says what is coming with what all bills come to, and what is pending with its sum', () => {
    const bill = {
      streamId: 's1',
      title: 'Hawthorne Court',
      day: addDays(today, 3),
      amount: { amount: '-1820', currency: 'USD' },
      low: { amount: '-1820', currency: 'USD' },
      high: { amount: '-1820', currency: 'USD' },
      category: null,
      accountName: 'Everyday',
    }
    const power = { ...bill, streamId: 's2', title: 'Power', high: { amount: '-2000', currency: 'USD' } }
    const coming = shown(<Coming overview={{ ...nothing, coming: [bill, power] }} />)
    expect(coming.text).toContain('−$3,640.00 in 2 payments until Dec 20')
    expect(coming.text).toContain('Nov 23 · in 3 days · Everyday −$1,820.00')
    expect(coming.text).toContain('about −$1,820.00')
    expect(coming.links).toContain('/recurring/s1')
    const row = {
      id: 'e1',
      transactionId: '00000000-0000-4000-8000-000000000001',
      day: today,
      title: 'Bistro',
      amount: '-64.2',
      currency: 'USD',
      pending: true,
      category: null,
      accountName: 'Card',
    }
    const sums = [{ currency: 'USD', count: 3, moneyIn: '0', moneyOut: '-70' }]
    const pending = shown(<Pending overview={{ ...nothing, pending: { sums, rows: [row] } }} />)
    expect(pending.text).toContain('−$70.00 in 3 transactions')
    expect(pending.links).toContain(`/transactions?state=pending&open=${row.transactionId}`)
    expect(shown(<Latest overview={{ ...nothing, latest: [row] }} />).text).toContain('Bistro')
  })

  it('says what needs the person, the missed payment first', () => {
    const { text, links } = shown(
      <NeedsYou
        overview={{
          ...nothing,
          unreviewed: { count: 12, from: addDays(today, -30) },
          budgetNews: [
            {
              category: 'TRAVEL',
              currency: 'USD',
              month: toCalendarDate('2026-11-01'),
              limit: '100',
              spent: '120',
            },
          ],
          recurringNews: [
            {
              streamId: 's1',
              title: 'Gym',
              kind: 'subscription',
              accountName: 'Card',
              news: 'missed',
              day: addDays(today, -5),
              amount: { amount: '-62', currency: 'USD' },
            },
          ],
        }}
      />,
    )
    expect(text.trim()).toBe(
      'Gym has not come; it was due Nov 15 Travel: $20.00 over this month’s budget 12 transactions to review',
    )
    expect(links[2]).toBe('/transactions?state=posted&from=2026-10-21&review=open')
  })

  it('is silent where there is nothing to say', () => {
    for (const part of [
      <NeedsYou key="needs" overview={nothing} />,
      <CashFlow key="flow" overview={nothing} view={view} currency="USD" />,
      <SpendingByCategory key="spending" overview={nothing} currency="USD" />,
      <Pending key="pending" overview={nothing} />,
      <Coming key="coming" overview={nothing} />,
    ]) {
      expect(shown(part).text).toBe('')
    }
  })
})
