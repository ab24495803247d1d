import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('accounts', () => {
  it("shows Platypus' accounts with kinds, masks and balances in dollars", async () => {
    const { access_token } = await linkedItem(emulator)
    const { data } = await emulator.api.accountsGet({ access_token })
    expect(data.accounts.map(({ name, mask, type, subtype }) => [name, mask, type, subtype])).toEqual([
      ['Plaid Checking', '0000', 'depository', 'checking'],
      ['Plaid Saving', '1111', 'depository', 'savings'],
      ['Plaid Credit Card', '3333', 'credit', 'credit card'],
      ['Plaid 401k', '6666', 'investment', '401k'],
      ['Plaid Student Loan', '7777', 'loan', 'student'],
      ['Plaid IRA', '5555', 'investment', 'ira'],
    ])
    for (const { balances } of data.accounts) {
      expect(balances.iso_currency_code).toBe('USD')
      expect(balances.unofficial_currency_code).toBeNull()
    }
  })

  it('shows a Bitcoin wallet under an unofficial code', async () => {
    const { access_token } = await linkedItem(emulator, { institution: 'ins_900002' })
    const { data } = await emulator.api.accountsBalanceGet({ access_token })
    expect(data.accounts.length).toBeGreaterThan(0)
    for (const { balances } of data.accounts) {
      expect(balances.iso_currency_code).toBeNull()
      expect(balances.unofficial_currency_code).toBe('BTC')
    }
  })

  it('gives only the accounts asked for, and refuses ones it does not know', async () => {
    const { access_token } = await linkedItem(emulator)
    const all = await emulator.api.accountsGet({ access_token })
    const wanted = all.data.accounts[1]?.account_id ?? ''
    const one = await emulator.api.accountsBalanceGet({ access_token, options: { account_ids: [wanted] } })
    expect(one.data.accounts.map(({ account_id }) => account_id)).toEqual([wanted])
    const none = await plaidErrorOf(
      emulator.api.accountsGet({ access_token, options: { account_ids: ['x'] } }),
    )
    expect(none.code).toBe('INVALID_ACCOUNT_ID')
  })
})
