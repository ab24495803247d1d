import { CountryCode, type InstitutionsGetRequestOptions, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'
import { institutions } from '../world/institutions'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('institutions', () => {
  it('finds a bank by id in its countries only', async () => {
    const { data } = await emulator.api.institutionsGetById({
      institution_id: 'ins_43',
      country_codes: [CountryCode.Ca],
      options: { include_optional_metadata: true, include_status: true },
    })
    expect(data.institution).toMatchObject({ name: 'Tartan-Dominion Bank of Canada', oauth: false })
    expect(data.institution.status?.item_logins?.status).toBe('HEALTHY')
    for (const [institution_id, country] of [
      ['ins_43', CountryCode.Us],
      ['ins_nowhere', CountryCode.Us],
    ] as const) {
      const call = emulator.api.institutionsGetById({ institution_id, country_codes: [country] })
      expect(await plaidErrorOf(call)).toMatchObject({ type: 'INVALID_INPUT', code: 'INVALID_INSTITUTION' })
    }
  })

  it('searches without regard to case, and pages through all of them', async () => {
    const found = await emulator.api.institutionsSearch({
      query: 'platypus',
      products: [Products.Transactions],
      country_codes: [CountryCode.Us, CountryCode.Gb],
    })
    expect(found.data.institutions.map(({ institution_id }) => institution_id)).toEqual([
      'ins_109508',
      'ins_116834',
      'ins_127287',
      'ins_132241',
      'ins_130016',
      'ins_132363',
      'ins_132361',
      'ins_133402',
    ])
    const countries = [CountryCode.Us, CountryCode.Ca, CountryCode.Gb, CountryCode.Nl]
    const names: string[] = []
    for (let offset = 0, total = 1; offset < total; offset += 4) {
      const page = await emulator.api.institutionsGet({ count: 4, offset, country_codes: countries })
      total = page.data.total
      names.push(...page.data.institutions.map(({ institution_id }) => institution_id))
    }
    expect(new Set(names).size).toBe(institutions.length)
    expect(names).toHaveLength(institutions.length)
  })

  it('finds banks by products, by the way one signs in, and by routing number', async () => {
    const request = { count: 500, offset: 0, country_codes: [CountryCode.Us] }
    const found = async (options: InstitutionsGetRequestOptions) =>
      (await emulator.api.institutionsGet({ ...request, options })).data.institutions
    const invested = await found({ products: [Products.Investments] })
    expect(invested.map(({ institution_id }) => institution_id)).toEqual([
      'ins_109508',
      'ins_109512',
      'ins_900004',
    ])
    const abroad = await found({ oauth: true })
    expect(abroad.map(({ institution_id }) => institution_id)).toEqual(['ins_127287', 'ins_132241'])
    expect((await found({ oauth: false })).every(({ oauth }) => !oauth)).toBe(true)
    const everywhere = await found({})
    for (const { institution_id, routing_numbers } of everywhere.slice(0, 3)) {
      expect(routing_numbers).toHaveLength(1)
      const byNumber = await found({ routing_numbers })
      expect(byNumber.map((one) => one.institution_id)).toEqual([institution_id])
    }
    expect(await found({ routing_numbers: ['000000000'] })).toEqual([])
  })

  it('says how a bank is doing, by itself and as somebody has made it do', async () => {
    const statusOf = async (institution_id: string) => {
      const { data } = await emulator.api.institutionsGetById({
        institution_id,
        country_codes: [CountryCode.Us],
        options: { include_status: true, include_auth_metadata: true },
      })
      expect(data.institution.auth_metadata?.supported_methods?.instant_auth).toBe(true)
      return data.institution.status
    }
    expect((await statusOf('ins_132363'))?.item_logins?.status).toBe('DEGRADED')
    expect((await statusOf('ins_132361'))?.transactions_updates).toMatchObject({
      status: 'DOWN',
      breakdown: { success: 0, refresh_interval: 'STOPPED' },
    })
    expect((await statusOf('ins_109508'))?.investments?.status).toBe('HEALTHY')
    expect((await statusOf('ins_130016'))?.investments).toBeNull()
  })

  it.each([
    ['/institutions/get', { count: 1, offset: 0 }, 'MISSING_FIELDS'],
    ['/institutions/get', { count: 501, offset: 0, country_codes: ['US'] }, 'INVALID_FIELD'],
    ['/institutions/get', { count: 1, offset: -1, country_codes: ['US'] }, 'INVALID_FIELD'],
    ['/institutions/get', { count: 1, offset: 0, country_codes: ['XX'] }, 'INVALID_FIELD'],
    ['/institutions/get', { count: 1, offset: 0, country_codes: ['US'], colour: 1 }, 'UNKNOWN_FIELDS'],
    ['/institutions/search', { country_codes: ['US'] }, 'MISSING_FIELDS'],
    ['/institutions/search', { query: 'a', country_codes: ['US'], colour: 1 }, 'UNKNOWN_FIELDS'],
    ['/institutions/get_by_id', { institution_id: 'ins_43' }, 'MISSING_FIELDS'],
    ['/institutions/get_by_id', { institution_id: 5, country_codes: ['US'] }, 'INVALID_FIELD'],
  ])('%s refuses %j', async (path, body, code) => {
    const { body: answer } = await emulator.post(path, { client_id: 'a', secret: 'b', ...body })
    expect(answer.error_code).toBe(code)
  })
})
