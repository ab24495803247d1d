import { ProcessorTokenCreateRequestProcessorEnum as Processor, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

async function linkedAccounts() {
  const { access_token } = await linkedItem(emulator, { products: [Products.Auth] })
  const { data } = await emulator.api.accountsGet({ access_token })
  const idOf = (subtype: string) => data.accounts.find((one) => one.subtype === subtype)?.account_id ?? ''
  return { access_token, checking: idOf('checking'), card: idOf('credit card') }
}

describe('tokens for partners', () => {
  it('are made for every processor that the SDK names, each its own', async () => {
    const { access_token, checking } = await linkedAccounts()
    const tokens = new Set<string>()
    for (const processor of Object.values(Processor)) {
      const { data } = await emulator.api.processorTokenCreate({
        access_token,
        account_id: checking,
        processor,
      })
      expect(data.processor_token).toMatch(/^processor-sandbox-[0-9a-f-]{36}$/)
      tokens.add(data.processor_token)
    }
    expect(tokens.size).toBe(Object.values(Processor).length)
  })

  it('are made for Stripe in the shape of Stripe’s own', async () => {
    const { access_token, checking, card } = await linkedAccounts()
    const { data } = await emulator.api.processorStripeBankAccountTokenCreate({
      access_token,
      account_id: checking,
    })
    expect(data.stripe_bank_account_token).toMatch(/^btok_[A-Za-z0-9]{24}$/)
    const call = emulator.api.processorStripeBankAccountTokenCreate({ access_token, account_id: card })
    expect((await plaidErrorOf(call)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it('are for accounts that the person shares only', async () => {
    const { access_token } = await linkedAccounts()
    const stranger = await linkedAccounts()
    for (const account_id of ['x', stranger.checking]) {
      const token = emulator.api.processorTokenCreate({
        access_token,
        account_id,
        processor: Processor.Dwolla,
      })
      expect(await plaidErrorOf(token)).toMatchObject({ type: 'INVALID_INPUT', code: 'INVALID_ACCOUNT_ID' })
      const stripe = emulator.api.processorStripeBankAccountTokenCreate({ access_token, account_id })
      expect((await plaidErrorOf(stripe)).code).toBe('INVALID_ACCOUNT_ID')
    }
  })

  it('are refused while the bank asks for a new login', async () => {
    const { access_token, checking } = await linkedAccounts()
    await emulator.api.sandboxItemResetLogin({ access_token })
    const call = emulator.api.processorTokenCreate({
      access_token,
      account_id: checking,
      processor: Processor.Dwolla,
    })
    expect((await plaidErrorOf(call)).code).toBe('ITEM_LOGIN_REQUIRED')
  })

  it('want all of their fields, and none that are wrong', async () => {
    const { access_token, checking } = await linkedAccounts()
    const keys = { client_id: 'client', secret: 'secret' }
    const path = '/processor/token/create'
    const request = { ...keys, access_token, account_id: checking }
    expect((await emulator.post(path, request)).body.error_code).toBe('MISSING_FIELDS')
    const wrong = await emulator.post(path, { ...request, processor: 'nobody' })
    expect(wrong.body).toMatchObject({ error_code: 'INVALID_FIELD' })
    const unknown = await emulator.post(path, { ...request, processor: 'dwolla', colour: 1 })
    expect(unknown.body.error_code).toBe('UNKNOWN_FIELDS')
    const stripe = await emulator.post('/processor/stripe/bank_account_token/create', {
      ...keys,
      access_token,
    })
    expect(stripe.body.error_code).toBe('MISSING_FIELDS')
  })
})
