import { describe, expect, it } from 'vitest'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import type { ConcernedTransaction, ConnectionFacts } from '@/lib/db/connection-reads'
import { SUPPORT_CASES, type SupportCaseFacts, supportCase } from './support-case'

const at = (text: string) => new Date(`2026-11-${text}Z`)

const account = {
  id: 'ours-1',
  plaidAccountId: 'acc-plaid-1',
  name: 'Everyday',
  officialName: 'Everyday Gold Checking',
  mask: '0000',
  type: 'depository',
  subtype: 'checking',
  closedAt: null,
  closedBecause: null,
}

const item: ConnectionFacts = {
  plaidItemId: 'item-plaid-1',
  plaidInstitutionId: 'ins_109508',
  institutionName: 'First Platypus Bank',
  errorCode: 'ITEM_LOGIN_REQUIRED',
  errorType: 'ITEM_ERROR',
  errorRequestId: 'reqError1',
  healthChangedAt: at('20T08:00:00'),
  consentExpiresAt: null,
  webhookHost: 'money.example.org',
  loginChangedAt: null,
  products: [{ product: 'transactions', succeededAt: at('19T06:00:00'), failedAt: at('20T06:00:00') }],
  historyStatus: 'HISTORICAL_UPDATE_COMPLETE',
  lastSyncedAt: at('19T07:00:00'),
  lastTriedAt: at('20T07:00:00'),
  failures: 1,
  nextTryAt: null,
  bankUpdatedAt: at('19T06:00:00'),
  createdAt: at('01T00:00:00'),
  accounts: [
    account,
    {
      ...account,
      id: 'ours-2',
      plaidAccountId: 'acc-plaid-2',
      name: 'Card',
      officialName: null,
      mask: null,
      type: 'credit',
      subtype: 'credit card',
      closedAt: at('10T00:00:00'),
      closedBecause: 'not_shared',
    },
  ],
  linkSessionId: 'link-session-1',
}

const transaction: ConcernedTransaction = {
  accountId: 'ours-1',
  plaidTransactionId: 'tx-plaid-1',
  postedOn: toCalendarDate('2026-11-18'),
  name: 'WINE BAR 42',
  merchantName: 'Wine Bar',
  amount: '-31.4',
  currency: 'EUR',
  categoryPrimary: 'GENERAL_MERCHANDISE',
  categoryDetailed: 'GENERAL_MERCHANDISE_OTHER',
  categoryConfidence: 'LOW',
}

const facts: SupportCaseFacts = {
  environment: 'production',
  facts: item,
  runs: [
    {
      id: 'run-1',
      at: at('20T07:00:00'),
      finishedAt: at('20T07:00:02'),
      trigger: 'schedule',
      phase: 'failed',
      pages: 0,
      added: 0,
      modified: 0,
      removed: 0,
      written: 0,
      restarts: 0,
      errorCode: 'ITEM_LOGIN_REQUIRED',
      errorType: 'ITEM_ERROR',
      plaidRequestIds: ['reqA', 'reqB'],
    },
  ],
  webhooks: [
    {
      id: 'webhook-1',
      at: at('20T06:59:00'),
      type: 'ITEM',
      code: 'ERROR',
      handledAt: null,
      outcome: null,
      deliveries: 1,
      errorCode: 'ITEM_LOGIN_REQUIRED',
      errorType: 'ITEM_ERROR',
    },
  ],
  newest: [
    {
      accountId: 'ours-1',
      plaidTransactionId: 'tx-plaid-9',
      postedOn: toCalendarDate('2026-11-17'),
      name: 'Harvest Market',
      amount: '-87.13',
      currency: 'EUR',
    },
  ],
  transaction: null,
  now: at('20T10:00:00'),
}

describe('a support case', () => {
  it('names, whatever it is about, everything by which Plaid finds the connection', () => {
    for (const kind of SUPPORT_CASES) {
      const text = supportCase(kind, facts)
      for (const known of [
        'environment: production',
        'item_id: item-plaid-1',
        'First Platypus Bank (ins_109508)',
        'link_session_id: link-session-1',
        'ITEM_LOGIN_REQUIRED (ITEM_ERROR), since 2026-11-20T08:00:00.000Z, request_id reqError1',
        'transactions: last successful update 2026-11-19T06:00:00.000Z',
        'last good /transactions/sync: 2026-11-19T07:00:00.000Z',
        'account_id acc-plaid-1',
        'Everyday (Everyday Gold Checking), mask 0000, depository/checking',
        '2026-11-20T07:00:00.000Z, schedule, failed, ITEM_LOGIN_REQUIRED, request_id: reqA, reqB',
        '2026-11-20T06:59:00.000Z, ITEM: ERROR (ITEM_LOGIN_REQUIRED)',
      ]) {
        expect(text, kind).toContain(known)
      }
    }
  })

  it('begins with a subject of its own, and leaves in brackets what only the person knows', () => {
    const texts = SUPPORT_CASES.map((kind) => supportCase(kind, facts))
    expect(new Set(texts.map((text) => text.split('\n')[0])).size).toBe(SUPPORT_CASES.length)
    for (const text of texts) {
      expect(text).toMatch(/^Subject: /)
      expect(text).toMatch(/\[.+\]/)
    }
  })

  it('about missing transactions says which was the newest to arrive, in Plaid’s sign', () => {
    const text = supportCase('missing-transactions', facts)
    expect(text).toContain(
      'newest transaction received: 2026-11-17, Harvest Market, 87.13 EUR (positive is money out), transaction_id tx-plaid-9',
    )
    expect(text).toContain('newest transaction received: none')
  })

  it('about missing accounts says which are known and closed, and why', () => {
    expect(supportCase('missing-accounts', facts)).toContain(
      'account_id acc-plaid-2, closed here since 2026-11-10T00:00:00.000Z: no longer listed by /accounts/get',
    )
  })

  it('about a category is filled in with the transaction that the person came from, and its account alone', () => {
    const text = supportCase('wrong-categories', { ...facts, transaction })
    for (const known of [
      'transaction_id: tx-plaid-1',
      'date: 2026-11-18',
      'amount: 31.4 EUR (positive is money out)',
      'name: WINE BAR 42',
      'merchant_name: Wine Bar',
      'returned category: GENERAL_MERCHANDISE / GENERAL_MERCHANDISE_OTHER, confidence LOW',
      'expected category: [',
    ]) {
      expect(text).toContain(known)
    }
    expect(text).not.toContain('acc-plaid-2')
  })

  it('is plain text of a household’s ids at Plaid: none of ours, and no address that may hold a secret', () => {
    for (const kind of SUPPORT_CASES) {
      const text = supportCase(kind, { ...facts, transaction })
      expect(text).not.toMatch(/ours-|run-1|webhook-1|money\.example\.org|access-|<[a-z]/)
    }
  })

  it('of a connection without anything yet still reads as a whole', () => {
    const bare: ConnectionFacts = {
      ...item,
      errorCode: null,
      products: [],
      accounts: [],
      lastSyncedAt: null,
      historyStatus: null,
      linkSessionId: null,
    }
    const text = supportCase('missing-accounts', {
      ...facts,
      facts: bare,
      runs: [],
      webhooks: [],
      newest: [],
    })
    expect(text).toContain('Item error: none')
    expect(text).toContain('link_session_id: not known')
    expect(text).toContain('Accounts\nnone')
    expect(text).toContain('Last syncs (UTC)\nnone')
    expect(text).not.toMatch(/undefined|null|\n{3}/)
  })
})
