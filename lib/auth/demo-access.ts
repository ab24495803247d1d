import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Env } from '@/lib/env'
import { callerOf } from './peer'

/** Whoever signs in with this address is the demo's person, populated by `npm run demo`. */
export const DEMO_EMAIL = 'demo@evenkeel.local'
/** No secret: it opens nothing but pretend money, and only where `mayDemo` says so. */
export const DEMO_PASSWORD = 'even-keel-demo'

export const DEMO_COOKIE = 'evenkeel-demo'

const same = (a: string, b: string) => {
  const hash = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/** What the cookie holds of somebody who gave the control secret: proof, not the secret. */
export function demoProof(controlSecret: string): string {
  return createHmac('sha256', controlSecret).update('evenkeel-demo').digest('base64url')
}

export function isControlSecret(given: string, env: Pick<Env, 'controlSecret'>): boolean {
  return env.controlSecret !== null && same(given, env.controlSecret)
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a page of another site sends this in its reader's name. Browsers say so; other programs say nothing. */
function isForeign(headers: { get(name: string): string | null }, env: Env): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return headers.get('sec-fetch-mode') !== 'navigate'
  const origin = headers.get('origin')
  return origin !== null && origin !== new URL(env.appUrl).origin
}

/**
 * Whether a caller may use the demo's panel and login, and the emulator's control: with the emulator only, and from
 * this machine or with the control secret, as a bearer token or as the cookie that it was once exchanged for.
 */
export function mayDemo(headers: { get(name: string): string | null }, env: Env): boolean {
  if (env.plaidEnv !== 'emulator' || isForeign(headers, env)) return false
  // Where people open another address than this machine's own, a proxy may make strangers look like neighbours.
  if (LOOPBACK_NAMES.has(new URL(env.appUrl).hostname) && callerOf(headers, env).local) return true
  if (env.controlSecret === null) return false
  const bearer = headers.get('authorization')?.match(/^Bearer (.+)$/)?.[1]
  if (bearer && isControlSecret(bearer, env)) return true
  const cookie = headers
    .get('cookie')
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${DEMO_COOKIE}=`))
    ?.slice(DEMO_COOKIE.length + 1)
  return cookie !== undefined && same(cookie, demoProof(env.controlSecret))
}
