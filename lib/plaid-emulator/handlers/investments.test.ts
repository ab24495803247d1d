import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const investments = [Products.Investments]
const twoYears = { start_date: '2024-03-05', end_date: '2026-03-04' }
const cents = (amount: number) => Math.round(amount * 100)

describe('/investments/holdings/get', () => {
  it.each(['ins_109508', 'ins_109512'])(
    'adds up to what the accounts of %s are worth',
    async (institution) => {
      const { access_token } = await linkedItem(emulator, { institution, products: investments })
      const { data } = await emulator.api.investmentsHoldingsGet({ access_token })
      const shown = await emulator.api.accountsGet({ access_token })
      for (const account of data.accounts) {
        expect(account.type).toBe('investment')
        const own = data.holdings.filter(({ account_id }) => account_id === account.account_id)
        expect(own.length).toBeGreaterThanOrEqual(3)
        const worth = own.reduce((sum, { institution_value }) => sum + cents(institution_value), 0)
        expect(worth).toBe(cents(account.balances.current ?? 0))
        const same = shown.data.accounts.find(({ account_id }) => account_id === account.account_id)
        expect(same?.balances.current).toBe(account.balances.current)
      }
      const named = new Set(data.securities.map(({ security_id }) => security_id))
      expect(named.size).toBe(data.securities.length)
      for (const { security_id, quantity, institution_price, institution_value } of data.holdings) {
        expect(named.has(security_id)).toBe(true)
        expect(Math.abs(quantity * institution_price - institution_value)).toBeLessThan(0.006)
      }
    },
  )

  it('keeps shares, a fund, coins and cash at the broker', async () => {
    const { access_token } = await linkedItem(emulator, { institution: 'ins_109512', products: investments })
    const { data } = await emulator.api.investmentsHoldingsGet({ access_token })
    const types = data.securities.map(({ type }) => type)
    expect(new Set(types)).toEqual(new Set(['etf', 'equity', 'cryptocurrency', 'cash']))
  })

  it('shows what a custom user holds', async () => {
    const security = { ticker_symbol: 'PLAID', name: 'Stock 1', currency: 'USD' }
    const { access_token } = await linkedItem(emulator, {
      products: investments,
      username: 'user_custom',
      password: JSON.stringify({
        override_accounts: [
          {
            type: 'investment',
            subtype: 'brokerage',
            starting_balance: 100,
            holdings: [
              {
                institution_price: 1.11,
                institution_price_as_of: '2026-03-01',
                quantity: 3,
                cost_basis: 2,
                currency: 'USD',
                security,
              },
            ],
            investment_transactions: [
              {
                date: '2026-02-01',
                name: 'buy stock',
                quantity: 3,
                price: 0.5,
                fees: 0.5,
                type: 'buy',
                currency: 'USD',
                security,
              },
            ],
          },
        ],
      }),
    })
    const { data } = await emulator.api.investmentsHoldingsGet({ access_token })
    expect(data.holdings).toMatchObject([{ institution_value: 3.33, quantity: 3, cost_basis: 2 }])
    expect(data.securities).toMatchObject([{ ticker_symbol: 'PLAID', close_price: 1.11 }])
    const rows = await emulator.api.investmentsTransactionsGet({ access_token, ...twoYears })
    expect(rows.data.investment_transactions).toMatchObject([
      { name: 'buy stock', amount: 2, fees: 0.5, type: 'buy', security_id: data.securities[0]?.security_id },
    ])
  })

  it('refuses accounts that it does not know, banks without it and people who share no such account', async () => {
    const { access_token } = await linkedItem(emulator, { products: investments })
    const unknown = emulator.api.investmentsHoldingsGet({ access_token, options: { account_ids: ['x'] } })
    expect((await plaidErrorOf(unknown)).code).toBe('INVALID_ACCOUNT_ID')
    const without = await linkedItem(emulator, { institution: 'ins_43' })
    const call = emulator.api.investmentsHoldingsGet({ access_token: without.access_token })
    expect(await plaidErrorOf(call)).toMatchObject({ type: 'ITEM_ERROR', code: 'PRODUCTS_NOT_SUPPORTED' })
    const saver = await linkedItem(emulator, {
      products: investments,
      username: 'user_custom',
      password: JSON.stringify({ override_accounts: [{ type: 'depository', subtype: 'savings' }] }),
    })
    const none = emulator.api.investmentsHoldingsGet({ access_token: saver.access_token })
    expect(await plaidErrorOf(none)).toMatchObject({ type: 'ITEM_ERROR', code: 'NO_INVESTMENT_ACCOUNTS' })
  })
})

