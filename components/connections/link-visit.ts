import type { Connected } from '@/lib/connections/actions'
import type { ConnectInput } from '@/lib/connections/schema'
import type { Result } from '@/lib/result'
import type { Purpose, Reconnecting } from './link-purpose'
import { type NoticeKind, noticeForExit, noticeForFailure, noticeForLinkError } from './link-words'

/*
 * A visit to Link as a machine without side effects: `advance` takes what happened and answers the new state and what
 * is to be done. In every phase something brings the page back to `idle` or to Link (link-visit.test.ts):
 *
 *   preparing  the token, the code and Link's script are fetched, each within a time
 *   opening    Link was asked to open, and says so within a time
 *   open       Link says how it ended, is seen to be gone, or is opened anew by any of the buttons
 *   finishing  the server answers within a time
 *   asking     the question whether it is another login has an answer for each of its buttons
 */

/** A visit that has left for a bank's own site and come back. */
export interface Returning {
  token: string
  /** How many times it has come back. */
  leg: number
  receivedRedirectUri: string
}

/** What Link has done its part of, and the server is to do the rest of. Safe to be tried again. */
export type Work = { kind: 'connect'; input: ConnectInput } | { kind: 'mend'; purpose: Reconnecting }

/** What "Try again" does. */
export type Again =
  | { kind: 'open'; purpose: Purpose; returning: Returning | null }
  | { kind: 'finish'; work: Work }

export interface Notice {
  kind: NoticeKind
  /** The bank's own sentence, where Plaid passes one on. */
  message?: string | null
  again: Again
}

export interface Duplicate {
  input: ConnectInput
  itemId: string
  name: string
}

/** One Link, with its token: it stays until the next, because Link may still tell of events after its end. */
export interface LinkSession {
  attempt: number
  purpose: Purpose
  token: string
  returning: Returning | null
  /** Opened by itself, after the token of the one before was refused. */
  renewed: boolean
}

interface Shared {
  /** Counts the visits: what belongs to an earlier one is not listened to. */
  attempt: number
  session: LinkSession | null
}

export type VisitState = Shared &
  (
    | { phase: 'idle'; notice: Notice | null }
    | {
        phase: 'preparing'
        purpose: Purpose
        returning: Returning | null
        renewed: boolean
        notice: Notice | null
      }
    | { phase: 'opening' | 'open'; session: LinkSession }
    | { phase: 'finishing'; work: Work; duplicate: Duplicate | null }
    | { phase: 'asking'; duplicate: Duplicate }
  )

export type LinkPhase = VisitState['phase']

export type LinkExit =
  | { kind: 'closed'; status: string | null }
  | { kind: 'error'; code: string; message: string | null }
  | { kind: 'unavailable' }

/** What Link gave, as far as it is used. */
export interface LinkGiven {
  publicToken: string | null
  linkSessionId: string
  institution: ConnectInput['institution']
  accounts: ConnectInput['accounts']
}

/** What the server answered; null when nothing came. */
export type Answer = Result<Connected | null> | null

export type VisitEvent =
  | { type: 'pressed'; purpose: Purpose }
  | { type: 'again' | 'dismissed' | 'restored' }
  | { type: 'returned'; purpose: Purpose; returning: Returning }
  | { type: 'noticed'; notice: Notice }
  | { type: 'prepared'; attempt: number; token: string }
  | { type: 'failed'; attempt: number; kind: NoticeKind }
  | { type: 'opened' | 'gone'; attempt: number }
  | { type: 'exited'; attempt: number; exit: LinkExit }
  | { type: 'succeeded'; attempt: number; given: LinkGiven }
  | { type: 'answered'; attempt: number; answer: Answer }
  | { type: 'decided'; decision: 'reconnect' | 'another' | 'keep' }

