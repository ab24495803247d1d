import fc from 'fast-check'
import { Products, type RemovedTransaction, type Transaction } from 'plaid'
import { afterAll, describe, expect, it } from 'vitest'
import { dayMs } from '../day'
import { startTestEmulator, type TestEmulator } from '../testing'
import { toAmount } from './amount'
import { isDebt } from './books'
import { buildHistory, type Change, type HistorySubject, type Position, positionAt } from './history'
import { findInstitution, institutions } from './institutions'
import { createWorld, firstYearFor } from './world'

const timings = { initialMs: 1000, historicalMs: 3000 }
const now = Date.parse('2026-03-04T15:00:00Z')

function tell(count: number, options: Partial<HistorySubject> & { institutionId?: string } = {}) {
  const institution = findInstitution(options.institutionId ?? 'ins_109508')
  if (institution === null) throw new Error('There is no such bank.')
  const world = createWorld(
    institution,
    { username: `user_volume_${count}`, custom: null },
    firstYearFor(now),
  )
  const subject: HistorySubject = {
    itemId: 'item',
    createdAt: now,
    startedAt: now,
    daysRequested: 730,
    accounts: institution.accounts.map(({ key }) => key),
    events: [],
    polledAt: now,
    ...options,
  }
  const later = now + 5000
  const history = buildHistory(world, subject, timings, later)
  return { world, subject, history, position: positionAt(subject, timings, later) }
}

const keyOf = ({ entry, after }: Change) => `${entry.entry.key} ${after}`
const isRow = ({ after }: Change) => after !== 'pending'
const counts = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 3000 }))

describe('a history of very many transactions', () => {
  it('has exactly as many posted ones as the name says, whatever number of days is asked for', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 730 }), (count, daysRequested) => {
        const { history, position } = tell(count, { daysRequested })
        const rows = history.delta(null, position, null).added.slice().filter(isRow)
        expect(rows.length).toBe(count)
        expect(new Set(rows.map(keyOf)).size).toBe(count)
        const first = (Math.floor(now / dayMs) - daysRequested + 1) * dayMs
        const days = rows.map(({ entry }) => entry.settledAt)
        expect(Math.min(...days)).toBeGreaterThanOrEqual(first)
        expect(Math.max(...days)).toBeLessThanOrEqual(now)
      }),
      { numRuns: 40 },
    )
  })

  it('gives pages that are disjoint, complete and newest first, wherever they are cut', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 500 }), (count, size) => {
        const { added } = (({ history, position }) => history.delta(null, position, null))(tell(count))
        const pages: Change[] = []
        for (let start = 0; start < added.length; start += size)
          pages.push(...added.slice(start, start + size))
        expect(pages.map(keyOf)).toEqual(added.slice().map(keyOf))
        const times = pages.map(({ entry }) => entry.entry.occurredAt)
        expect(times).toEqual(times.toSorted((left, right) => right - left))
      }),
      { numRuns: 25 },
    )
  })

  it('is the same set by whichever states one comes to it, and account by account', () => {
    const events: HistorySubject['events'] = [
      { kind: 'accounts', at: now + 3600_000, accounts: ['card', 'savings'] },
      { kind: 'arrive', at: now + 2 * 3600_000, first: 0, count: 3 },
      { kind: 'post', at: now + 3 * 3600_000 },
      { kind: 'accounts', at: now + 4 * 3600_000, accounts: ['everyday', 'card'] },
    ]
    const { history } = tell(1234, { events })
    const states: (Position | null)[] = [
      null,
      { t: now + 1500, e: 0 },
      { t: now + 3000, e: 0 },
      ...events.map(({ at }, index) => ({ t: at, e: index + 1 })),
    ]
    const last = states.at(-1) ?? null
    if (last === null) throw new Error('There is no last state.')
    for (const account of [null, 'everyday', 'card', 'savings']) {
      const known = new Set<string>()
      const nameOf = ({ entry }: Change, view: Change['after']) =>
        `${entry.entry.key} ${view === 'pending' ? 'pending' : 'posted'}`
      states.slice(1).forEach((to, index) => {
        if (to === null) return
        const { added, removed } = history.delta(states[index] ?? null, to, account)
        for (const change of removed.slice()) expect(known.delete(nameOf(change, change.before))).toBe(true)
        for (const change of added.slice()) {
          expect(known.has(nameOf(change, change.after))).toBe(false)
          known.add(nameOf(change, change.after))
        }
      })
      const all = history.delta(null, last, account).added.slice()
      expect([...known].sort()).toEqual(all.map((change) => nameOf(change, change.after)).sort())
      if (account === 'savings') expect(all).toEqual([])
    }
  })

  it('leaves balances that are the opening ones less all that has posted, at every bank', () => {
    for (const { id, accounts } of institutions) {
      const { world, history, position } = tell(777, { institutionId: id })
      const rows = history.delta(null, position, null).added.slice().filter(isRow)
      const totals = history.totals(position)
      for (const plan of world.accounts.filter(({ key }) => accounts.some((one) => one.key === key))) {
        const out = rows
          .filter(({ entry }) => entry.entry.account === plan.key)
          .reduce((sum, { entry }) => sum + entry.entry.postedMinor, 0)
        expect(totals.get(plan.key)?.current).toBe(plan.openingMinor + (isDebt(plan) ? out : -out))
      }
    }
  })

  it('is varied, and the same for the same name', () => {
    const [one, other] = [tell(400), tell(400)].map(({ history, position }) =>
      history
        .delta(null, position, null)
        .added.slice()
        .map(({ entry }) => entry),
    )
    expect(one).toEqual(other)
    const purposes = (one ?? []).map(({ entry }) => entry.purpose)
    expect(new Set(purposes.map(({ merchant }) => merchant)).size).toBeGreaterThan(20)
    expect(new Set(purposes.map(({ category }) => category)).size).toBeGreaterThan(10)
    expect(new Set((one ?? []).map(({ entry }) => entry.postedMinor)).size).toBeGreaterThan(200)
  })
})

