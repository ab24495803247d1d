import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unknownAccess } from '../linked-item'
import { startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('credentials and requests', () => {
  it('takes credentials from the headers or from the body, and names what is missing', async () => {
    const request = { institution_id: 'ins_109508', country_codes: ['US'] }
    const inBody = await emulator.post('/institutions/get_by_id', { ...request, client_id: 'a', secret: 'b' })
    expect(inBody.status).toBe(200)
    const none = await emulator.post('/institutions/get_by_id', request)
    expect(none).toMatchObject({
      status: 400,
      body: {
        error_type: 'INVALID_REQUEST',
        error_code: 'MISSING_FIELDS',
        error_message: 'the following required fields are missing: client_id, secret',
      },
    })
  })

  it('gives every answer a request id of fifteen letters and digits', async () => {
    const good = await emulator.post('/institutions/get', {
      client_id: 'a',
      secret: 'b',
      count: 1,
      offset: 0,
      country_codes: ['US'],
    })
    const bad = await emulator.post('/nothing/here', {})
    expect(good.body.request_id).toMatch(/^[A-Za-z0-9]{15}$/)
    expect(bad.body.request_id).toMatch(/^[A-Za-z0-9]{15}$/)
  })

  it('says that it lacks a path instead of pretending', async () => {
    const { status, body } = await emulator.post('/transfer/create', { client_id: 'a', secret: 'b' })
    expect(status).toBe(404)
    expect(body.error_code).toBe('NOT_FOUND')
    expect(body.error_message).toContain('the Plaid emulator has no POST /transfer/create')
  })

  it('refuses a body that is not a JSON object', async () => {
    expect((await emulator.post('/item/get', '{nonsense')).body.error_code).toBe('INVALID_BODY')
    expect((await emulator.post('/item/get', '[]')).body.error_code).toBe('INVALID_BODY')
  })

  it('names fields that are missing, unknown and wrong as Plaid does', async () => {
    const keys = { client_id: 'a', secret: 'b' }
    const missing = await emulator.post('/link/token/create', { ...keys, language: 'en' })
    expect(missing.body.error_message).toBe(
      'the following required fields are missing: client_name, country_codes',
    )
    const unknown = await emulator.post('/item/get', { ...keys, access_token: unknownAccess, colour: 1 })
    expect(unknown.body).toMatchObject({
      error_code: 'UNKNOWN_FIELDS',
      error_message: 'the following fields are not recognized by this endpoint: colour',
    })
    const wrong = await emulator.post('/transactions/sync', {
      ...keys,
      access_token: unknownAccess,
      count: 501,
    })
    expect(wrong.body).toMatchObject({
      error_code: 'INVALID_FIELD',
      error_message: 'count must be less than or equal to 500',
    })
    const empty = await emulator.post('/item/get', { ...keys, access_token: '' })
    expect(empty.body.error_message).toBe('access_token must be a non-empty string')
  })
})
