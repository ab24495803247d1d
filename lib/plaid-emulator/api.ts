import type { Context } from './context'
import { findDocument } from './context'
import { accessSchema, keys } from './documents'
import { errorBody, failure, PlaidFailure } from './errors'
import { routes } from './handlers/routes'
import { hashToken, requestId } from './ids'
import { linkSessionEndpoints } from './link-session'
import { type RateLimits, rateLimits } from './rate-limits'
import { badGateway, cutInHalf, failureOfStatus, faultsOf, truncated } from './request-faults'
import type { Caller } from './route'
import { answerBytes } from './world/row-bytes'

/** The largest body that is read, in bytes. */
export const maxBodyBytes = 1_000_000
const apiVersion = '2020-09-14'
const maxShownPath = 200

const routeByPath = new Map(routes.map((route) => [route.path, route]))

/** The paths of Plaid's API that the emulator answers. */
export const supportedPaths: readonly string[] = routes.map(({ path }) => path)

/** Link's stand-in is a page of the client's own, which asks from there. */
export const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-max-age': '600',
}

const unreadable = () => failure('INVALID_REQUEST', 'INVALID_BODY', 'body could not be parsed as JSON')

/** A body's JSON object, or the failure that any other body is answered with. */
export async function readBody(request: Request): Promise<object | PlaidFailure> {
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > maxBodyBytes)
    return failure('INVALID_REQUEST', 'INVALID_BODY', 'the body is too large', { status: 413 })
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : unreadable()
  } catch {
    return unreadable()
  }
}

function textField(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : ''
}

const clientIdOf = (request: Request, body: unknown) =>
  request.headers.get('plaid-client-id') || textField(body, 'client_id')

/** The caller's API keys, from the headers or the body: any pair will do, but there must be one. */
function callerOf(request: Request, body: object): Caller {
  const clientId = clientIdOf(request, body)
  const secret = request.headers.get('plaid-secret') || textField(body, 'secret')
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

/** The answer to a call that the emulator does not have. */
export function notFound(method: string, path: string): PlaidFailure {
  const shown = path.slice(0, maxShownPath)
  const message = routeByPath.has(path)
    ? `${shown} is answered to POST alone, not to ${method}`
    : `the Plaid emulator has no ${method} ${shown}. It answers POST to ${supportedPaths.join(', ')}`
  return failure('INVALID_REQUEST', 'NOT_FOUND', message, { status: 404 })
}

/** Fails for a version of the API that the emulator does not speak, and for a body that is not sent as JSON. */
function refuseHeaders(request: Request): void {
  const version = request.headers.get('plaid-version')
  if (version !== null && version !== apiVersion) {
    throw failure(
      'INVALID_REQUEST',
      'INVALID_HEADERS',
      `Plaid-Version must be ${apiVersion}, the only version that the emulator has, or be left out`,
    )
  }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(type)) throw unreadable()
}

const maxKnownTokens = 10_000

/** Finds out which Item a call is about, by its access token; remembers what never changes. */
function itemFinder(context: Context) {
  const known = new Map<string, { itemId: string; clientId: string }>()
  return async (clientId: string, body: unknown): Promise<string | null> => {
    const token = textField(body, 'access_token')
    if (token === '') return null
    const hash = hashToken(token)
    const access =
      known.get(hash) ?? (await findDocument(context.store, keys.access(hash), accessSchema))?.value
    if (access === undefined || access.clientId !== clientId) return null
    if (known.size >= maxKnownTokens) known.clear()
    known.set(hash, { itemId: access.itemId, clientId })
    return access.itemId
  }
}

/** An answer to be sent: its status and its body, and how the error is called. */
interface Outcome {
  status: number
  body: object
  code: string | null
}

/** What a failure is answered with; what is not one of Plaid's is logged, and says nothing of itself. */
export function outcomeOfError(context: Context, path: string, error: unknown): Outcome {
  if (error instanceof PlaidFailure)
    return { status: error.status, body: error.body, code: error.body.error_code }
  const message = error instanceof Error ? error.message : ''
  context.log({ level: 'error', event: 'request.failed', path, message })
  const body = errorBody('API_ERROR', 'INTERNAL_SERVER_ERROR', 'an unexpected error occurred')
  return { status: 500, body, code: body.error_code }
}