describe('a login with very many transactions', () => {
  const emulators: TestEmulator[] = []
  afterAll(() => Promise.all(emulators.map(({ stop }) => stop())))

  async function link(count: number) {
    const emulator = await startTestEmulator()
    emulators.push(emulator)
    const { public_token } = (
      await emulator.api.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
        options: { override_username: `user_volume_${count}`, override_password: 'pass_good' },
      })
    ).data
    const { access_token, item_id } = (await emulator.api.itemPublicTokenExchange({ public_token })).data
    emulator.wait(5)
    return { emulator, access_token, item_id }
  }

  async function sync(emulator: TestEmulator, access_token: string, start: string, account_id?: string) {
    const added: Transaction[] = []
    const removed: RemovedTransaction[] = []
    for (let [cursor, hasMore] = [start, true]; ; ) {
      if (!hasMore) return { added, removed, cursor }
      const { data } = await emulator.api.transactionsSync({
        access_token,
        cursor,
        count: 500,
        ...(account_id === undefined ? {} : { options: { account_id } }),
      })
      added.push(...data.added)
      removed.push(...data.removed)
      cursor = data.next_cursor
      hasMore = data.has_more
    }
  }

  it('is paged through to the last one, and its account streams add up to the same', async () => {
    const { emulator, access_token } = await link(1777)
    const { added, cursor } = await sync(emulator, access_token, '')
    expect(added.filter(({ pending }) => !pending)).toHaveLength(1777)
    expect(added.filter(({ pending }) => pending)).toHaveLength(4)
    expect(new Set(added.map(({ transaction_id }) => transaction_id)).size).toBe(added.length)
    expect((await sync(emulator, access_token, cursor)).added).toEqual([])
    const { accounts } = (await emulator.api.accountsGet({ access_token })).data
    const streams = await Promise.all(
      accounts.map(({ account_id }) => sync(emulator, access_token, '', account_id)),
    )
    const ids = (rows: Transaction[]) => rows.map(({ transaction_id }) => transaction_id).sort()
    expect(ids(streams.flatMap((stream) => stream.added))).toEqual(ids(added))
  })

  it('posts what is pending, takes what arrives, and moves balances by just that', async () => {
    const { emulator, access_token, item_id } = await link(900)
    const before = await sync(emulator, access_token, '')
    const balances = async () =>
      new Map(
        (await emulator.api.accountsGet({ access_token })).data.accounts.map((account) => [
          account.account_id,
          { current: account.balances.current ?? 0, isDebt: account.type === 'credit' },
        ]),
      )
    const old = await balances()
    await emulator.control(`/items/${item_id}/arrive`, { count: 3 })
    await emulator.control(`/items/${item_id}/post-pending`)
    const { added, removed } = await sync(emulator, access_token, before.cursor)
    expect(removed).toHaveLength(4)
    expect(added).toHaveLength(7)
    expect(added.every(({ pending }) => !pending)).toBe(true)
    for (const [id, { current, isDebt: isOwed }] of await balances()) {
      const cents = added
        .filter(({ account_id }) => account_id === id)
        .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
      const was = Math.round((old.get(id)?.current ?? 0) * 100)
      expect(current).toBe(toAmount(was + (isOwed ? cents : -cents), 2))
    }
  })

  it('needs a number from one to a million', async () => {
    const { emulator } = await link(1)
    for (const name of ['user_volume_0', 'user_volume_1000001', 'user_volume_007']) {
      const { body } = await emulator.post(
        '/sandbox/public_token/create',
        {
          institution_id: 'ins_109508',
          initial_products: ['transactions'],
          options: { override_username: name, override_password: 'pass_good' },
        },
        { 'plaid-client-id': 'client', 'plaid-secret': 'secret' },
      )
      expect(body.error_code).toBe('INVALID_CREDENTIALS')
    }
  })
})
