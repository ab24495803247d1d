// biome-ignore-all lint/style/noExcessiveLinesPerFile: all promises of one endpoint, over one set of small tools.
import fc from 'fast-check'
import type { RemovedTransaction, Transaction, TransactionsSyncResponse } from 'plaid'
import { Products } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryStore } from '../store'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(options: Parameters<typeof startTestEmulator>[0] = {}) {
  const emulator = await startTestEmulator(options)
  running.push(emulator)
  return emulator
}

async function link(
  emulator: TestEmulator,
  options: {
    institution?: string
    username?: string
    days?: number
    webhook?: string
    products?: Products[]
  } = {},
) {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: options.institution ?? 'ins_109508',
    initial_products: options.products ?? [Products.Transactions],
    options: {
      ...(options.webhook === undefined ? {} : { webhook: options.webhook }),
      override_username: options.username ?? 'user_good',
      override_password: 'pass_good',
      transactions: { days_requested: options.days ?? 730 },
    },
  })
  return (await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })).data
}

type Ledger = Map<string, Transaction>

function apply(
  ledger: Ledger,
  page: { added: Transaction[]; modified: Transaction[]; removed: RemovedTransaction[] },
) {
  for (const row of [...page.added, ...page.modified]) ledger.set(row.transaction_id, row)
  for (const { transaction_id } of page.removed) ledger.delete(transaction_id)
}

/** Syncs from a cursor to the end, all pages before anything is applied; gives the pages and the last cursor. */
async function pages(emulator: TestEmulator, access_token: string, from = '', count = 500) {
  const all: TransactionsSyncResponse[] = []
  let cursor = from
  for (;;) {
    const { data } = await emulator.api.transactionsSync({
      access_token,
      count,
      ...(cursor === '' ? {} : { cursor }),
    })
    all.push(data)
    cursor = data.next_cursor
    if (!data.has_more) return { pages: all, cursor }
  }
}

const sorted = (ledger: Ledger) =>
  [...ledger.values()].sort((left, right) => (left.transaction_id < right.transaction_id ? -1 : 1))

