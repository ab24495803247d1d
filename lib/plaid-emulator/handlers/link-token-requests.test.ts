import { CountryCode, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem, unknownAccess } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const linkRequest = {
  client_name: 'Evenkeel',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'one' },
  products: [Products.Transactions],
}

describe('/link/token/create', () => {
  it('makes a token for a new Item that lives four hours', async () => {
    const { data } = await emulator.api.linkTokenCreate({
      ...linkRequest,
      webhook: 'https://example.com/webhook',
      redirect_uri: 'http://localhost:3000/oauth',
      required_if_supported_products: [Products.Investments, Products.Liabilities],
      additional_consented_products: [Products.Auth],
      transactions: { days_requested: 730 },
    })
    expect(data.link_token).toMatch(/^link-sandbox-[0-9a-f-]{36}$/)
    expect(data.expiration).toBe('2026-03-04T19:00:00Z')
  })

  it('makes a token for update mode that lives half an hour', async () => {
    const { access_token } = await linkedItem(emulator)
    const { data } = await emulator.api.linkTokenCreate({
      ...linkRequest,
      products: [],
      access_token,
      update: { account_selection_enabled: true },
    })
    expect(data.expiration).toBe('2026-03-04T15:30:00Z')
  })

  it.each([
    ['no products', { ...linkRequest, products: [] }, 'MISSING_FIELDS'],
    ['no user', { ...linkRequest, user: undefined }, 'MISSING_FIELDS'],
    ['balance as a product', { ...linkRequest, products: [Products.Balance] }, 'INVALID_PRODUCT'],
    ['a name of more than thirty letters', { ...linkRequest, client_name: 'x'.repeat(31) }, 'INVALID_FIELD'],
    ['a redirect with a query', { ...linkRequest, redirect_uri: 'https://a.example/?b=1' }, 'INVALID_FIELD'],
    ['a redirect without TLS', { ...linkRequest, redirect_uri: 'http://a.example/' }, 'INVALID_FIELD'],
    ['too long a history', { ...linkRequest, transactions: { days_requested: 731 } }, 'INVALID_FIELD'],
    [
      'an unknown Item',
      { ...linkRequest, products: [], access_token: unknownAccess },
      'INVALID_ACCESS_TOKEN',
    ],
  ])('refuses %s', async (_what, request, code) => {
    expect((await plaidErrorOf(emulator.api.linkTokenCreate(request))).code).toBe(code)
  })
})
