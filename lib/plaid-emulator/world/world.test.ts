import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, dayNumber } from '../day'
import { toAmount, toAmountText } from './amount'
import { buildHistory, type HistorySubject, positionAt } from './history'
import { institutions as all } from './institutions'
import { expectMovedByWhatPosted, expectSoundBalances } from './testing'
import { createWorld, firstYearFor } from './world'

// The banks that tell one life together are tested in story/.
const institutions = all.filter(({ story }) => story === undefined)
const timings = { initialMs: 1000, historicalMs: 3000 }

function tell(institution: (typeof institutions)[number], username: string, now: number) {
  const world = createWorld(institution, { username, custom: null }, firstYearFor(now))
  const subject: HistorySubject = {
    itemId: 'item',
    createdAt: now,
    startedAt: now,
    daysRequested: 730,
    accounts: institution.accounts.map(({ key }) => key),
    events: [],
    polledAt: now,
  }
  const later = now + 5000
  const history = buildHistory(world, subject, timings, later)
  return { world, history, position: positionAt(subject, timings, later) }
}

const logins = fc.record({
  institution: fc.constantFrom(...institutions),
  username: fc.constantFrom('user_good', 'user_yuppie', 'user_small_business', 'mfa_device'),
  now: fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-12-31') }),
})

describe('a world', () => {
  it('is told the same in one go or day by day', () => {
    fc.assert(
      fc.property(logins, fc.integer({ min: 1, max: 400 }), ({ institution, username, now }, pause) => {
        const [whole, parts] = [0, 1].map(() =>
          createWorld(institution, { username, custom: null }, firstYearFor(now)),
        )
        whole?.tellUntil(dayNumber(now))
        parts?.tellUntil(dayNumber(now) - pause)
        parts?.tellUntil(dayNumber(now))
        expect(parts?.entries).toEqual(whole?.entries)
      }),
      { numRuns: 8 },
    )
  })

  it('differs from login to login', () => {
    const [bank] = institutions
    if (bank === undefined) throw new Error('There is no bank.')
    const [good, other] = ['user_good', 'user_yuppie'].map((username) =>
      createWorld(bank, { username, custom: null }, 2023),
    )
    good?.tellUntil(19_500)
    other?.tellUntil(19_500)
    expect(good?.accounts.map(({ mask }) => mask)).not.toEqual(other?.accounts.map(({ mask }) => mask))
    expect(good?.entries.map(({ postedMinor }) => postedMinor)).not.toEqual(
      other?.entries.map(({ postedMinor }) => postedMinor),
    )
  })

  it('never shows an absurd balance, walked back through two years from today', () => {
    fc.assert(
      fc.property(logins, ({ institution, username, now }) => {
        expectSoundBalances(tell(institution, username, now))
      }),
      { numRuns: 25 },
    )
  })

  it('moves every balance by exactly what has posted, and not by what has vanished', () => {
    const now = Date.parse('2026-05-05T10:00:00Z')
    for (const institution of institutions) {
      const told = tell(institution, 'user_good', now)
      expectMovedByWhatPosted(told, told.position.t - 20 * dayMs)
    }
  })

  it('has between two and seven movements pending on any day', () => {
    fc.assert(
      fc.property(logins, ({ institution, username, now }) => {
        const { history, position } = tell(institution, username, now)
        expect(history.pendingCount(position)).toBeGreaterThanOrEqual(2)
        expect(history.pendingCount(position)).toBeLessThanOrEqual(7)
      }),
      { numRuns: 40 },
    )
  })

  it('pays every card bill out of the everyday account, by the same amount on the same day', () => {
    const bank = institutions.find(({ id }) => id === 'ins_43')
    if (bank === undefined) throw new Error('There is no such bank.')
    const world = createWorld(bank, { username: 'user_good', custom: null }, 2023)
    world.tellUntil(20_500)
    const payments = world.entries.filter(
      ({ purpose }) => purpose.category === 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT',
    )
    const out = payments.filter(({ account }) => account === 'everyday')
    expect(out.length).toBeGreaterThan(30)
    for (const one of out) {
      const twin = payments.find((other) => other.account === 'card' && other.occurredAt === one.occurredAt)
      expect(twin?.postedMinor).toBe(-one.postedMinor)
    }
  })

  it('raises the price of a subscription within the last two years', () => {
    const now = Date.parse('2026-05-05')
    for (const institution of institutions.filter(({ region }) => region !== null)) {
      const { history, position } = tell(institution, 'user_good', now)
      const prices = history
        .delta(null, position, null)
        .added.slice()
        .filter(({ entry }) => entry.entry.purpose.merchant === 'Lumen Stream')
        .map(({ entry }) => entry.entry.postedMinor)
      expect(prices.length).toBeGreaterThan(20)
      expect(new Set(prices).size).toBe(2)
    }
  })

  it('sends some purchases back, and pays salaries, rent, interest and fees', () => {
    const now = Date.parse('2026-05-05')
    const [bank] = institutions
    if (bank === undefined) throw new Error('There is no bank.')
    const { history, position } = tell(bank, 'user_good', now)
    const rows = history
      .delta(null, position, null)
      .added.slice()
      .map(({ entry }) => entry.entry)
    const count = (category: string) => rows.filter(({ purpose }) => purpose.category === category).length
    expect(rows.filter(({ purpose }) => purpose.name.endsWith(' REFUND')).length).toBeGreaterThan(5)
    expect(count('INCOME_SALARY')).toBe(48)
    expect(count('RENT_AND_UTILITIES_RENT')).toBeGreaterThanOrEqual(23)
    expect(count('INCOME_INTEREST_EARNED')).toBeGreaterThanOrEqual(23)
    expect(count('BANK_FEES_FOREIGN_TRANSACTION_FEES')).toBeGreaterThanOrEqual(5)
    expect(count('TRAVEL_FLIGHTS')).toBeGreaterThanOrEqual(5)
    expect(rows.some(({ purpose }) => purpose.checkNumber !== undefined)).toBe(true)
    expect(dayNumber(now) * dayMs).toBeLessThanOrEqual(now)
  })
})

describe('amounts', () => {
  it('become the decimal they stand for, whatever their digits', () => {
    expect(toAmountText(5, 2)).toBe('0.05')
    expect(toAmountText(-1230, 2)).toBe('-12.30')
    expect(toAmountText(213, 8)).toBe('0.00000213')
    fc.assert(
      fc.property(fc.integer({ min: -9e9, max: 9e9 }), fc.constantFrom(2, 8), (minor, decimals) => {
        expect(toAmount(minor, decimals)).toBe(Number(`${minor}e-${decimals}`))
      }),
    )
  })
})
