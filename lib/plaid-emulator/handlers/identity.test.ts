import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

/** As a `user_custom` says who owns an account, and as Identity gives it back. */
const owner = {
  names: ['Ada Quill'],
  phone_numbers: [{ primary: true, type: 'home', data: '4673956022' }],
  emails: [{ primary: true, type: 'primary', data: 'ada@example.com' }],
  addresses: [
    {
      primary: true,
      data: {
        city: 'Malakoff',
        region: 'NY',
        street: '2992 Cameron Road',
        postal_code: '14236',
        country: 'US',
      },
    },
  ],
}

describe('/identity/get', () => {
  it('says who owns every account and how to reach them, at an address of the bank’s country', async () => {
    for (const [institution, country] of [
      ['ins_109508', 'US'],
      ['ins_43', 'CA'],
      ['ins_116834', 'GB'],
      ['ins_900001', 'NL'],
    ]) {
      const { access_token } = await linkedItem(emulator, {
        institution: institution ?? '',
        products: [Products.Identity],
      })
      const { data } = await emulator.api.identityGet({ access_token })
      const shown = await emulator.api.accountsGet({ access_token })
      expect(data.accounts.map(({ account_id }) => account_id)).toEqual(
        shown.data.accounts.map(({ account_id }) => account_id),
      )
      const [owner] = data.accounts[0]?.owners ?? []
      expect(owner?.names[0]).toMatch(/\S+ \S+/)
      expect(owner?.addresses[0]).toMatchObject({ primary: true, data: { country } })
      expect(owner?.emails.filter(({ primary }) => primary)).toHaveLength(1)
      expect(owner?.phone_numbers[0]?.data).toMatch(/^\+/)
      for (const account of data.accounts) expect(account.owners).toEqual([owner])
    }
  })

  it('knows one person behind a login, and another behind another', async () => {
    const ownerOf = async (username: string) => {
      const { access_token } = await linkedItem(emulator, { products: [Products.Identity], username })
      return (await emulator.api.identityGet({ access_token })).data.accounts[0]?.owners[0]
    }
    expect(await ownerOf('user_good')).toEqual(await ownerOf('user_good'))
    expect(await ownerOf('user_yuppie')).not.toEqual(await ownerOf('user_good'))
  })

  it('shows what a custom user says about an owner', async () => {
    const { access_token } = await linkedItem(emulator, {
      products: [Products.Identity],
      username: 'user_custom',
      password: JSON.stringify({
        override_accounts: [
          {
            type: 'depository',
            subtype: 'checking',
            starting_balance: 100,
            identity: owner,
          },
        ],
      }),
    })
    const { data } = await emulator.api.identityGet({ access_token })
    expect(data.accounts[0]?.owners).toEqual([owner])
  })

  it('gives only the accounts asked for, and refuses ones it does not know', async () => {
    const { access_token } = await linkedItem(emulator, { products: [Products.Identity] })
    const { data } = await emulator.api.identityGet({ access_token })
    const wanted = data.accounts[2]?.account_id ?? ''
    const one = await emulator.api.identityGet({ access_token, options: { account_ids: [wanted] } })
    expect(one.data.accounts.map(({ account_id }) => account_id)).toEqual([wanted])
    const none = emulator.api.identityGet({ access_token, options: { account_ids: ['x'] } })
    expect((await plaidErrorOf(none)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it('is not to be had from a wallet, nor without having been agreed to', async () => {
    const wallet = await linkedItem(emulator, { institution: 'ins_900002' })
    const { access_token } = wallet
    expect((await plaidErrorOf(emulator.api.identityGet({ access_token }))).code).toBe(
      'PRODUCTS_NOT_SUPPORTED',
    )
    const plain = await linkedItem(emulator)
    const call = emulator.api.identityGet({ access_token: plain.access_token })
    expect((await plaidErrorOf(call)).code).toBe('ADDITIONAL_CONSENT_REQUIRED')
  })
})