export type Command =
  /** Fetches what Link needs; the token too, unless there is one. Answered by `prepared` or `failed`. */
  | { do: 'prepare'; attempt: number; purpose: Purpose; token: string | null }
  /** Keeps the visit for the way back from a bank's own site. */
  | { do: 'keep'; session: LinkSession }
  | { do: 'forget' }
  /** Answered by `answered`. */
  | { do: 'finish'; attempt: number; work: Work }
  | { do: 'congratulate'; purpose: Reconnecting }
  /** Gives the focus back to what opened Link. */
  | { do: 'focus' }

export interface Step {
  state: VisitState
  commands: Command[]
}

export const AT_REST: VisitState = { phase: 'idle', notice: null, attempt: 0, session: null }

/** What the visit under way is for; null when there is none. */
export function purposeOf(state: VisitState): Purpose | null {
  switch (state.phase) {
    case 'idle':
    case 'asking':
      return null
    case 'preparing':
      return state.purpose
    case 'finishing':
      return purposeOfWork(state.work)
    default:
      return state.session.purpose
  }
}

/** What "Try again" is for. */
export function purposeAgain(again: Again): Purpose {
  return again.kind === 'open' ? again.purpose : purposeOfWork(again.work)
}

function purposeOfWork(work: Work): Purpose {
  return work.kind === 'mend' ? work.purpose : { kind: 'connect', anotherLogin: work.input.anotherLogin }
}

export function advance(state: VisitState, event: VisitEvent): Step {
  switch (event.type) {
    case 'pressed':
      // While Link is open nobody can press a button of the page, unless Link is not there: then this brings it back.
      return state.phase === 'idle' || state.phase === 'open' ? prepare(state, event) : stay(state)
    case 'again':
      return state.phase === 'idle' && state.notice ? again(state, state.notice.again) : stay(state)
    case 'dismissed':
      return state.phase === 'idle' ? stay({ ...state, notice: null }) : stay(state)
    case 'restored':
      return restore(state)
    case 'returned':
      return state.phase === 'idle' ? prepare(state, event) : stay(state)
    case 'noticed':
      return state.phase === 'idle' ? stay({ ...state, notice: event.notice }) : stay(state)
    case 'decided':
      return state.phase === 'asking' ? decide(state, state.duplicate, event.decision) : stay(state)
    default:
      return event.attempt === state.attempt ? progress(state, event) : stay(state)
  }
}

/** What happened to the visit that is under way. */
function progress(state: VisitState, event: Extract<VisitEvent, { attempt: number }>): Step {
  switch (event.type) {
    case 'prepared': {
      if (state.phase !== 'preparing') return stay(state)
      const { attempt, purpose, returning, renewed } = state
      const session = { attempt, purpose, token: event.token, returning, renewed }
      return { state: { phase: 'opening', attempt, session }, commands: [{ do: 'keep', session }] }
    }
    case 'failed':
      if (state.phase !== 'preparing') return stay(state)
      return rest(state, { kind: event.kind, again: openAgain(state.purpose, state.returning) })
    case 'opened':
      return state.phase === 'opening' ? stay({ ...state, phase: 'open' }) : stay(state)
    case 'gone':
      if (state.phase !== 'opening' && state.phase !== 'open') return stay(state)
      return rest(drop(state), { kind: 'windowGone', again: openAgain(state.session.purpose) })
    case 'exited':
      return state.phase === 'opening' || state.phase === 'open'
        ? exit(state, state.session, event.exit)
        : stay(state)
    case 'succeeded':
      return state.phase === 'opening' || state.phase === 'open'
        ? succeed(state, state.session.purpose, event.given)
        : stay(state)
    case 'answered':
      return state.phase === 'finishing' ? answered(state, state.work, event.answer) : stay(state)
  }
}

const stay = (state: VisitState): Step => ({ state, commands: [] })

const drop = (state: VisitState): Shared => ({ attempt: state.attempt, session: null })

const openAgain = (purpose: Purpose, returning: Returning | null = null): Again => ({
  kind: 'open',
  purpose,
  returning,
})

function rest({ attempt, session }: Shared, notice: Notice | null): Step {
  return {
    state: { phase: 'idle', notice, attempt, session },
    commands: [{ do: 'forget' }, { do: 'focus' }],
  }
}

