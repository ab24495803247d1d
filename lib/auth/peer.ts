import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Env } from '@/lib/env'

/**
 * Who is calling, from the socket and not from what the caller says. Next keeps a client's own `x-forwarded-for`, and
 * shows no socket to routes and actions; so the address is written into a header of ours as each request comes in,
 * beside a mark that only this process knows.
 */
const HEADER = 'x-evenkeel-peer'

const shared = globalThis as typeof globalThis & { evenkeelPeerMark?: string }

const FORWARDING_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via'] as const
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

function isLoopback(address: string): boolean {
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.')
}

/** Begins to watch the requests of this process's HTTP servers. Call it once, before the first of them. */
export function watchPeers(): void {
  if (shared.evenkeelPeerMark) return
  const mark = randomBytes(24).toString('base64url')
  shared.evenkeelPeerMark = mark
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const address = request.socket.remoteAddress ?? ''
    const direct = FORWARDING_HEADERS.every((name) => request.headers[name] === undefined)
    // A page elsewhere can point its own name at this machine; then the host is not a loopback one.
    const local = direct && isLoopback(address) && LOOPBACK_HOST.test(request.headers.host ?? '')
    request.headers[HEADER] = `${mark} ${local ? 'local' : 'remote'} ${address}`
  })
}

export interface Caller {
  /** The caller's address; null where it cannot be known. */
  address: string | null
  /** Whether the caller sits at this very machine, with no proxy between. */
  local: boolean
}

/** Who sent a request, by its headers. */
export function callerOf(
  headers: { get(name: string): string | null },
  env: Pick<Env, 'addressHeader'>,
): Caller {
  const [mark, place, address = ''] = (headers.get(HEADER) ?? '').split(' ')
  const seen = shared.evenkeelPeerMark !== undefined && mark === shared.evenkeelPeerMark
  if (env.addressHeader) {
    // The proxy writes the last entry; what stands before it came from the caller.
    const told = headers.get(env.addressHeader)?.split(',').at(-1)?.trim()
    return { address: told || null, local: false }
  }
  return seen ? { address: address || null, local: place === 'local' } : { address: null, local: false }
}
