import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customUserSchema } from '../../custom-user'
import { dayMs, dayNumber } from '../../day'
import { isDebt } from '../books'
import { buildHistory, type HistorySubject } from '../history'
import { findInstitution } from '../institutions'
import { worldCache } from '../world'
import { createCustomWorld } from './custom-world'

const now = Date.parse('2026-03-04T15:00:00Z')
const timings = { initialMs: 1000, historicalMs: 3000 }
const bank = findInstitution('ins_109508')
if (bank === null) throw new Error('There is no such bank.')

function subjectOf(accounts: string[]): HistorySubject {
  return {
    itemId: 'item',
    createdAt: now,
    startedAt: now,
    daysRequested: 730,
    accounts,
    events: [],
    polledAt: now,
  }
}

const dated = {
  type: 'depository',
  transactions: ['2026-03-01', '2026-03-06', '2026-02-15'].map((date_posted) => ({
    date_transacted: '2026-02-15',
    date_posted,
    amount: 1,
    description: 'ROW',
  })),
}

const kinds = ['depository', 'credit', 'loan', 'investment', 'payroll', 'other'] as const
const inflows = [
  undefined,
  { type: 'none' },
  { type: 'monthly-income', income_amount: 2000.25, payment_day_of_month: 'last', transaction_name: 'PAY' },
  {
    type: 'monthly-balance-payment',
    payment_day_of_month: 20,
    statement_day_of_month: 3,
    transaction_name: 'PAID',
  },
  {
    type: 'monthly-interest-only-payment',
    payment_day_of_month: '20',
    statement_day_of_month: 'last',
    transaction_name: 'PAID',
  },
] as const
const users = fc
  .record({
    seed: fc.string({ maxLength: 5 }),
    override_accounts: fc.array(
      fc.record(
        {
          type: fc.constantFrom(...kinds),
          starting_balance: fc.integer({ min: 0, max: 9_000_000 }).map((cents) => cents / 100),
          currency: fc.constantFrom('USD', 'EUR', 'JPY', 'BTC'),
          inflow_model: fc.constantFrom(...inflows),
          transactions: fc.array(
            fc
              .tuple(
                fc.integer({ min: -600, max: 20 }),
                fc.integer({ min: 0, max: 5 }),
                fc.integer({ min: -9e6, max: 9e6 }),
              )
              .map(([day, later, cents]) => ({
                date_transacted: new Date(now + day * dayMs).toISOString().slice(0, 10),
                date_posted: new Date(now + (day + later) * dayMs).toISOString().slice(0, 10),
                amount: cents / 100,
                description: 'ROW',
              })),
            { maxLength: 6 },
          ),
        },
        { requiredKeys: ['type'] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((json) => customUserSchema.parse(json))

describe('the world of a custom user', () => {
  it('starts every account with its starting balance, and moves it by exactly what posts later', () => {
    fc.assert(
      fc.property(users, fc.integer({ min: 0, max: 90 }), (custom, days) => {
        const world = createCustomWorld(bank, custom, now)
        const accounts = world.accounts.filter(({ key }) => world.customAccounts.has(key))
        const later = now + 5000 + days * dayMs
        const subject = subjectOf(accounts.map(({ key }) => key))
        const history = buildHistory(world, subject, timings, later)
        const start = history.totals({ t: now, e: 0 })
        const end = history.totals({ t: later, e: 0 })
        for (const plan of accounts) {
          const given = world.customAccounts.get(plan.key)?.starting_balance
          const minor = start.get(plan.key)?.current ?? Number.NaN
          if (typeof given === 'number') expect(minor / 10 ** (plan.currency?.decimals ?? 2)).toBe(given)
          const moved = world.entries
            .filter(({ account, settlesAt }) => account === plan.key && settlesAt > now && settlesAt <= later)
            .reduce((sum, { postedMinor }) => sum + postedMinor, 0)
          expect(end.get(plan.key)?.current).toBe(minor + (isDebt(plan) ? moved : -moved))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is told the same in one go or day by day, and again the same for the same JSON', () => {
    fc.assert(
      fc.property(users, fc.integer({ min: 1, max: 70 }), (custom, days) => {
        const [whole, parts] = [0, 1].map(() => createCustomWorld(bank, custom, now))
        const last = dayNumber(now) + days
        whole?.tellUntil(last)
        for (let day = dayNumber(now); day <= last; day += 1) parts?.tellUntil(day)
        expect(parts?.entries).toEqual(whole?.entries)
        expect(parts?.accounts).toEqual(whole?.accounts)
      }),
      { numRuns: 15 },
    )
  })

  it('pays in every month what its inflow model says', () => {
    const rowsOf = (account: object, months = 0) => {
      const world = createCustomWorld(bank, customUserSchema.parse({ override_accounts: [account] }), now)
      world.tellUntil(dayNumber(now) + months * 31)
      return world.entries
    }
    const pay = {
      type: 'monthly-income',
      income_amount: 10.5,
      payment_day_of_month: 1,
      transaction_name: 'PAY',
    }
    const paid = rowsOf({ type: 'depository', transactions: [], inflow_model: pay })
    expect(paid).toHaveLength(24)
    expect(new Set(paid.map(({ postedMinor }) => postedMinor))).toEqual(new Set([-1050]))
    const balance = {
      type: 'monthly-balance-payment',
      payment_day_of_month: 20,
      statement_day_of_month: 10,
      transaction_name: 'PAID',
    }
    const card = rowsOf(
      { type: 'credit', starting_balance: 321.45, transactions: [], inflow_model: balance },
      3,
    )
    expect(card.map(({ postedMinor }) => postedMinor)).toEqual([-32_145])
    const interest = { ...balance, type: 'monthly-interest-only-payment' }
    const loan = rowsOf(
      {
        type: 'loan',
        subtype: 'student',
        starting_balance: 12_000,
        transactions: [],
        liability: { type: 'student', nominal_apr: 5 },
        inflow_model: interest,
      },
      2,
    )
    expect(new Set(loan.map(({ postedMinor }) => postedMinor))).toEqual(new Set([5000, -5000]))
    const usual = rowsOf({ type: 'credit' }).map(({ purpose }) => purpose.category)
    expect(
      usual.filter((category) => category === 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT').length,
    ).toBeGreaterThan(20)
  })

  it('moves every day so that the newest is the day of its Item, where it is asked to', () => {
    const [account] = customUserSchema.parse({ override_accounts: [dated] }).override_accounts ?? []
    if (account === undefined) throw new Error('There is no account.')
    const world = createCustomWorld(bank, { roll_dates_forward: true, override_accounts: [account] }, now)
    expect(world.customAccounts.get('custom0')?.transactions?.map((row) => row.date_posted)).toEqual([
      '2026-02-27',
      '2026-03-04',
      '2026-02-13',
    ])
  })

  it('is a household of its own where the JSON says nothing of accounts', () => {
    const worldOf = worldCache()
    const [one, other] = ['a', 'b'].map((seed) =>
      worldOf(bank, { username: 'user_custom', custom: { seed } }, now),
    )
    expect(one?.accounts.map(({ mask }) => mask)).not.toEqual(other?.accounts.map(({ mask }) => mask))
    expect(one?.customAccounts.size).toBe(0)
  })
})
