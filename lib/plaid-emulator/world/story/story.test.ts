import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, dayMs, dayNumber, dayOf } from '../../day'
import { recurringStreams } from '../../recurring-streams'
import type { Entry } from '../entry'
import { buildHistory, type HistorySubject, positionAt } from '../history'
import type { StoryPart } from '../institution'
import { portfolioOf } from '../products/portfolio'
import { expectMovedByWhatPosted, expectSoundBalances } from '../testing'
import { type World, worldCache } from '../world'
import { storyBanks } from './banks'
import { journeysOf } from './calendar'

const timings = { initialMs: 1000, historicalMs: 3000 }

function bankOf(part: StoryPart) {
  const bank = storyBanks.find(({ story }) => story === part)
  if (bank === undefined) throw new Error(`No bank tells the part "${part}".`)
  return bank
}

const parts: readonly StoryPart[] = ['home', 'broker', 'abroad', 'coins']

const subjectOf = ({ institution }: World, now: number): HistorySubject => ({
  itemId: 'item',
  createdAt: now,
  startedAt: now,
  daysRequested: 730,
  accounts: institution.accounts.map(({ key }) => key),
  events: [],
  polledAt: now,
})

function found(part: StoryPart, now: number, username = 'user_good') {
  const world = worldCache()(bankOf(part), { username, custom: null }, now)
  const subject = subjectOf(world, now)
  const history = buildHistory(world, subject, timings, now + 5000)
  const position = positionAt(subject, timings, now + 5000)
  const added = history.delta(null, position, null).added.slice()
  return { world, history, position, added, entries: added.map(({ entry }) => entry.entry) }
}

/** A world told some days beyond a moment. */
function told(part: StoryPart, now: number, days = 0): World {
  const world = worldCache()(bankOf(part), { username: 'user_good', custom: null }, now)
  world.tellUntil(dayNumber(now) + days)
  return world
}

const of = (entries: readonly Entry[], account: string, line: string) =>
  entries
    .filter((entry) => entry.account === account && entry.purpose.name === line)
    .sort((left, right) => left.settlesAt - right.settlesAt)

const byMerchant = (entries: readonly Entry[], merchant: string) =>
  entries
    .filter(({ purpose }) => purpose.merchant === merchant)
    .sort((left, right) => left.settlesAt - right.settlesAt)

const dayFrom = (now: number, days: number): Day => dayOf(now + days * dayMs)

const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-12-31') })
const names = fc.constantFrom('user_good', 'user_yuppie', 'user_small_business')

