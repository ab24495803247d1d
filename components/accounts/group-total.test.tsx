import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import messages from '@/lib/i18n/catalogue'
import { GroupTotal } from './group-total'

function said(...balances: [string | null, string][]): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <GroupTotal accounts={balances.map(([balance, currency]) => ({ balance, currency }))} />
    </NextIntlClientProvider>,
  ).replace(/<[^>]+>/g, '')
}

describe('what the accounts of a group hold together', () => {
  it('is owed in words and with no sign where debts are more, as in the lines below it', () => {
    expect(said(['-1000.5', 'USD'], ['-200', 'USD'])).toBe('Together you owe $1,200.50')
    expect(said(['100', 'USD'], ['-300', 'USD'])).toBe('Together you owe $200.00')
  })

  it('has no sign and no other word where one owns more', () => {
    expect(said(['1000', 'USD'], ['-200', 'USD'], [null, 'EUR'])).toBe('Together $800.00')
  })

  it('never adds two currencies, and says of each what is owed', () => {
    expect(said(['-10', 'USD'], ['5', 'EUR'], ['-7', 'JPY'])).toBe('Together €5.00; you owe $10.00, ¥7')
  })

  it('is silent where no balance is known', () => {
    expect(said([null, 'USD'], [null, 'USD'])).toBe('')
  })
})
