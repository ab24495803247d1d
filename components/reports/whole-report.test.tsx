import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import type { EntrySum } from '@/lib/db/entry-reads'
import messages from '@/lib/i18n/catalogue'
import type { Report, ReportBody } from '@/lib/reports/build-report'
import { comparedRange, rangeOf } from '@/lib/reports/period'
import { monthRows, type PartKey, partRows, type ReportFlow, totalsOf } from '@/lib/reports/report'
import { readReportSearch } from '@/lib/reports/schema'
import { WholeReport } from './whole-report'

const today = toCalendarDate('2026-03-10')
const counted = { currency: 'USD', pending: false }

const sum = (flow: ReportFlow, group: string, net: string): EntrySum => ({
  currency: 'USD',
  month: toCalendarDate('2026-03-01'),
  category: `${group}_ANY`,
  group,
  merchant: { key: group.toLowerCase(), title: group },
  accountId: '00000000-0000-4000-8000-000000000001',
  flow,
  count: 1,
  net,
})
const sums = [
  sum('income', 'INCOME', '2500.5'),
  sum('spending', 'TRAVEL', '-300.25'),
  sum('spending', 'MEDICAL', '20'),
  ...Array.from({ length: 20 }, (_, index) => sum('spending', `GROUP${index}`, `-${index + 1}`)),
]
const before = [sum('spending', 'TRAVEL', '-150.5'), sum('income', 'INCOME', '2000')]

function reportOf(query: string, own = sums, previous = before): Report {
  const search = readReportSearch(new URLSearchParams(query))
  const range = rangeOf(search, today)
  const compared = comparedRange(range, search.compare, today)
  const rows = (flow: ReportFlow, key: PartKey) =>
    partRows(own, previous, {
      key,
      flow,
      counted,
      range,
      compared,
      names: {
        category: (code) => code ?? 'None',
        mark: () => ({ colour: 'slate', icon: 'tag' }),
        account: () => 'Checking',
      },
    })
  const key: PartKey =
    search.view === 'merchants' ? 'merchant' : search.view === 'accounts' ? 'account' : 'group'
  const body: ReportBody =
    search.view === 'flow'
      ? { kind: 'months', months: monthRows(own, counted, range, today) }
      : search.view === 'sankey' || search.view === 'compare'
        ? { kind: 'sides', income: rows('income', 'category'), spending: rows('spending', 'group') }
        : {
            kind: 'parts',
            flow: search.flow,
            key,
            rows: rows(search.flow, key),
            of: rows(search.flow, key).length,
          }
  return {
    search,
    today,
    hasAccounts: true,
    currencies: ['USD', 'EUR'],
    counted,
    range,
    compared,
    totals: totalsOf(own),
    comparedTotals: totalsOf(previous),
    leftOut: { transfers: 2, excluded: 1, pending: 0 },
    body,
  }
}

/** Fails on a word that is not in the catalogue. */
const render = (report: Report) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={messages}
      onError={(error) => {
        throw error
      }}
    >
      <WholeReport report={report} />
    </NextIntlClientProvider>,
  )

describe('a report', () => {
  it('says in every view what is left out and where it is, and is a file as well', () => {
    for (const view of ['flow', 'categories', 'merchants', 'accounts', 'sankey', 'compare']) {
      const html = render(reportOf(`view=${view}`))
      expect(html).toContain('2 transfers between own accounts are left out.')
      expect(html, view).toMatch(/\/transactions\?state=posted&amp;currency=USD&amp;flow=transfer/)
      expect(html, view).toContain('/api/reports/csv')
    }
  })

  it('can be read without a script: amounts, their change, and the way to the rows', () => {
    const compare = render(reportOf('view=compare'))
    expect(compare).toContain('−$20.00')
    expect(compare).toContain('+$149.75')
    expect(compare).toContain('+99.5%')
    expect(compare).toContain('+25.0%')
    const months = render(reportOf(''))
    expect(months).toContain('<table')
    expect(months).toContain('$2,500.50')
    expect(months).toContain('flow=income&amp;from=2026-03-01&amp;to=2026-03-31')
  })

  it('names the largest merchants and leads to all of them', () => {
    const html = render(reportOf('view=merchants'))
    expect(html).toContain('Show all 22 by name')
    expect(html).toContain('10 others')
    expect(html).toContain('/reports?view=merchants&amp;show=all')
    expect(render(reportOf('view=merchants&show=all'))).toContain('Show the largest only')
  })

  it('says that there is nothing rather than drawing nothing', () => {
    for (const view of ['flow', 'sankey', 'compare', 'categories&flow=income']) {
      expect(render(reportOf(`view=${view}`, [], [])), view).toMatch(
        /Nothing in this period|came in in March/,
      )
    }
  })

  it('takes days of one’s own in a form that keeps the rest of the address', () => {
    const html = render(reportOf('view=merchants&period=custom&from=2026-02-03&to=2026-03-01&flow=income'))
    expect(html).toContain('<input type="hidden" name="view" value="merchants"/>')
    expect(html).toContain('<input type="hidden" name="flow" value="income"/>')
    expect(html).toMatch(/type="date"[^>]*value="2026-02-03"/)
  })
})
