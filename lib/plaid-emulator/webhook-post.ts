import type * as plaid from 'plaid'
import { errorBody } from './errors'
import type { WebhookOutcome } from './request-log'
import type { Webhook } from './waiting-webhooks'
import type { Wire } from './wire'

/** How a receiver took a webhook. */
export interface Reception {
  outcome: Extract<WebhookOutcome, 'delivered' | 'rejected' | 'timed_out' | 'unreachable'>
  status: number | null
  /** How long it asks to be left alone, in milliseconds: the Retry-After of a 429. */
  retryAfterMs: number | null
}

const maxRetryAfterMs = 4 * 3_600_000

/** The wait that a Retry-After header asks for, in seconds or as a date; at most four hours. */
function retryAfter(header: string | null, realNow: number): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - realNow
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), maxRetryAfterMs)
}

/** Posts a body with its signature. Only an answer of 200 in time counts as delivered. */
export async function postWebhook(options: {
  fetch: typeof fetch
  url: string
  raw: string
  verification: string
  timeoutMs: number
  signal: AbortSignal
  realNow: () => number
}): Promise<Reception> {
  try {
    const response = await options.fetch(options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'plaid-verification': options.verification,
        'user-agent': 'Plaid Emulator',
      },
      body: options.raw,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.signal]),
    })
    await response.body?.cancel()
    const { status } = response
    const retryAfterMs =
      status === 429 ? retryAfter(response.headers.get('retry-after'), options.realNow()) : null
    return { outcome: status === 200 ? 'delivered' : 'rejected', status, retryAfterMs }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return { outcome: isLate ? 'timed_out' : 'unreachable', status: null, retryAfterMs: null }
  }
}

/**
 * What a forger would send in a webhook's place: that the person has revoked the Item. Who believes it without looking
 * at the signature drops a connection that is in good order.
 */
export function forgery({ itemId }: Webhook): Wire<plaid.UserPermissionRevokedWebhook> {
  return {
    webhook_type: 'ITEM',
    webhook_code: 'USER_PERMISSION_REVOKED',
    item_id: itemId,
    error: {
      ...errorBody(
        'ITEM_ERROR',
        'USER_PERMISSION_REVOKED',
        'the holder of this account has revoked their permission for your application to access it',
      ),
      status: 400,
    },
    environment: 'sandbox',
  }
}

const dayMs = 24 * 3_600_000
/** Fewer answers than these say nothing about a receiver. */
const minAnswers = 20
const maxAnswers = 1000
const maxReceivers = 200

/** Knows which receivers are not worth another try. */
export interface Receivers {
  note(url: string, isDelivered: boolean): void
  /** False for one that has refused more than nine in ten webhooks of the last day. */
  isWorthARetry(url: string): boolean
}

/** Counts, in memory, how receivers answer. */
export function receivers(realNow: () => number): Receivers {
  const answers = new Map<string, { at: number; isDelivered: boolean }[]>()
  return {
    note: (url, isDelivered) => {
      const list = answers.get(url) ?? []
      list.push({ at: realNow(), isDelivered })
      if (list.length > maxAnswers) list.shift()
      answers.delete(url)
      answers.set(url, list)
      const [oldest] = answers.keys()
      if (answers.size > maxReceivers && oldest !== undefined) answers.delete(oldest)
    },
    isWorthARetry: (url) => {
      const recent = (answers.get(url) ?? []).filter(({ at }) => at > realNow() - dayMs)
      const refused = recent.filter(({ isDelivered }) => !isDelivered).length
      return recent.length < minAnswers || refused / recent.length <= 0.9
    },
  }
}
