import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from './testing'
import { fold, getAll, link, sorted } from './transactions-testing'

// The banks that tell one household's life together, as a client of Plaid sees them.

const startAt = '2026-11-21T10:00:00Z'
let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator({ startAt })
})
afterAll(() => emulator.stop())

const home = { institution: 'ins_900003', products: [Products.Transactions, Products.Liabilities] }
const broker = { institution: 'ins_900004', products: [Products.Transactions, Products.Investments] }
const banks = [home, broker, { institution: 'ins_900005' }, { institution: 'ins_900006' }]

async function linked(options: Parameters<typeof link>[1], at: TestEmulator = emulator) {
  const { access_token } = await link(at, options)
  at.wait(5)
  return access_token
}

const cents = (amount: number | null | undefined) => Math.round((amount ?? 0) * 100)

describe('the banks of one household', () => {
  it.each(banks)(
    '$institution tells the same through /transactions/sync and /transactions/get',
    async (bank) => {
      const access_token = await linked(bank)
      const ledger = await fold(emulator, access_token)
      const { rows, totals } = await getAll(emulator, access_token)
      expect(new Set(totals)).toEqual(new Set([ledger.size]))
      const fromGet = new Map(rows.map((row) => [row.transaction_id, row]))
      for (const row of sorted(ledger)) {
        const { amount, date, pending, account_id, iso_currency_code } = row
        expect(fromGet.get(row.transaction_id)).toMatchObject({
          amount,
          date,
          pending,
          account_id,
          iso_currency_code,
        })
        const codes = [row.iso_currency_code, row.unofficial_currency_code].filter((code) => code !== null)
        expect(codes).toHaveLength(1)
      }
    },
  )

  it('tells every emulator the same on the same day', async () => {
    const other = await startTestEmulator({ startAt })
    const told = async (at: TestEmulator) => {
      const ledger = await fold(at, await linked(home, at))
      return [...ledger.values()]
        .map(({ date, amount, name, pending }) => `${date} ${amount} ${name} ${pending}`)
        .sort()
    }
    expect(await told(other)).toEqual(await told(emulator))
    await other.stop()
  })

  it('agrees in its liabilities with its accounts and its movements', async () => {
    const access_token = await linked(home)
    const { data } = await emulator.api.liabilitiesGet({ access_token })
    const { credit, student, loan } = data.liabilities
    const rows = sorted(await fold(emulator, access_token))
    const balanceOf = (id: string | null | undefined) =>
      data.accounts.find(({ account_id }) => account_id === id)?.balances
    const lastPayment = (id: string | null | undefined) =>
      rows
        .filter(
          (row) =>
            row.account_id === id &&
            row.amount < 0 &&
            row.personal_finance_category?.primary === 'LOAN_PAYMENTS',
        )
        .toSorted((left, right) => (left.date < right.date ? 1 : -1))[0]
    const [card, study, car] = [credit?.[0], student?.[0], loan?.[0]]
    for (const debt of [card, study, car]) {
      const paid = lastPayment(debt?.account_id)
      expect(debt?.last_payment_amount).toBe(-(paid?.amount ?? 0))
      expect(debt?.last_payment_date).toBe(paid?.date)
      expect((debt?.next_payment_due_date ?? '') > startAt.slice(0, 10)).toBe(true)
      expect(balanceOf(debt?.account_id)?.current).toBeGreaterThan(0)
    }
    expect(card?.aprs.map(({ apr_type }) => apr_type)).toEqual([
      'purchase_apr',
      'balance_transfer_apr',
      'cash_apr',
    ])
    expect(card?.minimum_payment_amount).toBeGreaterThan(0)
    expect(study?.minimum_payment_amount).toBe(study?.last_payment_amount)
    expect(car?.principal_balance).toBe(balanceOf(car?.account_id)?.current)
    const limits = balanceOf(card?.account_id)
    expect(cents(limits?.current) + cents(limits?.available)).toBeLessThanOrEqual(cents(limits?.limit))
  })

  it('pays with each card payment what the statement before it asked for', async () => {
    const own = await startTestEmulator({ startAt })
    const access_token = await linked(home, own)
    const { data } = await own.api.liabilitiesGet({ access_token })
    const [card] = data.liabilities.credit ?? []
    await own.control('/clock/advance', { seconds: 17 * 86_400 })
    const rows = sorted(await fold(own, access_token))
    const paid = rows.find(
      ({ name, date }) => name === 'CASH BACK CARD AUTOPAY' && date === card?.next_payment_due_date,
    )
    expect(paid?.amount).toBe(card?.last_statement_balance)
    await own.stop()
  })

  it('holds securities of many kinds whose worth is the account’s', async () => {
    const access_token = await linked(broker)
    const { data } = await emulator.api.investmentsHoldingsGet({ access_token })
    for (const { account_id, balances } of data.accounts) {
      const worth = data.holdings
        .filter((holding) => holding.account_id === account_id)
        .reduce((sum, { institution_value }) => sum + cents(institution_value), 0)
      expect(worth).toBe(cents(balances.current))
    }
    expect(new Set(data.securities.map(({ type }) => type))).toEqual(
      new Set(['etf', 'equity', 'mutual fund', 'fixed income', 'cryptocurrency', 'cash']),
    )
    const gains = data.holdings.map(
      ({ institution_value, cost_basis }) => institution_value - (cost_basis ?? 0),
    )
    expect(gains.some((gain) => gain > 0)).toBe(true)
    expect(gains.some((gain) => gain < 0)).toBe(true)
    const request = {
      access_token,
      start_date: '2024-11-22',
      end_date: '2026-11-21',
      options: { count: 500 },
    }
    const { data: past } = await emulator.api.investmentsTransactionsGet(request)
    expect(new Set(past.investment_transactions.map(({ subtype }) => subtype))).toEqual(
      new Set(['buy', 'sell', 'deposit', 'dividend', 'dividend reinvestment', 'interest']),
    )
    const balances = (await emulator.api.accountsGet({ access_token })).data.accounts
    expect(balances.map(({ balances: { current } }) => current)).toEqual(
      expect.arrayContaining(data.accounts.map(({ balances: { current } }) => current)),
    )
  })

  it.each([
    [home, ['transactions', 'liabilities']],
    [broker, ['transactions', 'investments']],
  ])('lets itself be asked for what it has: %j', async (bank, products) => {
    const { data } = await emulator.api.itemGet({ access_token: await linked(bank) })
    expect(data.item.products).toEqual(products)
    expect(data.item.consented_products).toEqual(products)
    expect(data.item.error).toBeNull()
  })

  it('finds the streams of a life, each with its next date', async () => {
    const access_token = await linked(home)
    const { data } = await emulator.api.transactionsRecurringGet({ access_token })
    const next = new Map(
      [...data.inflow_streams, ...data.outflow_streams].map(
        (stream) => [stream.merchant_name ?? stream.description, stream.predicted_next_date ?? null] as const,
      ),
    )
    expect(Object.fromEntries(next)).toMatchObject({
      'LARKSPUR ROBOTICS PAYROLL': '2026-11-30',
      'Hawthorne Court Apartments': '2026-12-01',
      'Lumen Stream': '2026-12-16',
      'Ironwood Climbing Gym': '2026-11-14',
      'Hopscotch Backup': '2026-12-10',
      'The Morning Ledger': null,
    })
  })
})
