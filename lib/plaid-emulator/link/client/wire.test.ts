import { describe, expect, it } from 'vitest'
import { UnexpectedBody } from './fields'
import {
  readError,
  readFinished,
  readInstitutions,
  readOAuthProgress,
  readOAuthVisit,
  readRequestId,
  readStarted,
  readStep,
} from './wire'

const account = {
  id: 'a',
  name: 'Checking',
  mask: null,
  type: 'depository',
  subtype: 'checking',
  verification_status: null,
  class_type: null,
}

describe('readers of the session’s answers', () => {
  it('read a start with and without an institution', () => {
    const body = { link_session_id: 's', mode: 'new', client_name: 'App', language: 'en', institution: null }
    expect(readStarted(body)).toMatchObject({ mode: 'new', institution: null, account_selection: false })
    const institution = { institution_id: 'ins_1', name: 'Bank', country_codes: ['US'], later: 'field' }
    expect(readStarted({ ...body, mode: 'update', institution }).institution).toEqual({
      institution_id: 'ins_1',
      name: 'Bank',
      url: null,
      country_codes: ['US'],
      primary_color: null,
      currency_hint: '',
      oauth: false,
      status: 'HEALTHY',
    })
  })

  it('read each kind of step', () => {
    const offered = { ...account, balance: '1.00', currency: 'USD', selected: false, is_new: false }
    expect(readStep({ step: 'accounts', selection: 'single', accounts: [offered] })).toEqual({
      step: 'accounts',
      selection: 'single',
      accounts: [offered],
    })
    expect(readStep({ step: 'mfa', kind: 'code', prompts: [{ text: 'Code', options: null }] })).toEqual({
      step: 'mfa',
      kind: 'code',
      prompts: [{ text: 'Code', options: null }],
    })
    const done = {
      public_token: 'p',
      accounts: [account],
      institution: { name: 'Bank', institution_id: 'ins_1' },
    }
    expect(readStep({ step: 'done', ...done })).toEqual({ step: 'done', ...done })
  })

  it('read how an institution is doing, and take it for healthy where that is not said', () => {
    const institution = { institution_id: 'ins_1', name: 'Bank', country_codes: ['US'] }
    const read = (status: unknown) =>
      readInstitutions({ institutions: [{ ...institution, status }] })[0]?.status
    expect([read('DOWN'), read('DEGRADED'), read('UNHEARD_OF'), read(undefined)]).toEqual([
      'DOWN',
      'DEGRADED',
      'HEALTHY',
      'HEALTHY',
    ])
  })

  it('read a visit to a bank, and go nowhere but to a page', () => {
    const visit = { oauth_url: 'https://bank.example/1', oauth_state_id: 's', redirects: true }
    expect(readOAuthVisit({ ...visit, request_id: 'r' })).toEqual(visit)
    expect(() => readOAuthVisit({ ...visit, oauth_url: 'javascript:alert(1)' })).toThrow(UnexpectedBody)
    expect(readOAuthProgress({ status: 'denied' })).toEqual({ status: 'denied' })
    expect(() => readOAuthProgress({ status: 'granted' })).toThrow(UnexpectedBody)
  })

  it('read how a visit ended that one comes back from', () => {
    const body = { link_session_id: 's', mode: 'new', client_name: 'App' }
    const institution = { institution_id: 'ins_1', name: 'Bank', country_codes: [] }
    const read = (resumed: unknown) => readStarted({ ...body, resumed }).resumed
    expect(read(null)).toBeNull()
    expect(read({ outcome: 'denied', institution })).toMatchObject({ outcome: 'denied' })
    const step = { step: 'done', public_token: 'p', accounts: [], institution }
    expect(read({ outcome: 'granted', institution, step })).toMatchObject({ step: { public_token: 'p' } })
  })

  it.each([
    [() => readStarted({ mode: 'other' })],
    [() => readStarted('text')],
    [() => readInstitutions({ institutions: 'none' })],
    [() => readStep({ step: 'mfa', kind: 'telepathy', prompts: [] })],
    [() => readFinished({ public_token: 'p', accounts: [{}], institution: {} })],
  ])('refuse a body of another shape (%#)', (read) => {
    expect(read).toThrow(UnexpectedBody)
  })

  it('tell a Plaid error from any other body', () => {
    const error = { error_type: 'ITEM_ERROR', error_code: 'X', error_message: 'm', display_message: null }
    expect(readError({ ...error, request_id: 'r' })).toEqual(error)
    expect(readError({ message: 'Bad gateway' })).toBeNull()
    expect(readError(null)).toBeNull()
  })

  it('find the request id where there is one', () => {
    expect(readRequestId({ request_id: 'r' })).toBe('r')
    expect(readRequestId([])).toBe('')
  })
})
