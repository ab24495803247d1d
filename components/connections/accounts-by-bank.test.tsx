import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ConnectionAccount } from '@/lib/connections/queries'
import messages from '@/lib/i18n/catalogue'
import { KeptByHand } from './accounts-by-bank'

const account: ConnectionAccount = {
  id: '018f3c2e-0000-7000-8000-000000000001',
  name: 'The cottage',
  mask: null,
  type: 'other',
  subtype: 'property',
  currency: 'EUR',
  balance: '180000',
  available: null,
  creditLimit: null,
  hidden: false,
  closedAt: null,
  closedBecause: null,
}
const debt: ConnectionAccount = {
  ...account,
  id: '018f3c2e-0000-7000-8000-000000000002',
  name: 'Lent by Ada',
  type: 'loan',
  subtype: 'other debt',
  balance: '-250.5',
}

function shown(accounts: ConnectionAccount[]) {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <KeptByHand accounts={accounts} />
    </NextIntlClientProvider>,
  )
  return { html, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
}

describe('the accounts that are kept by hand', () => {
  it('each lead to their own page', () => {
    const { html } = shown([account, debt])
    for (const { id, name } of [account, debt])
      expect(html).toMatch(new RegExp(`<a[^>]*href="/accounts/${id}"[^>]*>${name}</a>`))
  })

  it('say in words what they are, and what one owes as a positive number', () => {
    const { text } = shown([account, debt])
    expect(text).toContain('Kept by hand')
    expect(text).toMatch(/The cottage Property .*180,000/)
    expect(text).toMatch(/Lent by Ada Other debt you owe .*250\.50/)
    expect(text).not.toMatch(/[−-]\s*€?\s*250/)
  })
})
