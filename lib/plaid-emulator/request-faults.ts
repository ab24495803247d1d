import { setTimeout as sleep } from 'node:timers/promises'
import { announce } from './announcements'
import type { Context } from './context'
import { readCursor } from './cursor'
import { errorBody, PlaidFailure } from './errors'
import { type FaultRule, listRules, requestFaults, strikingRules } from './fault-rules'
import { accountKeyOf, changeItem, findItem, type ItemState, itemState, withEvents } from './items'

/** What goes wrong with a call by the rules that strike it. */
export interface CallFaults {
  /** The faults, joined by '+', or null. */
  names: string | null
  /** The answer in place of the true one, by its HTTP status. */
  status: number | null
  /** What happens to the answer on its way. */
  damage: 'cut' | 'malformed' | null
}

/** A call, as far as rules look at it. */
export interface FaultedCall {
  path: string
  itemId: string | null
  body: unknown
}

const none: CallFaults = { names: null, status: null, damage: null }

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined

/** The Item and the place in its pagination that a sync continues; null where none is under way. */
async function continuedSync(context: Context, { path, itemId, body }: FaultedCall) {
  const text = field(body, 'cursor')
  if (path !== '/transactions/sync' || itemId === null || typeof text !== 'string') return null
  const item = await findItem(context, itemId)
  if (item === null || item.error !== null) return null
  const state = itemState(context, item, await context.now())
  const account = field(field(body, 'options'), 'account_id')
  try {
    const accountKey = typeof account === 'string' ? accountKeyOf(state, account) : null
    const { page } = readCursor(item, accountKey, text)
    return page === null ? null : { itemId, accountKey, to: page.to }
  } catch (error) {
    if (error instanceof PlaidFailure) return null
    throw error
  }
}

/** More arrivals than these must have touched the account of an account's own stream. */
const maxArrivals = 20

/** Lets new transactions arrive until the data under a pagination have changed. */
async function mutate(
  context: Context,
  { itemId, accountKey, to }: NonNullable<Awaited<ReturnType<typeof continuedSync>>>,
): Promise<void> {
  const isChanged = ({ history, position }: ItemState) => {
    const { added, modified, removed } = history.delta(to, position, accountKey)
    return added.length + modified.length + removed.length > 0
  }
  for (let arrivals = 0; arrivals < maxArrivals; arrivals += 1) {
    const now = await context.now()
    const item = await changeItem(context, itemId, (current) => ({
      item: {
        ...withEvents(current, { kind: 'arrive', at: now, first: current.arrived, count: 1 }),
        arrived: current.arrived + 1,
      },
    }))
    if (item === null || isChanged(itemState(context, item, now))) break
  }
  await announce(context, itemId)
}

/** What the rules do to a call. Latency and the mutation of data have happened when this is known. */
export async function faultsOf(context: Context, call: FaultedCall): Promise<CallFaults> {
  const fits = ({ fault, path, item_id }: FaultRule) =>
    requestFaults.some((one) => one === fault) &&
    (path === call.path || (path === '*' && !call.path.startsWith('/link-session/'))) &&
    (item_id === null || item_id === call.itemId)
  const rules = (await listRules(context.store)).filter(fits)
  if (rules.length === 0) return none
  const continued = rules.some(({ fault }) => fault === 'mutation')
    ? await continuedSync(context, call)
    : null
  const striking = await strikingRules(
    context.store,
    (rule) => fits(rule) && (rule.fault !== 'mutation' || continued !== null),
  )
  if (striking.length === 0) return none
  const delayMs = striking.reduce((total, { delay_ms }) => total + (delay_ms ?? 0), 0)
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false })
  const found = (fault: FaultRule['fault']) => striking.find((rule) => rule.fault === fault)
  if (continued !== null && found('mutation') !== undefined) await mutate(context, continued)
  return {
    names: [...new Set(striking.map(({ fault }) => fault))].join('+'),
    status: found('status')?.status ?? null,
    damage: found('cut') !== undefined ? 'cut' : found('malformed') !== undefined ? 'malformed' : null,
  }
}

/** The failure that stands in place of an answer; null for 502, which comes from before Plaid and is no JSON. */
export function failureOfStatus(status: number): PlaidFailure | null {
  if (status === 502) return null
  return status === 429
    ? new PlaidFailure(
        errorBody(
          'RATE_LIMIT_EXCEEDED',
          'RATE_LIMIT',
          'rate limit exceeded for attempts to access this item. please try again later',
        ),
        429,
      )
    : new PlaidFailure(errorBody('API_ERROR', 'INTERNAL_SERVER_ERROR', 'an unexpected error occurred'), 500)
}

const badGatewayPage = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
</body>
</html>
`

/** What a proxy says that did not reach the server behind it. */
export function badGateway(headers: Record<string, string>): Response {
  return new Response(badGatewayPage, { status: 502, headers: { ...headers, 'content-type': 'text/html' } })
}

/** An answer whose connection breaks when half of its body has gone. */
export function cutInHalf(text: string, status: number, headers: Record<string, string>): Response {
  const bytes = new TextEncoder().encode(text)
  const parts = [bytes.slice(0, Math.ceil(bytes.length / 2))]
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const part = parts.shift()
      if (part === undefined) controller.error(new Error('The connection was cut.'))
      else controller.enqueue(part)
    },
  })
  return new Response(body, {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': String(bytes.length) },
  })
}

/** An answer of status 200 whose JSON ends in the middle. */
export function truncated(text: string, headers: Record<string, string>): Response {
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    headers: { ...headers, 'content-type': 'application/json' },
  })
}
