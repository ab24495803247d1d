import { lookup as lookUp } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress, readEndpoint } from './public-address'

/** The key pair by which push services know this installation (RFC 8292), base64url, and whom they can write to. */
export interface VapidKeys {
  publicKey: string
  privateKey: string
  /** A mailto: or https: address. */
  subject: string
}

/** A browser, as it said when it asked to be told. */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

/** What a browser is told: short, without amounts. */
export interface PushMessage {
  /** The same one again takes the place of the first. */
  id: string
  title: string
  body: string
  /** A path here. */
  href: string
}

/** `gone`: the browser is no more, or wants no more. `failed`: to be tried again. */
export type PushOutcome = 'sent' | 'gone' | 'failed'

export interface PushOptions {
  /** Lets a test have its push service on this machine, without TLS. */
  loopback?: boolean
  timeoutMs?: number
}

const TIMEOUT_MS = 10_000
/** How long a push service keeps a message for a browser that is away. */
const KEPT_SECONDS = 86_400

/** Resolves names, and takes none that leads into a private network: also not one that has changed since it was read. */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
      return done(new Error('Not an address of the public network'), '')
    if (options.all) done(null, addresses)
    else done(null, first.address, first.family)
  })
}

/**
 * Sends one message to one browser by its push service, sealed so that only that browser can read it (RFC 8291).
 * Nothing of what is sent, nor where to, is in what this throws or gives back.
 */
export async function sendPush(
  target: PushTarget,
  message: PushMessage,
  vapid: VapidKeys,
  { loopback = false, timeoutMs = TIMEOUT_MS }: PushOptions = {},
): Promise<PushOutcome> {
  const isHere = loopback && /^http:\/\/127\.0\.0\.1:\d+\//.test(target.endpoint)
  const url = isHere ? new URL(target.endpoint) : readEndpoint(target.endpoint)
  if (!url) return 'gone'
  const sealed = await seal(target, message, vapid)
  if (!sealed) return 'gone'
  const status = await new Promise<number | null>((resolve) => {
    const send = isHere ? requestPlain : requestSecure
    const request = send(url, {
      method: 'POST',
      headers: sealed.headers,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isHere ? {} : { lookup: publicLookup }),
    })
    request.on('error', () => resolve(null))
    request.on('response', (response) => {
      // What it says beside its status is of no use, and might be without end.
      response.on('error', () => {})
      response.destroy()
      resolve(response.statusCode ?? null)
    })
    request.end(sealed.body)
  })
  if (status === 404 || status === 410) return 'gone'
  return status !== null && status >= 200 && status < 300 ? 'sent' : 'failed'
}

/** Null where the browser's keys are none: nothing can ever be sent to it. */
async function seal({ endpoint, p256dh, auth }: PushTarget, message: PushMessage, vapid: VapidKeys) {
  const { default: webPush } = await import('web-push')
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message),
      { vapidDetails: vapid, TTL: KEPT_SECONDS, contentEncoding: 'aes128gcm', urgency: 'normal' },
    )
    return { headers, body }
  } catch {
    return null
  }
}
