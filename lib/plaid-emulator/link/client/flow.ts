import type { Answer, Command, LinkState, Message, Next, Pane } from './link-state'
import { goToBank, settleVisit, toStep, visited } from './oauth-flow'
import {
  ask,
  canGoBack,
  leave,
  log,
  opened,
  problem,
  show,
  still,
  succeed,
  toInstitutions,
  toLogin,
} from './transitions'
import type { Institution, PlaidError } from './wire'

/**
 * The Link session as a pure state machine: what is shown, what is asked of the emulator, what is told to the
 * page. Nothing here knows of the DOM, the network or the clock.
 */

/** The state after a message. Messages that do not fit what is shown change nothing. */
export function advance(state: LinkState, message: Message, at: Date): Next {
  if (state.outcome) return still(state)
  if (message.type === 'answered') {
    if (message.ticket !== state.ticket || !state.pending) return still(state)
    return settle(
      { ...state, requestId: message.requestId || state.requestId },
      state.pending,
      message.answer,
      at,
    )
  }
  switch (message.type) {
    case 'exit':
    case 'close':
    case 'leave':
    case 'stay':
      return wantsOut(state, message, at)
    case 'back':
      return goBack(state, at)
    case 'retry':
    case 'other-institution':
      return recover(state, message.type, at)
    case 'search':
      if (state.pane.name !== 'institutions') return still(state)
      return ask(
        { ...state, search: { ...state.search, query: message.query } },
        {
          to: 'institutions',
          query: message.query.trim(),
        },
      )
    case 'pick':
      return pick(state, message.institution, at)
    case 'try-anyway':
      return state.pane.name === 'unavailable' && state.institution?.status === 'DOWN'
        ? toLogin(state, at)
        : still(state)
    case 'go-to-bank':
    case 'went-to-bank':
    case 'came-back':
      return goToBank(state, message.type, at)
    default:
      return state.pending || state.leaving ? still(state) : fill(state, message, at)
  }
}

type FillMessage = Extract<
  Message,
  { type: 'continue' | 'sign-in' | 'answer' | 'choose' | 'share' | 'finish' }
>

/** What a person enters in the pane that is shown, while nothing is awaited. */
function fill(state: LinkState, message: FillMessage, at: Date): Next {
  const { pane } = state
  switch (message.type) {
    case 'continue':
      if (pane.name !== 'consent') return still(state)
      // Known in update mode, and where the link token names one.
      return toLogin(state, at)
    case 'sign-in': {
      if (pane.name !== 'credentials' || !state.institution) return still(state)
      const username = message.username.trim()
      if (username === '') return still({ ...state, pane: { ...pane, problem: problem('MISSING_USERNAME') } })
      const kept = { ...pane, username, problem: null }
      if (message.password === '') {
        return still({ ...state, pane: { ...kept, problem: problem('MISSING_PASSWORD') } })
      }
      return ask(log({ ...state, pane: kept }, 'SUBMIT_CREDENTIALS', at), {
        to: 'credentials',
        institutionId: state.institution.institution_id,
        username,
        password: message.password,
      })
    }
    case 'answer': {
      if (pane.name !== 'mfa') return still(state)
      if (pane.prompts.some((_, index) => (message.answers[index] ?? '').trim() === '')) {
        const choice = pane.prompts.every((prompt) => prompt.options)
        return still({
          ...state,
          pane: { ...pane, problem: problem(choice ? 'MISSING_CHOICE' : 'MISSING_ANSWER') },
        })
      }
      const sent = log({ ...state, pane: { ...pane, problem: null } }, 'SUBMIT_MFA', at, {
        mfa_type: pane.kind,
      })
      return ask(sent, { to: 'mfa', answers: message.answers.map((answer) => answer.trim()) })
    }
    case 'choose': {
      if (pane.name !== 'accounts') return still(state)
      const ids = pane.accounts.map((account) => account.id).filter((id) => message.accountIds.includes(id))
      const chosen = pane.selection === 'single' ? ids.slice(0, 1) : ids
      return still({ ...state, pane: { ...pane, chosen, problem: null } })
    }
    case 'share':
      if (pane.name !== 'accounts') return still(state)
      if (pane.chosen.length === 0) {
        return still({ ...state, pane: { ...pane, problem: problem('NOTHING_CHOSEN') } })
      }
      return ask({ ...state, pane: { ...pane, problem: null } }, { to: 'finish', accountIds: pane.chosen })
    case 'finish':
      return succeed(state, at)
  }
}

/** Codes that no other try of the same session can mend. */
function isFinal(error: PlaidError): boolean {
  return ['INVALID_INPUT', 'INVALID_REQUEST', 'OAUTH_ERROR'].includes(error.error_type)
}

const mendable = new Set([
  'INVALID_CREDENTIALS',
  'INSUFFICIENT_CREDENTIALS',
  'INVALID_MFA',
  'INVALID_SEND_METHOD',
  'INVALID_UPDATED_USERNAME',
])

