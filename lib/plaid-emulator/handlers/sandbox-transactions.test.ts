import type { CustomSandboxTransaction } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'
import { link, pages } from '../transactions-testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

async function ready(options: Parameters<typeof link>[1] = {}) {
  const linked = await link(emulator, { username: 'user_transactions_dynamic', ...options })
  emulator.wait(3)
  return linked
}

const lunch: CustomSandboxTransaction = {
  date_transacted: '2026-03-02',
  date_posted: '2026-03-03',
  amount: 12.34,
  description: 'Corner Bistro',
}

describe('/sandbox/transactions/create', () => {
  it('writes transactions into the depository account, which the next sync adds and the balance shows', async () => {
    const { access_token } = await ready()
    const { cursor } = await pages(emulator, access_token)
    const balance = async () => {
      const { data } = await emulator.api.accountsGet({ access_token })
      const account = data.accounts.find(({ type }) => type === 'depository')
      return { id: account?.account_id, cents: Math.round((account?.balances.current ?? 0) * 100) }
    }
    const before = await balance()
    await emulator.api.sandboxTransactionsCreate({
      access_token,
      transactions: [lunch, { ...lunch, amount: -100.5, description: 'Refund', iso_currency_code: 'USD' }],
    })
    const run = await pages(emulator, access_token, cursor)
    const added = run.pages.flatMap((page) => page.added)
    const rows = added.filter(({ name }) => name === 'Corner Bistro' || name === 'Refund')
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({
        account_id: before.id,
        pending: false,
        pending_transaction_id: null,
        authorized_date: '2026-03-02',
        date: '2026-03-03',
        iso_currency_code: 'USD',
      })
    }
    expect(rows.map(({ amount }) => amount).sort()).toEqual([-100.5, 12.34])
    const moved = added
      .filter(({ account_id, pending }) => account_id === before.id && !pending)
      .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
    expect(before.cents - (await balance()).cents).toBe(moved)
  })

  it('acts like a refresh: what was pending posts, and the webhooks say so', async () => {
    const { access_token } = await ready({ webhook: emulator.webhookUrl })
    const first = await pages(emulator, access_token)
    const pending = first.pages.flatMap(({ added }) => added.filter((row) => row.pending))
    expect(pending.length).toBeGreaterThan(0)
    await emulator.codes()
    const told = emulator.webhooks.length
    await emulator.api.sandboxTransactionsCreate({ access_token, transactions: [lunch] })
    const run = await pages(emulator, access_token, first.cursor)
    const removed = run.pages.flatMap((page) => page.removed.map(({ transaction_id }) => transaction_id))
    expect(removed.sort()).toEqual(pending.map(({ transaction_id }) => transaction_id).sort())
    const codes = (await emulator.codes()).slice(told)
    for (const code of ['DEFAULT_UPDATE', 'TRANSACTIONS_REMOVED', 'SYNC_UPDATES_AVAILABLE']) {
      expect(codes).toContain(code)
    }
  })

  it('takes at most ten transactions, dated within the last fourteen days', async () => {
    const { access_token } = await ready()
    const refused = async (transactions: unknown) => {
      const { status, body } = await emulator.post('/sandbox/transactions/create', {
        client_id: 'client',
        secret: 'secret',
        access_token,
        transactions,
      })
      return [status, body.error_code, body.error_message]
    }
    for (const [transactions, message] of [
      [Array.from({ length: 11 }, () => lunch), 'transactions must have at most 10 elements'],
      [[], 'transactions must not be empty'],
      [[{ ...lunch, amount: '12' }], 'transactions.0.amount must be a number'],
      [[{ ...lunch, amount: 1e300 }], 'transactions.0.amount must be less than or equal to 100000000000'],
      [
        [{ ...lunch, amount: -1e300 }],
        'transactions.0.amount must be greater than or equal to -100000000000',
      ],
      [
        [{ ...lunch, date_posted: '2026-02-31' }],
        'transactions.0.date_posted must be a date in the format YYYY-MM-DD',
      ],
      [[{ ...lunch, amount: 1.005 }], 'transactions.0.amount must have at most 2 decimals'],
      [
        [lunch, { ...lunch, date_posted: '2026-03-05' }],
        'transactions.1.date_posted must be today or at most 14 days in the past',
      ],
      [
        [{ ...lunch, date_transacted: '2026-02-17' }],
        'transactions.0.date_transacted must be today or at most 14 days in the past',
      ],
      [
        [{ ...lunch, date_posted: '2026-03-01' }],
        'transactions.0.date_posted must not be before date_transacted',
      ],
      [
        [{ ...lunch, date_posted: 'yesterday' }],
        'transactions.0.date_posted must be a date in the format YYYY-MM-DD',
      ],
      [
        [{ ...lunch, iso_currency_code: 'EUR' }],
        'transactions.0.iso_currency_code must be the currency of the account, USD',
      ],
    ] as const) {
      expect(await refused(transactions)).toEqual([400, 'INVALID_FIELD', message])
    }
    expect(await refused([{ amount: 1 }])).toEqual([
      400,
      'MISSING_FIELDS',
      'the following required fields are missing: transactions.0.date_transacted, transactions.0.date_posted, transactions.0.description',
    ])
    expect((await refused([{ ...lunch, colour: 1 }]))[1]).toBe('UNKNOWN_FIELDS')
    const ten = Array.from({ length: 10 }, () => ({ ...lunch, date_transacted: '2026-02-18' }))
    expect((await emulator.api.sandboxTransactionsCreate({ access_token, transactions: ten })).status).toBe(
      200,
    )
  })

  it('refuses an amount whose satoshis no whole number can hold, and the Item goes on', async () => {
    const { access_token } = await ready({ institution: 'ins_900002' })
    const line = { ...lunch, amount: 9e10 }
    const refused = emulator.api.sandboxTransactionsCreate({ access_token, transactions: [line] })
    expect(await plaidErrorOf(refused)).toMatchObject({
      code: 'INVALID_FIELD',
      message: 'transactions.0.amount is more than any account here can hold',
    })
    expect((await emulator.api.accountsGet({ access_token })).status).toBe(200)
  })

  it('keeps the text of a line, whatever signs it is made of', async () => {
    const { access_token } = await ready()
    const { cursor } = await pages(emulator, access_token)
    const lines = ['\u0001', '"\\ \u2028 Ärger \u{1F4B8}', '__proto__']
    await emulator.api.sandboxTransactionsCreate({
      access_token,
      transactions: lines.map((description) => ({ ...lunch, description })),
    })
    const run = await pages(emulator, access_token, cursor)
    const names = run.pages.flatMap(({ added }) => added.map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(lines))
  })

  it('is for that one user, and not while the bank wants a new login', async () => {
    const other = await ready({ username: 'user_good' })
    const call = (access_token: string) =>
      plaidErrorOf(emulator.api.sandboxTransactionsCreate({ access_token, transactions: [lunch] }))
    expect(await call(other.access_token)).toMatchObject({ status: 400, code: 'INVALID_FIELD' })
    expect((await call('access-sandbox-x')).code).toBe('INVALID_ACCESS_TOKEN')
    const { access_token } = await ready()
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect((await call(access_token)).code).toBe('ITEM_LOGIN_REQUIRED')
  })
})
