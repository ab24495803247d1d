import { describe, expect, it } from 'vitest'
import { dayMs, dayOf } from '../day'
import { buildHistory, type HistorySubject, type ItemEvent, positionAt } from './history'
import { findInstitution } from './institutions'
import { createWorld, firstYearFor } from './world'

const now = Date.parse('2026-03-04T15:00:00Z')
const timings = { initialMs: 1000, historicalMs: 3000 }
const start = now + 5000

function tell(events: ItemEvent[], later = start) {
  const bank = findInstitution('ins_109508')
  if (bank === null) throw new Error('There is no such bank.')
  const world = createWorld(bank, { username: 'user_good', custom: null }, firstYearFor(now))
  const subject: HistorySubject = {
    itemId: 'item',
    createdAt: now,
    startedAt: now,
    daysRequested: 90,
    accounts: bank.accounts.map(({ key }) => key),
    events,
    polledAt: now,
  }
  return {
    bank,
    history: buildHistory(world, subject, timings, later),
    position: positionAt(subject, timings, later),
  }
}

describe('an account that is opened', () => {
  const opened: ItemEvent = { kind: 'open', at: start, account: 'holiday' }
  const shared: ItemEvent = { kind: 'accounts', at: start + 1, accounts: ['everyday', 'holiday'] }

  it('is known to the bank from then on, and shared only once somebody shares it', () => {
    const { bank, history, position } = tell([opened, shared], start + 2)
    const first = bank.accounts.map(({ key }) => key)
    expect(bank.toOpen.map(({ key }) => key)).toEqual(['holiday'])
    expect(history.knownAccounts({ ...position, e: 0 })).toEqual(first)
    expect(history.knownAccounts({ ...position, e: 1 })).toEqual([...first, 'holiday'])
    expect(history.sharedAccounts({ ...position, e: 1 })).toEqual(first)
    expect(history.sharedAccounts(position)).toEqual(['everyday', 'holiday'])
  })

  it('begins with a deposit, which is its balance, and tells nobody of it before it is shared', () => {
    const { history, position } = tell([opened, shared], start + 2)
    const at = (e: number) => ({ ...position, e })
    expect(history.totals(at(0)).get('holiday')?.current).toBe(0)
    expect(history.totals(at(1)).get('holiday')?.current).toBe(15_000)
    const unshared = history.delta(at(0), at(1), null)
    expect([unshared.added.length, unshared.modified.length, unshared.removed.length]).toEqual([0, 0, 0])
    const [deposit] = history.delta(at(1), at(2), 'holiday').added.slice()
    expect(deposit).toMatchObject({ after: 'enriched', entry: { entry: { postedMinor: -15_000 } } })
  })
})

describe('rows that are written into the books', () => {
  const created: ItemEvent = {
    kind: 'create',
    at: start,
    account: 'everyday',
    rows: [
      {
        transactedOn: dayOf(now - 3 * dayMs),
        postedOn: dayOf(now - dayMs),
        minor: 1234,
        description: 'CORNER BOOKS',
      },
      { transactedOn: dayOf(now), postedOn: dayOf(now + 2 * dayMs), minor: 500, description: 'TAXI' },
    ],
  }

  it('are there from that moment: posted, or pending where their posting day is still to come', () => {
    const { history, position } = tell([created])
    const { added } = history.delta({ ...position, e: 0 }, position, null)
    expect(added.slice().map(({ entry, after }) => [entry.entry.key, after])).toEqual([
      ['create.0.1', 'pending'],
      ['create.0.0', 'enriched'],
    ])
    expect(added.slice().map(({ entry }) => dayOf(entry.settledAt))).toEqual(['2026-03-06', '2026-03-03'])
    const moved = (e: number) =>
      history.totals({ ...position, e }).get('everyday') ?? { current: 0, pending: 0 }
    expect(moved(1).current - moved(0).current).toBe(-1234)
    expect(moved(1).pending - moved(0).pending).toBe(500)
  })

  it('post under a new id that names the pending one, on their day or when all that is pending is made to post', () => {
    for (const [events, later] of [
      [[created], start + 3 * dayMs],
      [[created, { kind: 'post', at: start + 1000 }], start + 2000],
    ] satisfies [ItemEvent[], number][]) {
      const { history, position } = tell(events, later)
      const { added, removed } = history.delta({ t: start, e: 1 }, position, null)
      const isIt = ({ entry }: { entry: { entry: { key: string } } }) => entry.entry.key === 'create.0.1'
      expect(removed.slice().find(isIt)).toMatchObject({ before: 'pending' })
      expect(added.slice().find(isIt)).toMatchObject({ after: 'enriched', entry: { linked: true } })
    }
  })
})
