import { describe, expect, it } from 'vitest'
import {
  readError,
  readFinished,
  readInstitutions,
  readRequestId,
  readStarted,
  readStep,
  UnexpectedBody,
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
    })
  })

  it('read each kind of step', () => {
    const offered = { ...account, balance: '1.00', currency: 'USD', selected: false }
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