function prepare(
  state: Shared,
  wanted: { purpose: Purpose; returning?: Returning | null; renewed?: boolean; notice?: Notice },
): Step {
  const { purpose, returning = null, renewed = false, notice = null } = wanted
  const attempt = state.attempt + 1
  const { session } = state
  return {
    state: { phase: 'preparing', attempt, session, purpose, returning, renewed, notice },
    commands: [{ do: 'prepare', attempt, purpose, token: returning?.token ?? null }],
  }
}

function finish(state: Shared, work: Work, duplicate: Duplicate | null = null): Step {
  const attempt = state.attempt + 1
  return {
    state: { phase: 'finishing', attempt, session: state.session, work, duplicate },
    // What Link gave is here; a way back from the bank would lead to a session that is over.
    commands: [{ do: 'forget' }, { do: 'finish', attempt, work }],
  }
}

function again(state: Shared, what: Again): Step {
  return what.kind === 'open' ? prepare(state, what) : finish(state, what.work)
}

/** The browser had put the page aside, and everything that was asked for has been cut off. Link looks after itself. */
function restore(state: VisitState): Step {
  switch (state.phase) {
    case 'preparing':
      return rest(drop(state), { kind: 'left', again: openAgain(state.purpose, state.returning) })
    case 'opening':
      return rest(drop(state), { kind: 'left', again: openAgain(state.session.purpose) })
    case 'finishing':
      return rest(state, { kind: 'unconfirmed', again: { kind: 'finish', work: state.work } })
    default:
      return stay(state)
  }
}

function exit(state: VisitState, session: LinkSession, ended: LinkExit): Step {
  const { purpose, returning } = session
  if (ended.kind === 'unavailable')
    return rest(drop(state), { kind: 'script', again: openAgain(purpose, returning) })
  if (ended.kind === 'closed')
    return rest(state, { kind: noticeForExit(ended.status, purpose), again: openAgain(purpose) })
  const kind = noticeForLinkError(ended.code)
  if (kind === 'expired' && !session.renewed) {
    const notice: Notice = { kind: 'renewing', again: openAgain(purpose) }
    return prepare(state, { purpose, renewed: true, notice })
  }
  return rest(state, { kind, message: ended.message, again: openAgain(purpose) })
}

function succeed(state: Shared, purpose: Purpose, given: LinkGiven): Step {
  if (purpose.kind === 'reconnect') return finish(state, { kind: 'mend', purpose })
  const { publicToken, ...told } = given
  if (publicToken === null) return rest(state, { kind: 'linkAgain', again: openAgain(purpose) })
  const input = { ...told, publicToken, anotherLogin: purpose.anotherLogin ?? false }
  return finish(state, { kind: 'connect', input })
}

function answered(state: VisitState, work: Work, answer: Answer): Step {
  if (!answer) return rest(state, { kind: 'unconfirmed', again: { kind: 'finish', work } })
  if (!answer.ok) {
    const kind = noticeForFailure(answer.code)
    if (kind === 'later') return rest(state, { kind: 'unfinished', again: { kind: 'finish', work } })
    return rest(state, { kind, again: openAgain(purposeOfWork(work)) })
  }
  const done = rest(state, null)
  if (work.kind === 'mend') done.commands.push({ do: 'congratulate', purpose: work.purpose })
  else if (answer.value?.kind === 'duplicate') {
    const { itemId, institutionName: name } = answer.value
    const { attempt, session } = state
    return stay({ phase: 'asking', attempt, session, duplicate: { input: work.input, itemId, name } })
  }
  return done
}

function decide(state: Shared, duplicate: Duplicate, decision: 'reconnect' | 'another' | 'keep'): Step {
  const { itemId, name, input } = duplicate
  const purpose: Reconnecting = { kind: 'reconnect', itemId, name }
  if (decision === 'reconnect') return prepare(state, { purpose })
  if (decision === 'keep') return rest(state, { kind: 'keptOne', again: openAgain(purpose) })
  return finish(state, { kind: 'connect', input: { ...input, anotherLogin: true } }, duplicate)
}
