import { type AxiosError, isAxiosError } from 'axios'
import { z } from 'zod'
import { BankFailure } from '@/lib/bank/failure'
import { failureKind } from '@/lib/bank/meanings'

const plaidError = z.object({
  error_type: z.string(),
  error_code: z.string(),
  request_id: z.string().nullish(),
})

/** Nobody is kept waiting longer than this by a header. */
const MOST_RETRY_AFTER_SECONDS = 6 * 3_600

/**
 * The failure behind whatever the SDK threw. Only Plaid's own error body and the Retry-After header are read: the raw
 * error carries the request with the client secret in its headers and the access token in its body.
 */
export function toBankFailure(error: unknown, now: () => number = Date.now): BankFailure {
  if (!isAxiosError(error)) {
    if (error instanceof BankFailure) return error
    throw error
  }
  const { response } = error
  if (!response) return new BankFailure(failureKind('NETWORK', null), 'NETWORK', null)
  const retryAfterSeconds = retryAfter(response, now)
  const body = plaidError.safeParse(response.data)
  if (body.success) {
    const { error_code, error_type, request_id } = body.data
    return new BankFailure(failureKind(error_code, error_type), error_code, request_id ?? null, {
      type: error_type,
      retryAfterSeconds,
    })
  }
  const code = `HTTP_${response.status}`
  return new BankFailure(failureKind(code, null), code, null, { retryAfterSeconds })
}

/** As RFC 9110 has it: seconds, or a date. Null where there is none that makes sense. */
function retryAfter({ headers }: NonNullable<AxiosError['response']>, now: () => number): number | null {
  const said: unknown = headers['retry-after']
  if (typeof said !== 'string' || said.trim() === '') return null
  const seconds = /^\s*\d{1,9}\s*$/.test(said) ? Number(said) : Math.ceil((Date.parse(said) - now()) / 1_000)
  return seconds > 0 ? Math.min(seconds, MOST_RETRY_AFTER_SECONDS) : null
}
