import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import messages from '@/lib/i18n/catalogue'
import { portfolios } from '@/lib/investments/portfolio'
import type { ConnectionInvestments, Investments } from '@/lib/investments/queries'
import { type InvestmentSearch, readInvestmentSearch } from '@/lib/investments/schema'
import { AllInvestments } from './all-investments'
import { exactNumber } from './exact-number'

const now = new Date('2026-03-03T12:00:00Z')
const all = readInvestmentSearch({})

/** Fails on a word that is not in the catalogue. */
const render = (investments: Investments, search: InvestmentSearch = all) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      now={now}
      messages={messages}
      onError={(error) => {
        throw error
      }}
    >
      <AllInvestments investments={investments} search={search} />
    </NextIntlClientProvider>,
  )

const held = (securityId: string, type: string, value: string, costBasis: string | null) => ({
  accountId: 'a',
  securityId,
  name: securityId,
  ticker: 'TCK',
  type,
  isCash: type === 'cash',
  quantity: '12.3456789',
  costBasis,
  price: '1.234567',
  priceOn: toCalendarDate('2026-03-02'),
  value,
  currency: 'USD',
})

const connection = (state: ConnectionInvestments['state'], storedAt: Date | null): ConnectionInvestments => ({
  itemId: `item-${state}-${storedAt?.getTime() ?? 'never'}`,
  title: `Bank ${state}`,
  state,
  code: state === 'failed' ? 'INTERNAL_SERVER_ERROR' : null,
  at: now,
  storedAt,
})

const investments = (
  stored = [held('Meridian', 'etf', '120', '100'), held('Kestrel', 'equity', '80', '95.5')],
) => ({
  portfolios: portfolios(
    stored,
    [{ id: 'a', name: 'Brokerage', institutionName: 'Bramblewick', mask: '7316' }],
    all,
  ),
  unlisted: [],
  connections: [connection('ready', now)],
})

describe('the investments', () => {
  it('say value, cost, gain and loss, exactly', () => {
    const html = render(investments())
    for (const text of [
      '$200',
      '$195.50',
      '+$4.50',
      '+$20.00',
      '−$15.50',
      '−16.2%',
      '12.3456789',
      '$1.234567',
    ])
      expect(html).toContain(text)
  })

  it('leave out of the gain what nobody knows the cost of, and say so', () => {
    const html = render(
      investments([held('Meridian', 'etf', '120', '100'), held('Gift', 'equity', '50', null)]),
    )
    expect(html).toContain('It is worth $50.00, which is in the value and not in the gain.')
    expect(html).toContain('+$20.00')
    expect(html).toContain('of the 1 holding whose cost is known')
  })

  it('list one kind when it is chosen, with its sum', () => {
    const html = render(investments(), { ...all, kind: 'equity' })
    expect(html).toContain('Only Stocks are listed: $80.00.')
    expect(html).not.toContain('12.3456789 at $1.234567 on Mar 2</span></th></tr><tr')
    expect(html).toContain('Kestrel')
    expect(html).not.toContain('>Meridian<')
  })

  it('say for each connection what there is to do, and call nothing an error that is none', () => {
    const html = render({
      ...investments(),
      connections: [
        connection('absent', null),
        connection('waiting', null),
        connection('unheard', null),
        connection('failed', now),
        connection('failed', null),
        connection('consent', null),
        connection('ready', now),
      ],
    })
    expect(html).toContain('Bank absent has no investments at this login, which is nothing to worry about.')
    expect(html).toContain('What was stored stands')
    expect(html).toContain('Go to reconnect')
    expect(html.indexOf('Bank consent')).toBeLessThan(html.indexOf('Bank absent'))
  })

  it('say that there are none, and where to begin', () => {
    expect(render({ portfolios: [], unlisted: [], connections: [] })).toContain('What brokers and retirement')
  })

  it('write quantities with all of their digits', () => {
    expect(exactNumber('1234.5678901234', 'en')).toBe('1,234.5678901234')
    expect(exactNumber('-0.00000001', 'de')).toBe('−0,00000001')
  })
})
