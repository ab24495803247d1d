import { describe, expect, it } from 'vitest'
import { signIn } from '../logins'
import { buildHistory, type HistorySubject, positionAt } from './history'
import { institutions } from './institutions'
import { toWireTransactions } from './render'
import { answerBytes } from './row-bytes'
import { worldCache } from './world'

/** One of each currency. */
const ordinary = institutions.filter(({ story }) => story === undefined)
const banks = [...new Map(ordinary.map((bank) => [bank.isoCurrency, bank])).values()]
const now = Date.parse('2026-03-04T15:00:00Z')
const worldOf = worldCache()
const timings = { initialMs: 1000, historicalMs: 3000 }

const custom = JSON.stringify({
  override_accounts: [
    {
      type: 'depository',
      subtype: 'checking',
      currency: 'XLM',
      transactions: [
        {
          date_transacted: '2026-02-01',
          date_posted: '2026-02-02',
          amount: 12.3456789,
          description: 'Café "Ärger" \u{1F4B8}\\',
          currency: 'JPY',
        },
        {
          date_transacted: '2026-03-04',
          date_posted: '2026-03-09',
          amount: -0.5,
          description: '\u0001',
          currency: 'XLM',
        },
      ],
    },
  ],
})

const logins = [
  signIn('user_good', 'pass_good'),
  signIn('user_volume_500', 'pass_good'),
  signIn('user_transactions_dynamic', 'x'),
  signIn('user_custom', custom),
]

describe('an answer with rows of transactions', () => {
  it('is written byte for byte as JSON.stringify writes it, in every currency, for every kind of login and row', () => {
    let rows = 0
    for (const institution of banks) {
      for (const login of logins) {
        const world = worldOf(institution, login, now - 86_400_000)
        const subject: HistorySubject = {
          itemId: 'item',
          createdAt: now - 86_400_000,
          startedAt: now - 86_400_000,
          daysRequested: 730,
          accounts: world.accounts.map(({ key }) => key),
          events: [{ kind: 'arrive', at: now - 4000, first: 0, count: 3 }],
          polledAt: now,
        }
        const history = buildHistory(world, subject, timings, now)
        const to = positionAt(subject, timings, now)
        const changes = history.delta(null, to, null).added.slice()
        for (const [categoryVersion, includeOriginalDescription] of [
          ['v1', true],
          ['v2', false],
        ] as const) {
          const options = { itemId: 'item', institution, categoryVersion, includeOriginalDescription }
          const added = toWireTransactions(changes, options)
          rows += added.length
          const body = { added, none: toWireTransactions([], options), left: undefined, has_more: true }
          expect(answerBytes(body).equals(Buffer.from(JSON.stringify(body)))).toBe(true)
        }
      }
    }
    expect(rows).toBeGreaterThan(10_000)
  })

  it('is written as it is where no rows have been noted', () => {
    const body = { error_code: 'X', display_message: null, list: [1, { a: 'ü' }] }
    expect(answerBytes(body).toString()).toBe(JSON.stringify(body))
  })
})
