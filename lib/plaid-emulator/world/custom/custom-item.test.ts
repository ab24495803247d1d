import { Products, type SandboxPublicTokenCreateRequestOptions } from 'plaid'
import { afterAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../../testing'

const checking = {
  type: 'depository',
  subtype: 'checking',
  starting_balance: 1000.5,
  meta: { name: 'Household', official_name: 'Household Current', limit: 200, mask: '9X' },
  transactions: [
    {
      date_transacted: '2026-02-27',
      date_posted: '2026-03-01',
      amount: 12.34,
      description: 'CORNER GROCERY',
    },
    { date_transacted: '2026-03-03', date_posted: '2026-03-06', amount: 45, description: 'PIZZA' },
    { date_transacted: '2026-02-15', date_posted: '2026-02-15', amount: -2500, description: 'ACME PAYROLL' },
  ],
}

describe('an Item of a custom user', () => {
  const emulators: TestEmulator[] = []
  afterAll(() => Promise.all(emulators.map(({ stop }) => stop())))

  async function start(custom: object) {
    const emulator = await startTestEmulator({ startAt: '2026-03-04T15:00:00Z' })
    emulators.push(emulator)
    const options: SandboxPublicTokenCreateRequestOptions = {
      override_username: 'user_custom',
      override_password: JSON.stringify(custom),
      transactions: { days_requested: 730 },
    }
    const create = () =>
      emulator.api.sandboxPublicTokenCreate({
        institution_id: 'ins_109508',
        initial_products: [Products.Transactions],
        options,
      })
    return { emulator, create }
  }

  async function link(custom: object) {
    const { emulator, create } = await start(custom)
    const { public_token } = (await create()).data
    const { access_token } = (await emulator.api.itemPublicTokenExchange({ public_token })).data
    emulator.wait(5)
    const { accounts } = (await emulator.api.accountsGet({ access_token })).data
    const sync = (cursor = '') => emulator.api.transactionsSync({ access_token, cursor, count: 500 })
    return { emulator, access_token, accounts, sync }
  }

  it('has the accounts that were given, each in its own currency and with its own available balance', async () => {
    const { accounts } = await link({
      override_accounts: [
        checking,
        {
          type: 'credit',
          starting_balance: 90,
          meta: { limit: 500, mask: '' },
          currency: 'EUR',
          transactions: [],
        },
        {
          type: 'depository',
          subtype: 'savings',
          starting_balance: 50,
          force_available_balance: 7,
          transactions: [],
        },
        { type: 'depository', starting_balance: 5000, currency: 'JPY', has_null_available_balance: true },
        { type: 'other', starting_balance: 0.12345678, currency: 'BTC' },
        { type: 'payroll' },
      ],
    })
    expect(
      accounts.map(({ name, type, subtype, mask, balances }) => [name, type, subtype, mask, balances]),
    ).toMatchObject([
      [
        'Household',
        'depository',
        'checking',
        '9X',
        {
          current: 1000.5,
          available: 955.5,
          limit: 200,
          iso_currency_code: 'USD',
          unofficial_currency_code: null,
        },
      ],
      [
        'Credit card',
        'credit',
        'credit card',
        null,
        { current: 90, available: 410, iso_currency_code: 'EUR' },
      ],
      ['Savings', 'depository', 'savings', expect.any(String), { current: 50, available: 7 }],
      ['Checking', 'depository', 'checking', expect.any(String), { current: 5000, available: null }],
      [
        'Other',
        'other',
        'other',
        expect.any(String),
        { current: 0.12345678, unofficial_currency_code: 'BTC' },
      ],
      ['Payroll', 'other', 'payroll', expect.any(String), { current: 0 }],
    ])
  })

  it('shows a transaction as pending until its posting day, then under a new id, and only then moves the balance', async () => {
    const { emulator, access_token, sync } = await link({ override_accounts: [checking] })
    const first = (await sync()).data
    expect(
      first.added.map(({ name, amount, pending, date, authorized_date }) => [
        name,
        amount,
        pending,
        date,
        authorized_date,
      ]),
    ).toEqual([
      ['PIZZA', 45, true, '2026-03-03', '2026-03-03'],
      ['CORNER GROCERY', 12.34, false, '2026-03-01', '2026-02-27'],
      ['ACME PAYROLL', -2500, false, '2026-02-15', '2026-02-15'],
    ])
    expect(first.added.map(({ personal_finance_category }) => personal_finance_category?.primary)).toEqual([
      'FOOD_AND_DRINK',
      'FOOD_AND_DRINK',
      'INCOME',
    ])
    emulator.wait(2 * 86_400)
    const later = (await sync(first.next_cursor)).data
    expect(later.added).toMatchObject([
      {
        name: 'PIZZA',
        pending: false,
        date: '2026-03-06',
        pending_transaction_id: first.added[0]?.transaction_id,
      },
    ])
    expect(later.removed.map(({ transaction_id }) => transaction_id)).toEqual([
      first.added[0]?.transaction_id,
    ])
    const [account] = (await emulator.api.accountsGet({ access_token })).data.accounts
    expect(account?.balances).toMatchObject({ current: 955.5, available: 955.5 })
  })

  it('shows a row in its own currency, and leaves the balance of an account in another one alone', async () => {
    const row = {
      date_transacted: '2026-03-01',
      date_posted: '2026-03-08',
      amount: 1200,
      description: 'RAMEN',
      currency: 'JPY',
    }
    const { accounts, sync } = await link({
      override_accounts: [{ type: 'depository', starting_balance: 10, transactions: [row] }],
    })
    expect((await sync()).data.added).toMatchObject([
      { amount: 1200, iso_currency_code: 'JPY', pending: true },
    ])
    expect(accounts[0]?.balances).toMatchObject({ current: 10, available: 10, iso_currency_code: 'USD' })
  })

  it('takes what arrives in the currency of the account it arrives on', async () => {
    const { emulator, access_token, sync } = await link({
      override_accounts: [
        { type: 'depository', currency: 'JPY', starting_balance: 90_000, transactions: [] },
      ],
    })
    const { item } = (await emulator.api.itemGet({ access_token })).data
    await emulator.control(`/items/${item.item_id}/arrive`, { count: 3 })
    const { added } = (await sync()).data
    expect(added.map(({ iso_currency_code }) => iso_currency_code)).toEqual(['JPY', 'JPY', 'JPY'])
    expect(added.every(({ amount }) => Number.isInteger(amount))).toBe(true)
  })

  it('cannot be made with a JSON that is none, or that forces an error', async () => {
    const forced = await start({ force_error: 'USER_SETUP_REQUIRED' })
    expect(await plaidErrorOf(forced.create())).toMatchObject({
      type: 'ITEM_ERROR',
      code: 'USER_SETUP_REQUIRED',
    })
    const broken = await start({ override_accounts: 'none' })
    expect(await plaidErrorOf(broken.create())).toMatchObject({ code: 'INVALID_CREDENTIALS' })
  })
})