async function answerCall(
  context: Context,
  limits: RateLimits | null,
  call: { request: Request; path: string; body: object | PlaidFailure; itemId: string | null },
): Promise<object> {
  const { request, path, body, itemId } = call
  if (request.method !== 'POST') throw notFound(request.method, path)
  const endpoint = path.startsWith('/link-session/')
    ? linkSessionEndpoints.get(path.slice('/link-session/'.length))
    : undefined
  const route = routeByPath.get(path)
  if (endpoint === undefined && route === undefined) throw notFound(request.method, path)
  if (body instanceof PlaidFailure) throw body
  if (route !== undefined) refuseHeaders(request)
  if (endpoint !== undefined) return endpoint(context, body)
  if (route === undefined) throw notFound(request.method, path)
  const isOpen = route.isOpen === true
  const caller = isOpen ? { clientId: clientIdOf(request, body) } : callerOf(request, body)
  const refusal = limits?.count({ path, clientId: caller.clientId, itemId }) ?? null
  if (refusal !== null) throw refusal
  return route.answer(context, caller, body)
}

/**
 * Answers calls of Plaid's API and of Link's sessions: reads, lets the rules of failure strike, keeps the limits,
 * answers and logs. `onAnswer` learns each answer that was no error.
 */
export function apiOf(
  context: Context,
  onAnswer: (path: string, body: object) => void,
): (request: Request, path: string) => Promise<Response> {
  const limits = context.strict ? rateLimits(context.realNow) : null
  const itemIdOf = itemFinder(context)
  return async (request, path) => {
    const request_id = requestId()
    const startedAt = performance.now()
    const at = new Date(context.realNow()).toISOString()
    const headers = {
      ...(path.startsWith('/link-session/') ? crossOrigin : {}),
      'plaid-request-id': request_id,
    }
    let clientId = ''
    let itemId: string | null = null
    let fault: string | null = null
    const note = ({ status, body, code }: Outcome) => {
      const duration_ms = Math.round(performance.now() - startedAt)
      const shownPath = path.slice(0, maxShownPath)
      context.log({
        level: 'info',
        event: 'request',
        path: shownPath,
        status,
        request_id,
        durationMs: duration_ms,
        ...(code === null ? {} : { code }),
        ...(fault === null ? {} : { fault }),
      })
      context.requestLog.addRequest({
        at,
        request_id,
        method: request.method,
        path: shownPath,
        status,
        error_code: code,
        duration_ms,
        item_id: itemId ?? (textField(body, 'item_id') || null),
        client_id: clientId || null,
        fault,
      })
    }
    const send = (outcome: Outcome, damage: 'cut' | 'malformed' | null): Response => {
      note(damage === 'malformed' ? { ...outcome, status: 200 } : outcome)
      const { status } = outcome
      const bytes = answerBytes({ ...outcome.body, request_id })
      if (damage === 'cut') return cutInHalf(bytes.toString(), status, headers)
      if (damage === 'malformed') return truncated(bytes.toString(), headers)
      return new Response(bytes, {
        status,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': String(bytes.length) },
      })
    }
    let damage: 'cut' | 'malformed' | null = null
    try {
      const body = request.method === 'POST' ? await readBody(request) : {}
      clientId = clientIdOf(request, body)
      itemId = await itemIdOf(clientId, body)
      const isKnown = routeByPath.has(path) || path.startsWith('/link-session/')
      const faults = isKnown ? await faultsOf(context, { path, itemId, body }) : null
      fault = faults?.names ?? null
      damage = faults?.damage ?? null
      if (faults !== null && faults.status !== null) {
        const forced = failureOfStatus(faults.status)
        if (forced !== null) throw forced
        note({ status: 502, body: {}, code: null })
        return badGateway(headers)
      }
      const answer = await answerCall(context, limits, { request, path, body, itemId })
      onAnswer(path, answer)
      return send({ status: 200, body: answer, code: null }, damage)
    } catch (error) {
      return send(outcomeOfError(context, path, error), damage)
    }
  }
}
