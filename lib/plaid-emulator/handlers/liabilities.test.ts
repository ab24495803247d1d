import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const products = [Products.Transactions, Products.Liabilities]

async function liabilitiesAt(institution: string) {
  const { access_token } = await linkedItem(emulator, { institution, products })
  const { data } = await emulator.api.liabilitiesGet({ access_token })
  return { access_token, accounts: data.accounts, ...data.liabilities }
}

describe('/liabilities/get', () => {
  it('agrees with the movements of the card and of the loan', async () => {
    const own = await startTestEmulator()
    const { access_token } = await linkedItem(own, { products })
    await own.control('/clock/advance', { seconds: 10 })
    const { data } = await own.api.liabilitiesGet({ access_token })
    const rows = []
    for (let cursor = '', more = true; more; ) {
      const page = await own.api.transactionsSync({ access_token, cursor, count: 500 })
      rows.push(...page.data.added)
      cursor = page.data.next_cursor
      more = page.data.has_more
    }
    await own.stop()
    for (const debt of [...(data.liabilities.credit ?? []), ...(data.liabilities.student ?? [])]) {
      const payment = rows
        .filter(
          ({ account_id, amount, personal_finance_category }) =>
            account_id === debt.account_id &&
            amount < 0 &&
            personal_finance_category?.primary === 'LOAN_PAYMENTS',
        )
        .toSorted((left, right) => (left.date < right.date ? 1 : -1))[0]
      expect(payment?.amount).toBe(-(debt.last_payment_amount ?? 0))
      expect(payment?.date).toBe(debt.last_payment_date)
      expect(debt.is_overdue).toBe(false)
      expect((debt.last_statement_issue_date ?? '') < '2026-03-04').toBe(true)
      expect((debt.next_payment_due_date ?? '') > '2026-03-04').toBe(true)
      expect(debt.minimum_payment_amount).toBeGreaterThan(0)
    }
    const [student] = data.liabilities.student ?? []
    const interest = rows
      .filter(
        ({ account_id, amount, date }) =>
          account_id === student?.account_id && amount > 0 && date >= '2026-01-01',
      )
      .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
    expect(Math.round((student?.ytd_interest_paid ?? 0) * 100)).toBe(interest)
  })

  it('says of a card what its purchases cost, and asks for no more than the statement', async () => {
    const { credit, mortgage, student } = await liabilitiesAt('ins_109508')
    expect(credit?.[0]?.aprs[0]).toMatchObject({ apr_type: 'purchase_apr', apr_percentage: 12.5 })
    expect(credit?.[0]?.minimum_payment_amount).toBeLessThanOrEqual(credit?.[0]?.last_statement_balance ?? 0)
    expect(student?.[0]).toMatchObject({
      interest_rate_percentage: 5.2,
      loan_status: { type: 'repayment' },
      repayment_plan: { type: 'standard' },
    })
    expect(mortgage).toBeNull()
  })

  it('tells a mortgage from its beginning to its end', async () => {
    const { mortgage, accounts } = await liabilitiesAt('ins_109511')
    const [home] = mortgage ?? []
    const owed = accounts.find(({ account_id }) => account_id === home?.account_id)?.balances.current ?? 0
    expect(home).toMatchObject({
      loan_term: '30 year',
      interest_rate: { percentage: 4.1, type: 'fixed' },
      past_due_amount: 0,
      property_address: { country: 'US' },
    })
    expect(home?.origination_principal_amount).toBeGreaterThan(owed)
    expect((home?.origination_date ?? '') < (home?.maturity_date ?? '')).toBe(true)
    expect(home?.next_payment_due_date).toBe('2026-04-01')
  })

  it('tells an auto loan', async () => {
    const { loan, credit } = await liabilitiesAt('ins_109509')
    expect(credit).toBeNull()
    expect(loan).toMatchObject([{ interest_rate: { percentage: 6.1 }, payment_frequency: 'monthly' }])
  })

  it('shows what a custom user says of a debt', async () => {
    const { access_token } = await linkedItem(emulator, {
      products: [Products.Liabilities],
      username: 'user_custom',
      password: JSON.stringify({
        override_accounts: [
          {
            type: 'credit',
            subtype: 'credit card',
            starting_balance: 120,
            liability: {
              type: 'credit',
              purchase_apr: 12.9,
              cash_apr: 15.24,
              is_overdue: true,
              minimum_payment_amount: 20,
            },
          },
        ],
      }),
    })
    const { data } = await emulator.api.liabilitiesGet({ access_token })
    const [card] = data.liabilities.credit ?? []
    expect(card).toMatchObject({ is_overdue: true, minimum_payment_amount: 20 })
    expect(card?.aprs.map(({ apr_percentage }) => apr_percentage)).toEqual([12.9, 12.9, 15.24])
  })

  it('gives only the accounts asked for, and refuses ones it does not know', async () => {
    const { access_token, student } = await liabilitiesAt('ins_109508')
    const wanted = student?.[0]?.account_id ?? ''
    const { data } = await emulator.api.liabilitiesGet({ access_token, options: { account_ids: [wanted] } })
    expect(data.accounts.map(({ account_id }) => account_id)).toEqual([wanted])
    expect(data.liabilities.credit).toBeNull()
    const none = emulator.api.liabilitiesGet({ access_token, options: { account_ids: ['x'] } })
    expect((await plaidErrorOf(none)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it('is not to be had where nothing can be owed, is owed, or was agreed to', async () => {
    const british = await linkedItem(emulator, { institution: 'ins_117650' })
    const unsupported = emulator.api.liabilitiesGet({ access_token: british.access_token })
    expect((await plaidErrorOf(unsupported)).code).toBe('PRODUCTS_NOT_SUPPORTED')
    const saver = await linkedItem(emulator, {
      products: [Products.Liabilities],
      username: 'user_custom',
      password: JSON.stringify({ override_accounts: [{ type: 'depository', subtype: 'savings' }] }),
    })
    const none = emulator.api.liabilitiesGet({ access_token: saver.access_token })
    expect(await plaidErrorOf(none)).toMatchObject({ type: 'ITEM_ERROR', code: 'NO_LIABILITY_ACCOUNTS' })
    const plain = await linkedItem(emulator)
    const call = emulator.api.liabilitiesGet({ access_token: plain.access_token })
    expect((await plaidErrorOf(call)).code).toBe('ADDITIONAL_CONSENT_REQUIRED')
  })

  it('tells of new debts once, and of payments and statements when they come', async () => {
    const own = await startTestEmulator()
    const { access_token } = await linkedItem(own, {
      products: [Products.Liabilities],
      webhook: own.webhookUrl,
    })
    const { data } = await own.api.liabilitiesGet({ access_token })
    const card = data.liabilities.credit?.[0]?.account_id ?? ''
    for (let day = 0; day < 4; day += 1) await own.control('/clock/advance', { seconds: 86_400 })
    await own.codes()
    const told = own.webhooks
      .map(({ body }) => body)
      .filter(({ webhook_type }) => webhook_type === 'LIABILITIES')
    expect(told).toHaveLength(2)
    expect(told[0]?.account_ids_with_new_liabilities).toContain(card)
    expect(told[1]?.account_ids_with_updated_liabilities).toMatchObject({
      [card]: expect.arrayContaining(['last_payment_amount', 'last_payment_date']),
    })
    await own.stop()
  })
})