describe('/transactions/sync', () => {
  it('is not ready at first, then has thirty days, then all that was asked for', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    const early = (await emulator.api.transactionsSync({ access_token })).data
    expect(early).toMatchObject({ transactions_update_status: 'NOT_READY', next_cursor: '', has_more: false })
    expect([early.added, early.modified, early.removed]).toEqual([[], [], []])

    emulator.wait(1)
    const initial = await pages(emulator, access_token)
    expect(initial.pages.at(-1)?.transactions_update_status).toBe('INITIAL_UPDATE_COMPLETE')
    const recent = initial.pages.flatMap(({ added }) => added)
    expect(recent.length).toBeGreaterThan(40)
    expect(recent.every(({ date }) => date >= '2026-02-03')).toBe(true)

    emulator.wait(2)
    const historical = await pages(emulator, access_token, initial.cursor)
    expect(historical.pages.at(-1)?.transactions_update_status).toBe('HISTORICAL_UPDATE_COMPLETE')
    const older = historical.pages.flatMap(({ added }) => added)
    expect(older.every(({ date }) => date < '2026-02-03')).toBe(true)
    const oldest = older.map(({ date }) => date).sort()[0] ?? ''
    expect(oldest >= '2024-03-05' && oldest < '2024-03-10').toBe(true)
    expect(recent.length + older.length).toBeGreaterThan(1500)
    expect(recent.length + older.length).toBeLessThan(2800)
  })

  it('goes back only as far as was asked', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { days: 10 })
    emulator.wait(3)
    const { pages: all } = await pages(emulator, access_token)
    expect(all.flatMap(({ added }) => added).every(({ date }) => date >= '2026-02-23')).toBe(true)
  })

  it('begins Transactions for an Item that did not ask for it, with the days of the first call', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { products: [Products.Balance] })
    const first = await emulator.api.transactionsSync({ access_token, options: { days_requested: 60 } })
    expect(first.data.transactions_update_status).toBe('NOT_READY')
    emulator.wait(3)
    const { pages: all } = await pages(emulator, access_token)
    const oldest = all.flatMap(({ added }) => added.map(({ date }) => date)).sort()[0] ?? ''
    expect(oldest >= '2026-01-04' && oldest < '2026-01-08').toBe(true)
    expect((await emulator.api.itemGet({ access_token })).data.item.products).toContain('transactions')
  })

  it('gives at most `count` rows a page, a hundred by default, and shows the accounts of just those rows', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const usual = (await emulator.api.transactionsSync({ access_token })).data
    expect(usual.added).toHaveLength(100)
    const two = (await emulator.api.transactionsSync({ access_token, count: 2 })).data
    expect(two.added).toHaveLength(2)
    expect(two.accounts.map(({ account_id }) => account_id).sort()).toEqual(
      [...new Set(two.added.map(({ account_id }) => account_id))].sort(),
    )
  })

  it('gives the identical delta for a cursor that is sent again', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const { cursor } = await pages(emulator, access_token)
    emulator.wait(2 * 86_400)
    const [once, twice] = [
      await pages(emulator, access_token, cursor),
      await pages(emulator, access_token, cursor),
    ]
    const plain = (run: typeof once) => run.pages.map(({ request_id: _, ...rest }) => rest)
    expect(plain(once)).toEqual(plain(twice))
    expect(once.pages[0]?.added.length).toBeGreaterThan(0)
  })

  it('refuses to go on paging when the data has changed meanwhile, and starts anew from the old cursor', async () => {
    const emulator = await start()
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    const first = (await emulator.api.transactionsSync({ access_token, count: 100 })).data
    await emulator.control(`/items/${item_id}/arrive`, { count: 1 })
    const error = await plaidErrorOf(
      emulator.api.transactionsSync({ access_token, cursor: first.next_cursor }),
    )
    expect(error).toMatchObject({
      status: 400,
      type: 'TRANSACTIONS_ERROR',
      code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
    })
    expect((await pages(emulator, access_token)).pages.length).toBeGreaterThan(1)
  })

  it('takes the cursor "now" as the end of what there is', async () => {
    const emulator = await start()
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    const { data } = await emulator.api.transactionsSync({ access_token, cursor: 'now' })
    expect(data.added).toEqual([])
    await emulator.control(`/items/${item_id}/arrive`, { count: 2 })
    const next = await emulator.api.transactionsSync({ access_token, cursor: data.next_cursor })
    expect(next.data.added).toHaveLength(2)
  })

  it('keeps a stream of its own for one account', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const [account] = (await emulator.api.accountsGet({ access_token })).data.accounts
    const options = { account_id: account?.account_id ?? '' }
    const { data } = await emulator.api.transactionsSync({ access_token, count: 500, options })
    expect(new Set(data.added.map(({ account_id }) => account_id))).toEqual(new Set([options.account_id]))
    const mixed = emulator.api.transactionsSync({ access_token, cursor: data.next_cursor })
    expect((await plaidErrorOf(mixed)).code).toBe('INVALID_FIELD')
    const unknown = emulator.api.transactionsSync({ access_token, options: { account_id: 'x' } })
    expect((await plaidErrorOf(unknown)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it("refuses cursors that are nonsense or another Item's", async () => {
    const emulator = await start()
    const [one, other] = [await link(emulator), await link(emulator)]
    emulator.wait(3)
    const { cursor } = await pages(emulator, one.access_token)
    for (const wrong of [cursor, 'nonsense', Buffer.from('{"i":1}').toString('base64')]) {
      const call = emulator.api.transactionsSync({ access_token: other.access_token, cursor: wrong })
      expect((await plaidErrorOf(call)).code).toBe('INVALID_FIELD')
    }
  })

  it('gives the original line and the first taxonomy where asked', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const { data } = await emulator.api.transactionsSync({
      access_token,
      count: 500,
      options: { include_original_description: true, personal_finance_category_version: 'v1' as never },
    })
    expect(data.added.every(({ original_description }) => typeof original_description === 'string')).toBe(
      true,
    )
    const codes = data.added.map(({ personal_finance_category }) => personal_finance_category)
    expect(codes.some((code) => code?.detailed === 'INCOME_WAGES' && code.version === 'v1')).toBe(true)
    expect(codes.some((code) => code?.detailed === 'INCOME_SALARY')).toBe(false)
  })
})

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
})

