import type { Answer, LinkState, Message, Next, Pane } from './link-state'
import { ask, log, prepareVisit, show, still } from './transitions'
import type { Started, Step } from './wire'

/** The part of the session's state machine in which one signs in on the bank's own page. */

type OAuthPane = Extract<Pane, { name: 'oauth' }>

function inPhase(state: LinkState, pane: OAuthPane, phase: OAuthPane['phase']): LinkState {
  return { ...state, pane: { ...pane, phase } }
}

/** Asks how the visit goes: again and again, as nothing else tells a page that stayed behind. */
function watch(state: LinkState): Next {
  const visit = state.pane.name === 'oauth' ? state.pane.visit : null
  return visit ? ask(state, { to: 'oauth-status', stateId: visit.oauth_state_id }) : still(state)
}

/** Goes to the bank, has gone there, or comes back from there without its answer. */
export function goToBank(
  state: LinkState,
  how: Extract<Message['type'], 'go-to-bank' | 'went-to-bank' | 'came-back'>,
  at: Date,
): Next {
  const { pane } = state
  if (pane.name !== 'oauth' || !pane.visit || state.leaving) return still(state)
  if (how === 'came-back') {
    if (pane.phase !== 'leaving') return still(state)
    return still(log({ ...inPhase(state, pane, 'closed'), pending: null }, 'CLOSE_OAUTH', at))
  }
  if (pane.phase === 'leaving') return still(state)
  const gone = log({ ...state, lastError: null }, 'OPEN_OAUTH', at)
  if (how === 'went-to-bank') return watch(inPhase(gone, pane, 'waiting'))
  const { redirects, oauth_url: url } = pane.visit
  return redirects
    ? ask(inPhase(gone, pane, 'leaving'), { to: 'page', url })
    : ask(inPhase(gone, pane, 'waiting'), { to: 'window', url })
}

/** What came of asking about the visit. */
export function settleVisit(
  state: LinkState,
  answer: Extract<Answer, { to: 'oauth' | 'window' | 'oauth-status' }>,
  at: Date,
): Next {
  const { pane } = state
  if (pane.name !== 'oauth') return still(state)
  if (answer.to === 'oauth') return still({ ...state, pane: { ...pane, visit: answer.body } })
  if (answer.to === 'window') {
    return answer.opened ? watch(state) : still(inPhase(state, pane, 'blocked'))
  }
  if (answer.body.status === 'granted') return toStep({ ...state, lastError: null }, answer.body.step, at)
  if (answer.body.status === 'denied') {
    return prepareVisit(log(state, 'FAIL_OAUTH', at), 'denied', at)
  }
  if (!answer.closed || pane.phase === 'closed') return watch(state)
  // Watched on all the same: a page whose policy parts it from its windows sees every one of them as closed.
  return watch(log(inPhase(state, pane, 'closed'), 'CLOSE_OAUTH', at))
}

/** Goes on after the bank has led back to the page. */
export function visited(started: LinkState, resumed: NonNullable<Started['resumed']>, at: Date): Next {
  const state = { ...started, institution: resumed.institution }
  if (resumed.outcome === 'granted') return toStep(state, resumed.step, at)
  return prepareVisit(log(state, 'FAIL_OAUTH', at), 'denied', at)
}

/** Shows what a bank wants next, or that it wants nothing more. */
export function toStep(state: LinkState, step: Step, at: Date): Next {
  if (step.step === 'done') return still(show(state, { name: 'connected', result: step }, at))
  if (step.step === 'accounts') {
    const selected = step.accounts.filter((account) => account.selected).map((account) => account.id)
    const chosen = step.selection === 'single' ? selected.slice(0, 1) : selected
    const { accounts, selection } = step
    return still(show(state, { name: 'accounts', accounts, selection, chosen, problem: null }, at))
  }
  const username = 'username' in state.pane ? state.pane.username : ''
  const { kind, prompts } = step
  return still(show(state, { name: 'mfa', kind, prompts, username, problem: null }, at))
}
