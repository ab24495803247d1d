import type { Transaction, TransactionStream } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'
import { fold, link } from '../transactions-testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

async function ready(options: Parameters<typeof link>[1] = {}) {
  const linked = await link(emulator, options)
  emulator.wait(3)
  return linked
}

async function streamsOf(access_token: string) {
  const { data } = await emulator.api.transactionsRecurringGet({ access_token })
  return { ...data, all: [...data.inflow_streams, ...data.outflow_streams] }
}

const detailed = (stream: TransactionStream) => stream.personal_finance_category?.detailed

describe('/transactions/recurring/get', () => {
  it('finds pay, rent, bills and subscriptions of a household, and none of its shopping', async () => {
    const { access_token } = await ready()
    const { inflow_streams, outflow_streams } = await streamsOf(access_token)
    expect(inflow_streams.map(detailed)).toContain('INCOME_SALARY')
    for (const category of [
      'RENT_AND_UTILITIES_RENT',
      'RENT_AND_UTILITIES_INTERNET_AND_CABLE',
      'RENT_AND_UTILITIES_TELEPHONE',
      'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY',
      'GENERAL_SERVICES_INSURANCE',
      'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
      'ENTERTAINMENT_TV_AND_MOVIES',
    ]) {
      expect(outflow_streams.map(detailed)).toContain(category)
    }
    const ledger = await fold(emulator, access_token)
    const shopping = outflow_streams.filter(({ transaction_ids }) =>
      transaction_ids.some((id) => ledger.get(id)?.payment_channel === 'in store'),
    )
    expect(shopping).toEqual([])
  })

  it('tells of each stream what its own transactions say', async () => {
    const { access_token } = await ready()
    const ledger = await fold(emulator, access_token)
    const { all, inflow_streams } = await streamsOf(access_token)
    expect(all.length).toBeGreaterThan(8)
    expect(new Set(all.map(({ stream_id }) => stream_id)).size).toBe(all.length)
    for (const stream of all) {
      const rows = stream.transaction_ids.flatMap((id): Transaction[] => {
        const row = ledger.get(id)
        return row === undefined ? [] : [row]
      })
      expect(rows).toHaveLength(stream.transaction_ids.length)
      expect(rows.every(({ pending, account_id }) => !pending && account_id === stream.account_id)).toBe(true)
      const dates = rows.map(({ date }) => date)
      expect(dates).toEqual([...dates].sort())
      expect([stream.first_date, stream.last_date]).toEqual([dates[0], dates.at(-1)])
      expect(stream.last_amount).toEqual({
        amount: rows.at(-1)?.amount,
        iso_currency_code: 'USD',
        unofficial_currency_code: null,
      })
      const cents = rows.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
      expect(stream.average_amount.amount).toBe(Math.round(cents / rows.length) / 100)
      expect(inflow_streams.includes(stream)).toBe((stream.last_amount.amount ?? 0) < 0)
      expect(stream.stream_id).toMatch(/^[A-Za-z0-9]{37}$/)
      expect(stream).toMatchObject({ is_user_modified: false })
      expect(stream.category_id === null).toBe(stream.category === null)
    }
  })

  it('expects the next payment on its usual day, and finds it there', async () => {
    const { access_token } = await ready()
    const rent = async () =>
      (await streamsOf(access_token)).all.find((stream) => detailed(stream) === 'RENT_AND_UTILITIES_RENT')
    const before = await rent()
    expect(before).toMatchObject({
      frequency: 'MONTHLY',
      status: 'MATURE',
      is_active: true,
      last_date: '2026-03-01',
      predicted_next_date: '2026-04-01',
    })
    emulator.wait(29 * 86_400)
    const after = await rent()
    expect(after?.stream_id).toBe(before?.stream_id)
    expect(after?.last_date).toBe('2026-04-01')
    expect(after?.predicted_next_date).toBe('2026-05-01')
    expect(after?.transaction_ids).toEqual([
      ...(before?.transaction_ids ?? []),
      after?.transaction_ids.at(-1),
    ])
  })

  it('keeps to the accounts that are asked for, and knows no others', async () => {
    const { access_token } = await ready()
    const { all } = await streamsOf(access_token)
    const account = all[0]?.account_id ?? ''
    const { data } = await emulator.api.transactionsRecurringGet({ access_token, account_ids: [account] })
    expect([...data.inflow_streams, ...data.outflow_streams]).toEqual(
      all.filter(({ account_id }) => account_id === account),
    )
    const unknown = emulator.api.transactionsRecurringGet({ access_token, account_ids: ['nobody'] })
    expect((await plaidErrorOf(unknown)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it('gives the first taxonomy where asked', async () => {
    const { access_token } = await ready()
    const { data } = await emulator.api.transactionsRecurringGet({
      access_token,
      options: { personal_finance_category_version: 'v1' as never },
    })
    expect(data.personal_finance_category_version).toBe('v1')
    expect(data.inflow_streams.map(detailed)).toContain('INCOME_WAGES')
  })

  it('is not ready until the whole history is there', async () => {
    const { access_token } = await link(emulator)
    emulator.wait(1)
    const early = emulator.api.transactionsRecurringGet({ access_token })
    expect(await plaidErrorOf(early)).toMatchObject({
      status: 400,
      type: 'ITEM_ERROR',
      code: 'PRODUCT_NOT_READY',
    })
  })

  it('is told of by a webhook when streams change, once somebody has asked for them', async () => {
    const [asked, other] = [
      await ready({ webhook: emulator.webhookUrl }),
      await ready({ webhook: emulator.webhookUrl }),
    ]
    const { all } = await streamsOf(asked.access_token)
    const told = async () => {
      for (const { access_token } of [asked, other]) await emulator.api.accountsGet({ access_token })
      await emulator.codes()
      return emulator.webhooks
        .map(({ body }) => body)
        .filter(({ webhook_code }) => webhook_code === 'RECURRING_TRANSACTIONS_UPDATE')
    }
    expect(await told()).toEqual([])
    emulator.wait(31 * 86_400)
    const [update, ...more] = await told()
    expect(more).toEqual([])
    expect(update).toMatchObject({ webhook_type: 'TRANSACTIONS', item_id: asked.item_id })
    const accounts: string[] = Object(update).account_ids
    expect(accounts.length).toBeGreaterThan(0)
    expect(all.map(({ account_id }) => account_id)).toEqual(expect.arrayContaining(accounts))
    expect(await told()).toHaveLength(1)
  })

  it('refuses what does not fit, and what the Item or its bank refuse', async () => {
    const { access_token } = await ready()
    const refused = async (body: object) =>
      (await emulator.post('/transactions/recurring/get', { client_id: 'client', secret: 's', ...body })).body
    expect(await refused({})).toMatchObject({
      error_code: 'MISSING_FIELDS',
      error_message: 'the following required fields are missing: access_token',
    })
    expect(await refused({ access_token, count: 3 })).toMatchObject({ error_code: 'UNKNOWN_FIELDS' })
    expect(await refused({ access_token, account_ids: 'all' })).toMatchObject({
      error_code: 'INVALID_FIELD',
      error_message: 'account_ids must be an array',
    })
    expect(await refused({ access_token: 'access-sandbox-x' })).toMatchObject({
      error_code: 'INVALID_ACCESS_TOKEN',
    })
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect(await refused({ access_token })).toMatchObject({ error_code: 'ITEM_LOGIN_REQUIRED' })
  })
})