describe('the fold of what sync says', () => {
  type Step =
    | { kind: 'wait'; hours: number }
    | { kind: 'arrive'; count: number }
    | { kind: 'post' }
    | { kind: 'refresh' }
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 70 }) }),
    fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.constant({ kind: 'post' as const }),
    fc.constant({ kind: 'refresh' as const }),
  )

  it('is the same from every earlier cursor, whatever has happened since', async () => {
    const emulator = await start({ delays: { webhookRetryMs: 1e9 } })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 7 }),
        fc.constantFrom('ins_109508', 'ins_900002', 'ins_116834'),
        fc.integer({ min: 3, max: 200 }),
        async (steps, institution, count) => {
          const { access_token, item_id } = await link(emulator, { institution, days: 40 })
          emulator.wait(3)
          const ledger: Ledger = new Map()
          const checkpoints: { cursor: string; ledger: Ledger }[] = [{ cursor: '', ledger: new Map() }]
          let cursor = ''
          for (const next of [null, ...steps]) {
            if (next?.kind === 'wait') emulator.wait(next.hours * 3600)
            if (next?.kind === 'arrive')
              await emulator.control(`/items/${item_id}/arrive`, { count: next.count })
            if (next?.kind === 'post') await emulator.control(`/items/${item_id}/post-pending`)
            if (next?.kind === 'refresh') await emulator.api.transactionsRefresh({ access_token })
            const run = await pages(emulator, access_token, cursor, count)
            for (const page of run.pages) {
              for (const row of page.added) expect(ledger.has(row.transaction_id)).toBe(false)
              for (const row of page.modified) expect(ledger.has(row.transaction_id)).toBe(true)
              apply(ledger, page)
            }
            cursor = run.cursor
            checkpoints.push({ cursor, ledger: new Map(ledger) })
          }
          for (const checkpoint of checkpoints) {
            const rest = await pages(emulator, access_token, checkpoint.cursor, 500)
            for (const page of rest.pages) apply(checkpoint.ledger, page)
            expect(sorted(checkpoint.ledger)).toEqual(sorted(ledger))
          }
        },
      ),
      { numRuns: 10 },
    )
  }, 60_000)

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

describe('/transactions/refresh', () => {
  it('brings new pending movements and posts the old ones for the dynamic user, each time', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { username: 'user_transactions_dynamic' })
    emulator.wait(3)
    let { cursor } = await pages(emulator, access_token)
    for (let round = 0; round < 3; round += 1) {
      await emulator.api.transactionsRefresh({ access_token })
      const run = await pages(emulator, access_token, cursor)
      const added = run.pages.flatMap((page) => page.added)
      expect(added.some((row) => row.pending)).toBe(true)
      expect(added.some((row) => row.pending_transaction_id !== null)).toBe(true)
      cursor = run.cursor
    }
  })
})

describe('the world', () => {
  it('is the same for the same login on another emulator, but for the ids', async () => {
    const plain = async () => {
      const emulator = await start({ store: memoryStore() })
      const { access_token } = await link(emulator, { days: 120 })
      emulator.wait(3)
      const { pages: all } = await pages(emulator, access_token)
      return all.flatMap(({ added }) =>
        added.map(({ name, amount, date, pending }) => [name, amount, date, pending]),
      )
    }
    expect(await plain()).toEqual(await plain())
  })

  it('gives two years of history in well under a second', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { username: 'user_nobody_else_uses' })
    emulator.wait(3)
    const startedAt = performance.now()
    await pages(emulator, access_token)
    // Generous, since tests run beside others; it takes some 100 ms on its own.
    expect(performance.now() - startedAt).toBeLessThan(4000)
  })
})
