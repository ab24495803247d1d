import { announceAll } from './announcements'
import { type Context, clockOffsetMs, type Delays, type LogEntry } from './context'
import { control } from './control/control'
import { errorBody, failure, PlaidFailure } from './errors'
import { routes } from './handlers/routes'
import { requestId } from './ids'
import { linkSessionEndpoints } from './link-session'
import { findPage } from './pages'
import type { Caller } from './route'
import type { EmulatorStore } from './store'
import { courier } from './webhooks'
import { historyCache } from './world/history'
import { worldCache } from './world/world'

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
  /** Stops its timers; retries of webhooks are forgotten. */
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
const maxBodyBytes = 1_000_000

const routeByPath = new Map(routes.map((route) => [route.path, route]))

/** The paths of Plaid's API that the emulator answers. */
export const supportedPaths: readonly string[] = routes.map(({ path }) => path)

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-max-age': '600',
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > maxBodyBytes)
    throw failure('INVALID_REQUEST', 'INVALID_BODY', 'the body is too large', { status: 413 })
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  } catch {
    // Answered below, as any other body that is no JSON object.
  }
  throw failure('INVALID_REQUEST', 'INVALID_BODY', 'body could not be parsed as JSON')
}

/** The caller's API keys, from the headers or the body: any pair will do, but there must be one. */
function callerOf(request: Request, body: unknown): Caller {
  const field = (name: string) => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
    return typeof value === 'string' ? value : ''
  }
  const clientId = request.headers.get('plaid-client-id') || field('client_id')
  const secret = request.headers.get('plaid-secret') || field('secret')
  const missing = [clientId === '' && 'client_id', secret === '' && 'secret'].filter(Boolean)
  if (missing.length > 0) {
    throw failure(
      'INVALID_REQUEST',
      'MISSING_FIELDS',
      `the following required fields are missing: ${missing.join(', ')}`,
    )
  }
  return { clientId }
}

function notFound(method: string, path: string): PlaidFailure {
  return failure(
    'INVALID_REQUEST',
    'NOT_FOUND',
    `the Plaid emulator has no ${method} ${path}. It answers POST to ${supportedPaths.join(', ')}`,
    { status: 404 },
  )
}

/** Makes an emulator over a store. Several may share one, one after the other or, if the store allows, at once. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { store, prefix = '', authorizeControl = () => false, log = () => undefined } = options
  const delays = { ...usualDelays, ...options.delays }
  const realNow = () => (options.now?.() ?? new Date()).getTime()
  const post = courier({ store, fetch: options.fetch ?? fetch, delays, realNow, log })
  const context: Context = {
    store,
    delays,
    now: async () => realNow() + (await clockOffsetMs(store)),
    realNow,
    log,
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
    sweeping ??= announceAll(context)
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
  const keepSweeping = () => {
    if (sweeper !== undefined || isClosed) return
    sweeper = setInterval(() => void sweep(), sweepMs)
    sweeper.unref()
  }

  const answer = async (request: Request, path: string): Promise<object> => {
    const { method } = request
    if (path.startsWith('/emulator/') || path === '/emulator') {
      if (!authorizeControl(request)) throw notFound(method, path)
      const body =
        method === 'POST' && request.headers.get('content-length') !== '0' ? await readBody(request) : {}
      return control(context, method, path.slice('/emulator'.length), body)
    }
    if (method !== 'POST') throw notFound(method, path)
    const endpoint = path.startsWith('/link-session/')
      ? linkSessionEndpoints.get(path.slice('/link-session/'.length))
      : undefined
    if (endpoint !== undefined) return endpoint(context, await readBody(request))
    const route = routeByPath.get(path)
    if (route === undefined) throw notFound(method, path)
    const body = await readBody(request)
    return route.answer(context, callerOf(request, body), body)
  }

  const respond = async (request: Request, path: string): Promise<Response> => {
    const request_id = requestId()
    const startedAt = performance.now()
    const headers = path.startsWith('/link-session/') ? crossOrigin : {}
    const finish = (status: number, body: object, code?: string) => {
      const durationMs = Math.round(performance.now() - startedAt)
      log({
        level: 'info',
        event: 'request',
        path,
        status,
        request_id,
        durationMs,
        ...(code === undefined ? {} : { code }),
      })
      return Response.json(
        { ...body, request_id },
        { status, headers: { ...headers, 'plaid-request-id': request_id } },
      )
    }
    try {
      const body = await answer(request, path)
      if (/^\/(item\/public_token\/exchange|sandbox\/public_token\/create|link-session\/finish)$/.test(path))
        expectNews()
      return finish(200, body)
    } catch (error) {
      if (error instanceof PlaidFailure) return finish(error.status, error.body, error.body.error_code)
      log({
        level: 'error',
        event: 'request.failed',
        path,
        request_id,
        message: error instanceof Error ? error.message : '',
      })
      return finish(500, errorBody('API_ERROR', 'INTERNAL_SERVER_ERROR', 'an unexpected error occurred'))
    }
  }

  return {
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      const isOurs = prefix === '' || pathname === prefix || pathname.startsWith(`${prefix}/`)
      const path = isOurs ? pathname.slice(prefix.length) : pathname
      keepSweeping()
      if (request.method === 'GET' && path === '/link-stand-in.js') {
        const { linkStandIn } = await import('./link/bundle.generated')
        return new Response(linkStandIn, {
          headers: {
            'content-type': 'text/javascript; charset=utf-8',
            'cache-control': 'no-cache',
            'access-control-allow-origin': '*',
          },
        })
      }
      const found = findPage(request.method, path)
      if (found !== null && (!found.page.isControl || authorizeControl(request))) {
        return found.page.answer(context, request, found.groups)
      }
      if (request.method === 'OPTIONS' && path.startsWith('/link-session/')) {
        return new Response(null, { status: 204, headers: crossOrigin })
      }
      return respond(request, path)
    },
    now: async () => new Date(await context.now()),
    idle: async () => {
      await sweeping
      await post.idle()
    },
    close: async () => {
      isClosed = true
      post.close()
      clearInterval(sweeper)
      for (const timer of timers) clearTimeout(timer)
      await sweeping
    },
  }
}
