import { UnexpectedBody } from './fields'
import type { LinkEvent } from './link-events'
import type { Answer, Command } from './link-state'
import {
  readError,
  readFinished,
  readInstitutions,
  readOAuthProgress,
  readOAuthVisit,
  readRequestId,
  readStarted,
  readStep,
} from './wire'

/** Real Link gives a bank longer than this, but nothing here is a bank: silence means that nothing listens. */
const timeoutMs = 20_000

/** More than this a browser does not send on behalf of a page that is going away. */
const keepaliveBytes = 60_000

/** What is asked of the emulator, and not of the browser. */
export type Question = Exclude<Command, { to: 'window' | 'page' }>

export interface SessionClient {
  /** Asks the emulator. Never rejects: what goes wrong is an answer too. `closed`: is the bank's window known to be shut? */
  send(
    command: Question,
    linkSessionId: string,
    closed?: boolean,
  ): Promise<{ answer: Answer; requestId: string }>
  /** Leaves the events with the emulator, for `/link/token/get` and the webhooks. Nobody waits for it. */
  tell(linkSessionId: string, events: readonly LinkEvent[]): void
  /** Says that the person has left, with the status that `onExit` gets. Nobody waits for it. */
  exit(linkSessionId: string, status: string | null): void
}

/** Talks to `{base}link-session/*` in the name of one link token. `base` ends in a slash; `receivedRedirectUri` is where a bank led back to. */
export function sessionClient(
  base: string,
  linkToken: string,
  fetcher: typeof fetch,
  receivedRedirectUri: string | null = null,
): SessionClient {
  function post(path: string, fields: object, keepalive: boolean): Promise<Response> {
    const body = JSON.stringify({ link_token: linkToken, ...fields })
    return fetcher(`${base}link-session/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
      keepalive: keepalive && body.length < keepaliveBytes,
    })
  }

  return {
    async send(command, linkSessionId, closed = false) {
      let body: unknown
      let ok: boolean
      try {
        const response = await post(command.to, toFields(command, linkSessionId, receivedRedirectUri), false)
        ok = response.ok
        body = await response.json()
      } catch {
        // Refused, timed out, or not JSON: whatever answered, it was not the emulator.
        return { answer: { to: 'unreachable' }, requestId: '' }
      }
      const requestId = readRequestId(body)
      return { answer: ok ? toAnswer(command, body, closed) : toRefusal(body), requestId }
    },
    tell(linkSessionId, events) {
      const told = events.map(({ name, metadata }) => ({ event_name: name, event_metadata: metadata }))
      post('events', { link_session_id: linkSessionId, events: told }, true).catch(() => undefined)
    },
    exit(linkSessionId, status) {
      const fields = { link_session_id: linkSessionId, ...(status === null ? {} : { status }) }
      post('exit', fields, true).catch(() => undefined)
    },
  }
}

function toFields(command: Question, linkSessionId: string, receivedRedirectUri: string | null): object {
  const session = { link_session_id: linkSessionId }
  switch (command.to) {
    case 'start':
      return receivedRedirectUri === null ? {} : { received_redirect_uri: receivedRedirectUri }
    case 'institutions':
      return { ...session, query: command.query }
    case 'credentials':
      return {
        ...session,
        institution_id: command.institutionId,
        username: command.username,
        password: command.password,
      }
    case 'mfa':
      return { ...session, answers: command.answers }
    case 'finish':
      return { ...session, account_ids: command.accountIds }
    case 'oauth':
      return { ...session, institution_id: command.institutionId }
    case 'oauth-status':
      return { ...session, oauth_state_id: command.stateId }
  }
}

function toAnswer(command: Question, body: unknown, closed: boolean): Answer {
  try {
    switch (command.to) {
      case 'start':
        return { to: 'start', body: readStarted(body) }
      case 'institutions':
        return { to: 'institutions', body: readInstitutions(body) }
      case 'credentials':
      case 'mfa':
        return { to: 'step', body: readStep(body) }
      case 'finish':
        return { to: 'finish', body: readFinished(body) }
      case 'oauth':
        return { to: 'oauth', body: readOAuthVisit(body) }
      case 'oauth-status':
        return { to: 'oauth-status', body: readOAuthProgress(body), closed }
    }
  } catch (cause) {
    if (cause instanceof UnexpectedBody) return { to: 'unreachable' }
    throw cause
  }
}

function toRefusal(body: unknown): Answer {
  const error = readError(body)
  return error ? { to: 'refused', error } : { to: 'unreachable' }
}
