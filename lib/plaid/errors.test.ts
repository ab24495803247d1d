import { AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it } from 'vitest'
import { failureKind } from '@/lib/bank/meanings'
import { toBankFailure } from './errors'

function refused(status: number, data: unknown, headers: Record<string, string> = {}): AxiosError {
  const config = {
    headers: new AxiosHeaders({ 'PLAID-SECRET': 'very-secret' }),
    data: '{"access_token":"access-sandbox-1"}',
  }
  return new AxiosError(
    'Request failed',
    'ERR_BAD_REQUEST',
    config,
    {},
    { status, data, statusText: '', headers, config },
  )
}

const body = (error_type: string, error_code: string) => ({
  error_type,
  error_code,
  error_message: 'm',
  display_message: null,
  request_id: 'req1',
})

describe('a failure of Plaid', () => {
  it('is known by its code, and carries nothing of the request', () => {
    const failure = toBankFailure(refused(400, body('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED')))
    expect(failure).toMatchObject({
      kind: 'sign_in',
      code: 'ITEM_LOGIN_REQUIRED',
      requestId: 'req1',
      retryable: false,
    })
    const all = JSON.stringify([
      failure,
      failure.stack,
      Object.getOwnPropertyNames(failure).map((name) => Reflect.get(failure, name)),
    ])
    expect(all).not.toMatch(/very-secret|access-sandbox/)
    expect(failure.cause).toBeUndefined()
  })

  it('waits when Plaid or the bank cannot answer', () => {
    expect(toBankFailure(new AxiosError('connect ECONNREFUSED'))).toMatchObject({
      kind: 'wait',
      code: 'NETWORK',
    })
    expect(toBankFailure(refused(502, '<html>'))).toMatchObject({
      kind: 'wait',
      code: 'HTTP_502',
      retryable: true,
    })
    expect(toBankFailure(refused(400, body('INSTITUTION_ERROR', 'INSTITUTION_DOWN'))).kind).toBe('wait')
  })

  it('says when Plaid may be asked again, and its type', () => {
    const limit = body('RATE_LIMIT_EXCEEDED', 'TRANSACTIONS_SYNC_LIMIT')
    const now = () => Date.parse('2026-03-03T12:00:00Z')
    const pause = (header: string) =>
      toBankFailure(refused(429, limit, { 'retry-after': header }), now).retryAfterSeconds
    expect(pause('90')).toBe(90)
    expect(pause('Tue, 03 Mar 2026 12:02:00 GMT')).toBe(120)
    expect(pause('999999999')).toBe(21_600)
    for (const nonsense of ['', 'soon', '-3', '0', 'Tue, 03 Mar 2020 12:02:00 GMT']) {
      expect(pause(nonsense)).toBeNull()
    }
    expect(toBankFailure(refused(429, limit))).toMatchObject({
      type: 'RATE_LIMIT_EXCEEDED',
      kind: 'slow_down',
      retryAfterSeconds: null,
    })
    expect(toBankFailure(refused(429, '<html>'))).toMatchObject({ kind: 'slow_down', code: 'HTTP_429' })
  })

  it('knows rate limits by their type, whatever the product', () => {
    expect(failureKind('TRANSACTIONS_SYNC_LIMIT', 'RATE_LIMIT_EXCEEDED')).toBe('slow_down')
    expect(failureKind('SOMETHING_NEW', 'ITEM_ERROR')).toBe('unknown')
  })

  it('lets a surprise be a surprise', () => {
    expect(() => toBankFailure(new RangeError('bug'))).toThrow(RangeError)
  })
})
