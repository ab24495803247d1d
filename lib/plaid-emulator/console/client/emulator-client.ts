import { UnexpectedBody } from '../../link/client/fields'
import { readFailure } from './wire'

/**
 * What came of a call. `locked`: the emulator does not let this browser control it. `missing`: it has no such
 * control. `refused`: it said why not. `unreachable`: it did not answer, or not in words that the page knows.
 */
export type Outcome<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'locked' | 'missing' | 'refused' | 'unreachable'; words: string }

export interface EmulatorClient {
  /** `path` is what follows `/emulator`. */
  get<T>(path: string, read: (body: unknown) => T): Promise<Outcome<T>>
  post<T>(path: string, body: object, read: (body: unknown) => T): Promise<Outcome<T>>
  remove(path: string): Promise<Outcome<null>>
  /** A call of Plaid's API, with credentials in its body. */
  plaid<T>(path: string, body: object, read: (body: unknown) => T): Promise<Outcome<T>>
  /** Bears this secret from now on; null bears none. */
  setSecret(secret: string | null): void
  hasSecret(): boolean
}

const patienceMs = 15_000

/** Whether it is the control that does not exist, and not what it was to act on. */
const isMissing = ({ code, message }: { code: string; message: string }) =>
  code === 'NOT_FOUND' && /^the (Plaid )?emulator (has no|cannot)/.test(message)

function failed(status: number, body: unknown): Outcome<never> {
  if (status === 401 || status === 403) {
    return { kind: 'locked', words: 'The emulator does not let this browser control it.' }
  }
  const failure = readFailure(body)
  if (status === 404 && (failure === null || isMissing(failure))) {
    return { kind: 'missing', words: 'This emulator does not offer that.' }
  }
  if (status === 405) return { kind: 'missing', words: 'This emulator does not offer that here.' }
  if (failure === null)
    return { kind: 'refused', words: `The emulator answered ${status} without saying why.` }
  const { code, message } = failure
  return { kind: 'refused', words: message === '' ? code : `${message} (${code})` }
}

/** Speaks to the emulator at `base`. It never throws: what can go wrong is part of the answer. */
export function emulatorClient(
  base: string,
  send: typeof fetch = (...given) => fetch(...given),
): EmulatorClient {
  let secret: string | null = null
  const call = async <T>(
    method: string,
    url: string,
    body: object | null,
    read: (body: unknown) => T,
  ): Promise<Outcome<T>> => {
    try {
      const response = await send(url, {
        method,
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
        },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      })
      const given: unknown = await response.json().catch(() => null)
      return response.ok ? { kind: 'ok', value: read(given) } : failed(response.status, given)
    } catch (error) {
      if (error instanceof UnexpectedBody) {
        return {
          kind: 'unreachable',
          words: `The emulator answered something that this page does not understand (${error.message}). Reload the page.`,
        }
      }
      const isLate = error instanceof DOMException && error.name === 'TimeoutError'
      return {
        kind: 'unreachable',
        words: isLate
          ? `The emulator did not answer within ${patienceMs / 1000} seconds.`
          : 'The emulator does not answer. Is it still running?',
      }
    }
  }
  return {
    get: (path, read) => call('GET', `${base}/emulator${path}`, null, read),
    post: (path, body, read) => call('POST', `${base}/emulator${path}`, body, read),
    remove: (path) => call('DELETE', `${base}/emulator${path}`, null, () => null),
    plaid: (path, body, read) => call('POST', `${base}${path}`, body, read),
    setSecret: (given) => {
      secret = given
    },
    hasSecret: () => secret !== null,
  }
}
