import { isAxiosError } from 'axios'
import { z } from 'zod'
import { BankFailure } from '@/lib/bank/failure'
import { failureKind } from '@/lib/bank/failure-kinds'

const plaidError = z.object({
  error_type: z.string(),
  error_code: z.string(),
  request_id: z.string().nullish(),
})

/**
 * The failure behind whatever the SDK threw. Only Plaid's own error body is read: the raw error carries the request
 * with the client secret in its headers and the access token in its body.
 */
export function toBankFailure(error: unknown): BankFailure {
  if (!isAxiosError(error)) {
    if (error instanceof BankFailure) return error
    throw error
  }
  const { response } = error
  if (!response) return new BankFailure('wait', 'NETWORK', null)
  const body = plaidError.safeParse(response.data)
  if (body.success) {
    const { error_code, error_type, request_id } = body.data
    return new BankFailure(failureKind(error_code, error_type), error_code, request_id ?? null)
  }
  return new BankFailure(
    response.status >= 500 || response.status === 429 ? 'wait' : 'unknown',
    `HTTP_${response.status}`,
    null,
  )
}
