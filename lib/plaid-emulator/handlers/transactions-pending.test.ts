import type { Transaction } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from '../testing'
import { apply, type Ledger, link, pages } from '../transactions-testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(options: Parameters<typeof startTestEmulator>[0] = {}) {
  const emulator = await startTestEmulator(options)
  running.push(emulator)
  return emulator
}

describe('pending movements', () => {
  it('stand in every household at any time: two to five or so, one of each fate', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { days: 90 })
    emulator.wait(3)
    const first = await pages(emulator, access_token)
    const pending = first.pages.flatMap(({ added }) => added.filter((row) => row.pending))
    expect(pending.length).toBeGreaterThanOrEqual(2)
    expect(pending.length).toBeLessThanOrEqual(6)
    emulator.wait(6 * 86_400)
    const next = await pages(emulator, access_token, first.cursor)
    const ledger: Ledger = new Map()
    for (const page of [...first.pages, ...next.pages]) apply(ledger, page)
    const successors = pending.map(({ transaction_id }) =>
      [...ledger.values()].find(({ pending_transaction_id }) => pending_transaction_id === transaction_id),
    )
    // All of them are gone by then, with and without a successor.
    expect(pending.some(({ transaction_id }) => ledger.has(transaction_id))).toBe(false)
    expect(successors.filter((row) => row === undefined).length).toBeGreaterThanOrEqual(2)
    const restaurant = pending.findIndex(
      (row) => row.personal_finance_category?.detailed === 'FOOD_AND_DRINK_RESTAURANT',
    )
    expect(successors[restaurant]?.amount).toBeGreaterThan(
      pending[restaurant]?.amount ?? Number.POSITIVE_INFINITY,
    )
    expect([...ledger.values()].filter((row) => row.pending).length).toBeGreaterThanOrEqual(2)
  })

  it('all post at once when somebody makes them: other ids, linked, and dearer by the tip', async () => {
    const emulator = await start({ startAt: '2026-03-04T12:00:00Z' })
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    await emulator.control(`/items/${item_id}/arrive`, { count: 5 })
    const before = await pages(emulator, access_token)
    const pending = before.pages.flatMap(({ added }) => added.filter((row) => row.pending))
    const { body } = await emulator.control(`/items/${item_id}/post-pending`)
    expect(body.posted).toBe(pending.length)
    const { pages: after } = await pages(emulator, access_token, before.cursor)
    const added = after.flatMap((page) => page.added)
    expect(
      after.flatMap(({ removed }) => removed.map(({ transaction_id }) => transaction_id)).sort(),
    ).toEqual(pending.map(({ transaction_id }) => transaction_id).sort())
    expect(added.map((row) => row.pending_transaction_id).sort()).toEqual(
      pending.map((row) => row.transaction_id).sort(),
    )
    expect(added.every((row) => !row.pending)).toBe(true)
    const tipped = added.filter((row) => {
      const was = pending.find(({ transaction_id }) => transaction_id === row.pending_transaction_id)
      return was !== undefined && row.amount > was.amount
    })
    expect(tipped.length).toBeGreaterThanOrEqual(2)
  })

  it('move the balances when they post, by exactly their amounts', async () => {
    const emulator = await start()
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    const initially = await pages(emulator, access_token)
    const balancesNow = async () =>
      new Map(
        (await emulator.api.accountsGet({ access_token })).data.accounts.map((account) => [
          account.account_id,
          account,
        ]),
      )
    const before = await balancesNow()
    await emulator.control(`/items/${item_id}/arrive`, { count: 6 })
    await emulator.control(`/items/${item_id}/post-pending`)
    const { pages: changes } = await pages(emulator, access_token, initially.cursor)
    const posted = changes.flatMap(({ added }) => added.filter((row) => !row.pending))
    for (const [id, account] of await balancesNow()) {
      const cents = (amount: number | null | undefined) => Math.round((amount ?? 0) * 100)
      const moved = posted
        .filter((row) => row.account_id === id)
        .reduce((sum, row) => sum + cents(row.amount), 0)
      const sign = account.type === 'credit' || account.type === 'loan' ? 1 : -1
      expect(cents(account.balances.current) - cents(before.get(id)?.balances.current) + 0).toBe(
        sign * moved + 0,
      )
    }
  })

  it('shows posted rows as modified when more is learned about them', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { days: 30 })
    emulator.wait(3)
    let { cursor } = await pages(emulator, access_token)
    const modified: Transaction[] = []
    const seen = new Map<string, Transaction>()
    for (let day = 0; day < 40; day += 1) {
      emulator.wait(86_400)
      const run = await pages(emulator, access_token, cursor)
      for (const page of run.pages) {
        for (const row of page.added) seen.set(row.transaction_id, row)
        modified.push(...page.modified)
      }
      cursor = run.cursor
    }
    expect(modified.length).toBeGreaterThan(0)
    for (const row of modified) {
      expect(row.merchant_name).not.toBeNull()
      expect(seen.get(row.transaction_id)?.merchant_name ?? null).toBeNull()
    }
  })
})