describe('/investments/transactions/get', () => {
  it('gives every row of the days once, newest first, whatever the size of the pages', async () => {
    const { access_token } = await linkedItem(emulator, { products: investments })
    const whole = await emulator.api.investmentsTransactionsGet({
      access_token,
      ...twoYears,
      options: { count: 500 },
    })
    const rows = whole.data.investment_transactions
    expect(rows.length).toBe(whole.data.total_investment_transactions)
    expect(rows.length).toBeGreaterThan(100)
    const dates = rows.map(({ date }) => date)
    expect(dates).toEqual(dates.toSorted().reverse())
    const ids: string[] = []
    for (let offset = 0; offset < rows.length; offset += 97) {
      const page = await emulator.api.investmentsTransactionsGet({
        access_token,
        ...twoYears,
        options: { count: 97, offset },
      })
      ids.push(...page.data.investment_transactions.map((row) => row.investment_transaction_id))
    }
    expect(ids).toEqual(rows.map((row) => row.investment_transaction_id))
    const few = await emulator.api.investmentsTransactionsGet({ access_token, ...twoYears })
    expect(few.data.investment_transactions).toHaveLength(100)
  })

  it('buys for what it says: quantity times price and fees, with money out positive', async () => {
    const { access_token } = await linkedItem(emulator, { institution: 'ins_109512', products: investments })
    const { data } = await emulator.api.investmentsTransactionsGet({
      access_token,
      ...twoYears,
      options: { count: 500 },
    })
    const rows = data.investment_transactions
    expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['buy', 'sell', 'cash']))
    for (const { type, subtype, quantity, price, amount, fees } of rows) {
      if (type === 'cash') expect([quantity, Math.sign(amount)]).toEqual([0, -1])
      else expect(Math.abs(quantity * price + (fees ?? 0) - amount)).toBeLessThan(0.006)
      expect(['buy', 'sell', 'dividend', 'interest']).toContain(subtype)
    }
    expect(rows.some(({ fees }) => fees === 1.49)).toBe(true)
  })

  it('takes its time where the client does not wait, and tells when it is done', async () => {
    const own = await startTestEmulator()
    const { access_token } = await linkedItem(own, { products: investments, webhook: own.webhookUrl })
    const ask = () =>
      own.api.investmentsTransactionsGet({ access_token, ...twoYears, options: { async_update: true } })
    expect(await plaidErrorOf(ask())).toMatchObject({ type: 'ITEM_ERROR', code: 'PRODUCT_NOT_READY' })
    expect((await own.api.investmentsTransactionsGet({ access_token, ...twoYears })).status).toBe(200)
    await own.control('/clock/advance', { seconds: 10 })
    expect((await ask()).data.total_investment_transactions).toBeGreaterThan(100)
    await own.codes()
    const told = own.webhooks.map(({ body }) => [body.webhook_type, body.webhook_code])
    expect(told).toContainEqual(['INVESTMENTS_TRANSACTIONS', 'HISTORICAL_UPDATE'])
    await own.stop()
  })

  it.each([
    ['no days', {}, 'MISSING_FIELDS'],
    ['days that are none', { start_date: '2026-02-30', end_date: '2026-03-01' }, 'INVALID_FIELD'],
    ['days the wrong way round', { start_date: '2026-03-02', end_date: '2026-03-01' }, 'INVALID_FIELD'],
    ['too large a page', { ...twoYears, options: { count: 501 } }, 'INVALID_FIELD'],
    ['an empty page', { ...twoYears, options: { count: 0 } }, 'INVALID_FIELD'],
    ['a page before the first', { ...twoYears, options: { offset: -1 } }, 'INVALID_FIELD'],
    ['an unknown option', { ...twoYears, options: { colour: 1 } }, 'UNKNOWN_FIELDS'],
    ['an unknown account', { ...twoYears, options: { account_ids: ['x'] } }, 'INVALID_ACCOUNT_ID'],
  ])('refuses %s', async (_what, body, code) => {
    const { access_token } = await linkedItem(emulator, { products: investments })
    const request = { client_id: 'client', secret: 'secret', access_token, ...body }
    expect((await emulator.post('/investments/transactions/get', request)).body.error_code).toBe(code)
  })
})

describe('/investments/refresh', () => {
  it('looks at the broker out of turn, and tells what it finds', async () => {
    const own = await startTestEmulator({ startAt: '2026-03-04T15:00:00Z' })
    const { access_token } = await linkedItem(own, { products: investments, webhook: own.webhookUrl })
    await own.control('/clock/advance', { seconds: 10 })
    const before = await own.api.investmentsHoldingsGet({ access_token })
    own.wait(6 * 3600 + 1800)
    await own.api.investmentsRefresh({ access_token })
    const after = await own.api.investmentsHoldingsGet({ access_token })
    expect(before.data.holdings[0]?.institution_price_as_of).toBe('2026-03-03')
    expect(after.data.holdings[0]?.institution_price_as_of).toBe('2026-03-04')
    await own.codes()
    const told = own.webhooks.find(({ body }) => body.webhook_type === 'HOLDINGS')
    expect(told?.body).toMatchObject({ webhook_code: 'DEFAULT_UPDATE', new_holdings: 0, error: null })
    await own.stop()
  })

  it('needs the product and an Item in order', async () => {
    const { access_token } = await linkedItem(emulator)
    expect((await plaidErrorOf(emulator.api.investmentsRefresh({ access_token }))).code).toBe(
      'ADDITIONAL_CONSENT_REQUIRED',
    )
    const none = await emulator.post('/investments/refresh', { client_id: 'a', secret: 'b' })
    expect(none.body.error_code).toBe('MISSING_FIELDS')
  })
})
