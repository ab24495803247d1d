import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'
import { fold, getAll, link, sorted } from '../transactions-testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const always = { start_date: '2000-01-01', end_date: '2099-12-31' }
const keys = { client_id: 'a', secret: 'b' }

async function ready(options: Parameters<typeof link>[1] = {}) {
  const linked = await link(emulator, { days: 120, ...options })
  emulator.wait(3)
  return linked
}

describe('/transactions/get', () => {
  it('is not ready until the first thirty days are there, and then has those alone until all are', async () => {
    const { access_token } = await link(emulator, { days: 120 })
    const early = await plaidErrorOf(emulator.api.transactionsGet({ access_token, ...always }))
    expect(early).toMatchObject({ status: 400, type: 'ITEM_ERROR', code: 'PRODUCT_NOT_READY' })
    emulator.wait(1)
    const initial = (await emulator.api.transactionsGet({ access_token, ...always })).data
    expect(initial.transactions.every(({ date }) => date >= '2026-02-03')).toBe(true)
    emulator.wait(2)
    const historical = (await emulator.api.transactionsGet({ access_token, ...always })).data
    expect(historical.total_transactions).toBeGreaterThan(initial.total_transactions * 2)
  })

  it('gives a hundred rows by default, the newest first, with the Item and all of its accounts', async () => {
    const { access_token, item_id } = await ready()
    const { data } = await emulator.api.transactionsGet({ access_token, ...always })
    expect(data.transactions).toHaveLength(100)
    const dates = data.transactions.map(({ date }) => date)
    expect(dates).toEqual([...dates].sort().reverse())
    expect(data.item).toMatchObject({ item_id, institution_id: 'ins_109508' })
    expect(data.accounts).toEqual((await emulator.api.accountsGet({ access_token })).data.accounts)
  })

  it('has the very rows that sync has, whatever the size of its pages', async () => {
    const { access_token } = await ready()
    const ledger = await fold(emulator, access_token)
    for (const count of [37, 500]) {
      const { rows, totals } = await getAll(emulator, access_token, always, count)
      expect(new Set(totals)).toEqual(new Set([ledger.size]))
      expect(sorted(new Map(rows.map((row) => [row.transaction_id, row])))).toEqual(sorted(ledger))
    }
  })

  it('still says what older programs read: the category of old and the type, as does sync', async () => {
    const { access_token } = await ready()
    const { categories } = (await emulator.api.categoriesGet({})).data
    const hierarchies = new Map(categories.map(({ category_id, hierarchy }) => [category_id, hierarchy]))
    const { rows } = await getAll(emulator, access_token)
    for (const { category, category_id, transaction_type, payment_channel } of rows) {
      const isKnown = typeof category_id === 'string'
      expect(category).toEqual(isKnown ? hierarchies.get(category_id) : null)
      const usual = { online: 'digital', 'in store': 'place', other: 'special' }[payment_channel]
      expect(transaction_type).toBe(isKnown ? usual : 'unresolved')
    }
    const groceries = rows.find(
      (row) => row.personal_finance_category?.detailed === 'FOOD_AND_DRINK_GROCERIES',
    )
    expect(groceries?.category).toEqual(['Shops', 'Supermarkets and Groceries'])
  })

  it('gives the rows dated within the two days, both included', async () => {
    const { access_token } = await ready()
    const { rows: all } = await getAll(emulator, access_token)
    const days = [...new Set(all.map(({ date }) => date))].sort()
    const [start_date = '', end_date = ''] = [days[10], days[20]]
    const { rows, totals } = await getAll(emulator, access_token, { start_date, end_date }, 7)
    expect(rows).toEqual(all.filter(({ date }) => date >= start_date && date <= end_date))
    expect(rows.at(-1)?.date).toBe(start_date)
    expect(rows[0]?.date).toBe(end_date)
    expect(totals[0]).toBe(rows.length)
    const none = await emulator.api.transactionsGet({
      access_token,
      start_date: '2001-01-01',
      end_date: '2001-12-31',
    })
    expect(none.data).toMatchObject({ transactions: [], total_transactions: 0 })
  })

  it('keeps to the accounts that are asked for, and knows no others', async () => {
    const { access_token } = await ready()
    const { rows: all } = await getAll(emulator, access_token)
    const [one = '', two = ''] = [...new Set(all.map(({ account_id }) => account_id))]
    for (const account_ids of [[one], [two, one]]) {
      const { data } = await emulator.api.transactionsGet({
        access_token,
        ...always,
        options: { account_ids, count: 500 },
      })
      const expected = all.filter(({ account_id }) => account_ids.includes(account_id))
      expect(data.total_transactions).toBe(expected.length)
      expect(data.transactions).toEqual(expected.slice(0, 500))
      expect(data.accounts.map(({ account_id }) => account_id).sort()).toEqual([...account_ids].sort())
    }
    const unknown = emulator.api.transactionsGet({
      access_token,
      ...always,
      options: { account_ids: [one, 'nobody'] },
    })
    expect(await plaidErrorOf(unknown)).toMatchObject({
      status: 400,
      type: 'INVALID_INPUT',
      code: 'INVALID_ACCOUNT_ID',
    })
  })

  it('begins Transactions for an Item without them, with the days of the first call and no others', async () => {
    const { access_token } = await link(emulator, { institution: 'ins_117650', products: [Products.Auth] })
    const first = emulator.api.transactionsGet({ access_token, ...always, options: { days_requested: 20 } })
    expect((await plaidErrorOf(first)).code).toBe('PRODUCT_NOT_READY')
    emulator.wait(3)
    const { data } = await emulator.api.transactionsGet({
      access_token,
      ...always,
      options: { days_requested: 700, count: 500 },
    })
    expect(data.transactions.length).toBeGreaterThan(10)
    expect(data.transactions.every(({ date }) => date >= '2026-02-13')).toBe(true)
    expect(data.item.products).toContain('transactions')
  })

  it('gives the original line and the first taxonomy where asked', async () => {
    const { access_token } = await ready()
    const { data } = await emulator.api.transactionsGet({
      access_token,
      ...always,
      options: { include_original_description: true, personal_finance_category_version: 'v1' as never },
    })
    expect(data.transactions.every(({ original_description: line }) => typeof line === 'string')).toBe(true)
    expect(
      data.transactions.every(({ personal_finance_category: category }) => category?.version === 'v1'),
    ).toBe(true)
  })

  it('serves a connector that pages by offset until a page is empty, and one that asks for fresh balances', async () => {
    const { access_token } = await ready()
    const seen: unknown[] = []
    for (let next: number | null = null; ; next = seen.length) {
      const { status, body } = await emulator.post('/transactions/get', {
        ...keys,
        client_id: 'client',
        access_token,
        start_date: '2025-01-01',
        end_date: '2026-03-04',
        options: { offset: next },
      })
      expect(status).toBe(200)
      const rows = Array.isArray(body.transactions) ? body.transactions : []
      if (rows.length === 0) break
      seen.push(...rows)
    }
    expect(new Set(seen.map((row) => Object(row).transaction_id)).size).toBe(
      (await fold(emulator, access_token)).size,
    )
    for (const row of seen) {
      expect(row).toMatchObject({
        account_id: expect.any(String),
        amount: expect.any(Number),
        iso_currency_code: 'USD',
        name: expect.any(String),
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      })
      expect(row).toHaveProperty('category')
    }
    const { data } = await emulator.api.accountsBalanceGet({
      access_token,
      options: { min_last_updated_datetime: '2025-01-01T00:00:00Z' },
    })
    expect(data.accounts.length).toBeGreaterThan(0)
    expect(data.accounts.every(({ balances }) => typeof balances.current === 'number')).toBe(true)
  })

  it('refuses what does not fit, by name', async () => {
    const { access_token } = await ready()
    const refused = async (change: object) => {
      const { status, body } = await emulator.post('/transactions/get', {
        ...keys,
        client_id: 'client',
        access_token,
        ...always,
        ...change,
      })
      return [status, body.error_type, body.error_code, body.error_message]
    }
    const invalid = [400, 'INVALID_REQUEST']
    expect(await refused({ start_date: undefined, end_date: undefined })).toEqual([
      ...invalid,
      'MISSING_FIELDS',
      'the following required fields are missing: start_date, end_date',
    ])
    expect(await refused({ options: { colour: 1 } })).toEqual([
      ...invalid,
      'UNKNOWN_FIELDS',
      'the following fields are not recognized by this endpoint: options.colour',
    ])
    for (const [change, message] of [
      [{ start_date: '2026/01/01' }, 'start_date must be a date in the format YYYY-MM-DD'],
      [{ end_date: '2026-02-30' }, 'end_date must be a date in the format YYYY-MM-DD'],
      [{ start_date: '2026-02-02', end_date: '2026-02-01' }, 'start_date must not be after end_date'],
      [{ options: { count: 0 } }, 'options.count must be greater than or equal to 1'],
      [{ options: { count: 501 } }, 'options.count must be less than or equal to 500'],
      [{ options: { offset: -1 } }, 'options.offset must be greater than or equal to 0'],
      [{ options: { days_requested: 731 } }, 'options.days_requested must be less than or equal to 730'],
      [
        { options: { personal_finance_category_version: 'v3' } },
        'options.personal_finance_category_version must be one of: v1, v2',
      ],
    ] as const) {
      expect(await refused(change)).toEqual([...invalid, 'INVALID_FIELD', message])
    }
  })

  it('fails while the bank wants a new login, and for tokens that are wrong, foreign or removed', async () => {
    const { access_token } = await ready()
    const get = (token: string, client = 'client') =>
      plaidErrorOf(emulator.clientFor(client).transactionsGet({ access_token: token, ...always }))
    expect((await get('access-sandbox-nonsense')).code).toBe('INVALID_ACCESS_TOKEN')
    expect((await get(access_token, 'somebody else')).code).toBe('INVALID_ACCESS_TOKEN')
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect(await get(access_token)).toMatchObject({
      status: 400,
      type: 'ITEM_ERROR',
      code: 'ITEM_LOGIN_REQUIRED',
    })
    await emulator.api.itemRemove({ access_token })
    expect((await get(access_token)).code).toBe('ITEM_NOT_FOUND')
  })
})
