import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MEANINGS } from '@/lib/bank/meanings'
import messages from '@/lib/i18n/catalogue'
import { CodeList } from './code-list'

function page(text: string): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <CodeList text={text} />
    </NextIntlClientProvider>,
  )
}

const whole = page('')
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0

describe('the page of codes', () => {
  it('has a place for every code, to which a link can lead, and no place twice', () => {
    const ids = [...whole.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const code of Object.keys(MEANINGS)) expect(ids, code).toContain(code)
    for (const [, target] of whole.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  it('is told as tables: each with a name, heads of columns, and a head for each code', () => {
    const tables = count(whole, /<table/g)
    expect(tables).toBeGreaterThan(10)
    expect(count(whole, /<table aria-labelledby=/g)).toBe(tables)
    expect(count(whole, /<th scope="col"/g)).toBeGreaterThanOrEqual(2 * tables)
    expect(count(whole, /<th scope="rowgroup"/g)).toBeGreaterThan(Object.keys(MEANINGS).length)
  })

  it('says in a row what Evenkeel does, who acts and when it tries again', () => {
    const row = page('ITEM_LOGIN_REQUIRED')
    for (const words of ['Stops, keeps what it has, and asks you.', 'Not tried again', 'You', 'Reconnect']) {
      expect(row).toContain(words)
    }
    expect(page('INSTITUTION_NOT_RESPONDING')).toContain('Tried again after 30 seconds')
    expect(page('INVALID_API_KEYS')).toContain('Tried again with the regular look at all connections.')
    expect(page('INVALID_OTP')).toContain('Nothing is changed.')
  })

  it('works without script: the text that is looked up is sent by a form, and comes back in it', () => {
    const found = page('a "quoted" <text>')
    expect(found).toMatch(/<form [^>]*action="\/connections\/codes"/)
    expect(found).toContain('value="a &quot;quoted&quot; &lt;text&gt;"')
    expect(found).toContain('Nothing found')
    expect(found).not.toContain('<table')
  })
})