describe('the dynamic user', () => {
  it('has some fifty rows of half a year at first, pending and posted, and streams among them', async () => {
    const emulator = await start()
    for (const institution of ['ins_109508', 'ins_43', 'ins_117650', 'ins_900001']) {
      const { access_token } = await link(emulator, { institution, username: 'user_transactions_dynamic' })
      emulator.wait(3)
      const rows = (await pages(emulator, access_token)).pages.flatMap(({ added }) => added)
      expect(rows.length).toBeGreaterThanOrEqual(40)
      expect(rows.length).toBeLessThanOrEqual(60)
      expect(rows.filter(({ pending }) => pending)).toHaveLength(4)
      expect(rows.every(({ date }) => date >= '2025-09-01')).toBe(true)
      const { data } = await emulator.api.transactionsRecurringGet({ access_token })
      expect(data.inflow_streams.length).toBeGreaterThanOrEqual(2)
      expect(data.outflow_streams.length).toBeGreaterThanOrEqual(5)
      for (const stream of [...data.inflow_streams, ...data.outflow_streams]) {
        expect(stream).toMatchObject({ status: 'MATURE', is_active: true })
      }
    }
  })
})

describe('/transactions/refresh', () => {
  it('posts what is pending, brings new movements and corrects one by a dollar for the dynamic user, each time', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, {
      username: 'user_transactions_dynamic',
      webhook: emulator.webhookUrl,
    })
    emulator.wait(3)
    const ledger: Ledger = new Map()
    const first = await pages(emulator, access_token)
    for (const page of first.pages) apply(ledger, page)
    let { cursor } = first
    const corrected = new Set<string>()
    for (let round = 0; round < 3; round += 1) {
      await emulator.codes()
      const told = emulator.webhooks.length
      const pending = [...ledger.values()].filter((row) => row.pending).map((row) => row.transaction_id)
      await emulator.api.transactionsRefresh({ access_token })
      const run = await pages(emulator, access_token, cursor)
      const added = run.pages.flatMap((page) => page.added)
      const modified = run.pages.flatMap((page) => page.modified)
      const removed = run.pages.flatMap((page) => page.removed.map(({ transaction_id }) => transaction_id))
      expect(removed.sort()).toEqual(pending.sort())
      expect(added.flatMap((row) => (row.pending ? [] : [row.pending_transaction_id])).sort()).toEqual(
        pending,
      )
      expect(added.filter((row) => row.pending).length).toBeGreaterThanOrEqual(3)
      expect(modified).toHaveLength(1)
      for (const row of modified) {
        const before = ledger.get(row.transaction_id)
        expect({ ...row, amount: 0 }).toEqual({ ...before, amount: 0 })
        expect(Math.round((row.amount - (before?.amount ?? 0)) * 100)).toBe(100)
        expect(corrected).not.toContain(row.transaction_id)
        corrected.add(row.transaction_id)
      }
      const codes = (await emulator.codes()).slice(told)
      expect(codes).toEqual(
        expect.arrayContaining(['DEFAULT_UPDATE', 'TRANSACTIONS_REMOVED', 'SYNC_UPDATES_AVAILABLE']),
      )
      for (const page of run.pages) apply(ledger, page)
      cursor = run.cursor
    }
  })

  it('looks at the bank at once for everybody else, and finds what has happened there', async () => {
    const emulator = await start({ startAt: '2026-03-04T12:01:00Z' })
    const { access_token } = await link(emulator)
    emulator.wait(3)
    let { cursor } = await pages(emulator, access_token)
    // The bank is asked by itself every six hours.
    emulator.wait(5 * 3600)
    expect((await pages(emulator, access_token, cursor)).cursor).toBe(cursor)
    await emulator.api.transactionsRefresh({ access_token })
    const run = await pages(emulator, access_token, cursor)
    expect(run.cursor).not.toBe(cursor)
    cursor = run.cursor
    expect((await pages(emulator, access_token, cursor)).pages[0]?.added).toEqual([])
  })

  it('fails for tokens and fields that are wrong, and while the bank wants a new login', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    const refused = async (body: object) =>
      (await emulator.post('/transactions/refresh', { client_id: 'client', secret: 's', ...body })).body
        .error_code
    expect(await refused({})).toBe('MISSING_FIELDS')
    expect(await refused({ access_token, force: true })).toBe('UNKNOWN_FIELDS')
    expect(await refused({ access_token: 'access-sandbox-x' })).toBe('INVALID_ACCESS_TOKEN')
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect(await refused({ access_token })).toBe('ITEM_LOGIN_REQUIRED')
  })
})
