import { failure, type PlaidFailure } from './errors'

/** How many calls a minute the Sandbox allows on a path. */
interface Limit {
  perItem?: number
  perClient: number
  code: string
  /** Where Plaid names another code for the client's limit. */
  clientCode?: string
  /** What the message says that was accessed. */
  subject?: string
}

/** Plaid's numbers for the Sandbox: https://plaid.com/docs/errors/rate-limit-exceeded/ */
const limits: Record<string, Limit> = {
  '/accounts/balance/get': {
    perItem: 25,
    perClient: 100,
    code: 'BALANCE_LIMIT',
    clientCode: 'ACCOUNTS_BALANCE_GET_LIMIT',
  },
  '/accounts/get': { perItem: 100, perClient: 5000, code: 'ACCOUNTS_LIMIT' },
  '/asset_report/create': { perClient: 100, code: 'RATE_LIMIT' },
  '/asset_report/get': { perClient: 1000, code: 'RATE_LIMIT' },
  '/auth/get': { perItem: 100, perClient: 500, code: 'AUTH_LIMIT' },
  '/identity/get': { perItem: 100, perClient: 1000, code: 'IDENTITY_LIMIT' },
  '/institutions/get': { perClient: 10, code: 'INSTITUTIONS_GET_LIMIT', subject: '"institutions get"' },
  '/institutions/get_by_id': {
    perClient: 400,
    code: 'INSTITUTIONS_GET_BY_ID_LIMIT',
    subject: '"institutions get by id"',
  },
  '/investments/holdings/get': { perItem: 100, perClient: 1000, code: 'INVESTMENT_HOLDINGS_GET_LIMIT' },
  '/investments/refresh': { perItem: 1, perClient: 100, code: 'RATE_LIMIT' },
  '/investments/transactions/get': { perItem: 100, perClient: 1000, code: 'INVESTMENT_TRANSACTIONS_LIMIT' },
  '/item/get': { perItem: 40, perClient: 5000, code: 'ITEM_GET_LIMIT' },
  '/item/remove': { perItem: 100, perClient: 500, code: 'RATE_LIMIT' },
  '/liabilities/get': { perItem: 10, perClient: 1000, code: 'RATE_LIMIT' },
  '/processor/token/create': { perClient: 500, code: 'RATE_LIMIT' },
  '/sandbox/transactions/create': { perItem: 2, perClient: 50, code: 'RATE_LIMIT' },
  '/transactions/get': { perItem: 80, perClient: 1000, code: 'TRANSACTIONS_LIMIT' },
  '/transactions/recurring/get': { perItem: 20, perClient: 1000, code: 'RATE_LIMIT' },
  '/transactions/refresh': { perItem: 2, perClient: 100, code: 'TRANSACTIONS_REFRESH_LIMIT' },
  '/transactions/sync': { perItem: 50, perClient: 1000, code: 'TRANSACTIONS_SYNC_LIMIT' },
}

const windowMs = 60_000
/** More windows than this are swept of those that have emptied. */
const maxWindows = 10_000

const exceeded = (code: string, subject: string): PlaidFailure =>
  failure(
    'RATE_LIMIT_EXCEEDED',
    code,
    `rate limit exceeded for attempts to access ${subject}. please try again later`,
    { status: 429 },
  )

/** Counts calls, and says which ones are too many. */
export interface RateLimits {
  /** Counts a call, or gives the failure that it must be answered with; refused calls do not count. */
  count(call: { path: string; clientId: string; itemId: string | null }): PlaidFailure | null
}

/**
 * The Sandbox's limits per Item and per client, over the last sixty seconds of real time: they guard a server, and a
 * clock that was moved ahead is no reason to forget. Each process counts for itself.
 */
export function rateLimits(realNow: () => number): RateLimits {
  const windows = new Map<string, number[]>()
  const open = (key: string, now: number): number[] => {
    if (windows.size > maxWindows) {
      for (const [name, times] of windows) if ((times.at(-1) ?? 0) <= now - windowMs) windows.delete(name)
    }
    const times = (windows.get(key) ?? []).filter((at) => at > now - windowMs)
    windows.set(key, times)
    return times
  }
  return {
    count: ({ path, clientId, itemId }) => {
      const limit = limits[path]
      if (limit === undefined) return null
      const now = realNow()
      const { perItem, perClient, code, clientCode = code, subject = 'this item' } = limit
      const ofClient = open(`client ${clientId} ${path}`, now)
      if (ofClient.length >= perClient) return exceeded(clientCode, subject)
      if (itemId !== null && perItem !== undefined) {
        const ofItem = open(`item ${itemId} ${path}`, now)
        if (ofItem.length >= perItem) return exceeded(code, subject)
        ofItem.push(now)
      }
      ofClient.push(now)
      return null
    },
  }
}
