import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import messages from '@/lib/i18n/catalogue'
import type { Installation } from '@/lib/operator/queries'
import { Funnel } from './funnel'
import { DeadLetters, StuckWebhooks } from './given-up'
import { Schedule } from './schedule'
import { Keys, Tokens } from './secrets'
import { Healths, Troubles } from './state-tables'
import { Webhooks } from './webhooks'

const now = new Date('2026-03-03T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

const quiet: Installation = {
  healths: [],
  troubles: { rows: [], hasMore: false },
  deadLetters: { rows: [], hasMore: false },
  stuckWebhooks: { rows: [], hasMore: false },
  webhooks: { rows: [], hasMore: false },
  funnel: { days: 30, totals: [], leavings: { rows: [], hasMore: false } },
  keys: [{ keyId: 'k1', state: 'first', count: 0 }],
  tokens: { oldest: null, old: 0, wanted: 0, underWay: 0 },
  intents: { lost: 0, lastLostAt: null, forsaken: 0 },
  queue: { waiting: 0, later: 0, active: 0, oldestDueAt: null },
  tickAt: hoursAgo(1),
}

const troubled: Installation = {
  healths: [{ health: 'operator', count: 1_234, since: hoursAgo(5) }],
  troubles: {
    rows: [
      {
        itemId: 'item-1',
        health: 'operator',
        errorCode: 'INVALID_API_KEYS',
        errorType: 'INVALID_INPUT',
        requestId: 'request-1',
        since: hoursAgo(5),
      },
    ],
    hasMore: true,
  },
  deadLetters: {
    rows: [
      {
        id: 'letter-1',
        itemId: 'item-2',
        trigger: 'webhook',
        cause: 'INSTITUTION_DOWN',
        failures: 10,
        at: hoursAgo(2),
      },
    ],
    hasMore: false,
  },
  stuckWebhooks: {
    rows: [
      {
        id: 'webhook-1',
        type: 'ITEM',
        code: 'ERROR',
        plaidItemId: 'plaid-1',
        attempts: 5,
        receivedAt: hoursAgo(3),
        stuckAt: hoursAgo(2),
      },
    ],
    hasMore: false,
  },
  webhooks: {
    rows: [
      { type: 'ITEM', code: 'NEW', outcome: null, count: 2, deliveries: 3, lastAt: hoursAgo(1) },
      { type: 'ITEM', code: 'ERROR', outcome: 'sign_in', count: 4, deliveries: 4, lastAt: hoursAgo(1) },
    ],
    hasMore: false,
  },
  funnel: {
    days: 30,
    totals: [
      {
        purpose: 'connect',
        opened: 8,
        consent: 8,
        selectInstitution: 6,
        signIn: 5,
        mfa: 1,
        selectAccount: 4,
        handoff: 4,
        unfinished: 2,
      },
    ],
    leavings: {
      rows: [
        { purpose: 'connect', institutionId: 'ins_1', view: 'MFA', errorCode: 'INVALID_MFA', count: 2 },
        { purpose: 'connect', institutionId: null, view: null, errorCode: null, count: 1 },
      ],
      hasMore: false,
    },
  },
  keys: [
    { keyId: 'k2', state: 'first', count: 3 },
    { keyId: 'k1', state: 'older', count: 0 },
    { keyId: 'k0', state: 'missing', count: 7 },
  ],
  tokens: { oldest: hoursAgo(24 * 100), old: 5, wanted: 2, underWay: 1 },
  intents: { lost: 2, lastLostAt: hoursAgo(30), forsaken: 1 },
  queue: { waiting: 4, later: 1, active: 2, oldestDueAt: hoursAgo(1) },
  tickAt: hoursAgo(48),
}

function textOf(children: ReactNode): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      now={now}
      messages={messages}
      onError={(error) => {
        throw error
      }}
    >
      {children}
    </NextIntlClientProvider>,
  )
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

const page = (installation: Installation) => (
  <>
    <Schedule installation={installation} />
    <Troubles troubles={installation.troubles} />
    <DeadLetters letters={installation.deadLetters} />
    <StuckWebhooks stuck={installation.stuckWebhooks} />
    <Healths healths={installation.healths} />
    <Keys keys={installation.keys} />
    <Tokens tokens={installation.tokens} />
    <Webhooks webhooks={installation.webhooks} />
    <Funnel funnel={installation.funnel} />
  </>
)

describe('the operator’s page', () => {
  it('says in one sentence each that nothing is wrong', () => {
    const text = textOf(page(quiet))
    for (const sentence of [
      'Nothing is refused.',
      'None was given up.',
      'Nobody has connected a bank yet.',
      'Nobody has opened Link in that time.',
      '1 hour ago',
    ])
      expect(text).toContain(sentence)
    expect(text).not.toContain('It should run at least once a day')
    expect(text).not.toContain('A key is missing')
  })

  it('names every code, request and id by which what is wrong is found elsewhere', () => {
    const text = textOf(page(troubled))
    for (const part of [
      'It should run at least once a day',
      '2 Items at Plaid belong to nobody',
      'oldest due 1 hour ago',
      'INVALID_API_KEYS INVALID_INPUT request-1 item-1',
      'There are more than the 1 that are shown.',
      'INSTITUTION_DOWN item-2 10',
      'ITEM ERROR webhook-1 5',
      'Setup needs mending 1,234',
      'k2 Seals now 3',
      'k1 Can be taken away 0',
      'k0 Missing 7',
      'A key is missing',
      'ITEM NEW waits 2 3',
      'Bank chosen 6 of 8',
      'MFA INVALID_MFA ins_1 New connection 2',
      'None None None chosen New connection 1',
    ])
      expect(text).toContain(part)
  })
})
