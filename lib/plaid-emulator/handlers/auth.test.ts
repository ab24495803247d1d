import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem, unknownAccess } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const keys = { client_id: 'client', secret: 'secret' }

/** Does an IBAN fit its check digits? */
function fits(iban: string): boolean {
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((one) => Number.parseInt(one, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

describe('/auth/get', () => {
  it('gives American accounts their ACH numbers: a routing number that checks, and one that ends with the mask', async () => {
    const { access_token, item_id } = await linkedItem(emulator, { products: [Products.Auth] })
    const { data } = await emulator.api.authGet({ access_token })
    expect(data.accounts.map(({ name }) => name)).toEqual(['Plaid Checking', 'Plaid Saving'])
    expect(data.item.item_id).toBe(item_id)
    expect(data.numbers.eft).toEqual([])
    expect(data.numbers.ach).toHaveLength(2)
    for (const { account_id, account, routing, wire_routing } of data.numbers.ach) {
      const mask = data.accounts.find((one) => one.account_id === account_id)?.mask ?? 'none'
      expect(account.endsWith(mask)).toBe(true)
      for (const number of [routing, wire_routing ?? '']) {
        expect(number).toMatch(/^\d{9}$/)
        const sum = [...number].reduce(
          (total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0),
          0,
        )
        expect(sum % 10).toBe(0)
      }
    }
  })

  it('gives the numbers that are usual in Canada, in Britain and on the continent', async () => {
    const numbersAt = async (institution: string) => {
      const { access_token } = await linkedItem(emulator, { institution, products: [Products.Auth] })
      return (await emulator.api.authGet({ access_token })).data.numbers
    }
    const canadian = await numbersAt('ins_43')
    expect(canadian.eft).toHaveLength(2)
    expect(canadian.ach).toEqual([])
    expect(canadian.eft[0]).toMatchObject({
      institution: expect.stringMatching(/^\d{3}$/),
      branch: expect.stringMatching(/^\d{5}$/),
    })
    const british = await numbersAt('ins_117650')
    expect(british.bacs[0]).toMatchObject({
      account: expect.stringMatching(/^\d{8}$/),
      sort_code: expect.stringMatching(/^\d{6}$/),
    })
    const dutch = await numbersAt('ins_900001')
    expect(dutch.bacs).toEqual([])
    for (const { iban } of [...british.international, ...dutch.international]) expect(fits(iban)).toBe(true)
  })

  it('tells the same numbers every time, and other ones for another login', async () => {
    const numbersOf = async (username: string) => {
      const { access_token } = await linkedItem(emulator, { products: [Products.Auth], username })
      return (await emulator.api.authGet({ access_token })).data.numbers.ach.map(({ account }) => account)
    }
    expect(await numbersOf('user_good')).toEqual(await numbersOf('user_good'))
    expect(await numbersOf('user_good')).not.toEqual(await numbersOf('user_yuppie'))
  })

  it('gives only the accounts asked for, and refuses ones it does not know', async () => {
    const { access_token } = await linkedItem(emulator, { products: [Products.Auth] })
    const { data } = await emulator.api.authGet({ access_token })
    const wanted = data.accounts[1]?.account_id ?? ''
    const one = await emulator.api.authGet({ access_token, options: { account_ids: [wanted] } })
    expect(one.data.numbers.ach.map(({ account_id }) => account_id)).toEqual([wanted])
    const none = emulator.api.authGet({ access_token, options: { account_ids: ['x'] } })
    expect(await plaidErrorOf(none)).toMatchObject({ type: 'INVALID_INPUT', code: 'INVALID_ACCOUNT_ID' })
  })

  it('adds itself to an Item in Britain when it is first asked for, as the consent there covers everything', async () => {
    const { access_token } = await linkedItem(emulator, { institution: 'ins_117650' })
    await emulator.api.authGet({ access_token })
    const { data } = await emulator.api.itemGet({ access_token })
    expect(data.item.products).toEqual(['transactions', 'auth'])
  })

  it('wants an American to have agreed to it', async () => {
    const { access_token } = await linkedItem(emulator)
    expect(await plaidErrorOf(emulator.api.authGet({ access_token }))).toMatchObject({
      status: 400,
      type: 'INVALID_INPUT',
      code: 'ADDITIONAL_CONSENT_REQUIRED',
    })
  })

  it('says that a bank without it does not support it', async () => {
    const { access_token } = await linkedItem(emulator, { institution: 'ins_900002' })
    expect(await plaidErrorOf(emulator.api.authGet({ access_token }))).toMatchObject({
      type: 'ITEM_ERROR',
      code: 'PRODUCTS_NOT_SUPPORTED',
    })
  })

  it('fails while the bank asks for a new login', async () => {
    const { access_token } = await linkedItem(emulator, { products: [Products.Auth] })
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect((await plaidErrorOf(emulator.api.authGet({ access_token }))).code).toBe('ITEM_LOGIN_REQUIRED')
  })

  it.each([
    ['nothing', {}, 'MISSING_FIELDS'],
    ['an unknown field', { access_token: unknownAccess, colour: 1 }, 'UNKNOWN_FIELDS'],
    [
      'accounts that are no list',
      { access_token: unknownAccess, options: { account_ids: 'x' } },
      'INVALID_FIELD',
    ],
    ['an unknown token', { access_token: unknownAccess }, 'INVALID_ACCESS_TOKEN'],
  ])('refuses %s', async (_what, body, code) => {
    for (const path of ['/auth/get', '/identity/get', '/investments/holdings/get', '/liabilities/get']) {
      expect((await emulator.post(path, { ...keys, ...body })).body.error_code).toBe(code)
    }
  })
})
