import type { Answer, Command } from './link-state'
import {
  readError,
  readFinished,
  readInstitutions,
  readRequestId,
  readStarted,
  readStep,
  UnexpectedBody,
} from './wire'

/** Real Link gives a bank longer than this, but nothing here is a bank: silence means that nothing listens. */
const timeoutMs = 20_000

export interface SessionClient {
  /** Asks the emulator. Never rejects: what goes wrong is an answer too. */
  send(command: Command, linkSessionId: string): Promise<{ answer: Answer; requestId: string }>
  /** Says that the person has left, with the status that `onExit` gets. Nobody waits for it. */
  exit(linkSessionId: string, status: string | null): void
}

/** Talks to `{base}link-session/*` in the name of one link token. `base` ends in a slash. */
export function sessionClient(base: string, linkToken: string, fetcher: typeof fetch): SessionClient {
  function post(path: string, fields: object, keepalive: boolean): Promise<Response> {
    return fetcher(`${base}link-session/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link_token: linkToken, ...fields }),
      signal: AbortSignal.timeout(timeoutMs),
      keepalive,
    })
  }

  return {
    async send(command, linkSessionId) {
      let body: unknown
      let ok: boolean
      try {
        const response = await post(command.to, toFields(command, linkSessionId), false)
        ok = response.ok
        body = await response.json()
      } catch {
        // Refused, timed out, or not JSON: whatever answered, it was not the emulator.
        return { answer: { to: 'unreachable' }, requestId: '' }
      }
      const requestId = readRequestId(body)
      return { answer: ok ? toAnswer(command, body) : toRefusal(body), requestId }
    },
    exit(linkSessionId, status) {
      const fields = { link_session_id: linkSessionId, ...(status === null ? {} : { status }) }
      post('exit', fields, true).catch(() => undefined)
    },
  }
}

function toFields(command: Command, linkSessionId: string): object {
  const session = { link_session_id: linkSessionId }
  switch (command.to) {
    case 'start':
      return {}
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
  }
}

function toAnswer(command: Command, body: unknown): Answer {
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