describe('the life that several banks tell together', () => {
  it('is the same for the same day, told in one go or day by day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        moments,
        fc.integer({ min: 1, max: 300 }),
        (part, now, pause) => {
          const whole = told(part, now)
          const inParts = worldCache()(bankOf(part), { username: 'user_good', custom: null }, now)
          inParts.tellUntil(dayNumber(now) - pause)
          inParts.tellUntil(dayNumber(now))
          expect(inParts.entries).toEqual(whole.entries)
        },
      ),
      { numRuns: 6 },
    )
  })

  it('never lets an account run dry nor a card over its limit, on any day of two years', () => {
    fc.assert(
      fc.property(fc.constantFrom(...parts), moments, names, (part, now, username) => {
        expectSoundBalances(found(part, now, username))
      }),
      { numRuns: 16 },
    )
  })

  it('moves every balance by exactly what has posted', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    for (const part of parts) {
      const life = found(part, now)
      expectMovedByWhatPosted(life, life.position.t - 40 * dayMs)
    }
  })

  it('has some movements pending at home, abroad and in the wallet, whenever one looks', () => {
    fc.assert(
      fc.property(fc.constantFrom('home', 'abroad', 'coins'), moments, names, (part, now, username) => {
        const { history, world, position } = found(part, now, username)
        expect(history.pendingCount(position)).toBeGreaterThanOrEqual(part === 'home' ? 2 : 1)
        expect(history.pendingCount(position)).toBeLessThanOrEqual(part === 'home' ? 9 : 4)
        world.tellUntil(dayNumber(now) + 60)
        const later = buildHistory(world, subjectOf(world, now), timings, now + 60 * dayMs)
        for (let days = 1; days <= 60; days += 7)
          expect(later.pendingCount({ t: now + days * dayMs, e: 0 })).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 20 },
    )
  })

  it('is a few thousand rows in dollars, euros and coins', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const counts = parts.map((part) => found(part, now).added.length)
    const whole = counts.reduce((sum, count) => sum + count, 0)
    expect(whole).toBeGreaterThan(2500)
    expect(whole).toBeLessThan(3500)
    expect(
      storyBanks.map(({ isoCurrency, unofficialCurrency }) => isoCurrency ?? unofficialCurrency),
    ).toEqual(['USD', 'USD', 'EUR', 'BTC'])
    const categories = new Set(
      parts.flatMap((part) => found(part, now).entries.map(({ purpose }) => purpose.category)),
    )
    expect(categories.size).toBeGreaterThan(55)
  })

  it('pays the card’s statement out of the everyday account; the card has the same amount a day later', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const { entries } = told('home', now)
        const paid = of(entries, 'everyday', 'CASH BACK CARD AUTOPAY')
        const received = of(entries, 'card', 'PAYMENT THANK YOU')
        expect(paid.length).toBeGreaterThanOrEqual(36)
        expect(received.map(({ postedMinor }) => -postedMinor)).toEqual(
          paid.map(({ postedMinor }) => postedMinor),
        )
        for (const [index, { settlesAt }] of paid.entries())
          expect(dayNumber(received[index]?.settlesAt ?? 0) - dayNumber(settlesAt)).toBe(1)
      }),
      { numRuns: 4 },
    )
  })

  it('has both sides of what moves between own accounts, of the same bank and of two', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const [home, broker, abroad, coins] = [
      told('home', now),
      told('broker', now),
      told('abroad', now),
      told('coins', now),
    ]
    const amounts = (entries: readonly Entry[]) => entries.map(({ postedMinor }) => Math.abs(postedMinor))
    for (const [from, to] of [
      [
        of(home.entries, 'everyday', 'TRANSFER TO RAINY DAY SAVINGS'),
        of(home.entries, 'savings', 'TRANSFER FROM EVERYDAY CHECKING'),
      ],
      [
        of(home.entries, 'everyday', 'STUDENT LOAN PAYMENT'),
        of(home.entries, 'student-loan', 'PAYMENT RECEIVED'),
      ],
      [of(home.entries, 'everyday', 'AUTO LOAN PAYMENT'), of(home.entries, 'car-loan', 'PAYMENT RECEIVED')],
      [
        of(home.entries, 'everyday', 'TRANSFER TO BRAMBLEWICK INVEST'),
        of(broker.entries, 'everyday', 'TRANSFER FROM ALDERBROOK BANK'),
      ],
      [
        of(abroad.entries, 'everyday', 'NAAR SPAARREKENING'),
        of(abroad.entries, 'savings', 'VAN BETAALREKENING'),
      ],
      [
        of(coins.entries, 'wallet', 'SENT TO BITCOIN VAULT'),
        of(coins.entries, 'vault', 'RECEIVED FROM BITCOIN WALLET'),
      ],
    ] as const) {
      expect(from.length).toBeGreaterThan(5)
      expect(amounts(to)).toEqual(amounts(from))
      for (const [index, { settlesAt, postedMinor }] of from.entries()) {
        expect(postedMinor).toBeGreaterThan(0)
        const days = dayNumber(to[index]?.settlesAt ?? 0) - dayNumber(settlesAt)
        expect(days).toBeGreaterThanOrEqual(0)
        expect(days).toBeLessThanOrEqual(1)
      }
    }
    const deposits = of(broker.entries, 'everyday', 'MOVED TO INDIVIDUAL BROKERAGE')
    const invested = bankOf('broker').accounts.find(({ role }) => role === 'invested')
    const trades = invested && portfolioOf('ins_900004', invested)?.tradesUntil(dayNumber(now))
    const arrived = new Map(
      trades?.filter(({ kind }) => kind === 'deposit').map(({ day, amountMinor }) => [day, amountMinor]),
    )
    for (const { occurredAt, postedMinor } of deposits)
      expect(arrived.get(dayNumber(occurredAt))).toBe(-postedMinor)
  })

  it('shows a price that rose for the last two payments, whatever day it is', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const prices = byMerchant(found('home', now).entries, 'Lumen Stream').map(
          ({ postedMinor }) => postedMinor,
        )
        expect(prices.slice(-3)).toEqual([1599, 1899, 1899])
        expect(new Set(prices.slice(0, -2))).toEqual(new Set([1599]))
      }),
      { numRuns: 8 },
    )
  })

  it('misses one payment that was due some days ago, and knows when it was expected', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const { added, entries } = found('home', now)
        const gym = byMerchant(entries, 'Ironwood Climbing Gym')
        expect(gym.length).toBeGreaterThanOrEqual(22)
        expect(dayFrom(gym.at(-1)?.settlesAt ?? 0, 26) < dayFrom(now, -7)).toBe(true)
        const streams = recurringStreams(added, new Set(['everyday']), dayNumber(now))
        const stream = streams.find(({ key }) => key === 'Ironwood Climbing Gym')
        expect(stream).toMatchObject({ frequency: 'MONTHLY', isActive: true })
        expect(Math.abs((stream?.nextDay ?? 0) - (dayNumber(now) - 7))).toBeLessThanOrEqual(2)
      }),
      { numRuns: 8 },
    )
  })

  it('is full of streams: pay with a raise, rent, a yearly subscription that is coming, one that has ended', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const { added } = found('home', now)
    const streams = recurringStreams(added, new Set(['everyday', 'card']), dayNumber(now))
    const stream = (key: string) => streams.find((one) => one.key === key)
    const pay = stream('LARKSPUR ROBOTICS PAYROLL')
    expect(pay).toMatchObject({ frequency: 'SEMI_MONTHLY', lastMinor: -262_880 })
    expect(new Set(pay?.rows.map(({ entry }) => entry.entry.postedMinor))).toEqual(
      new Set([-248_000, -262_880]),
    )
    expect(stream('BELLWEATHER HEALTH DIRECT DEP')?.frequency).toBe('BIWEEKLY')
    expect(stream('Hawthorne Court Apartments')?.frequency).toBe('MONTHLY')
    expect(stream('Harvest Row Veg Box')?.frequency).toBe('WEEKLY')
    const yearly = stream('Hopscotch Backup')
    expect(yearly).toMatchObject({ frequency: 'ANNUALLY', isActive: true })
    expect((yearly?.nextDay ?? 0) - dayNumber(now)).toBe(19)
    expect(stream('The Morning Ledger')).toMatchObject({ isActive: false, nextDay: null })
    expect(stream('Playloft Pass')?.rows).toHaveLength(4)
    for (const { isActive, nextDay } of streams.filter(({ key }) => key !== 'Ironwood Climbing Gym'))
      if (isActive && nextDay !== null) expect(nextDay).toBeGreaterThanOrEqual(dayNumber(now) - 3)
  })

  it('gives back at most what was paid, to whom it was paid', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const { entries } = told('home', now)
    const refunds = entries.filter(
      ({ purpose }) => purpose.merchant !== null && purpose.name.endsWith(' REFUND'),
    )
    expect(refunds.length).toBeGreaterThan(20)
    for (const refund of refunds) {
      expect(refund.postedMinor).toBeLessThan(0)
      const { merchant, counterparty } = refund.purpose
      const bought = byMerchant(entries, merchant ?? '').find(
        ({ occurredAt, postedMinor, account }) =>
          account === refund.account && occurredAt < refund.occurredAt && postedMinor >= -refund.postedMinor,
      )
      expect(bought?.purpose.counterparty?.name).toBe(counterparty?.name)
    }
  })

  it('travels at the same time at home and abroad, and shops at home on no day of a journey', () => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    const [home, abroad] = [told('home', now), told('abroad', now)]
    for (const { from, to } of journeysOf(dayNumber(now))) {
      const during = ({ occurredAt }: Entry) => dayNumber(occurredAt) >= from && dayNumber(occurredAt) <= to
      const places = home.entries.filter(during).flatMap(({ purpose }) => purpose.place?.country ?? [])
      expect(places.length).toBeGreaterThan(5)
      expect(new Set(places)).toEqual(new Set(['NL']))
      const fees = home.entries.filter(
        (entry) => during(entry) && entry.purpose.category === 'BANK_FEES_FOREIGN_TRANSACTION_FEES',
      )
      expect(fees.length).toBeGreaterThan(5)
      expect(abroad.entries.filter(during).length).toBeGreaterThan(25)
      const wires = home.entries.filter(
        ({ occurredAt, purpose }) =>
          purpose.name.startsWith('INTL WIRE TO') && dayNumber(occurredAt) === from - 9,
      )
      expect(wires).toHaveLength(1)
    }
  })
})
