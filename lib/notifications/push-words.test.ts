import { describe, expect, it } from 'vitest'
import type { NewsBody } from './kinds'
import { pushMessage, pushSummary, pushTest, pushWords } from './push-words'

const large: NewsBody & { id: string } = {
  id: 'n1',
  kind: 'large',
  data: {
    transactionId: 't1',
    title: 'Tread & Torque',
    amount: '-1284.6',
    currency: 'USD',
    accountName: 'Card',
  },
}
const budget: NewsBody & { id: string } = {
  id: 'n2',
  kind: 'budget',
  data: {
    category: 'TRAVEL',
    currency: 'USD',
    month: '2026-03-01',
    limit: '100',
    spent: '100.01',
    passed: true,
  },
}

describe('what a browser is told', () => {
  it('says what it is about and where, and no amount', async () => {
    const t = await pushWords('en')
    expect(pushMessage(large, t)).toEqual({
      id: 'n1',
      title: 'Large transaction',
      body: 'Tread & Torque',
      href: '/transactions?open=t1',
    })
    const said = [pushMessage(large, t), pushMessage(budget, t), pushSummary(4, 'n4', t), pushTest(t)]
    for (const { title, body, href } of said) {
      expect(`${title} ${body}`).not.toMatch(/1,?284|100|USD|\$/)
      expect(href).toMatch(/^\/[a-z]/)
    }
  })

  it('is in the language of the browser, as far as there is one', async () => {
    const english = pushTest(await pushWords('en-GB')).title
    expect(pushTest(await pushWords('de-CH')).title).not.toBe(english)
    expect(pushTest(await pushWords('fr')).title).toBe(english)
  })
})
