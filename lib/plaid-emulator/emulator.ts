import { announceAll } from './announcements'
import { apiOf, crossOrigin, notFound, outcomeOfError, readBody, supportedPaths } from './api'
import { type Context, clockOffsetMs, type Delays, type LogEntry } from './context'
import { control } from './control/control'
import { PlaidFailure } from './errors'
import { requestId } from './ids'
import { answerPage } from './pages'
import { requestLog } from './request-log'
import type { EmulatorStore } from './store'
import { courier } from './webhooks'
import { historyCache } from './world/history'
import { worldCache } from './world/world'

export { supportedPaths }

export interface EmulatorOptions {
  store: EmulatorStore
  /** Real time. The emulator's own clock is real time and an offset that the store keeps. */
  now?: () => Date
  /** Delivers webhooks. */
  fetch?: typeof fetch
  /** The path that the emulator is mounted under, such as '/plaid-emulator'; none by default. */
  prefix?: string
  /** May this request use the control plane? Never, by default. */
  authorizeControl?: (request: Request) => boolean
  /** Where a browser reaches the emulator, prefix included: pages that it leads to are named by it. */
  publicUrl?: string
  /** As strict as Plaid's Sandbox: rate limits hold, and Items ask for a new login after thirty days. */
  strict?: boolean
  /** Takes log entries. They hold no tokens, no credentials and no bodies. */
  log?: (entry: LogEntry) => void
  /** Delays that differ from the usual: 1 s, 3 s; 10 s and 30 s for webhooks. */
  delays?: Partial<Delays>
}

/** A Plaid-compatible API with pretend banks behind it. */
export interface Emulator {
  fetch(request: Request): Promise<Response>
  /** The emulator's time, which may have been moved ahead. */
  now(): Promise<Date>
  /** Resolves when every webhook that was due has been delivered or has failed for now. */
  idle(): Promise<void>
  /** Stops its timers and what is under way; webhooks that wait for a retry are kept in the store. */
  close(): Promise<void>
}

const usualDelays: Delays = {
  initialMs: 1000,
  historicalMs: 3000,
  webhookTimeoutMs: 10_000,
  webhookRetryMs: 30_000,
}

/** How often the emulator looks by itself for what its clock has brought about. */
const sweepMs = 30_000

const makesItem =
  /^\/(item\/public_token\/exchange|sandbox\/public_token\/create|link-session\/finish|asset_report\/create)$/

/** Is a history on its way to an Item after this answer? */
function expectsHistory(path: string, body: object): boolean {
  return makesItem.test(path) || Reflect.get(body, 'transactions_update_status') === 'NOT_READY'
}

async function linkStandInResponse(): Promise<Response> {
  const { linkStandIn } = await import('./link/bundle.generated')
  return new Response(linkStandIn, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** What a call of the control plane sends: the body of a POST, which may be empty, else the query. */
async function controlInput(request: Request): Promise<object> {
  if (request.method !== 'POST') return Object.fromEntries(new URL(request.url).searchParams)
  const isEmpty = request.body === null || request.headers.get('content-length') === '0'
  const body = isEmpty ? {} : await readBody(request)
  if (body instanceof PlaidFailure) throw body
  return body
}

/** Makes an emulator over a store. Several may share one, one after the other or, if the store allows, at once. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { store, prefix = '', authorizeControl = () => false, log = () => undefined } = options
  const delays = { ...usualDelays, ...options.delays }
  const realNow = () => (options.now?.() ?? new Date()).getTime()
  const recent = requestLog()
  const post = courier({ store, fetch: options.fetch ?? fetch, delays, realNow, log, requestLog: recent })
  const context: Context = {
    store,
    delays,
    now: async () => realNow() + (await clockOffsetMs(store)),
    realNow,
    log,
    requestLog: recent,
    deliver: post.deliver,
    publicUrl: options.publicUrl ?? '',
    strict: options.strict ?? false,
    worldOf: worldCache(),
    historyOf: historyCache(),
  }
  const timers = new Set<NodeJS.Timeout>()
  let sweeping: Promise<void> | undefined
  let sweeper: NodeJS.Timeout | undefined
  let isClosed = false

  const sweep = () => {
    sweeping ??= announceAll(context, { isHurried: false, isOver: () => isClosed })
      .catch((error: unknown) => log({ level: 'error', event: 'sweep.failed', message: String(error) }))
      .finally(() => {
        sweeping = undefined
      })
    return sweeping
  }
  const sweepAfter = (ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      void sweep()
    }, ms)
    timer.unref()
    timers.add(timer)
  }
  /** A new Item's history comes in two steps; the rest is found by a slow round. */
  const expectNews = () => {
    if (isClosed) return
    sweepAfter(delays.initialMs + 20)
    sweepAfter(delays.historicalMs + 20)
  }
  /** From the first sign of life on: also takes up the webhooks that an earlier process has left. */
  const keepSweeping = () => {
    if (sweeper !== undefined || isClosed) return
    sweeper = setInterval(() => {
      void sweep()
      void post.wake()
    }, sweepMs)
    sweeper.unref()
    void post.wake()
  }

  const api = apiOf(context, (path, body) => {
    if (expectsHistory(path, body)) expectNews()
  })
  const answerControl = async (request: Request, path: string): Promise<Response> => {
    const request_id = requestId()
    const outcome = await (async () => {
      try {
        if (!authorizeControl(request)) throw notFound(request.method, path)
        const input = await controlInput(request)
        const body = await control(context, request.method, path.slice('/emulator'.length), input)
        return { status: 200, body }
      } catch (error) {
        return outcomeOfError(context, path, error)
      }
    })()
    return Response.json(
      { ...outcome.body, request_id },
      {
        status: outcome.status,
        headers: {
          'plaid-request-id': request_id,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
      },
    )
  }

  return {
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      const isOurs = prefix === '' || pathname === prefix || pathname.startsWith(`${prefix}/`)
      const path = isOurs ? pathname.slice(prefix.length) : pathname
      keepSweeping()
      if (request.method === 'GET' && path === '/link-stand-in.js') return linkStandInResponse()
      const page = await answerPage(context, request, path)
      if (page !== null) return page
      if (request.method === 'OPTIONS' && path.startsWith('/link-session/')) {
        return new Response(null, { status: 204, headers: crossOrigin })
      }
      const isControl = path === '/emulator' || path.startsWith('/emulator/')
      return isControl ? answerControl(request, path) : api(request, path)
    },
    now: async () => {
      keepSweeping()
      return new Date(await context.now())
    },
    idle: async () => {
      await sweeping
      await post.idle()
    },
    close: async () => {
      isClosed = true
      clearInterval(sweeper)
      for (const timer of timers) clearTimeout(timer)
      await sweeping
      await post.close()
    },
  }
}