function settle(before: LinkState, asked: Command, answer: Answer, at: Date): Next {
  const state: LinkState = { ...before, pending: null }
  switch (answer.to) {
    case 'unreachable':
      return still(
        show(opened(state, at), { name: 'failed', error: null, retry: asked, back: state.pane }, at),
      )
    case 'refused':
      return refuse(opened(state, at), asked, answer.error, at)
    case 'start': {
      const { body } = answer
      const started = opened({ ...state, session: body, institution: body.institution }, at)
      if (body.resumed) return visited(started, body.resumed, at)
      if (state.embedded && body.mode === 'new') return toInstitutions({ ...started, institution: null }, at)
      return still(show(started, { name: 'consent' }, at))
    }
    case 'institutions': {
      const query = asked.to === 'institutions' ? asked.query : ''
      const found = { ...state, search: { ...state.search, results: answer.body } }
      if (query === '') return still(found)
      return still(log(found, 'SEARCH_INSTITUTION', at, { institution_search_query: query }))
    }
    case 'step':
      return toStep({ ...state, lastError: null }, answer.body, at)
    case 'finish':
      return still(show({ ...state, lastError: null }, { name: 'connected', result: answer.body }, at))
    case 'oauth':
    case 'window':
    case 'oauth-status':
      return settleVisit(state, answer, at)
  }
}

function refuse(before: LinkState, asked: Command, error: PlaidError, at: Date): Next {
  const state = log({ ...before, lastError: error }, 'ERROR', at, {
    error_type: error.error_type,
    error_code: error.error_code,
    error_message: error.error_message,
  })
  if (isFinal(error)) return still(show(state, { name: 'failed', error, retry: null, back: null }, at))
  const { pane } = state
  if (asked.to === 'oauth-status') {
    // The visit is over, and not well: another try is another visit.
    const again: Command = { to: 'oauth', institutionId: state.institution?.institution_id ?? '' }
    const back: Pane = { name: 'oauth', visit: null, phase: 'ready' }
    return still(show(state, { name: 'failed', error, retry: again, back }, at))
  }
  if (asked.to === 'credentials' || asked.to === 'mfa') {
    const inPlace = mendable.has(error.error_code) ? problem(error.error_code, error.display_message) : null
    if (pane.name === 'mfa' && inPlace && error.error_code !== 'INVALID_CREDENTIALS') {
      return still({ ...state, pane: { ...pane, problem: inPlace } })
    }
    if (pane.name === 'credentials' && inPlace) {
      return still({ ...state, pane: { ...pane, problem: inPlace } })
    }
    const username = 'username' in pane ? pane.username : ''
    const back: Pane = { name: 'credentials', username, problem: inPlace }
    return still(show(state, inPlace ? back : { name: 'failed', error, retry: null, back }, at))
  }
  return still(show(state, { name: 'failed', error, retry: asked, back: pane }, at))
}

function recover(state: LinkState, how: 'retry' | 'other-institution', at: Date): Next {
  const { pane } = state
  if (state.leaving) return still(state)
  const isStuck = pane.name === 'unavailable' || (pane.name === 'oauth' && pane.phase !== 'leaving')
  if (pane.name !== 'failed' && !(how === 'other-institution' && isStuck)) return still(state)
  if (how === 'other-institution') {
    if (state.session?.mode !== 'new') return still(state)
    const deaf: LinkState = { ...state, institution: null, pending: null, lastError: null }
    return toInstitutions({ ...deaf, ticket: state.ticket + 1 }, at)
  }
  if (pane.name !== 'failed' || pane.back === null) return still(state)
  const shown = show(state, pane.back, at)
  return pane.retry ? ask(shown, pane.retry) : still(shown)
}

function goBack(state: LinkState, at: Date): Next {
  if (!canGoBack(state)) return still(state)
  // Counting on makes the machine deaf to the answer of what is left behind.
  const deaf: LinkState = { ...state, pending: null, ticket: state.ticket + 1, lastError: null }
  if (deaf.pane.name === 'mfa') {
    return still(show(deaf, { name: 'credentials', username: deaf.pane.username, problem: null }, at))
  }
  return toInstitutions({ ...deaf, institution: null }, at)
}

function pick(state: LinkState, institution: Institution, at: Date): Next {
  if (state.pane.name !== 'institutions') return still(state)
  const picked = log(
    { ...state, institution, pending: null, ticket: state.ticket + 1 },
    'SELECT_INSTITUTION',
    at,
  )
  if (institution.status === 'DOWN' || institution.status === 'UNSUPPORTED') {
    const shown = show(picked, { name: 'unavailable' }, at)
    return still(institution.status === 'DOWN' ? log(shown, 'SELECT_DOWN_INSTITUTION', at) : shown)
  }
  return toLogin(
    institution.status === 'DEGRADED' ? log(picked, 'SELECT_DEGRADED_INSTITUTION', at) : picked,
    at,
  )
}

function wantsOut(
  state: LinkState,
  message: Extract<Message, { type: 'exit' | 'close' | 'leave' | 'stay' }>,
  at: Date,
): Next {
  if (message.type === 'stay') return still({ ...state, leaving: false })
  if (message.type === 'leave') return state.leaving ? leave(state, at) : still(state)
  if (message.type === 'exit' && message.force) return leave(state, at)
  if (message.type === 'close') {
    // The accounts are shared already: closing here is the same as finishing.
    if (state.pane.name === 'connected') return succeed(state, at)
    if (state.leaving) return message.escape ? still({ ...state, leaving: false }) : leave(state, at)
  }
  if (!needsConfirming(state)) return leave(state, at)
  if (state.leaving) return still(state)
  return still(log({ ...state, leaving: true }, 'TRANSITION_VIEW', at, { view_name: 'EXIT' }))
}

/** Leaving costs something once the bank has been told who is there. */
function needsConfirming(state: LinkState): boolean {
  return state.pane.name === 'mfa' || state.pane.name === 'accounts' || state.pending?.to === 'credentials'
}
